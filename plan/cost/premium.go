package cost

import (
	"time"

	"github.com/shopspring/decimal"

	"turno/schedule"
)

// Premium is a reason to pay more than the base wage.
type Premium int

// The premiums, in the order in which the first of equals counts as the highest.
const (
	Holiday Premium = iota
	Sunday
	Saturday
	Night
	Overtime
	premiums
)

// Premiums lists them in that order.
func Premiums() []Premium { return []Premium{Holiday, Sunday, Saturday, Night, Overtime} }

// Share is the part of the base wage that the premium adds.
func (k Premium) Share(pay schedule.Pay) decimal.Decimal {
	return [premiums]decimal.Decimal{pay.Holiday, pay.Sunday, pay.Saturday, pay.Night, pay.Overtime}[k]
}

// Set is the premiums that touch a stretch of time, a bit each.
type Set uint8

// Has says whether the premium is in the set.
func (s Set) Has(k Premium) bool { return s&(1<<k) != 0 }

func (s Set) with(k Premium) Set { return s | 1<<k }

// Highest is the premium of the set with the greatest share, the first of equals; false
// where the set is empty.
func (s Set) Highest(pay schedule.Pay) (Premium, bool) {
	best := premiums
	for k := range premiums {
		if s.Has(k) && (best == premiums || k.Share(pay).GreaterThan(best.Share(pay))) {
			best = k
		}
	}
	return best, best != premiums
}

// Pays says whether the premium is paid on time that the set touches: all of them are, or
// the highest alone.
func (s Set) Pays(k Premium, pay schedule.Pay) bool {
	if !pay.Highest {
		return s.Has(k)
	}
	best, any := s.Highest(pay)
	return any && best == k
}

// earnings is paid time by the premiums that touch it.
type earnings [1 << premiums]time.Duration

func (e earnings) paid() time.Duration {
	var sum time.Duration
	for _, d := range e {
		sum += d
	}
	return sum
}

// on is the time on which the premium is paid.
func (e earnings) on(k Premium, pay schedule.Pay) time.Duration {
	var sum time.Duration
	for set, d := range e {
		if d != 0 && Set(set).Pays(k, pay) {
			sum += d
		}
	}
	return sum
}

// line turns time into money, each component rounded once.
func (e earnings) line(pay schedule.Pay) Line {
	hour := decimal.NewFromInt(int64(time.Hour))
	money := func(d time.Duration, share decimal.Decimal) decimal.Decimal {
		return decimal.NewFromInt(int64(d)).Mul(pay.Wage).Mul(share).DivRound(hour, 2)
	}
	extra := func(k Premium) decimal.Decimal { return money(e.on(k, pay), k.Share(pay)) }
	l := Line{
		PaidHours: decimal.NewFromInt(int64(e.paid())).DivRound(hour, 4),
		Base:      money(e.paid(), decimal.NewFromInt(1)),
		Night:     extra(Night),
		Saturday:  extra(Saturday),
		Sunday:    extra(Sunday),
		Holiday:   extra(Holiday),
		Overtime:  extra(Overtime),
	}
	l.Total = decimal.Sum(l.Base, l.Night, l.Saturday, l.Sunday, l.Holiday, l.Overtime)
	return l
}
