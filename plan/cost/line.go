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
func (l Line) Add(b Line) Line {
	return Line{
		PaidHours: l.PaidHours.Add(b.PaidHours),
		Base:      l.Base.Add(b.Base),
		Night:     l.Night.Add(b.Night),
		Saturday:  l.Saturday.Add(b.Saturday),
		Sunday:    l.Sunday.Add(b.Sunday),
		Holiday:   l.Holiday.Add(b.Holiday),
		Overtime:  l.Overtime.Add(b.Overtime),
		Total:     l.Total.Add(b.Total),
	}
}

// Sub is the line less another, part by part; it is of no agent.
func (l Line) Sub(b Line) Line {
	return Line{
		PaidHours: l.PaidHours.Sub(b.PaidHours),
		Base:      l.Base.Sub(b.Base),
		Night:     l.Night.Sub(b.Night),
		Saturday:  l.Saturday.Sub(b.Saturday),
		Sunday:    l.Sunday.Sub(b.Sunday),
		Holiday:   l.Holiday.Sub(b.Holiday),
		Overtime:  l.Overtime.Sub(b.Overtime),
		Total:     l.Total.Sub(b.Total),
	}
}
