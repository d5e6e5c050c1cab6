package forecast

import (
	"math"
	"time"

	"turno/forecast/calendar"
)

// How long the parts of a forecast's errors last: the times in which their correlation
// falls to a half. What people talk about fades within hours, whatever the queue; the level
// is off for days, and the longer the further ahead (as a random walk seen from its start).
// Both were measured on the training parts of public data sets.
const (
	fadingHours = 4.0
	slowDays    = 4.0
	mostSlow    = 0.95
)

// memory is how the normal scores of a volume's intervals hang together. Each is made of
// four independent parts: one of the single interval, one that fades within hours, a slow
// one, and rushes; the shares of their variance sum to 1.
type memory struct {
	single, fading, slow, rush float64
	keep                       float64 // correlation of neighbours in the fading part
	kept                       float64 // the same of rushes
}

// memory of the volume, Slow being the share of the slow part. Where Correlation is more
// than the fading part allows, that part takes all that is left and fades later.
func (v Volume) memory() memory {
	m := memory{slow: min(max(v.Slow, 0), mostSlow), keep: keepFading(v.Grid.Step)}
	if v.Bursts.any() {
		m.rush, m.kept = v.Bursts.at(m.slow)*beyondTop, v.Bursts.keep(v.Grid.Hours())
	}
	left := 1 - m.slow - m.rush
	near := min(max(v.Correlation-m.slow*keepSlow(v.Grid, 1)-m.rush*m.kept, 0), 0.999*left) // correlation of neighbours by the fading part
	m.fading = near / m.keep
	if m.fading > left {
		m.fading, m.keep = left, near/left
	}
	m.single = left - m.fading
	return m
}

func keepFading(step time.Duration) float64 { return math.Exp2(-step.Hours() / fadingHours) }

// keepSlow is the correlation of the slow parts of intervals i-1 and i.
func keepSlow(g calendar.Grid, i int) float64 {
	return slowKeeper(g)(i)
}

// slowKeeper is keepSlow for intervals in ascending order: it changes from day to day.
func slowKeeper(g calendar.Grid) func(i int) float64 {
	perDay := max(1, int(24*time.Hour/max(g.Step, 1)))
	next, keep := 0, 0.0
	return func(i int) float64 {
		if i >= next {
			day := i / perDay
			keep, next = math.Exp2(-g.Hours()/24/max(slowDays, float64(day))), (day+1)*perDay
		}
		return keep
	}
}

// SlowAt is the share of interval i's spread that lasts for days.
func (v Volume) SlowAt(i int) float64 {
	share := v.Slow
	if i < len(v.Slows) {
		share = v.Slows[i]
	}
	return min(max(share, 0), 1)
}

// WithSlows is the volume whose intervals have these shares of slow spread; what the rest
// of the spread is made of stays as it is. Slow becomes their mean.
func (v Volume) WithSlows(shares []float64) Volume {
	m := v.memory()
	v.Slows, v.Slow = shares, MeanShare(shares)
	v.Correlation = (m.fading*m.keep+m.rush*m.kept)*(1-v.Slow)/(1-m.slow) + v.Slow*keepSlow(v.Grid, 1)
	return v
}

// MeanShare is the slow share of a volume whose intervals have these.
func MeanShare(shares []float64) float64 {
	var mean float64
	for _, s := range shares {
		mean += s / float64(len(shares))
	}
	return min(mean, mostSlow)
}

// parts are the standard deviations of the parts of a score of which share is slow.
func (m memory) parts(share float64) memory {
	rest := (1 - share) / (1 - m.slow)
	return memory{single: math.Sqrt(rest * m.single), fading: math.Sqrt(rest * m.fading), slow: math.Sqrt(share), rush: math.Sqrt(rest * m.rush)}
}

// normal are the parts of a score of which share is slow before rushes are added: what
// these will take away is made good.
func (m memory) normal(share float64) memory {
	p := m.parts(share)
	by := 1 / math.Sqrt(1-p.rush*p.rush)
	return memory{single: by * p.single, fading: by * p.fading, slow: by * p.slow}
}

// SumVariance is the variance of the sum of the errors of intervals [from, to) whose
// standard deviations are sd, one for each interval of the grid, when they hang together
// as in a path.
func (v Volume) SumVariance(sd []float64, from, to int) float64 {
	m, keep := v.memory(), slowKeeper(v.Grid)
	parts := m.parts(v.SlowAt(from))
	var single, fading, slow, rush, f, s, r float64
	for i := from; i < to; i++ {
		if v.Slows != nil {
			parts = m.parts(v.SlowAt(i))
		}
		x := parts.single * sd[i]
		single += x * x
		x = parts.fading * sd[i]
		f = m.keep*f + x
		fading += x * (2*f - x)
		x = parts.slow * sd[i]
		s = keep(i)*s + x
		slow += x * (2*s - x)
		x = parts.rush * sd[i]
		r = m.kept*r + x
		rush += x * (2*r - x)
	}
	return single + fading + slow + rush
}

// correlationAt is the correlation of neighbours on intervals of a finer step with which
// totals spread as they do: there the parts of single intervals come more often and even
// out, which the fading part makes good.
func (v Volume) correlationAt(step time.Duration) float64 {
	if step == v.Grid.Step {
		return v.Correlation
	}
	m, per := v.memory(), float64(v.Grid.Step/step)
	fine := keepFading(step)
	if m.keep != keepFading(v.Grid.Step) {
		fine = math.Pow(m.keep, 1/per)
	}
	day := int(24 * time.Hour / v.Grid.Step)
	kept, left := math.Pow(m.kept, 1/per), m.single+m.fading
	whole := m.single + m.fading*evenness(m.keep, day) + m.rush*(evenness(m.kept, day)-evenness(kept, day*int(per))/per)
	single, fading := 1/per, evenness(fine, day*int(per))/per
	share := min(max((whole-left*single)/(fading-single), 0), left)
	grid := v.Grid
	grid.Step = step
	return share*fine + m.slow*keepSlow(grid, 1) + m.rush*kept
}

// evenness is the variance of the sum of n neighbours with the correlation keep, over n.
func evenness(keep float64, n int) float64 {
	var sum, with float64
	for range n {
		with = keep*with + 1
		sum += 2*with - 1
	}
	return sum / float64(max(n, 1))
}
