package repair

import (
	"reflect"
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
	for _, code := range rules() {
		out = append(out, DemandKind(code))
	}
	return out
}

// rules lists the rules of contracts; what the calendar of an agent asks has demands of its
// own.
func rules() []schedule.Code {
	own := []schedule.Code{schedule.CodeAbsent, schedule.CodeUnavailable, schedule.CodeShiftKind, schedule.CodeSkill, schedule.CodeLockMoved}
	return slices.DeleteFunc(roster.RuleCodes(), func(c schedule.Code) bool { return slices.Contains(own, c) })
}

// limits are the figures of rules, in hours, days, nights or weekends; a rule without one
// is told by its name.
var limits = map[schedule.Code]func(schedule.Rules) float64{
	schedule.CodeWeekends:        func(r schedule.Rules) float64 { return float64(r.WeekendsFree) },
	schedule.CodeNights:          func(r schedule.Rules) float64 { return float64(r.ConsecutiveNights) },
	schedule.CodeConsecutiveDays: func(r schedule.Rules) float64 { return float64(r.ConsecutiveDaysMax) },
	schedule.CodeWeeklyRest:      func(r schedule.Rules) float64 { return r.WeeklyRest.Hours() },
	schedule.CodeBreakAfter:      func(r schedule.Rules) float64 { return r.BreakAfter.Hours() },
	schedule.CodeDailyRest:       func(r schedule.Rules) float64 { return r.DailyRest.Hours() },
	schedule.CodeDayHours:        func(r schedule.Rules) float64 { return r.DayHoursMax.Hours() },
	schedule.CodeWeekDays:        func(r schedule.Rules) float64 { return float64(r.WeekDaysMax) },
	schedule.CodeWeekHoursMax:    func(r schedule.Rules) float64 { return r.WeekHoursMax.Hours() },
	schedule.CodeWeekHoursMin:    func(r schedule.Rules) float64 { return r.WeekHoursMin.Hours() },
}

// limit is the figure of a rule, 0 where it has none.
func limit(code schedule.Code, r schedule.Rules) float64 {
	if f := limits[code]; f != nil {
		return f(r)
	}
	return 0
}

// asks says whether the rule asks anything of the agent: whether taking it away changes
// their contract or their kinds of shift.
func (w *world) asks(a schedule.Agent, code schedule.Code) bool {
	team := w.team
	before := w.team.Contracts[a.Contract].Rules
	after := before
	roster.Relax(code, &team, &a, &after)
	return !reflect.DeepEqual(before, after) || !reflect.DeepEqual(team.ShiftKinds, w.team.ShiftKinds)
}

// demands are those on the schedule of one agent, rules last.
func (w *world) demands(a schedule.Agent) []Demand {
	out := []Demand{{Kind: DemandSkill, Agent: a.ID}}
	if slices.ContainsFunc(w.Team.Published, func(s schedule.Shift) bool { return s.Agent == a.ID }) {
		out = append(out, Demand{Kind: DemandPublished, Agent: a.ID})
	}
	out = append(out, w.personal(a)...)
	for _, code := range rules() {
		if w.asks(a, code) {
			out = append(out, Demand{Kind: DemandKind(code), Agent: a.ID, Value: limit(code, w.team.Contracts[a.Contract].Rules)})
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
