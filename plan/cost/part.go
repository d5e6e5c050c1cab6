package cost

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// Part is paid time of one shift that the same premiums touch. The parts of a shift are
// disjoint and make up its paid time, so that "add them" and "only the highest" are both
// sums over parts.
type Part struct {
	Agent    string
	Start    time.Time // of the shift it belongs to
	Premiums Set
	Paid     time.Duration // of time on call its share
}

// Parts splits the paid time of the shifts as Of pays it: by agent in the team's order,
// then shift, then stretch of time.
func Parts(team schedule.Team, shifts []schedule.Shift, cal *calendar.Calendar) []Part {
	var out []Part
	walk(team, shifts, cal, func(a schedule.Agent, pay schedule.Pay, own, earlier []schedule.Shift, days *days) {
		days.split(pay, own, earlier, func(s schedule.Shift, touched Set, d time.Duration) {
			if n := len(out); n > 0 && out[n-1].Agent == a.ID && out[n-1].Start.Equal(s.Start) && out[n-1].Premiums == touched {
				out[n-1].Paid += d
				return
			}
			out = append(out, Part{Agent: a.ID, Start: s.Start, Premiums: touched, Paid: d})
		})
	})
	return out
}

// walk visits every agent once, in the team's order, with the shifts that can be worked.
func walk(team schedule.Team, shifts []schedule.Shift, cal *calendar.Calendar, visit func(a schedule.Agent, pay schedule.Pay, own, earlier []schedule.Shift, days *days)) {
	if cal == nil || cal.Zone == nil {
		cal = calendar.Plain(time.UTC)
	}
	clocks := map[*time.Location]*days{}
	worked, earlier := byAgent(shifts), byAgent(team.Published)
	seen := map[string]bool{}
	for _, a := range team.Agents {
		if !seen[a.ID] {
			seen[a.ID] = true
			if clocks[a.Zone] == nil {
				clocks[a.Zone] = newDays(cal.By(a.Zone))
			}
			visit(a, team.PayOf(a), worked[a.ID], earlier[a.ID], clocks[a.Zone])
		}
	}
}
