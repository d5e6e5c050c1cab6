package scenario

import "turno/forecast"

// Amount is a new value of a figure: To where Set, else Times the old one.
type Amount struct {
	Times float64
	To    float64
	Set   bool
}

// Times is an amount that multiplies.
func Times(x float64) Amount { return Amount{Times: x} }

// To is an amount that replaces.
func To(x float64) Amount { return Amount{To: x, Set: true} }

func (a Amount) of(x float64) float64 {
	if a.Set {
		return a.To
	}
	return a.Times * x
}

// on is the measure with the amount in place of every mean, kept within [least, most].
func (a Amount) on(m forecast.Measure, least, most float64) forecast.Measure {
	out := forecast.Measure{CV: m.CV}
	for _, x := range m.Mean {
		out.Mean = append(out.Mean, min(max(a.of(x), least), most))
	}
	return out
}
