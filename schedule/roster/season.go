package roster

import "context"

// A period of longestWeeks or more that is planned as a whole, for a rule adds up over all
// of it, is improved so many weeks of an agent's schedule at a time: the counts that such
// rules keep make paths over a whole year dear, and hardly anything that is changed in
// spring asks for another autumn.
const season = 5

// seasonal says whether a period is improved by seasons.
func (p *Problem) seasonal() bool { return len(p.Weeks) >= longestWeeks }

// season is the weeks to plan anew, by chance; the zero span is all.
func (l *lane) season() span {
	weeks := l.p.Weeks
	if !l.p.seasonal() {
		return span{}
	}
	k := l.rng.IntN(len(weeks) - season + 1)
	return span{weeks[k].From, weeks[k+season-1].To}
}

// replanned is the agent's best schedule at the worker's prices with the days outside the
// weeks as they are, or before where there is none.
func (l *lane) replanned(ctx context.Context, w worker, a int, before Plan, weeks span) Plan {
	ag := &l.p.Agents[a]
	if l.none[a] {
		return before
	}
	if weeks != (span{}) && len(ag.Meetings) == 0 {
		ag = ag.within(l.p, before, weeks)
	}
	if pl, ok := w.w.plan(ctx, ag, w.pr, before); ok {
		return pl
	}
	return before
}

// within is the agent who keeps the plan but for the days that begin in the weeks.
func (a *Agent) within(p *Problem, pl Plan, weeks span) *Agent {
	out, days := *a, p.by(a).Days
	out.Starts, out.Locked = make([][]Start, len(days)), make([][]Placed, len(days))
	open := func(d int) bool { return days[d].From >= weeks.from && days[d].From < weeks.to }
	for d := range days {
		if out.Locked[d] = a.Locked[d]; open(d) {
			out.Starts[d] = a.Starts[d]
		}
	}
	for _, s := range pl {
		if !open(s.Day) && len(a.Locked[s.Day]) == 0 {
			out.Locked[s.Day] = append(out.Locked[s.Day], s)
		}
	}
	return &out
}
