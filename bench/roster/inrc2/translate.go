package inrc2

import "turno/schedule/roster"

// understaffed is the price of a nurse below the least cover, which is hard but bound to
// other nurses.
const understaffed = 10_000

// Problem is the instance in the general form, to the last soft constraint: but for what is
// Spent already and for nurses below the least cover, its total is the penalty.
//
// A day is 1440 minutes of one interval, a shift a form that counts a minute, so that paid
// minutes are assignments; each shift and skill is a line of supply.
func (in *Instance) Problem() *roster.Problem {
	p := &roster.Problem{Step: 1440, N: in.Days(), Tail: 1, Terms: make([]roster.Objective, len(roster.Tiers()))}
	p.Terms[roster.TermMinimum] = roster.Objective{Name: "least cover", Tier: 1, Weight: understaffed}
	p.Terms[roster.TermService] = roster.Objective{Name: "cover", Tier: 2, Weight: weightCoverage}
	p.Terms[roster.TermRules] = roster.Objective{Name: "contracts", Tier: 2, Weight: 1}
	p.Terms[roster.TermRequests] = roster.Objective{Name: "preferences", Tier: 2, Weight: 1}
	for d := range in.Days() {
		p.Days = append(p.Days, roster.Day{From: d * 1440, To: (d + 1) * 1440, Week: d / 7, Weekend: d%7 >= 5, Last: d%7 == 6})
		if d%7 == 0 {
			p.Weeks = append(p.Weeks, roster.Week{From: d * 1440, To: (d + 7) * 1440, Whole: true})
		}
	}
	for s, x := range in.Shifts {
		p.Forms = append(p.Forms, roster.Form{Kind: x.Name, Lengths: []roster.Length{{Minutes: 1440, Paid: 1}}, Classes: make([]roster.Class, 1), Excludes: x.NotBefore})
		for k := range in.Skills {
			p.Lines = append(p.Lines, in.line(s, k))
		}
	}
	for n := range in.Nurses {
		p.Agents = append(p.Agents, in.agent(n))
	}
	for _, q := range in.Requests {
		w := wish(q.Day, true, "", weightPreference)
		if q.Shift >= 0 {
			w.Kind = in.Shifts[q.Shift].Name
		}
		p.Agents[q.Nurse].Wishes = append(p.Agents[q.Nurse].Wishes, w)
	}
	return p
}

// Spent is what the weekends and assignments before the horizon cost that are more than the
// contracts want of all.
func (in *Instance) Spent() int {
	sum := 0
	for _, p := range in.Nurses {
		c, h := in.Contracts[p.Contract], p.History
		sum += weightWeekends*max(0, h.Weekends-c.Weekends) + weightAssignments*max(0, h.Assignments-c.Assignments.Max)
	}
	return sum
}

func wish(day int, off bool, kind string, weight int) roster.Wish {
	return roster.Wish{From: day * 1440, To: (day + 1) * 1440, Off: off, Kind: kind, Weight: float64(weight), Days: 1}
}

// line is the supply of a skill on a shift, with what its lack costs.
func (in *Instance) line(shift, skill int) roster.Line {
	least, best := make([][]float64, in.Days()), make([][]float64, in.Days())
	for d := range in.Days() {
		c := in.CoverOf(d, shift, skill)
		for have := range c.Best + 2 {
			least[d] = append(least[d], float64(max(0, c.Min-have)))
			best[d] = append(best[d], float64(max(0, c.Best-have)))
		}
	}
	return roster.Line{Queue: in.Shifts[shift].Name + " " + in.Skills[skill], Cover: []roster.Cover{
		{Term: roster.TermMinimum, Table: least}, {Term: roster.TermService, Table: best},
	}}
}

// agent is a nurse.
func (in *Instance) agent(n int) roster.Agent {
	p := in.Nurses[n]
	c, h := in.Contracts[p.Contract], p.History
	a := roster.Agent{ID: p.Name, Usual: -1, Starts: make([][]roster.Start, in.Days()),
		Past: roster.Past{End: -1 << 30, Run: h.Run, Off: h.DaysOff},
		Soft: roster.SoftLimits{
			OffMax:  roster.Soft{Limit: c.DaysOff.Max, Weight: weightDaysOff},
			DaysMin: roster.Soft{Limit: max(0, c.Assignments.Min-h.Assignments), Weight: weightAssignments},
			DaysMax: roster.Soft{Limit: max(0, c.Assignments.Max-h.Assignments), Weight: weightAssignments},
			Run:     roster.Soft{Limit: c.Run.Max, Weight: weightRun}, RunMin: roster.Soft{Limit: c.Run.Min, Weight: weightRun},
			OffMin: roster.Soft{Limit: c.DaysOff.Min, Weight: weightDaysOff}, Weekends: roster.Soft{Limit: max(0, c.Weekends-h.Weekends), Weight: weightWeekends},
		}}
	if c.Complete {
		a.Soft.Whole = weightWeekend
	}
	if h.Last >= 0 {
		a.Past.End, a.Past.Form, a.Past.Series = 0, 1+h.Last, h.ShiftRun
	}
	for s, x := range in.Shifts {
		a.Soft.Series = append(a.Soft.Series, roster.Series{Min: x.Run.Min, Max: x.Run.Max, Weight: weightShiftRun})
		for _, k := range p.Skills {
			a.Duties = append(a.Duties, roster.Duty{
				Queues: []string{in.Shifts[s].Name, in.Skills[k]}, Adds: []roster.Add{{Line: s*len(in.Skills) + k, Amount: 1}}, Blend: -1, Live: -1, Pace: 1, Forms: []int{s},
			})
		}
	}
	for d := range in.Days() {
		for s := range in.Shifts {
			a.Starts[d] = append(a.Starts[d], roster.Start{Form: s, At: d * 1440, Room: 1440})
		}
	}
	return a
}

// Rows is the roster of plans; nil for who works nothing because there is no legal schedule.
func (in *Instance) Rows(s roster.Solution) Roster {
	out := make(Roster, len(s.Plans))
	for n, plan := range s.Plans {
		if s.Lost[n] {
			continue
		}
		out[n] = in.row(nil, n)
		for _, x := range plan {
			skills := in.Nurses[n].Skills
			out[n][x.Day] = Cell{x.Form, skills[x.Parts[0].Duty%len(skills)]}
		}
	}
	return out
}
