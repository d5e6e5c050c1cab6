package auto

import (
	"math"
	"slices"

	"turno/forecast"
	"turno/forecast/calendar"
)

// thinCounts is how many counts the variance of a queue weighs in that of one of its kinds.
const thinCounts = 30

// ForecastKindRate is ForecastRate for one kind of message of a queue that tells kinds apart:
// the kind's own rate as far as its counts are many for how much kinds differ, the queue's
// for the rest (empirical Bayes with the variance between the kinds by moments, DerSimonian
// and Laird 1986). ok is false where the history tells too little of the queue, or its kinds
// for less than two weeks.
func ForecastKindRate(s forecast.Series, kind forecast.Kind, key string, future calendar.Grid) (r Rate, ok bool) {
	whole := newRateFit(s, rateOf(s, key))
	if !whole.tells() || whole.level <= 0 || newMixFit(s, s.Told()).days() < rateWeeks*7 {
		return Rate{}, false
	}
	own := &rateFit{}
	if part, has := s.Part(kind); has {
		own = newRateFit(part, rateOf(part, key))
	}
	between := kindsDiffer(s, key, whole)
	trust := 0.0
	if own.all > 0 && between > 0 {
		trust = between / (between + own.steady(whole)/own.all)
	}
	drift := whole.drift()
	ownDrift := drift
	if own.days >= rateWeeks*7 {
		ownDrift = own.drift()
	}
	drift = math.Sqrt(trust*ownDrift*ownDrift + (1-trust)*drift*drift)
	r = newRate(future)
	for i := range future.N {
		c := rateCell(future.At(i))
		mean, variance := (1-trust)*whole.mean(c), square(1-trust)*(whole.variance(c)+max(between, 0))
		if trust > 0 {
			mean += trust * own.mean(c)
			variance += square(trust) * own.steady(whole) / (own.over[c] + own.pull)
		}
		r.set(i, mean, variance, drift*math.Sqrt(1+weeksAhead(s, future, i)))
	}
	return r, true
}

// steady is the variance of a single count of a kind, which few counts leave to the queue's.
func (f *rateFit) steady(whole *rateFit) float64 {
	return (f.within*f.all + whole.within*thinCounts) / (f.all + thinCounts)
}

// kindsDiffer is the variance of the kinds' levels.
func kindsDiffer(s forecast.Series, key string, whole *rateFit) float64 {
	var n, heavy, sum, chance float64
	var fits []*rateFit
	for _, k := range s.Kinds {
		if f := newRateFit(k, rateOf(k, key)); k.Kind != "" && f.all > 0 {
			fits = append(fits, f)
			n, heavy, sum = n+f.all, heavy+f.all*f.all, sum+f.all*f.level
		}
	}
	if len(fits) < 2 {
		return 0
	}
	var around float64
	for _, f := range fits {
		around += f.all * square(f.level-sum/n)
		chance += f.steady(whole) * (1 - f.all/n)
	}
	return max((around-chance)/(n-heavy/n), 0)
}

// mixFit is what a history tells of the shares of some kinds in the messages told apart.
type mixFit []*rateFit

func newMixFit(s forecast.Series, kinds []forecast.Kind) mixFit {
	told := make([]float64, s.Grid.N)
	for _, p := range s.Kinds {
		if slices.Contains(kinds, p.Kind) {
			for i, v := range p.Volume {
				told[i] += v
			}
		}
	}
	for i := range told {
		if told[i] == 0 && s.Volume[i] > 0 {
			told[i] = math.NaN() // of what came no kind is known
		}
	}
	var m mixFit
	for _, k := range kinds {
		part, _ := s.Part(k)
		m = append(m, newRateFit(s, func(i int) (float64, float64) {
			if part.Volume == nil {
				return 0, told[i]
			}
			return part.Volume[i], told[i]
		}))
	}
	return m
}

// days is on how many days kinds were told.
func (m mixFit) days() int {
	if len(m) == 0 {
		return 0
	}
	return m[0].days
}

// ForecastMix predicts the shares of kinds of message in a queue's volume over any grid after
// the history, one rate for each kind: of what was told apart, as ForecastRate does it, but
// all kinds of an hour are drawn to the mix of the whole alike, so that they make up 1. ok is
// false where the history tells too little.
func ForecastMix(s forecast.Series, kinds []forecast.Kind, future calendar.Grid) (shares []Rate, ok bool) {
	m := newMixFit(s, kinds)
	if len(m) == 0 || !m[0].tells() {
		return nil, false
	}
	var within, spread float64
	for _, f := range m {
		within, spread = within+f.within, spread+f.spread
	}
	pull := pullOf(within, spread, m[0].all)
	for _, f := range m {
		r, drift := newRate(future), f.drift()
		for i := range future.N {
			c := rateCell(future.At(i))
			r.set(i, f.drawn(c, pull), f.within/(f.over[c]+pull), drift*math.Sqrt(1+weeksAhead(s, future, i)))
		}
		shares = append(shares, r)
	}
	for i := range future.N { // rounding
		var sum float64
		for _, r := range shares {
			sum += r.Mean[i]
		}
		for _, r := range shares {
			r.Mean[i] /= sum
		}
	}
	return shares, true
}
