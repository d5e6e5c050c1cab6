package skills

import (
	"math"
	"slices"
)

// measure is one observation with its sampling variance.
type measure struct{ value, variance float64 }

// The bounds of what people differ by, as a standard deviation of the logarithm of pace:
// the least is kept where few were tested, the usual where nobody can be compared.
const (
	leastSpread = 0.06
	usualSpread = 0.12
)

// team is what the tests of a team say of all of it: the mean, and the variance between
// people beside that of the sampling. The variance is the moment estimate of DerSimonian and
// Laird (Meta-analysis in clinical trials, 1986). Values are added up in order of size, so
// that the order of people does not show even in the last digit.
func team(all []measure) (mean, between float64) {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b measure) int {
		switch {
		case a.value != b.value && a.value < b.value, a.value == b.value && a.variance < b.variance:
			return -1
		case a == b:
			return 0
		}
		return 1
	})
	var sum, weights, squares float64
	for _, m := range all {
		w := 1 / m.variance
		sum, weights, squares = sum+w*m.value, weights+w, squares+w*w
	}
	if len(all) == 0 {
		return 0, usualSpread * usualSpread
	}
	mean = sum / weights
	if len(all) < 3 {
		return mean, usualSpread * usualSpread
	}
	var q float64
	for _, m := range all {
		q += (m.value - mean) * (m.value - mean) / m.variance
	}
	between = (q - float64(len(all)-1)) / (weights - squares/weights)
	return mean, max(between, leastSpread*leastSpread)
}

// shrink moves an observation towards the mean of its team, the more the smaller its sample:
// empirical Bayes (Efron and Morris, Stein's estimation rule and its competitors, 1973).
// kept is the share of its own distance from the mean.
func shrink(m measure, mean, between float64) (out measure, kept float64) {
	kept = between / (between + m.variance)
	return measure{mean + kept*(m.value-mean), kept * m.variance}, kept
}

// pool joins a prior with observations by their precision.
func pool(prior measure, seen []measure) measure {
	seen = slices.Clone(seen)
	slices.SortFunc(seen, func(a, b measure) int {
		if a.value != b.value {
			return int(math.Copysign(1, a.value-b.value))
		}
		return int(math.Copysign(1, a.variance-b.variance))
	})
	sum, weights := prior.value/prior.variance, 1/prior.variance
	for _, m := range seen {
		sum, weights = sum+m.value/m.variance, weights+1/m.variance
	}
	return measure{sum / weights, 1 / weights}
}
