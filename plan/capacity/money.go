package capacity

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/plan/cost"
	"turno/schedule"
)

// Pay is what the people of one contract cost in a month: People x hours of a full-time
// person x Wage x the plan's Premium, rounded to the cent.
type Pay struct {
	Contract string
	People   decimal.Decimal // full-time, paid, to four places
	Wage     decimal.Decimal // mean base pay of an hour, to four places
	Money    decimal.Decimal
}

// Past is a month's budget beside what published rosters cost.
type Past struct {
	Month  calendar.Date
	Days   int // of the month
	Known  int // of these with a published shift
	Actual decimal.Decimal
	Budget *decimal.Decimal
}

// price sets what a month costs.
func (b *book) price(m int, month *Month) {
	people, wages := map[string]float64{}, map[string]float64{}
	for _, a := range b.Team.Agents {
		x := b.share(a.Contract) * b.employed(a, m) * b.staying(float64(m)+0.5)
		people[a.Contract] += x
		wages[a.Contract] += x * b.wage(a).InexactFloat64()
	}
	for _, h := range b.Settings.Hires {
		x, _ := b.hired(h, m)
		people[h.Contract] += x
		wages[h.Contract] += x * b.Team.Contracts[h.Contract].Pay.Wage.InexactFloat64()
	}
	var all, paid decimal.Decimal
	for _, name := range slices.Sorted(maps.Keys(people)) {
		p := Pay{Contract: name, People: decimal.NewFromFloat(people[name]).Round(4)}
		if people[name] > 0 {
			p.Wage = decimal.NewFromFloat(wages[name] / people[name]).Round(4)
		}
		p.Money = p.People.Mul(month.Hours).Mul(p.Wage).Mul(b.premium).Round(2)
		month.Pay = append(month.Pay, p)
		month.Cost = month.Cost.Add(p.Money)
		all, paid = all.Add(p.People.Mul(p.Wage)), paid.Add(p.People)
	}
	if paid.IsPositive() {
		mean := all.DivRound(paid, 4)
		for k, x := range month.Total.Gross {
			month.Asked[k] = decimal.NewFromFloat(x).Round(4).Mul(month.Hours).Mul(mean).Mul(b.premium).Round(2)
		}
	}
	month.Budget = b.budget(month.First)
}

func (b *book) wage(a schedule.Agent) decimal.Decimal {
	if !a.Wage.IsZero() {
		return a.Wage
	}
	return b.Team.Contracts[a.Contract].Pay.Wage
}

func (b *book) budget(month calendar.Date) *decimal.Decimal {
	for _, x := range b.Settings.Budget {
		if x.Month == month {
			return &x.Money
		}
	}
	return nil
}

func (b *book) bill(shifts []schedule.Shift) cost.Line {
	return cost.Of(b.Team, shifts, b.Calendar, b.Currency).Total
}

// past lists the months with published shifts, and those before the plan's with a budget.
func (b *book) past() []Past {
	shifts, days := map[calendar.Date][]schedule.Shift{}, map[calendar.Date]map[calendar.Date]bool{}
	for _, s := range b.Known {
		d := b.local(s.Start)
		first := After(d, 0)
		if days[first] == nil {
			days[first] = map[calendar.Date]bool{}
		}
		shifts[first], days[first][d] = append(shifts[first], s), true
	}
	for _, x := range b.Settings.Budget {
		if _, known := shifts[x.Month]; !known && x.Month.Before(b.months[0].first) {
			shifts[x.Month] = nil
		}
	}
	var out []Past
	for _, first := range slices.SortedFunc(maps.Keys(shifts), func(x, y calendar.Date) int { return x.Sub(y) }) {
		out = append(out, Past{Month: first, Days: After(first, 1).Sub(first), Known: len(days[first]), Actual: b.bill(shifts[first]).Total, Budget: b.budget(first)})
	}
	return out
}
