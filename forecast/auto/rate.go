package auto

import (
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Rate is the forecast of a quantity of the work that contacts bring: per interval its mean
// and the relative standard deviation of what is expected, over and above chance between
// contacts. Drift is the part of the deviation that is no error of estimation: how far the
// level may move until then.
type Rate struct {
	Mean, Spread, Drift []float64
}

// The rates that a history can tell.
const (
	RateFlush = "flush"  // share of the volume that needs no answer
	RateTurns = "turns"  // agent replies of an answered conversation
	RateAHT   = "aht"    // mean seconds of a reply or contact
	RateMoved = "pivots" // share of the answered whose customer goes on elsewhere
	RateShare = "share"  // share of the volume that is of a kind of message: see ForecastMix
)

const (
	rateHalfLife = 6 * 7 * 24 * time.Hour // in which what was counted weighs half
	rateLeast    = 100.0                  // counts below it tell no rate
	rateWeeks    = 2                      // and shorter histories none
	rateCells    = 48                     // hours of working days, and of weekends
)

// rateCounts are what a rate is made of in one interval: a sum over so many.
func rateCounts(s forecast.Series, key string, i int) (sum, over float64) {
	at := func(v []float64) float64 {
		if i >= len(v) {
			return math.NaN()
		}
		return v[i]
	}
	switch key {
	case RateFlush:
		return at(s.Flushed), at(s.Volume)
	case RateTurns:
		return at(s.Replies), at(s.Handled)
	case RateMoved:
		return at(s.Moved), at(s.Handled)
	}
	over = s.Timed(i)
	return at(s.AHT) * over, over
}

// ForecastRate predicts a rate over any grid after the history. Hours of the day are told
// apart, on working days and on weekends, as far as they have been seen to differ (each is
// drawn towards the whole by empirical Bayes, Efron and Morris 1975); the recent past counts
// most. The deviation holds what is not known of the hour, and how far the level has moved
// from week to week. ok is false where the history tells too little.
func ForecastRate(s forecast.Series, key string, future calendar.Grid) (r Rate, ok bool) {
	f := newRateFit(s, rateOf(s, key))
	if !f.tells() || f.level <= 0 {
		return Rate{}, false
	}
	drift := f.drift()
	r = newRate(future)
	for i := range future.N {
		c := rateCell(future.At(i))
		r.set(i, f.mean(c), f.variance(c), drift*math.Sqrt(1+weeksAhead(s, future, i)))
	}
	return r, true
}

func newRate(g calendar.Grid) Rate {
	return Rate{Mean: make([]float64, g.N), Spread: make([]float64, g.N), Drift: make([]float64, g.N)}
}

// set takes the mean of an interval, the variance of its estimate and the relative drift.
func (r Rate) set(i int, mean, variance, drift float64) {
	r.Mean[i], r.Drift[i] = mean, drift
	if mean > 0 {
		r.Spread[i] = math.Sqrt(variance/(mean*mean) + drift*drift)
	}
}

func weeksAhead(s forecast.Series, future calendar.Grid, i int) float64 {
	return max(0, future.At(i).Sub(s.Grid.End()).Hours()/168)
}

// rateFit is what a history tells of a rate.
type rateFit struct {
	grid      calendar.Grid
	counts    counts
	sum, over [rateCells]float64 // weighted
	level     float64            // of all
	all       float64            // how much was counted, weighted
	plain     float64            // the same unweighted
	days      int                // of which it is known how much was counted
	within    float64            // variance of a single count around its cell
	spread    float64            // variance of the cells around the level; below 0 is none
	pull      float64            // counts by which each cell is drawn to the level
}

// counts give what a rate is made of in an interval: a sum over so many.
type counts func(i int) (sum, over float64)

func rateOf(s forecast.Series, key string) counts {
	return func(i int) (sum, over float64) { return rateCounts(s, key, i) }
}

// tells says whether enough was counted for a forecast.
func (f *rateFit) tells() bool { return f.plain >= rateLeast && f.days >= rateWeeks*7 }

// mean is the rate expected in a cell, and variance that of its estimate.
func (f *rateFit) mean(c int) float64 { return f.drawn(c, f.pull) }

func (f *rateFit) drawn(c int, pull float64) float64 {
	return (f.over[c]*f.value(c) + pull*f.level) / (f.over[c] + pull)
}

func (f *rateFit) variance(c int) float64 { return f.within / (f.over[c] + f.pull) }

func rateCell(at time.Time) int {
	if d := at.Weekday(); d == time.Saturday || d == time.Sunday {
		return 24 + at.Hour()
	}
	return at.Hour()
}

func (f *rateFit) value(c int) float64 {
	if f.over[c] == 0 {
		return f.level
	}
	return f.sum[c] / f.over[c]
}

func newRateFit(s forecast.Series, of counts) *rateFit {
	f := &rateFit{grid: s.Grid, counts: of}
	each := func(use func(c int, w, sum, over float64)) {
		for i := range s.Grid.N {
			sum, over := of(i)
			if math.IsNaN(sum) || !(over > 0) {
				continue
			}
			age := float64(s.Grid.N-i) * float64(s.Grid.Step)
			use(rateCell(s.Grid.At(i)), math.Exp2(-age/float64(rateHalfLife)), sum, over)
		}
	}
	var total float64
	each(func(c int, w, sum, over float64) {
		f.sum[c], f.over[c] = f.sum[c]+w*sum, f.over[c]+w*over
		total, f.all, f.plain = total+w*sum, f.all+w*over, f.plain+over
	})
	if f.all == 0 {
		return f
	}
	f.level, f.days = total/f.all, knownDays(s.Grid, of)
	var squares, weights float64
	each(func(c int, w, sum, over float64) {
		d := sum/over - f.value(c)
		squares += w * over * d * d
		weights += w
	})
	f.scatter(squares, weights)
	return f
}

// knownDays is on how many days, as 24 hours from the first, counts are known, if of nothing.
func knownDays(g calendar.Grid, of counts) (n int) {
	last := -1
	for i := range g.N {
		if _, over := of(i); !math.IsNaN(over) {
			if day := int(time.Duration(i) * g.Step / (24 * time.Hour)); day != last {
				n, last = n+1, day
			}
		}
	}
	return n
}

// scatter parts the variance of a single count, from the squares around the cells, from that
// of the cells around the level.
func (f *rateFit) scatter(squares, weights float64) {
	cells, between, heavy := 0.0, 0.0, 0.0
	for c := range f.over {
		if f.over[c] > 0 {
			cells++
			d := f.value(c) - f.level
			between += f.over[c] * d * d
			heavy += f.over[c] * f.over[c]
		}
	}
	freedom := max(weights-cells/2, weights/2)
	f.within = max(squares/freedom, 1e-9*f.level*f.level)
	f.spread = (between - (cells-1)*f.within) / max(f.all-heavy/f.all, 1e-9)
	f.pull = pullOf(f.within, f.spread, f.all)
}

// pullOf is the number of counts by which cells are drawn to their level; all where they do
// not differ.
func pullOf(within, spread, all float64) float64 {
	if spread > 0 {
		return min(within/spread, all)
	}
	return all
}

// drift is the relative deviation of the level from one week to the next, chance taken off.
func (f *rateFit) drift() float64 {
	per := int(7 * 24 * time.Hour / f.grid.Step)
	var before, beforeOver, squares, n float64
	for end := f.grid.N; end-per >= 0 && n < 12; end -= per {
		var sum, over float64
		for i := end - per; i < end; i++ {
			if k, m := f.counts(i); !math.IsNaN(k) && m > 0 {
				sum, over = sum+k, over+m
			}
		}
		if over > 0 && beforeOver > 0 {
			d := sum/over - before
			squares += d*d - f.within*(1/over+1/beforeOver)
			n++
		}
		if over > 0 {
			before, beforeOver = sum/over, over
		}
	}
	if n == 0 || squares <= 0 || f.level <= 0 {
		return 0
	}
	return min(math.Sqrt(squares/n/2)/f.level, 0.5)
}
