package repair

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
)

// Demand is one thing asked of a schedule. Of those that contradict each other, giving up
// any single one leaves room.
type Demand struct {
	Kind     DemandKind
	Agent    string    // whose it is, where it is one person's
	Queue    string    // of a minimum or skill
	From, To time.Time // of an absence or lock
	Value    float64   // hours, days, nights or people, as the kind has it
	Name     string    // contract of shift kinds, kind of an absence
}

// DemandKind says what is asked. The rules of a contract have the codes of their findings.
type DemandKind string

// The demands beside the rules.
const (
	DemandAbsence   DemandKind = "absence"
	DemandAvailable DemandKind = "availability"
	DemandEmployed  DemandKind = "employment"
	DemandShifts    DemandKind = "shift-kinds" // the kinds of shift of contract Name
	DemandSkill     DemandKind = "skills"
	DemandLock      DemandKind = "lock"
	DemandPublished DemandKind = "published" // the shifts before the period
	DemandMinimum   DemandKind = "min-staff"
	DemandPeriod    DemandKind = "period" // shifts start in the period
)

// DemandKinds lists every kind of demand.
func DemandKinds() []DemandKind {
	out := []DemandKind{DemandAbsence, DemandAvailable, DemandEmployed, DemandShifts, DemandSkill, DemandLock, DemandPublished, DemandMinimum, DemandPeriod}
	for _, r := range ruleDemands {
		out = append(out, r.kind)
	}
	return out
}

// ruleDemands are the rules of a contract, with their limit and how to give it up.
var ruleDemands = []struct {
	kind  DemandKind
	limit func(schedule.Rules) float64
	drop  func(*schedule.Rules)
}{
	{DemandKind(schedule.CodeWeekends), func(r schedule.Rules) float64 { return float64(r.WeekendsFree) }, func(r *schedule.Rules) { r.WeekendsFree = 0 }},
	{DemandKind(schedule.CodeNights), func(r schedule.Rules) float64 { return float64(r.ConsecutiveNights) }, func(r *schedule.Rules) { r.ConsecutiveNights = 0 }},
	{DemandKind(schedule.CodeConsecutiveDays), func(r schedule.Rules) float64 { return float64(r.ConsecutiveDaysMax) }, func(r *schedule.Rules) { r.ConsecutiveDaysMax = 0 }},
	{DemandKind(schedule.CodeWeeklyRest), func(r schedule.Rules) float64 { return r.WeeklyRest.Hours() }, func(r *schedule.Rules) { r.WeeklyRest = 0 }},
	{DemandKind(schedule.CodeDailyRest), func(r schedule.Rules) float64 { return r.DailyRest.Hours() }, func(r *schedule.Rules) { r.DailyRest = 0 }},
	{DemandKind(schedule.CodeDayHours), func(r schedule.Rules) float64 { return r.DayHoursMax.Hours() }, func(r *schedule.Rules) { r.DayHoursMax = 0 }},
	{DemandKind(schedule.CodeWeekDays), func(r schedule.Rules) float64 { return float64(r.WeekDaysMax) }, func(r *schedule.Rules) { r.WeekDaysMax = 0 }},
	{DemandKind(schedule.CodeWeekHoursMax), func(r schedule.Rules) float64 { return r.WeekHoursMax.Hours() }, func(r *schedule.Rules) { r.WeekHoursMax = 0 }},
	{DemandKind(schedule.CodeWeekHoursMin), func(r schedule.Rules) float64 { return r.WeekHoursMin.Hours() }, func(r *schedule.Rules) { r.WeekHoursMin = 0 }},
}

