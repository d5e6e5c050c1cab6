package repair

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/plan/cost"
	"turno/schedule"
)

// back puts the days of the shifts that break the rule back to what they were.
func (m *mender) back(f schedule.Finding, own, involved []schedule.Shift) ([]schedule.Shift, bool) {
	if !m.known {
		return nil, false
	}
	date := func(x schedule.Shift) calendar.Date { return calendar.DateOf(x.Start.In(m.zone(x.Agent))) }
	touched := func(x schedule.Shift) bool { // what the finding spans, days without a shift among them
		return !x.Start.Before(f.From) && x.Start.Before(f.To) || slices.ContainsFunc(involved, func(y schedule.Shift) bool { return date(x) == date(y) })
	}
	var list []schedule.Shift
	for _, x := range own {
		switch {
		case !touched(x):
			list = append(list, x)
		case x.Locked && !slices.ContainsFunc(m.base[f.Agent], func(y schedule.Shift) bool { return sameTimes(x, y) }):
			return nil, false
		}
	}
	for _, x := range m.base[f.Agent] {
		if touched(x) {
			list = append(list, x)
		}
	}
	slices.SortStableFunc(list, func(a, b schedule.Shift) int { return a.Start.Compare(b.Start) })
	return list, !slices.EqualFunc(list, own, sameTimes) && m.keeps(f, list)
}

// zone is that of the clock by which the person lives.
func (m *mender) zone(agent string) *time.Location {
	return m.zoneOf(agent, m.Requirement.Grid.Zone())
}

// alone are the least changes of one shift that keep the rule: later or earlier as a whole,
// at its start or at its end, or taken away.
func (m *mender) alone(f schedule.Finding, x schedule.Shift, tried *int) []rosters {
	var out []rosters
	step := m.Requirement.Grid.Step
	try := func(y schedule.Shift) bool {
		*tried++
		list := with(m.shifts[f.Agent], x, y)
		if !m.keeps(f, list) {
			return false
		}
		out = append(out, rosters{f.Agent: list})
		return true
	}
	for _, sign := range []time.Duration{1, -1} {
		for _, ends := range [][2]time.Duration{{1, 1}, {1, 0}, {0, 1}} {
			for by := step; step > 0 && by <= farthest; by += step {
				if y, ok := m.reshaped(x, sign*by*ends[0], sign*by*ends[1]); ok && try(y) {
					break
				}
			}
		}
	}
	try(schedule.Shift{})
	return out
}

// reshaped is the shift with start and end moved, of a kind of the contract that allows it.
// Moved as a whole it takes breaks and duties along; else its first and last duty reach to
// its ends and breaks outside it fall away. It is false where that cuts a break.
func (m *mender) reshaped(x schedule.Shift, start, end time.Duration) (schedule.Shift, bool) {
	y := x
	y.Start, y.End = x.Start.Add(start), x.End.Add(end)
	y.Breaks, y.Duties = nil, nil
	if !y.Start.Before(y.End) || !m.Requirement.Grid.Contains(y.Start) {
		return y, false
	}
	shift := time.Duration(0)
	if start == end {
		shift = start
	}
	for _, b := range x.Breaks {
		b.Start, b.End = b.Start.Add(shift), b.End.Add(shift)
		switch {
		case !b.Start.Before(y.Start) && !b.End.After(y.End):
			y.Breaks = append(y.Breaks, b)
		case b.Start.Before(y.End) && b.End.After(y.Start):
			return y, false
		}
	}
	for _, d := range x.Duties {
		d.Start, d.End = calendar.Later(d.Start.Add(shift), y.Start), calendar.Earlier(d.End.Add(shift), y.End)
		if d.Start.Before(d.End) {
			y.Duties = append(y.Duties, d)
		}
	}
	if n := len(y.Duties); n > 0 && (n == len(x.Duties) || len(y.Breaks) == len(x.Breaks)) {
		if y.Duties[0].Start.Equal(x.Start.Add(shift)) {
			y.Duties[0].Start = y.Start
		}
		if y.Duties[n-1].End.Equal(x.End.Add(shift)) {
			y.Duties[n-1].End = y.End
		}
	}
	y.Kind = m.kindOf(x.Agent, y)
	return y, true
}

