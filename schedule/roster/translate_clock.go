package roster

import (
	"slices"

	"turno/forecast/calendar"
	"turno/schedule"
)

// clockKey tells apart the days that people in other zones than the team's can have.
type clockKey struct {
	zone  string
	later bool // the first day is over
}

// by is the translator by the agent's own clock: the days, weeks, nights and premiums that
// shifts of theirs fall into. A first day that began before the period is over for whoever
// has a published shift on it: nobody works twice on a day.
func (t *translator) by(team schedule.Team, a schedule.Agent) *translator {
	if a.Zone == nil || a.Zone.String() == t.cal.Zone.String() {
		return t
	}
	first := calendar.DateOf(t.grid.Start.In(a.Zone))
	on := func(s schedule.Shift) bool {
		return s.Agent == a.ID && s.Start.Before(s.End) && calendar.DateOf(s.Start.In(a.Zone)) == first
	}
	key := clockKey{a.Zone.String(), slices.ContainsFunc(team.Published, func(s schedule.Shift) bool { return s.Start.Before(t.grid.Start) && on(s) }) &&
		!slices.ContainsFunc(team.Locks, on) && first.Add(1).In(a.Zone).Before(t.grid.End())}
	own, known := t.own[key]
	if !known {
		if key.later {
			first = first.Add(1)
		}
		own = t.another(t.cal.By(a.Zone), first)
		t.own[key] = own
	}
	return own
}

// another is the translator by another calendar, from a date on. It shares the problem but
// for what is read on a clock.
func (t *translator) another(cal *calendar.Calendar, first calendar.Date) *translator {
	own, p := *t, *t.p
	p.Days, p.Weeks, p.Toll, p.Nights = nil, nil, nil, nil
	own.cal, own.p, own.dates, own.pays = cal, &p, nil, map[string][]float64{}
	own.period(first)
	own.hours()
	for name := range t.pays {
		own.pays[name] = own.premiums(t.in.Team.Contracts[name].Pay)
	}
	own.frame = &Frame{Days: p.Days, Weeks: p.Weeks, Toll: p.Toll, Nights: p.Nights}
	return &own
}