// contradiction is the set of demands behind a trouble that cannot all hold; none where
// they can, or where nothing of the kind is behind it.
func (w *world) contradiction(ctx context.Context, t *Trouble) ([]Demand, error) {
	f := t.Finding
	a, known := w.agent(f.Agent)
	switch {
	case f.Code == schedule.CodeNoLegalSchedule && known:
		list := w.demands(a)
		return smallest(list, func(kept []Demand) (bool, error) { return w.possible(ctx, a, list, kept) })
	case f.Severity == schedule.Broken && known:
		list := w.fixed(a)
		return smallest(list, func(kept []Demand) (bool, error) { return !w.lockedBreak(a, kept, f.Code), nil })
	case f.Code == schedule.CodeMinStaff:
		list := w.reachDemands(t)
		return smallest(list, func(kept []Demand) (bool, error) { return w.enough(t, kept), nil })
	}
	return nil, nil
}

// smallest is an irreducible set of the demands that cannot all hold, by deletion: give up
// one after the other, and take back what made room (Chinneck & Dravnieks 1991). Because an
// absence also lowers what the week asks for, giving up one demand may make another
// needless after all: the filter goes round until nothing more can go. It is done in both
// orders and the smaller set kept. Nothing is returned where all can hold.
func smallest(all []Demand, possible func(kept []Demand) (bool, error)) ([]Demand, error) {
	if ok, err := possible(all); ok || err != nil {
		return nil, err
	}
	backwards := slices.Clone(all)
	slices.Reverse(backwards)
	var best []Demand
	for _, order := range [][]Demand{all, backwards} {
		kept, err := filtered(order, possible)
		if err != nil {
			return nil, err
		}
		if best == nil || len(kept) < len(best) {
			best = kept
		}
	}
	slices.SortStableFunc(best, func(a, b Demand) int { return cmp.Compare(slices.Index(all, a), slices.Index(all, b)) })
	return best, nil
}

func filtered(order []Demand, possible func(kept []Demand) (bool, error)) ([]Demand, error) {
	kept := slices.Clone(order)
	for again := true; again; {
		again = false
		for _, d := range slices.Clone(kept) {
			fewer := slices.DeleteFunc(slices.Clone(kept), func(x Demand) bool { return x == d })
			ok, err := possible(fewer)
			if err != nil {
				return nil, err
			}
			if !ok {
				kept, again = fewer, true
			}
		}
	}
	return kept, nil
}

// demands are those on the schedule of one agent, rules last.
func (w *world) demands(a schedule.Agent) []Demand {
	out := []Demand{{Kind: DemandSkill, Agent: a.ID}}
	if slices.ContainsFunc(w.Team.Published, func(s schedule.Shift) bool { return s.Agent == a.ID }) {
		out = append(out, Demand{Kind: DemandPublished, Agent: a.ID})
	}
	out = append(out, w.personal(a)...)
	contract := w.team.Contracts[a.Contract]
	for _, r := range ruleDemands {
		if v := r.limit(contract.Rules); v > 0 {
			out = append(out, Demand{Kind: r.kind, Agent: a.ID, Value: v})
		}
	}
	return out
}

// personal are the demands of the agent's calendar: locks, absences, availability,
// employment, kinds of shift.
func (w *world) personal(a schedule.Agent) []Demand {
	var out []Demand
	for _, s := range w.Team.Locks {
		if s.Agent == a.ID {
			out = append(out, Demand{Kind: DemandLock, Agent: a.ID, From: s.Start, To: s.End})
		}
	}
	out = append(out, Demand{Kind: DemandShifts, Name: a.Contract})
	for _, x := range w.Team.Absences {
		if x.Agent == a.ID && x.From.Before(w.grid.End()) && x.To.After(w.grid.Start) {
			out = append(out, Demand{Kind: DemandAbsence, Agent: a.ID, From: x.From, To: x.To, Name: x.Kind})
		}
	}
	if !a.Available.AlwaysOpen() {
		out = append(out, Demand{Kind: DemandAvailable, Agent: a.ID})
	}
	if open := (calendar.Date{}); a.From != open || a.To != open {
		out = append(out, Demand{Kind: DemandEmployed, Agent: a.ID})
	}
	return out
}

