package cost

import (
	"time"

	"github.com/shopspring/decimal"

	"turno/schedule"
)

// premium is a reason to pay more than the base wage.
type premium int

// The premiums, in the order in which the first of equals counts as the highest.
const (
	holiday premium = iota
	sunday
	saturday
	night
	overtime
	premiums
)

// share is the part of the base wage that a premium adds.
func (k premium) share(pay schedule.Pay) decimal.Decimal {
	return [premiums]decimal.Decimal{pay.Holiday, pay.Sunday, pay.Saturday, pay.Night, pay.Overtime}[k]
}

// earnings is paid time, and the time on which each premium is paid.
type earnings struct {
	paid  time.Duration
	extra [premiums]time.Duration
}

// add books a stretch of paid time that the premiums touch: all of them, or the highest
// alone.
func (e *earnings) add(d time.Duration, touched [premiums]bool, pay schedule.Pay) {
	e.paid += d
	best := premiums
	for k := range premiums {
		if !touched[k] {
			continue
		}
		if !pay.Highest {
			e.extra[k] += d
		} else if best == premiums || k.share(pay).GreaterThan(best.share(pay)) {
			best = k
		}
	}
	if best != premiums {
		e.extra[best] += d
	}
}

// line turns time into money, each component rounded once.
func (e earnings) line(pay schedule.Pay) Line {
	hour := decimal.NewFromInt(int64(time.Hour))
	money := func(d time.Duration, share decimal.Decimal) decimal.Decimal {
		return decimal.NewFromInt(int64(d)).Mul(pay.Wage).Mul(share).DivRound(hour, 2)
	}
	extra := func(k premium) decimal.Decimal { return money(e.extra[k], k.share(pay)) }
	l := Line{
		PaidHours: decimal.NewFromInt(int64(e.paid)).DivRound(hour, 4),
		Base:      money(e.paid, decimal.NewFromInt(1)),
		Night:     extra(night),
		Saturday:  extra(saturday),
		Sunday:    extra(sunday),
		Holiday:   extra(holiday),
		Overtime:  extra(overtime),
	}
	l.Total = decimal.Sum(l.Base, l.Night, l.Saturday, l.Sunday, l.Holiday, l.Overtime)
	return l
}
