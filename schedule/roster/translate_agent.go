package roster

import (
	"cmp"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// agent translates one person of a team, which may differ from the input's to see what
// another rule would allow.
func (t *translator) agent(team schedule.Team, a schedule.Agent) Agent {
	var out Agent // what is read on the team's clock
	out.Duties = t.duties(a)
	closed := t.insideHours(a, team.Contracts[a.Contract].Rules, &out)
	return t.by(team, a).person(team, a, out, closed)
}

// person adds what is read on the person's own clock. Shifts at work stay clear of closed.
func (t *translator) person(team schedule.Team, a schedule.Agent, out Agent, closed []span) Agent {
	contract := team.Contracts[a.Contract]
	rules := contract.Rules
	out.ID, out.Frame, out.Weeks, out.Wishes = a.ID, t.frame, t.weekLimits(team, a, rules), t.wishes(team, a)
	out.Limits, out.Pay = t.limits(team, a, rules), t.pay(a, contract.Pay)
	outside := out.Soft.Outside
	out.Soft = t.soft(rules.Wanted)
	out.Soft.Outside = outside
	out.Group, out.Usual = slices.Index(contractNames(t.in.Team), a.Contract), -1
	out.Meetings = t.meetings(team, a)
	out.Locked, out.Before = t.locked(team, a, out.Duties, out.Meetings), t.overhang(team, a, out.Duties)
	var clocks []int
	out.Past, out.Toll, clocks = t.history(team, a)
	t.average(team, a, rules, &out)
	out.Caps = t.caps(rules, t.forms[a.Contract])
	if len(clocks) >= 3 {
		slices.Sort(clocks)
		out.Usual = clocks[len(clocks)/2]
	}
	out.Kept = t.in.closed(a.ID)
	out.Told = t.told(a, out.Duties)
	out.Balance = t.balance(team, a, rules)
	out.Starts = t.starts(team, a, t.forms[a.Contract], closed)
	return out
}

// starts lists the legal beginnings of shifts by day, those at work clear of closed.
func (t *translator) starts(team schedule.Team, a schedule.Agent, forms []int, closed []span) [][]Start {
	out := make([][]Start, len(t.p.Days))
	if t.in.closed(a.ID) {
		return out
	}
	busy, rules := append(t.absent(team, a), t.unavailable(a)...), team.Contracts[a.Contract].Rules
	for d, date := range t.dates {
		if !a.Employed(date) {
			continue
		}
		for _, f := range forms {
			lengths := t.p.Forms[f].Lengths
			if len(lengths) == 0 {
				continue
			}
			for _, at := range t.startsOn(team.ShiftKinds[t.p.Forms[f].Kind], date) {
				if at < 0 || at >= t.p.N*t.p.Step || !t.in.opens(a.ID, t.time(at)) || !rules.Rotation.Allows(t.p.Forms[f].Kind, date, a.Rotation) {
					continue
				}
				free := room(busy, at, lengths[len(lengths)-1].Minutes)
				if !t.p.Forms[f].OnCall {
					free = room(closed, at, free)
				}
				if free >= lengths[0].Minutes {
					out[d] = append(out[d], Start{Form: f, At: at, Room: free})
				}
			}
		}
		slices.SortStableFunc(out[d], func(x, y Start) int { return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.Form, y.Form)) })
		out[d] = slices.Compact(out[d])
	}
	return out
}

func (t *translator) pay(a schedule.Agent, pay schedule.Pay) PayScale {
	wage := t.wage(a) / t.p.Wage
	if wage <= 0 {
		wage = 1
	}
	scale := PayScale{
		Wage: wage, Overtime: finite(pay.Overtime.InexactFloat64()), After: int(pay.OvertimeAfter / time.Minute),
		UpTo: make([]float64, 0, len(t.pays[a.Contract])),
	}
	for _, x := range t.pays[a.Contract] {
		scale.UpTo = append(scale.UpTo, x*wage)
	}
	return scale
}

// premiums adds up what a minute costs, in hours of base pay, before each minute.
func (t *translator) premiums(pay schedule.Pay) []float64 {
	extra := make([]float64, t.end()+1)
	raise := func(from, to int, premium float64) {
		for m := max(0, from); m < min(to, t.end()); m++ {
			if pay.Highest {
				extra[m] = max(extra[m], premium)
			} else {
				extra[m] += premium
			}
		}
	}
	night := pay.NightSpan
	if night == (calendar.Span{}) {
		night = calendar.Span{From: 22 * 60, To: 30 * 60}
	}
	if night.To <= night.From {
		night.To += 24 * 60
	}
	t.eachDay(func(d calendar.Date, from, to int) {
		raise(t.minute(d.At(night.From, t.cal.Zone)), t.minute(d.At(night.To, t.cal.Zone)), finite(pay.Night.InexactFloat64()))
		switch d.Weekday() {
		case time.Saturday:
			raise(from, to, finite(pay.Saturday.InexactFloat64()))
		case time.Sunday:
			raise(from, to, finite(pay.Sunday.InexactFloat64()))
		}
		if t.cal.Holiday(d) != "" {
			raise(from, to, finite(pay.Holiday.InexactFloat64()))
		}
	})
	sum := 0.0
	for m := range extra {
		extra[m], sum = sum, sum+(1+extra[m])/60
	}
	return extra
}
