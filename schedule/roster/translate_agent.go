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
func (t *translator) agent(team schedule.Team, a schedule.Agent) agent {
	contract := team.Contracts[a.Contract]
	rules := contract.Rules
	out := agent{
		id: a.ID, duties: t.duties(a), weeks: t.weekLimits(team, a, rules), wishes: t.wishes(team, a),
		limits: limits{
			rest: minutesUp(max(0, rules.DailyRest)), weekRest: minutesUp(rules.WeeklyRest), run: rules.ConsecutiveDaysMax,
			nights: rules.ConsecutiveNights, weekDays: rules.WeekDaysMax, weekendsFree: rules.WeekendsFree,
		},
		pay:        t.pay(a, contract.Pay),
		costWeight: t.p.terms[termCost].weight,
		group:      slices.Index(contractNames(t.in.Team), a.Contract),
		usual:      -1, tolls: t.p.toll,
	}
	out.locked, out.before = t.locked(team, a, out.duties), t.overhang(team, a, out.duties)
	var clocks []int
	out.past, out.toll, clocks = t.history(team, a)
	if len(clocks) >= 3 {
		slices.Sort(clocks)
		out.usual = clocks[len(clocks)/2]
	}
	out.starts = t.starts(team, a, t.forms[a.Contract])
	out.unit = t.unit(&out)
	return out
}

// starts lists the legal beginnings of shifts by day.
func (t *translator) starts(team schedule.Team, a schedule.Agent, forms []int) [][]start {
	out := make([][]start, len(t.p.days))
	busy := append(t.absent(team, a), t.unavailable(a)...)
	for d, date := range t.dates {
		if !a.Employed(date) {
			continue
		}
		for _, f := range forms {
			lengths := t.p.forms[f].lengths
			for _, at := range t.startsOn(team.ShiftKinds[t.p.forms[f].kind], date) {
				if at < 0 || at >= t.p.n*t.p.step {
					continue
				}
				if free := room(busy, at, lengths[len(lengths)-1].minutes); free >= lengths[0].minutes {
					out[d] = append(out[d], start{form: f, at: at, room: free})
				}
			}
		}
		slices.SortStableFunc(out[d], func(x, y start) int { return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.form, y.form)) })
		out[d] = slices.Compact(out[d])
	}
	return out
}

// unit is the greatest common divisor of all paid times the agent can have.
func (t *translator) unit(a *agent) int {
	g := a.past.paid
	for _, shifts := range a.locked {
		for _, s := range shifts {
			g = gcd(g, s.paid)
		}
	}
	seen := map[int]bool{}
	for _, starts := range a.starts {
		for _, s := range starts {
			if !seen[s.form] {
				seen[s.form] = true
				for _, l := range t.p.forms[s.form].lengths {
					g = gcd(g, l.paid)
				}
			}
		}
	}
	return g
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (t *translator) pay(a schedule.Agent, pay schedule.Pay) payScale {
	wage := t.wage(a) / t.p.wage
	if wage <= 0 {
		wage = 1
	}
	scale := payScale{
		wage: wage, overtime: finite(pay.Overtime.InexactFloat64()), after: int(pay.OvertimeAfter / time.Minute),
		upTo: make([]float64, 0, len(t.pays[a.Contract])),
	}
	for _, x := range t.pays[a.Contract] {
		scale.upTo = append(scale.upTo, x*wage)
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

// wishes are the agent's requests that touch the period.
func (t *translator) wishes(team schedule.Team, a schedule.Agent) []wish {
	var out []wish
	for _, r := range team.Requests {
		if r.Agent != a.ID || !r.From.Before(t.grid.End()) || !r.To.After(t.grid.Start) || !r.From.Before(r.To) {
			continue
		}
		w := wish{from: t.minute(r.From), to: t.minuteUp(r.To), off: r.Kind == schedule.RequestOff, weight: min(finite(r.Weight), 1000)}
		for _, d := range t.p.days {
			if w.from < d.to && w.to > d.from {
				w.days++
			}
		}
		out = append(out, w)
	}
	return out
}