// possible says whether the agent has a legal schedule when of the demands only some are
// kept: the optimiser plans them alone, with nothing to do.
func (w *world) possible(ctx context.Context, a schedule.Agent, all, kept []Demand) (bool, error) {
	team := w.without(a, all, kept)
	bare := schedule.Requirement{Grid: w.grid}
	for _, q := range w.Queues {
		if q.Channel.Live() {
			bare.Live = append(bare.Live, schedule.LiveRequirement{Queue: q.Name})
		} else {
			bare.Deferrable = append(bare.Deferrable, schedule.DeferrableRequirement{Queue: q.Name})
		}
	}
	legal, err := roster.Legal(ctx, roster.Input{Calendar: w.Calendar, Queues: w.Queues, Team: team, Requirement: bare})
	return err == nil && legal[0], err
}

// without is a team of the agent alone with those demands given up that are not kept.
func (w *world) without(a schedule.Agent, all, kept []Demand) schedule.Team {
	team := schedule.Team{ShiftKinds: map[string]schedule.ShiftKind{}, Shrinkage: w.team.Shrinkage}
	for name, k := range w.team.ShiftKinds {
		team.ShiftKinds[name] = k
	}
	contract := w.team.Contracts[a.Contract]
	has := func(d Demand) bool { return slices.Contains(kept, d) }
	for _, d := range all {
		switch {
		case has(d):
			switch d.Kind {
			case DemandLock:
				team.Locks = append(team.Locks, pick(w.Team.Locks, func(s schedule.Shift) bool { return s.Agent == a.ID && s.Start.Equal(d.From) && s.End.Equal(d.To) })...)
			case DemandAbsence:
				team.Absences = append(team.Absences, pick(w.Team.Absences, func(x schedule.Absence) bool {
					return x.Agent == a.ID && x.From.Equal(d.From) && x.To.Equal(d.To) && x.Kind == d.Name
				})...)
			case DemandPublished:
				team.Published = pick(w.Team.Published, func(s schedule.Shift) bool { return s.Agent == a.ID })
			}
		case d.Kind == DemandAvailable:
			a.Available = calendar.Always()
		case d.Kind == DemandEmployed:
			a.From, a.To = calendar.Date{}, calendar.Date{}
		case d.Kind == DemandShifts:
			team.ShiftKinds[anyShift.Name] = anyShift
			contract.ShiftKinds = []string{anyShift.Name}
		case d.Kind == DemandSkill:
			a = able(a, w.Queues)
		}
		for _, r := range ruleDemands {
			if r.kind == d.Kind && !has(d) {
				r.drop(&contract.Rules)
			}
		}
	}
	team.Agents = []schedule.Agent{a}
	team.Contracts = map[string]schedule.Contract{a.Contract: contract}
	return team
}

func pick[T any](all []T, ok func(T) bool) []T {
	var out []T
	for _, x := range all {
		if ok(x) {
			out = append(out, x)
		}
	}
	return out
}

// anyShift is what may be worked where no kind of shift is asked for.
var anyShift = schedule.ShiftKind{
	Name: "any shift", Days: [7]bool{true, true, true, true, true, true, true},
	Start: calendar.Span{From: 0, To: calendar.Clock(23, 0)}, Every: time.Hour,
	Length: schedule.Range{Min: time.Hour, Max: 12 * time.Hour}, Grain: time.Hour,
}

// able is the agent with every skill.
func able(a schedule.Agent, queues []schedule.Queue) schedule.Agent {
	a.Queues = nil
	for _, q := range queues {
		if _, can := a.Can(q); !can {
			a.Languages = append(slices.Clone(a.Languages), q.Language)
			Change{Kind: ChangeTrain, Queue: q.Name, Pace: 1}.train(&a, queues)
		}
	}
	return a
}

