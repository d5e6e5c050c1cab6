package auto

import (
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// planDoubt is the relative standard deviation, per unit of log uplift, of what known
// events really bring.
const planDoubt = 0.25

// removeKnown divides the history by the effect of known campaigns and events and takes
// out events whose effect is not known.
func (q *queue) removeKnown() {
	g, v := q.series.Grid, q.series.Volume
	for _, e := range q.effects {
		if e == nil {
			continue
		}
		from, to := reach(g, e.start, e.fades())
		for i := from; i < to; i++ {
			if effect := e.at(g.At(i), g.At(i+1)); effect > 1e-3 {
				v[i] /= effect
			} else {
				v[i] = math.NaN()
			}
		}
	}
	for _, e := range q.in.Events {
		if !e.Touches(q.series.Queue) {
			continue
		}
		from, to := reach(g, e.Start, e.End)
		for i := from; i < to; i++ {
			switch effect := eventEffect(e, g, i); {
			case e.Uplift == 0 || effect <= 1e-3:
				v[i] = math.NaN()
			default:
				v[i] /= effect
			}
		}
	}
}

// applyKnown multiplies the forecast by the effect of the campaigns and events ahead.
func (q *queue) applyKnown() {
	g := q.in.Future
	campaign, event, doubt := ones(g.N), ones(g.N), make([]float64, g.N)
	for _, e := range q.effects {
		if e == nil {
			continue
		}
		from, to := reach(g, e.start, e.fades())
		peak := 1.0
		for i := from; i < to; i++ {
			by := e.at(g.At(i), g.At(i+1))
			campaign[i] *= by
			doubt[i] = math.Hypot(doubt[i], e.doubtAt(g.At(i), g.At(i+1)))
			peak = further(peak, by)
		}
		q.noteKnown(from, to, peak, e.doubt, e.told.Campaign)
	}
	for _, e := range q.in.Events {
		if !e.Touches(q.series.Queue) || e.Uplift == 0 {
			continue
		}
		from, to := reach(g, e.Start, e.End)
		peak := 1.0
		for i := from; i < to; i++ {
			by := eventEffect(e, g, i)
			event[i] *= by
			doubt[i] = math.Hypot(doubt[i], planDoubt*math.Log(max(by, 1e-3)))
			peak = further(peak, by)
		}
		q.noteKnown(from, to, peak, planDoubt*math.Abs(math.Log(max(peak, 1e-3))), e.Name)
	}
	for i := range g.N {
		if by := campaign[i] * event[i]; by != 1 {
			q.steady(i, by)
			q.factor(i, by, doubt[i])
		}
	}
	q.component("campaign", campaign)
	q.component("event", event)
}

// steady draws the quantiles of interval i towards the median by what chance loses when the
// count is multiplied: the variance of a count's logarithm that is Poisson's is one over the
// count. Half of the spread is never chance alone.
func (q *queue) steady(i int, by float64) {
	if by <= 1 {
		return
	}
	v, last := q.volume, len(q.volume.Levels)-1
	usual := v.Quantiles[last/2][i]
	gained, centre := 1/(usual+1)-1/(usual*by+1), math.Log1p(usual)
	keep := func(k int) float64 {
		away, z := math.Log1p(v.Quantiles[k][i])-centre, normalScore(v.Levels[k])
		return math.Sqrt(max(1-z*z*gained/max(away*away, 1e-12), 0.25))
	}
	low, high := keep(0), keep(last)
	for k := range v.Levels {
		part := low
		if k > last/2 {
			part = high
		}
		if k != last/2 {
			v.Quantiles[k][i] = math.Expm1(centre + part*(math.Log1p(v.Quantiles[k][i])-centre))
		}
	}
	if v.Mean[i] < usual { // of counts that are mostly high and at times nothing: it goes along with the low quantiles
		v.Mean[i] = math.Expm1(centre + low*(math.Log1p(v.Mean[i])-centre))
	}
}

// noteKnown tells of a campaign or event ahead, unless next to nothing of it is left.
func (q *queue) noteKnown(from, to int, peak, doubt float64, name string) {
	if from < to && math.Abs(peak-1) > 0.005 {
		g := q.in.Future
		low, high := peak*math.Exp(-eighty*doubt), peak*math.Exp(eighty*doubt)
		q.notes = append(q.notes, forecast.Note{Code: forecast.NoteCampaign, Queue: q.series.Queue,
			Span: calendar.Window{From: g.At(from), To: g.At(to)}, Value: peak, Low: low, High: high, Name: name})
	}
}

// fadeOut is when less than a thousandth of a campaign's excess is left.
func fadeOut(c forecast.Campaign) time.Time {
	end := c.Start.Add(c.Rise)
	if c.End.After(end) {
		end = c.End
	}
	return end.Add(min(10*c.HalfLife, 365*24*time.Hour))
}

// reach is the range of the grid's intervals that [from, to] touches.
func reach(g calendar.Grid, from, to time.Time) (first, last int) {
	first = min(max(0, g.Index(from)), g.N)
	last = min(max(first, g.Index(to)+1), g.N)
	return first, last
}

// eventEffect is the mean multiple of the usual in interval i.
func eventEffect(e forecast.Event, g calendar.Grid, i int) float64 {
	from, to := g.At(i), g.At(i+1)
	if e.Start.After(from) {
		from = e.Start
	}
	if e.End.Before(to) {
		to = e.End
	}
	share := max(0, float64(to.Sub(from))/float64(g.Step))
	if e.Uplift == 0 && share == 0 {
		return 1
	}
	return 1 + (e.Uplift-1)*share
}

// further is whichever multiple is further from 1.
func further(a, b float64) float64 {
	if math.Abs(math.Log(max(b, 1e-9))) > math.Abs(math.Log(max(a, 1e-9))) {
		return b
	}
	return a
}

func ones(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = 1
	}
	return v
}
