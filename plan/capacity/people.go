package capacity

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/schedule"
)

// group is people who serve the same queues.
type group struct {
	queues []string
	pace   []float64 // by queue of the input, 0 where not served; the mean of its people
	paid   []float64 // full-time people by month, after leavers
	works  []float64 // of these productive, as new people ramp up
	grown  []float64 // the same with everybody new as productive as they will be
	now    float64   // full-time people of today
}

// team groups agents and decided hires by what they serve.
func (b *book) team() []group {
	var out []group
	place := func(queues []string) *group {
		sorted := slices.Sorted(slices.Values(queues))
		k := slices.IndexFunc(out, func(g group) bool { return slices.Equal(g.queues, sorted) })
		if k < 0 {
			n := len(b.months)
			k, out = len(out), append(out, group{queues: sorted, pace: make([]float64, len(b.Queues)), paid: make([]float64, n), works: make([]float64, n), grown: make([]float64, n)})
		}
		return &out[k]
	}
	for _, a := range b.Team.Agents {
		queues := a.Serves(b.Queues)
		if len(queues) == 0 {
			continue
		}
		g, fte := place(queues), b.share(a.Contract)
		for q, queue := range b.Queues {
			if ability, can := a.Can(queue); can {
				g.pace[q] = (g.pace[q]*g.now + ability.Pace*fte) / (g.now + fte)
			}
		}
		g.now += fte
		for m := range b.months {
			x := fte * b.employed(a, m) * b.staying(float64(m)+0.5)
			g.paid[m], g.works[m], g.grown[m] = g.paid[m]+x, g.works[m]+x, g.grown[m]+x
		}
	}
	for _, h := range b.Settings.Hires {
		g := place(h.Queues)
		for q, queue := range b.Queues {
			if g.pace[q] == 0 && slices.Contains(h.Queues, queue.Name) {
				g.pace[q] = 1
			}
		}
		for m := range b.months {
			paid, works := b.hired(h, m)
			g.paid[m], g.works[m], g.grown[m] = g.paid[m]+paid, g.works[m]+works, g.grown[m]+paid*b.ramp(h.RampUp, math.MaxInt)
		}
	}
	slices.SortFunc(out, func(x, y group) int {
		return strings.Compare(strings.Join(x.queues, "\x00"), strings.Join(y.queues, "\x00"))
	})
	return out
}

// share is a contract's week against that of a full-time person.
func (b *book) share(contract string) float64 {
	r := b.Team.Contracts[contract].Rules
	week := r.WeekHoursMax
	if week == 0 {
		week = max(r.WeekHoursMin, 0)
	}
	if week == 0 || b.FTE <= 0 {
		return 1
	}
	return float64(week) / float64(b.FTE)
}

// employed is the share of a month's days on which the agent is employed.
func (b *book) employed(a schedule.Agent, m int) float64 {
	n, s := 0, b.months[m]
	for d := range s.days {
		if a.Employed(s.first.Add(d)) {
			n++
		}
	}
	return float64(n) / float64(s.days)
}

// staying is the share of people who are still there after so many months.
func (b *book) staying(months float64) float64 {
	return math.Pow(1-b.Settings.Attrition, max(0, months)/12)
}

// hired is how many full-time people of a hire are paid in a month, and how productive
// they are.
func (b *book) hired(h Hire, m int) (paid, works float64) {
	since := monthsBetween(h.Month, b.months[m].first)
	if since < 0 {
		return 0, 0
	}
	paid = float64(h.Count) * b.share(h.Contract) * b.staying(float64(since)+0.5)
	return paid, paid * b.ramp(h.RampUp, since)
}

// ramp is the productivity so many months after the start.
func (b *book) ramp(own []float64, since int) float64 {
	if len(own) == 0 {
		own = b.Settings.RampUp
	}
	if len(own) == 0 {
		return 1
	}
	return own[min(since, len(own)-1)]
}

func monthsBetween(a, b calendar.Date) int { return 12*(b.Year-a.Year) + int(b.Month-a.Month) }

// people sets who is available in a month, for which queue, and what is missing.
func (b *book) people(m int, month *Month) {
	needs := make([]float64, len(month.Queues))
	for q, l := range month.Queues {
		needs[q] = l.Required
	}
	for q, x := range allot(b.groups, m, needs) {
		l := &month.Queues[q]
		l.Available = x
		l.Gap, l.Gap90 = x-l.Required, x-l.Gross[1]
		month.Total.Available += x
	}
	month.Total.Gap, month.Total.Gap90 = month.Total.Available-month.Total.Required, month.Total.Available-month.Total.Gross[1]
	for _, g := range b.groups {
		month.Leaving += g.now * (b.staying(float64(m)) - b.staying(float64(m+1)))
	}
	for _, h := range b.Settings.Hires {
		if b.index(h.Month) == m {
			month.Starting += h.Count
		}
	}
}

// premiums is what published rosters cost over their base pay; 1 where none is known.
func (b *book) premiums() decimal.Decimal {
	bill := b.bill(b.Known)
	if bill.Base.IsZero() {
		return decimal.NewFromInt(1)
	}
	return bill.Total.DivRound(bill.Base, 4)
}

// local is the date of a moment.
func (b *book) local(t time.Time) calendar.Date { return calendar.DateOf(t.In(b.zone())) }
