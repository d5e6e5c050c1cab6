package plan

import (
	"slices"

	"turno/forecast"
	"turno/forecast/auto"
)

// share gives kinds of message, which the history does not tell apart, the hours of their
// queue's rates: by key, the streams that leave it open. How kinds differ stays as it is
// known of all hours; together they make up the queue's rate of each hour.
func (w *work) share(open map[string][]int) {
	for _, key := range []string{auto.RateFlush, auto.RateTurns, auto.RateAHT, auto.RateMoved} { // each weighs by those before
		if len(open[key]) == 0 {
			continue
		}
		whole, ok := auto.ForecastRate(w.history, key, w.period)
		if !ok {
			continue
		}
		means := make([]float64, w.period.N)
		for i := range means {
			means[i] = mixed(w.streams, key, i)
		}
		for _, k := range open[key] {
			// what is wrong with the queue's rate is wrong for all kinds
			r := auto.Rate{Mean: slices.Clone(whole.Mean), Spread: whole.Spread, Drift: whole.Spread}
			if key != auto.RateMoved { // each pivot keeps its part of the moves
				for i := range r.Mean {
					r.Mean[i] = follow(key, rateAt(w.streams[k], key, i), means[i], whole.Mean[i])
				}
			}
			w.set(k, key, r)
		}
	}
}

// mixed is the mean of a rate over all kinds in an interval.
func mixed(streams []forecast.Stream, key string, i int) float64 {
	var sum, over float64
	for _, s := range streams {
		weight := s.Share.At(i)
		if key != auto.RateFlush {
			weight *= 1 - s.Flush.At(i)
		}
		if key == auto.RateAHT {
			weight *= max(s.Turns.At(i), 1)
		}
		sum, over = sum+weight*rateAt(s, key, i), over+weight
	}
	return sum / max(over, 1e-9)
}

func rateAt(s forecast.Stream, key string, i int) float64 {
	switch key {
	case auto.RateFlush:
		return s.Flush.At(i)
	case auto.RateTurns:
		return max(s.Turns.At(i), 1)
	}
	return s.AHT.At(i)
}

// follow moves the value of a kind as the mean of all kinds has to move to become the
// queue's. Where more is flushed it is the share answered that shrinks, and of turns it is
// those after the first that change: so a share stays one, nobody answers less than once, and
// the kinds make up the queue's rate.
func follow(key string, value, mean, whole float64) float64 {
	least := 0.0
	switch {
	case key == auto.RateFlush && whole > mean:
		return 1 - follow("", 1-value, 1-mean, 1-whole)
	case key == auto.RateTurns:
		least = 1
	}
	if mean <= least {
		return max(whole, least) // nothing to scale: alike
	}
	return least + (value-least)*max(whole-least, 0)/(mean-least)
}
