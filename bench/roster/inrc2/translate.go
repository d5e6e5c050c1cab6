package inrc2

import "turno/schedule/roster"

// The prices of what is hard but bound to other nurses or to the days before the horizon.
const (
	understaffed = 10_000 // a nurse below the least cover
	forbidden    = 10_000 // a shift on the first day that may not follow the last one before it
)

// Slack above the limits of a contract, see Problem.
const (
	slackAssignments = 1
	slackWeekends    = 0
)

// Problem is the instance in the general form, as near as that comes: cover, successions,
// skills and preferences are the instance's own. The form has no word yet for limits of a
// schedule that may be broken at a price, so that those of working days in a row, days off
// in a row at least, assignments and weekends are hard here, the assignments with
// slackAssignments to spare; those of days in a row on one shift, days off in a row at most
// and complete weekends are left out. What came before the horizon is priced on the first
// day. Score tells what the roster really costs; Solution's totals and bounds are those of
// this stand-in.
//
// A day is 1440 minutes of one interval, a shift a form that counts a minute, so that paid
// minutes are assignments; each shift and skill is a line of supply.
func (in *Instance) Problem() *roster.Problem {
	p := &roster.Problem{Step: 1440, N: in.Days(), Tail: 1, Terms: make([]roster.Objective, len(roster.Tiers()))}
	p.Terms[roster.TermMinimum] = roster.Objective{Name: "least cover", Tier: 1, Weight: understaffed}
	p.Terms[roster.TermService] = roster.Objective{Name: "cover", Tier: 2, Weight: weightCoverage}
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
	weekends := max(0, c.Weekends-h.Weekends) + slackWeekends
	a := roster.Agent{ID: p.Name, Usual: -1, Starts: make([][]roster.Start, in.Days()), Past: roster.Past{End: -1 << 30}, Limits: roster.Limits{
		Run: c.Run.Max, RunMin: c.Run.Min, OffMin: c.DaysOff.Min, Weekends: weekends,
		PaidMin: max(0, c.Assignments.Min-h.Assignments), PaidMax: max(0, c.Assignments.Max-h.Assignments) + slackAssignments,
	}}
	for s := range in.Shifts {
		for _, k := range p.Skills {
			a.Duties = append(a.Duties, roster.Duty{
				Queues: []string{in.Shifts[s].Name, in.Skills[k]}, Adds: []roster.Add{{Line: s*len(in.Skills) + k, Amount: 1}}, Blend: -1, Live: -1, Pace: 1, Forms: []int{s},
			})
		}
	}
	for d := range in.Days() {
		if c.Run.Max == 0 || weekends == 0 && d%7 >= 5 {
			continue
		}
		for s := range in.Shifts {
			a.Starts[d] = append(a.Starts[d], roster.Start{Form: s, At: d * 1440, Room: 1440})
		}
	}
	a.Wishes = in.before(c, h)
	return a
}

// before prices the first day by what came before it.
func (in *Instance) before(c Contract, h History) (out []roster.Wish) {
	if h.Last < 0 {
		if short := c.DaysOff.Min - h.DaysOff; short > 0 {
			out = append(out, wish(0, true, "", weightDaysOff*short))
		}
		if h.DaysOff >= c.DaysOff.Max {
			out = append(out, wish(0, false, "", weightDaysOff))
		}
		return out
	}
	last := in.Shifts[h.Last]
	for _, s := range last.NotBefore {
		out = append(out, wish(0, true, in.Shifts[s].Name, forbidden))
	}
	if short := c.Run.Min - h.Run; short > 0 {
		out = append(out, wish(0, false, "", weightRun*short))
	}
	if h.Run >= c.Run.Max {
		out = append(out, wish(0, true, "", weightRun))
	}
	if short := last.Run.Min - h.ShiftRun; short > 0 {
		out = append(out, wish(0, false, last.Name, weightShiftRun*short))
	}
	return out
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
