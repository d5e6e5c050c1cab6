package auto

import (
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Rate is the forecast of a quantity of the work that contacts bring: per interval its mean
// and the relative standard deviation of what is expected, over and above chance between
// contacts.
type Rate struct {
	Mean, Spread []float64
}

// The rates that a history can tell.
const (
	RateFlush = "flush"  // share of the volume that needs no answer
	RateTurns = "turns"  // agent replies of an answered conversation
	RateAHT   = "aht"    // mean seconds of a reply or contact
	RateMoved = "pivots" // share of the answered whose customer goes on elsewhere
)

const (
	rateHalfLife = 6 * 7 * 24 * time.Hour // in which what was counted weighs half
	rateLeast    = 100.0                  // counts below it tell no rate
	rateWeeks    = 2                      // and shorter histories none
	rateCells    = 48                     // hours of working days, and of weekends
)

// counts are what a rate is made of in one interval: a sum over so many.
func rateCounts(s forecast.Series, key string, i int) (sum, over float64) {
	at := func(v []float64) float64 {
		if i >= len(v) {
			return math.NaN()
		}
		return v[i]
	}
	volume, answered := at(s.Volume), at(s.Handled)
	switch key {
	case RateFlush:
		return at(s.Flushed), volume
	case RateTurns:
		return at(s.Replies), answered
	case RateMoved:
		return at(s.Moved), answered
	}
	if math.IsNaN(answered) {
		answered = volume
	}
	return at(s.AHT) * answered, answered
}

// ForecastRate predicts a rate over any grid after the history. Hours of the day are told
// apart, on working days and on weekends, as far as they have been seen to differ (each is
// drawn towards the whole by empirical Bayes, Efron and Morris 1975); the recent past counts
// most. The deviation holds what is not known of the hour, and how far the level has moved
// from week to week. ok is false where the history tells too little.
func ForecastRate(s forecast.Series, key string, future calendar.Grid) (r Rate, ok bool) {
	f := newRateFit(s, key)
	if f.plain < rateLeast || f.days < rateWeeks*7 || f.level <= 0 {
		return Rate{}, false
	}
	drift := f.drift(s, key)
	r = Rate{Mean: make([]float64, future.N), Spread: make([]float64, future.N)}
	for i := range future.N {
		c := rateCell(future.At(i))
		x := (f.over[c]*f.value(c) + f.pull*f.level) / (f.over[c] + f.pull)
		ahead := max(0, future.At(i).Sub(s.Grid.End()).Hours()/168)
		r.Mean[i] = x
		r.Spread[i] = math.Sqrt(f.within/(f.over[c]+f.pull)/(x*x) + drift*drift*(1+ahead))
	}
	return r, true
}

// rateFit is what a history tells of a rate.
type rateFit struct {
	sum, over [rateCells]float64 // weighted
	level     float64            // of all
	plain     float64            // how much was counted, unweighted
	days      int                // of which any volume is known
	within    float64            // variance of a single count around its cell
	pull      float64            // counts by which each cell is drawn to the level
}

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

// knownDays is on how many days, as 24 hours from the first, any volume is known.
func knownDays(s forecast.Series) (n int) {
	last := -1
	for i := range s.Grid.N {
		if day := int(time.Duration(i) * s.Grid.Step / (24 * time.Hour)); day != last && !s.Missing(i) {
			n, last = n+1, day
		}
	}
	return n
}

func newRateFit(s forecast.Series, key string) *rateFit {
	f := &rateFit{days: knownDays(s)}
	each := func(use func(c int, w, sum, over float64)) {
		for i := range s.Grid.N {
			sum, over := rateCounts(s, key, i)
			if math.IsNaN(sum) || !(over > 0) {
				continue
			}
			age := float64(s.Grid.N-i) * float64(s.Grid.Step)
			use(rateCell(s.Grid.At(i)), math.Exp2(-age/float64(rateHalfLife)), sum, over)
		}
	}
	var total, all float64
	each(func(c int, w, sum, over float64) {
		f.sum[c], f.over[c] = f.sum[c]+w*sum, f.over[c]+w*over
		total, all, f.plain = total+w*sum, all+w*over, f.plain+over
	})
	if all == 0 {
		return f
	}
	f.level = total / all
	var squares, weights, freedom float64
	each(func(c int, w, sum, over float64) {
		d := sum/over - f.value(c)
		squares += w * over * d * d
		weights += w
	})
	cells, between, heavy := 0.0, 0.0, 0.0
	for c := range f.over {
		if f.over[c] > 0 {
			cells++
			d := f.value(c) - f.level
			between += f.over[c] * d * d
			heavy += f.over[c] * f.over[c]
		}
	}
	freedom = max(weights-cells/2, weights/2)
	f.within = max(squares/freedom, 1e-9*f.level*f.level)
	spread := (between - (cells-1)*f.within) / max(all-heavy/all, 1e-9)
	f.pull = all // cells that do not differ
	if spread > 0 {
		f.pull = min(f.within/spread, all)
	}
	return f
}

// drift is the relative deviation of the level from one week to the next, chance taken off.
func (f *rateFit) drift(s forecast.Series, key string) float64 {
	per := int(7 * 24 * time.Hour / s.Grid.Step)
	var before, beforeOver, squares, n float64
	for end := s.Grid.N; end-per >= 0 && n < 12; end -= per {
		var sum, over float64
		for i := end - per; i < end; i++ {
			if k, m := rateCounts(s, key, i); !math.IsNaN(k) && m > 0 {
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
	if n == 0 || squares <= 0 {
		return 0
	}
	return min(math.Sqrt(squares/n/2)/f.level, 0.5)
}
