package nrp

import "turno/bench/roster/problem"

// The terms of the objective, all in one tier: the instance's own weights are prices.
const (
	termRequests = iota
	termCover
)

// Problem is the instance in the general form. Each type is a line of supply of its own and
// a day is one slot; a shift has the same number as its type.
func (in *Instance) Problem() *problem.Problem {
	p := &problem.Problem{
		Days: in.Days, Slots: in.Days, Lines: len(in.Types),
		Terms: []problem.Term{{Name: "requests", Tier: 1, Weight: 1}, {Name: "cover", Tier: 1, Weight: 1}},
	}
	for d := range in.Days {
		p.Begin = append(p.Begin, d)
		weekend := -1
		if d%7 >= 5 {
			weekend = d / 7
		}
		p.Weekend = append(p.Weekend, weekend)
	}
	for t, x := range in.Types {
		p.Shifts = append(p.Shifts, problem.Shift{ID: x.ID, Minutes: x.Minutes, Spans: []problem.Span{{Line: t, From: 0, To: 1}}, Excludes: x.NotBefore})
	}
	for _, e := range in.Staff {
		p.Agents = append(p.Agents, problem.Agent{ID: e.ID, Caps: e.Most, Free: e.DaysOff, Rules: problem.Rules{
			MinMinutes: e.MinMinutes, MaxMinutes: e.MaxMinutes, MinRun: e.MinRun, MaxRun: e.MaxRun, MinOff: e.MinOff, MaxWeekends: e.MaxWeekends,
		}})
	}
	for _, q := range in.Requests {
		w := problem.Wish{Day: q.Day, Shift: q.Type, Term: termRequests}
		if q.On {
			w.Missed = float64(q.Weight)
		} else {
			w.Worked = float64(q.Weight)
		}
		p.Agents[q.Employee].Wishes = append(p.Agents[q.Employee].Wishes, w)
	}
	for _, c := range in.Cover {
		p.Cover = append(p.Cover, problem.Cover{Line: c.Type, Slot: c.Day, Term: termCover, Cost: c.costs()})
	}
	return p
}

// costs is the penalty at 0, 1, ... people, up to one more than wanted.
func (c Cover) costs() []float64 {
	out := make([]float64, c.Want+2)
	for n := range out {
		out[n] = float64(c.Under*max(0, c.Want-n) + c.Over*max(0, n-c.Want))
	}
	return out
}
