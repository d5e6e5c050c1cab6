package html

import (
	"cmp"
	"slices"
	"strconv"

	"turno/plan"
	"turno/schedule"
)

// answer says in a few sentences what the plan comes to: who works, whether the rules hold,
// what customers get, where most is missing and what to do first.
func (x *writer) answer() []string {
	p := x.plan
	planned, paid := 0, 0.0
	for _, a := range p.Check.Agents {
		paid += a.Paid
		if a.Shifts > 0 {
			planned++
		}
	}
	work := x.T("%d of %d people work %s paid hours", planned, len(p.Input.Team.Agents), x.whole(paid))
	if total := p.Cost.Total.Total; total.IsPositive() {
		work = x.T("%d of %d people work %s paid hours for %s %s", planned, len(p.Input.Team.Agents), x.whole(paid), x.money(total), p.Input.Currency)
	}
	out := []string{work, x.rulesKept(p.Check.Broken())}
	out = append(out, x.served()...)
	if s := x.shortest(); s != "" {
		out = append(out, s)
	}
	if p.Check.Requests > 0 {
		out = append(out, x.T("%d of %d requests are granted", p.Check.Granted, p.Check.Requests))
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
	switch broken {
	case 0:
		return x.T("No hard rule is broken")
	case 1:
		return x.T("One hard rule is broken")
	}
	return x.T("%s hard rules are broken", x.whole(float64(broken)))
}

// served says how many queues reach their target in the simulation, and names the others.
func (x *writer) served() []string {
	p := x.plan
	var below []string
	met, of := 0, 0
	for i, s := range p.Service.Queues {
		if len(s.Targets) == 0 || len(p.Input.Queues[i].Targets) == 0 {
			continue
		}
		of++
		e, target := s.Targets[0], p.Input.Queues[i].Targets[0]
		reached := x.T("%s (between %s and %s)", x.percent(e.Mean), x.percent(e.Low), x.percent(e.High))
		switch {
		case e.High < target.Share:
			below = append(below, x.T("%s misses its target: %s instead of %s", s.Queue, reached, x.Target(target)))
		case e.Low < target.Share:
			below = append(below, x.T("%s comes close to its target: %s for %s", s.Queue, reached, x.Target(target)))
		default:
			met++
		}
	}
	switch {
	case of == 0:
		return nil
	case met == of:
		return []string{x.T("Every queue meets its target in the simulation")}
	}
	return append([]string{x.T("%d of %d queues meet their target in the simulation", met, of)}, below...)
}

// shortest names the gravest stretch that is not covered.
func (x *writer) shortest() string {
	gaps := slices.DeleteFunc(slices.Clone(x.plan.Findings), func(f schedule.Finding) bool {
		return f.Severity != schedule.Missed || f.Code != schedule.CodeMinStaff && f.Code != schedule.CodeUncovered && f.Code != schedule.CodeNobody
	})
	if len(gaps) == 0 {
		return ""
	}
	grave := func(f schedule.Finding) float64 {
		if f.Code == schedule.CodeUncovered {
			return f.Value
		}
		return 1e9
	}
	slices.SortStableFunc(gaps, func(a, b schedule.Finding) int { return cmp.Compare(grave(b), grave(a)) })
	if len(gaps) == 1 {
		return x.T("One gap is left: %s", x.Finding(gaps[0]))
	}
	return x.T("%d gaps are left, the gravest: %s", len(gaps), x.Finding(gaps[0]))
}

// verdictOf compares what the simulation reached with a target's share.
func verdictOf(low, high, share float64) plan.Verdict {
	switch {
	case low >= share:
		return plan.Met
	case high < share:
		return plan.Missed
	}
	return plan.Close
}

func (x *writer) verdict(v plan.Verdict) string {
	switch v {
	case plan.Met:
		return x.T("met")
	case plan.Missed:
		return x.T("missed")
	}
	return x.T("close")
}

func count(n uint64) string { return strconv.FormatUint(n, 10) }
