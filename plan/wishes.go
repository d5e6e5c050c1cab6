package plan

import (
	"turno/schedule"
	"turno/schedule/check"
)

// Wish is a request with what a roster makes of it.
type Wish struct {
	Request schedule.Request
	Asked   int // how often it is made in the period: once, or for each day of a standing wish
	Met     int // how often it is granted
}

// Wishes judges every request that concerns the period, in the team's order.
func (in Input) Wishes(ro schedule.Roster) []Wish {
	agents, shifts := map[string]schedule.Agent{}, map[string][]schedule.Shift{}
	for _, a := range in.Team.Agents {
		agents[a.ID] = a
	}
	for _, s := range ro.Shifts {
		shifts[s.Agent] = append(shifts[s.Agent], s)
	}
	var out []Wish
	for _, r := range in.Team.Requests {
		a, ok := agents[r.Agent]
		if !ok {
			continue
		}
		alone := schedule.Team{Agents: []schedule.Agent{a}, Contracts: in.Team.Contracts, ShiftKinds: in.Team.ShiftKinds, Requests: []schedule.Request{r}}
		own := schedule.Roster{Grid: ro.Grid, Shifts: shifts[r.Agent]}
		judged := check.Run(check.Input{Calendar: in.Calendar, Team: alone, Requirement: schedule.Requirement{Grid: in.Period}, Roster: own})
		if judged.Requests > 0 {
			out = append(out, Wish{r, judged.Requests, judged.Granted})
		}
	}
	return out
}
