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

// payroll is what people of one contract earn: full-time people, and their wages added up.
type payroll struct{ people, wages float64 }

// earn adds paid people at a wage.
func (s *staff) earn(contract string, people float64, wage decimal.Decimal) {
	s.paid += people
	p := s.pay[contract]
	s.pay[contract] = payroll{p.people + people, p.wages + people*wage.InexactFloat64()}
}

// price sets what a month costs.
func (b *book) price(m int, month *Month) {
	month.Pay, month.Cost = b.bills(b.staff[m], month.Hours)
	var all, paid decimal.Decimal
	for _, p := range month.Pay {
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

// bills is the pay of a month by contract, and its sum.
func (b *book) bills(s staff, hours decimal.Decimal) (all []Pay, sum decimal.Decimal) {
	for _, name := range slices.Sorted(maps.Keys(s.pay)) {
		own := s.pay[name]
		p := Pay{Contract: name, People: decimal.NewFromFloat(own.people).Round(4)}
		if own.people > 0 {
			p.Wage = decimal.NewFromFloat(own.wages / own.people).Round(4)
		}
		p.Money = p.People.Mul(hours).Mul(p.Wage).Mul(b.premium).Round(2)
		all, sum = append(all, p), sum.Add(p.Money)
	}
	return all, sum
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
		d := calendar.DateOf(s.Start.In(b.zone()))
		first := d.FirstOfMonth(0)
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
		out = append(out, Past{Month: first, Days: first.DaysOfMonth(), Known: len(days[first]), Actual: b.bill(shifts[first]).Total, Budget: b.budget(first)})
	}
	return out
}

// premiums is what published rosters cost over their base pay; 1 where none is known.
func (b *book) premiums() decimal.Decimal {
	bill := b.bill(b.Known)
	if bill.Base.IsZero() {
		return decimal.NewFromInt(1)
	}
	return bill.Total.DivRound(bill.Base, 4)
}
