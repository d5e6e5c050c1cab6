package people

import (
	"maps"
	"math"
	"slices"
)

// Difference is how two sides differ in one measure, social less core.
type Difference struct {
	Measure          Measure
	Social, Core     float64
	Contracts        float64 // the part that comes from the contracts and grades people have
	Rest             float64 // the part between people of the same contract and grade
	Larger           float64 // chance of a difference between such people as large as this by luck alone; NaN where nobody can be compared
	Telling, Settled bool    // Telling: the rest is large and no luck; Settled: nobody can be compared
}

// Measure names a figure of a burden.
type Measure string

// The measures.
const (
	Nights  Measure = "nights"
	Weekend Measure = "weekend"
	Hard    Measure = "hard"
	Premium Measure = "premium"
	Pay     Measure = "pay"
)

func (b Burden) of(m Measure) float64 {
	switch m {
	case Nights:
		return b.Nights
	case Weekend:
		return b.Weekend
	case Hard:
		return b.Hard
	case Premium:
		return b.Premium
	}
	return b.Pay
}

// differ splits the difference of the sides: within each contract and grade people are
// compared with each other, weighted by the smaller side; what is left comes from who has
// which contract (Oaxaca, Male-female wage differentials, 1973). The rest is tested by its
// standard error within the strata.
func differ(m Measure, all []Share) Difference {
	value := func(belongs func(Share) bool) float64 { return mean("", all, belongs).of(m) }
	d := Difference{Measure: m,
		Social: value(func(s Share) bool { return s.Side == SocialSide }), Core: value(func(s Share) bool { return s.Side == CoreSide })}
	strata := map[string]map[Side][]float64{}
	for _, s := range all {
		k := s.Contract + "\x00" + s.Grade
		if strata[k] == nil {
			strata[k] = map[Side][]float64{}
		}
		strata[k][s.Side] = append(strata[k][s.Side], s.of(m))
	}
	var sum, weight, parts, squares, free float64
	for _, k := range slices.Sorted(maps.Keys(strata)) {
		a, b := strata[k][SocialSide], strata[k][CoreSide]
		n := float64(min(len(a), len(b)))
		if n == 0 {
			continue
		}
		sum, weight = sum+n*(average(a)-average(b)), weight+n
		parts += n * n * (1/float64(len(a)) + 1/float64(len(b)))
	}
	for _, sides := range strata { // how people of one contract and grade differ at all, whatever they are on
		for _, xs := range sides {
			squares, free = squares+spread(xs)*float64(max(len(xs)-1, 0)), free+float64(max(len(xs)-1, 0))
		}
	}
	d.Larger = math.NaN()
	if d.Settled = weight == 0; d.Settled {
		d.Contracts = d.Social - d.Core
		return d
	}
	d.Rest = sum / weight
	d.Contracts = d.Social - d.Core - d.Rest
	if free == 0 {
		return d // nobody has a like on the same side: whether it is chance cannot be told
	}
	se := math.Sqrt(squares/free*parts) / weight
	if d.Larger = 1; math.Abs(d.Rest) > 1e-9 {
		d.Larger = math.Erfc(math.Abs(d.Rest) / max(se, 1e-9) / math.Sqrt2)
	}
	d.Telling = d.Larger < 0.05 && math.Abs(d.Rest) > 0.1*max(math.Abs(d.Social), math.Abs(d.Core))
	return d
}

func average(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(max(len(xs), 1))
}

func spread(xs []float64) float64 {
	if len(xs) < 2 {
		return 0
	}
	m, sum := average(xs), 0.0
	for _, x := range xs {
		sum += (x - m) * (x - m)
	}
	return sum / float64(len(xs)-1)
}
