package matsp

import "turno/schedule/roster"

// missing is the price of a person below the least, beside an excess of one that costs 1:
// the least is asked for first, whatever it costs.
const missing = 1000

// Problem is the instance in the general form: a task is a duty and a line of supply, one
// form of shift has all lengths. The least cover is the first tier, the squared excess the
// last.
func (in *Instance) Problem() *roster.Problem {
	n := in.Periods()
	p := &roster.Problem{Step: Minutes, N: n, Tail: maxShift + 1, Terms: make([]roster.Objective, len(roster.Tiers()))}
	p.Terms[roster.TermMinimum] = roster.Objective{Name: "least cover", Tier: 1, Weight: missing}
	p.Terms[roster.TermSurplus] = roster.Objective{Name: "squared excess", Tier: 2, Weight: 1}
	p.Weeks = []roster.Week{{From: 0, To: n * Minutes, Whole: true}}
	for from, to := 0, day-opening; from < n; from, to = to, to+day {
		to = min(to, n)
		p.Days = append(p.Days, roster.Day{From: from * Minutes, To: to * Minutes, Last: to == n})
	}
	form := roster.Form{Kind: "shift", Classes: []roster.Class{{Block: minBlock * Minutes}}}
	for l := minShift; l <= maxShift; l++ {
		form.Lengths = append(form.Lengths, roster.Length{Minutes: l * Minutes, Paid: l * Minutes})
	}
	p.Forms = []roster.Form{form}
	for t := range in.Tasks {
		p.Lines = append(p.Lines, in.line(t))
	}
	starts := starts(p.Days, n)
	for _, e := range in.Staff {
		a := roster.Agent{ID: e.ID, Usual: -1, Starts: starts, Past: roster.Past{End: -1 << 30}, Limits: roster.Limits{
			Rest: minRest * Minutes, Run: maxRun, PaidMin: e.MinMinutes, PaidMax: e.MaxMinutes,
		}}
		for t := range in.Tasks {
			a.Duties = append(a.Duties, roster.Duty{Adds: []roster.Add{{Line: t, Amount: 1}}, Blend: -1, Live: -1, Pace: 1})
		}
		p.Agents = append(p.Agents, a)
	}
	return p
}

// starts lists the beginnings of shifts by day. A shift ends within the horizon.
func starts(days []roster.Day, n int) (out [][]roster.Start) {
	for _, d := range days {
		var list []roster.Start
		for at := d.From / Minutes; at < d.To/Minutes && at+minShift <= n; at++ {
			if mayStart((at + opening) % day) {
				list = append(list, roster.Start{At: at * Minutes, Room: min(maxShift, n-at) * Minutes})
			}
		}
		out = append(out, list)
	}
	return out
}

// line is the cover of a task.
func (in *Instance) line(t int) roster.Line {
	least, excess := make([][]float64, in.Periods()), make([][]float64, in.Periods())
	for p, c := range in.Cover[t] {
		for have := 0; have <= c.Min+1; have++ {
			least[p] = append(least[p], float64(max(0, c.Min-have)))
		}
		for have := 0; have <= c.Max+len(in.Staff); have++ {
			over := float64(max(0, have-c.Max))
			excess[p] = append(excess[p], over*over)
		}
	}
	return roster.Line{Cover: []roster.Cover{{Term: roster.TermMinimum, Table: least}, {Term: roster.TermSurplus, Table: excess}}}
}

// Rows is the roster of plans: the task of each employee in each period.
func (in *Instance) Rows(plans []roster.Plan) Roster {
	out := make(Roster, len(plans))
	for e, plan := range plans {
		out[e] = make([]int, in.Periods())
		for p := range out[e] {
			out[e][p] = Idle
		}
		for _, s := range plan {
			for _, part := range s.Parts {
				for p := part.From / Minutes; p < part.To/Minutes; p++ {
					out[e][p] = part.Duty
				}
			}
		}
	}
	return out
}
