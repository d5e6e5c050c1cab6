package html

import (
	"turno/plan"
)

// answer says in a few sentences what needs attention: targets not reached, where most is
// missing and what to do first. The figures stand in the tiles beside it.
func (x *writer) answer() []string {
	p := x.plan
	var out []string
	if b := x.sum.Broken; b > 0 {
		out = append(out, x.rulesKept(b))
	}
	out = append(out, x.served()...)
	if s := x.gravest(); s != "" {
		out = append(out, s)
	}
	if p.Roster.Stopped {
		out = append(out, x.T("The search was cut short after %.0f %%: a longer one may find a better roster", 100*p.Roster.Done))
	}
	if len(p.Advice) > 0 {
		out = append(out, x.T("Most worth doing next: %s", x.Finding(p.Advice[0])))
	}
	return out
}

func (x *writer) rulesKept(broken int) string {
	if broken == 0 {
		return x.T("No hard rule is broken")
	}
	return x.T("%d hard {rule is/rules are} broken", broken)
}

// served says that all queues reach their target in the simulation, or names those that do
// not.
func (x *writer) served() []string {
	var below []string
	of := 0
	for _, q := range x.sum.Queues {
		if q.Verdict == "" {
			continue
		}
		of++
		e, target := q.Service, x.Target(q.Queue.Targets[0])
		reached := x.T("%s (between %s and %s)", x.percent(e.Mean), x.percent(e.Low), x.percent(e.High))
		switch q.Verdict {
		case plan.Missed:
			below = append(below, x.T("%s misses its target: %s instead of %s", q.Queue.Name, reached, target))
		case plan.Close:
			below = append(below, x.T("%s comes close to its target: %s for %s", q.Queue.Name, reached, target))
		}
	}
	if of > 0 && len(below) == 0 {
		return []string{x.T("Every queue meets its target in the simulation")}
	}
	return below
}

// gravest names the gravest stretch that is not covered.
func (x *writer) gravest() string {
	gaps := x.sum.Gaps
	switch len(gaps) {
	case 0:
		return ""
	case 1:
		return x.T("One gap is left: %s", x.Finding(gaps[0]))
	}
	return x.T("%d gaps are left, the gravest: %s", len(gaps), x.Finding(gaps[0]))
}
