package scenario

import (
	"context"
	"maps"
	"slices"
	"time"

	"turno/schedule"
)

// Overtime is at most this long a shift, and this much of a week's paid hours with it
// (Directive 2003/88/EC, article 6) where the contract allows less.
const (
	mostOvertime = 2 * time.Hour
	overtimeWeek = 48 * time.Hour
)

// overtime lets those of the roster who can serve the campaign's queue stay longer, from an
// hour on: each shift that ends then or later, while the queue is open, by two hours or as
// much of it as rest, day and week allow. What a contract allows a week is no limit to
// overtime below 48 hours; the kind of shift and its breaks stay those of the shift.
func (s *strike) overtime(ctx context.Context) (Option, error) {
	return s.begun(Overtime, func(at time.Time) (Option, error) {
		return s.with(ctx, s.longer(at), s.held.Profiles)
	})
}

// longer is the roster with the overtime that rules allow from an hour on.
func (s *strike) longer(at time.Time) schedule.Roster {
	by := map[int]time.Duration{} // by shift
	q := s.target()
	old := s.held.Roster.Roster
	for i, sh := range old.Shifts {
		if sh.OnCall == nil && !sh.End.Before(at) && sh.End.Before(s.to) && s.can(sh.Agent, q) {
			by[i] = min(mostOvertime, s.to.Sub(sh.End))
			for by[i] > 0 && !q.Hours.Open(sh.End.Add(by[i]-s.Period.Step), s.Calendar) {
				by[i] -= s.Period.Step
			}
		}
	}
	before := s.faults(old)
	for {
		now := s.faults(s.lengthened(by))
		again := false
		for i, sh := range old.Shifts {
			if by[i] > 0 && now[sh.Agent] > before[sh.Agent] {
				by[i], again = by[i]-s.Period.Step, true
			}
		}
		if !again {
			return s.lengthened(by)
		}
	}
}

// lengthened is the roster with shifts that end later, on the campaign's queue first.
func (s *strike) lengthened(by map[int]time.Duration) schedule.Roster {
	r := s.held.Roster.Roster
	r.Shifts = slices.Clone(r.Shifts)
	q := s.target()
	for i, d := range by {
		if d <= 0 {
			continue
		}
		sh := r.Shifts[i]
		k := slices.IndexFunc(s.Team.Agents, func(a schedule.Agent) bool { return a.ID == sh.Agent })
		serves := first(q.Name, s.Team.Agents[k].Serves(s.Queues))
		sh.Duties = append(slices.Clone(sh.Duties), schedule.Duty{Start: sh.End, End: sh.End.Add(d), Queues: serves})
		sh.End = sh.End.Add(d)
		r.Shifts[i] = sh
	}
	return r
}

// faults counts the hard rules that each agent's shifts break, of those that overtime must
// keep.
func (s *strike) faults(r schedule.Roster) map[string]int {
	in := s.Input
	in.Team.Contracts = maps.Clone(in.Team.Contracts)
	for name, c := range in.Team.Contracts {
		if c.Rules.WeekHoursMax > 0 {
			c.Rules.WeekHoursMax = max(c.Rules.WeekHoursMax, overtimeWeek)
		}
		in.Team.Contracts[name] = c
	}
	own := []schedule.Code{schedule.CodeShiftKind, schedule.CodeBreaks, schedule.CodeWorkLong, schedule.CodeWorkShort, schedule.CodeDutyShort, schedule.CodeLockMoved}
	out := map[string]int{}
	for _, f := range in.Check(s.held.Requirement, r, nil).Findings {
		if f.Severity == schedule.Broken && !slices.Contains(own, f.Code) {
			out[f.Agent]++
		}
	}
	return out
}
