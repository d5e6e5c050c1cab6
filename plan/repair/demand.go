package repair

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
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