// kindOf is the kind that the shift is of: its own where that allows the times, or another
// of the contract's.
func (m *mender) kindOf(agent string, y schedule.Shift) string {
	k := slices.IndexFunc(m.Team.Agents, func(a schedule.Agent) bool { return a.ID == agent })
	clock, length := calendar.ClockOf(y.Start.In(m.zone(y.Agent))), y.End.Sub(y.Start)
	fits := func(name string) bool {
		kind, ok := m.Team.ShiftKinds[name]
		return ok && kind.OnCall.Same(y.OnCall) && clock >= kind.Start.From && clock <= kind.Start.To && length >= kind.Length.Min && length <= kind.Length.Max
	}
	if k < 0 || fits(y.Kind) {
		return y.Kind
	}
	if i := slices.IndexFunc(m.Team.Contracts[m.Team.Agents[k].Contract].ShiftKinds, fits); i >= 0 {
		return m.Team.Contracts[m.Team.Agents[k].Contract].ShiftKinds[i]
	}
	return y.Kind
}

// mostHanded is how many ways to hand a shift on, and to swap it, are priced.
const mostHanded = 3

// way is a change with what decides whether it is priced: requests lost, then pay.
type way struct {
	rosters
	wishes int
	pay    decimal.Decimal
}

// handed are the ways to hand the shift on, and to swap it for one of the same day, that
// keep everybody's rules: of either those with the fewest requests lost and the least pay.
func (m *mender) handed(ctx context.Context, f schedule.Finding, x schedule.Shift, tried *int) ([]rosters, error) {
	var given, swapped []way
	date := func(y schedule.Shift) calendar.Date { return calendar.DateOf(y.Start.In(m.zone(y.Agent))) }
	without := with(m.shifts[f.Agent], x, schedule.Shift{})
	alone := m.keeps(f, without)
	for _, a := range m.Team.Agents {
		if a.ID == f.Agent || len(a.Serves(m.Queues)) == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if *tried++; alone {
			given = m.offered(given, f.Agent, without, a.ID, with(m.shifts[a.ID], schedule.Shift{}, m.handOver(x, a.ID)))
		}
		for _, own := range m.shifts[a.ID] {
			if own.Locked || date(own) != date(x) || sameTimes(own, x) {
				continue
			}
			*tried++
			if ours := with(m.shifts[f.Agent], x, m.handOver(own, f.Agent)); m.keeps(f, ours) {
				swapped = m.offered(swapped, f.Agent, ours, a.ID, with(m.shifts[a.ID], own, m.handOver(x, a.ID)))
			}
		}
	}
	var out []rosters
	for _, list := range [][]way{given, swapped} {
		slices.SortStableFunc(list, func(a, b way) int { return cmp.Or(cmp.Compare(a.wishes, b.wishes), a.pay.Cmp(b.pay)) })
		for _, w := range list[:min(len(list), mostHanded)] {
			out = append(out, w.rosters)
		}
	}
	return out, nil
}

// offered adds a change of two people where the other one's rules allow it.
func (m *mender) offered(list []way, owner string, ours []schedule.Shift, other string, theirs []schedule.Shift) []way {
	w := way{rosters: rosters{owner: ours, other: theirs}}
	for _, g := range slices.Concat(m.news(other, theirs), m.news(owner, ours)) {
		if g.Severity == schedule.Broken {
			return list
		}
		w.wishes++
	}
	two := m.Team
	two.Agents = slices.DeleteFunc(slices.Clone(m.Team.Agents), func(a schedule.Agent) bool { return a.ID != owner && a.ID != other })
	w.pay = cost.Of(two, slices.Concat(ours, theirs), m.Calendar, m.Currency).Total.Total.Sub(cost.Of(two, slices.Concat(m.shifts[owner], m.shifts[other]), m.Calendar, m.Currency).Total.Total)
	return append(list, w)
}
