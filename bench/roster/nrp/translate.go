package nrp

import (
	"slices"

	"turno/schedule/roster"
)

// Problem is the instance in the general form. A day is 1440 minutes of one interval; each
// type of shift is a form, a duty and a line of supply with the type's number. The weights
// of the instance are prices of one tier.
func (in *Instance) Problem() *roster.Problem {
	p := &roster.Problem{Step: 1440, N: in.Days, Tail: 1, Terms: make([]roster.Objective, len(roster.Tiers()))}
	p.Terms[roster.TermService] = roster.Objective{Name: "cover", Tier: 1, Weight: 1}
	p.Terms[roster.TermRequests] = roster.Objective{Name: "requests", Tier: 1, Weight: 1}
	for d := range in.Days {
		p.Days = append(p.Days, roster.Day{From: d * 1440, To: (d + 1) * 1440, Week: d / 7, Weekend: d%7 >= 5, Last: d%7 == 6 || d == in.Days-1})
		if d%7 == 0 {
			p.Weeks = append(p.Weeks, roster.Week{From: d * 1440, To: (d + 7) * 1440, Whole: true})
		}
	}
	for _, x := range in.Types {
		p.Forms = append(p.Forms, roster.Form{Kind: x.ID, Lengths: []roster.Length{{Minutes: 1440, Paid: x.Minutes}}, Classes: make([]roster.Class, 1), Excludes: x.NotBefore})
		p.Lines = append(p.Lines, roster.Line{Queue: x.ID, Cover: []roster.Cover{{Term: roster.TermService, Table: make([][]float64, in.Days)}}})
	}
	for _, e := range in.Staff {
		p.Agents = append(p.Agents, in.agent(e))
	}
	for _, q := range in.Requests {
		p.Agents[q.Employee].Wishes = append(p.Agents[q.Employee].Wishes, roster.Wish{
			From: q.Day * 1440, To: (q.Day + 1) * 1440, Off: !q.On, Kind: in.Types[q.Type].ID, Weight: float64(q.Weight), Days: 1,
		})
	}
	for _, c := range in.Cover {
		p.Lines[c.Type].Cover[0].Table[c.Day] = c.costs()
	}
	return p
}

// agent is one employee. What the limits forbid altogether has no start.
func (in *Instance) agent(e Employee) roster.Agent {
	a := roster.Agent{ID: e.ID, Usual: -1, Starts: make([][]roster.Start, in.Days), Caps: slices.Clone(e.Most), Past: roster.Past{End: -1 << 30}, Limits: roster.Limits{
		Run: e.MaxRun, RunMin: e.MinRun, OffMin: e.MinOff, Weekends: e.MaxWeekends, PaidMin: e.MinMinutes, PaidMax: e.MaxMinutes,
	}}
	for t := range in.Types {
		a.Duties = append(a.Duties, roster.Duty{Queues: []string{in.Types[t].ID}, Adds: []roster.Add{{Line: t, Amount: 1}}, Blend: -1, Live: -1, Pace: 1, Forms: []int{t}})
	}
	for d := range in.Days {
		if slices.Contains(e.DaysOff, d) || e.MaxRun == 0 || e.MaxMinutes == 0 || d%7 >= 5 && e.MaxWeekends == 0 {
			continue
		}
		for t := range in.Types {
			if e.Most[t] > 0 {
				a.Starts[d] = append(a.Starts[d], roster.Start{Form: t, At: d * 1440, Room: 1440})
			}
		}
	}
	return a
}

// costs is the penalty at 0, 1, ... people, up to one more than wanted.
func (c Cover) costs() []float64 {
	out := make([]float64, c.Want+2)
	for n := range out {
		out[n] = float64(c.Under*max(0, c.Want-n) + c.Over*max(0, n-c.Want))
	}
	return out
}

// Rows is the roster of plans: the type of each employee on each day, or -1; nil for who
// works nothing because there is no legal schedule.
func (in *Instance) Rows(s roster.Solution) Roster {
	out := make(Roster, len(s.Plans))
	for a, plan := range s.Plans {
		if s.Lost[a] {
			continue
		}
		out[a] = make([]int, in.Days)
		for d := range out[a] {
			out[a][d] = -1
		}
		for _, x := range plan {
			out[a][x.Day] = x.Form
		}
	}
	return out
}