// fixed are the agent's demands that locked shifts may break.
func (w *world) fixed(a schedule.Agent) []Demand {
	var out []Demand
	for _, d := range w.demands(a) {
		if d.Kind != DemandSkill {
			out = append(out, d)
		}
	}
	return out
}

// lockedBreak says whether the locked shifts alone break the rule when of the agent's demands
// only some are kept.
func (w *world) lockedBreak(a schedule.Agent, kept []Demand, code schedule.Code) bool {
	team := w.without(a, w.fixed(a), kept)
	found := w.alone(team, team.Locks)
	return slices.ContainsFunc(found, func(f schedule.Finding) bool { return f.Code == code && f.Severity == schedule.Broken })
}

// reachDemands are the demands that keep people from a queue at a moment, whatever the
// rest of the roster.
func (w *world) reachDemands(t *Trouble) []Demand {
	q := w.queues[t.Finding.Queue]
	wanted := math.Ceil(t.Finding.Limit - 1e-6)
	out := []Demand{{Kind: DemandPeriod}}
	for _, a := range w.team.Agents {
		if _, can := a.Can(q); can {
			for _, d := range w.personal(a) {
				elsewhere := d.Kind == DemandLock && w.date(d.From) != w.date(t.At)
				if !elsewhere && !slices.Contains(out, d) {
					out = append(out, d)
				}
			}
		}
	}
	return append(out, Demand{Kind: DemandSkill, Queue: q.Name}, Demand{Kind: DemandMinimum, Queue: q.Name, From: t.Finding.From, To: t.Finding.To, Value: wanted})
}

// enough says whether so many people as the minimum asks could be there at the moment, each
// taken alone, when of the demands only some are kept.
func (w *world) enough(t *Trouble, kept []Demand) bool {
	q := w.queues[t.Finding.Queue]
	has := func(d Demand) bool { return slices.Contains(kept, d) }
	minimum := Demand{Kind: DemandMinimum, Queue: q.Name, From: t.Finding.From, To: t.Finding.To, Value: math.Ceil(t.Finding.Limit - 1e-6)}
	if !has(minimum) {
		return true
	}
	could := 0
	for _, a := range w.team.Agents {
		if _, can := a.Can(q); (can || !has(Demand{Kind: DemandSkill, Queue: q.Name})) && w.reaches(a, t.At, has) {
			could++
		}
	}
	return float64(could) >= minimum.Value
}

// reaches says whether some shift of the agent's holds the moment under the demands kept.
func (w *world) reaches(a schedule.Agent, at time.Time, has func(Demand) bool) bool {
	tries := w.over(a, at)
	if !has(Demand{Kind: DemandShifts, Name: a.Contract}) {
		tries = []schedule.Shift{{Agent: a.ID, Start: at, End: at.Add(w.grid.Step)}}
	}
	locks := pick(w.Team.Locks, func(s schedule.Shift) bool {
		return s.Agent == a.ID && w.date(s.Start) == w.date(at) && has(Demand{Kind: DemandLock, Agent: a.ID, From: s.Start, To: s.End})
	})
	if len(locks) > 0 {
		tries = locks
	}
	return slices.ContainsFunc(tries, func(s schedule.Shift) bool {
		if at.Before(s.Start) || !at.Before(s.End) || s.Start.Before(w.grid.Start) && has(Demand{Kind: DemandPeriod}) {
			return false
		}
		absent := slices.ContainsFunc(w.Team.Absences, func(x schedule.Absence) bool {
			return x.Agent == a.ID && x.From.Before(s.End) && x.To.After(s.Start) && has(Demand{Kind: DemandAbsence, Agent: a.ID, From: x.From, To: x.To, Name: x.Kind})
		})
		if absent && len(locks) == 0 || !a.Employed(w.date(s.Start)) && has(Demand{Kind: DemandEmployed, Agent: a.ID}) {
			return false
		}
		return len(locks) > 0 || !has(Demand{Kind: DemandAvailable, Agent: a.ID}) || w.available(a, s)
	})
}
