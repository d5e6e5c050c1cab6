package cost

import "github.com/shopspring/decimal"

// Shown lists the premiums in the order in which people read them.
func Shown() []Premium { return []Premium{Night, Saturday, Sunday, Holiday, Overtime} }

// Premium is what the line pays of a premium.
func (l Line) Premium(k Premium) decimal.Decimal {
	return [premiums]decimal.Decimal{Holiday: l.Holiday, Sunday: l.Sunday, Saturday: l.Saturday, Night: l.Night, Overtime: l.Overtime}[k]
}

// Parts are what adds up to the total: the base, then the premiums in the order of Shown.
func (l Line) Parts() []decimal.Decimal {
	parts := []decimal.Decimal{l.Base}
	for _, k := range Shown() {
		parts = append(parts, l.Premium(k))
	}
	return parts
}

// Add is the sum of two lines, part by part; it is of no agent.
func (l Line) Add(b Line) Line { return l.with(b, decimal.Decimal.Add) }

// Sub is the line less another, part by part; it is of no agent.
func (l Line) Sub(b Line) Line { return l.with(b, decimal.Decimal.Sub) }

func (l Line) with(b Line, do func(x, y decimal.Decimal) decimal.Decimal) Line {
	return Line{
		PaidHours: do(l.PaidHours, b.PaidHours),
		Base:      do(l.Base, b.Base),
		Night:     do(l.Night, b.Night),
		Saturday:  do(l.Saturday, b.Saturday),
		Sunday:    do(l.Sunday, b.Sunday),
		Holiday:   do(l.Holiday, b.Holiday),
		Overtime:  do(l.Overtime, b.Overtime),
		Total:     do(l.Total, b.Total),
	}
}
