package auto

import (
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/model"
)

const (
	sharpness    = 30.0  // log weight lost for a loss twice as great
	trustDays    = 200.0 // rehearsed before a queue's own weights count as much as the prior
	workloadPart = 0.2   // of the error of the mean of whole days in a loss
)

// loss of a forecast: what staffing feels. The quantiles are judged by twice their mean
// pinball loss, the mean by its error over whole days; both in contacts.
func loss(v forecast.Volume, came []float64) float64 {
	var pinball, workload, forecastDay, cameDay float64
	perDay := max(1, int(24*time.Hour/v.Grid.Step))
	for i, y := range came {
		if !math.IsNaN(y) {
			for k, p := range v.Levels {
				d := y - v.Quantiles[k][i]
				pinball += max(p*d, (p-1)*d)
			}
			forecastDay, cameDay = forecastDay+v.Mean[i], cameDay+y
		}
		if (i+1)%perDay == 0 || i == len(came)-1 {
			workload += math.Abs(forecastDay - cameDay)
			forecastDay, cameDay = 0, 0
		}
	}
	return 2*pinball/float64(len(v.Levels)) + workloadPart*workload
}

// unable is what a candidate is charged at an origin where it could not learn, in terms of
// the others' mean loss.
const unable = 1.1

// lossesOf is every candidate's loss over all origins as a share of the volume, infinite
// for one that could learn at none.
func lossesOf(runs []rehearsal, candidates int) []float64 {
	losses, learnt := make([]float64, candidates), make([]bool, candidates)
	for _, r := range runs {
		here := make([]float64, candidates)
		var sum, n float64
		for c, v := range r.forecast {
			if v.Mean != nil {
				here[c] = loss(v, r.came)
				sum, n, learnt[c] = sum+here[c], n+1, true
			}
		}
		for c, v := range r.forecast {
			if v.Mean == nil {
				here[c] = unable * sum / n
			}
			losses[c] += here[c]
		}
	}
	for c := range losses {
		if len(runs) > 0 && !learnt[c] {
			losses[c] = math.Inf(1)
		}
	}
	return perVolume(losses, runs)
}

func perVolume(losses []float64, runs []rehearsal) []float64 {
	var volume float64
	for _, r := range runs {
		volume += r.volume
	}
	for c := range losses {
		losses[c] /= max(volume, 1)
	}
	return losses
}

// lossOf is the loss of a combination.
func lossOf(runs []rehearsal, weights []float64) float64 {
	var sum float64
	for _, r := range runs {
		sum += loss(r.blend(weights), r.came)
	}
	return perVolume([]float64{sum}, runs)[0]
}

// blend combines what the candidates forecast; those that could not learn are left out.
func (r rehearsal) blend(weights []float64) forecast.Volume {
	var volumes []forecast.Volume
	var kept []float64
	for k, v := range r.forecast {
		if v.Mean != nil && weights[k] > 0 {
			volumes, kept = append(volumes, v), append(kept, weights[k])
		}
	}
	if len(volumes) == 0 { // only those that could learn
		for _, v := range r.forecast {
			if v.Mean != nil {
				volumes, kept = append(volumes, v), append(kept, 1)
			}
		}
	}
	return blend(volumes, kept)
}

// days that the rehearsal covers.
func days(runs []rehearsal) float64 {
	if len(runs) == 0 {
		return 0
	}
	first, last := runs[0].end, runs[0].end
	for _, r := range runs {
		if r.end.Before(first) {
			first = r.end
		}
		if r.end.After(last) {
			last = r.end
		}
	}
	reach := runs[0].forecast
	for _, v := range reach {
		if v.Mean != nil {
			return last.Sub(first).Hours()/24 + float64(v.Grid.N)*v.Grid.Hours()/24
		}
	}
	return 0
}

// smooth is the memory of the residuals from which a series is not one of counts; smoothLags
// is what the prior of lag regressions gains then.
const (
	smooth     = 0.75
	smoothLags = 2.0
)

// unclear is how doubtful it is that the best candidate beats the prior mixture: 1 when they
// lost about the same, next to 0 when the best lost much less.
func unclear(prior, losses []float64, least float64) float64 {
	var sum, total float64
	for k, p := range prior {
		if !math.IsInf(losses[k], 0) {
			sum, total = sum+p*losses[k], total+p
		}
	}
	if !(sum > 0) || !(least > 0) {
		return 1
	}
	return math.Pow(min(1, least*total/sum), 8)
}

// weigh gives every candidate its weight: between the prior, which holds where little was
// rehearsed, and a power of how much more it lost than the best (an exponentially weighted
// average, Vovk 1990).
func weigh(list []candidate, losses []float64, days, memory, weeks float64) []float64 {
	least := math.Inf(1)
	for _, l := range losses {
		least = min(least, l)
	}
	prior, own := make([]float64, len(list)), make([]float64, len(list))
	for k, c := range list {
		prior[k] = c.prior * weeks / (weeks + c.weeks)
		if memory >= smooth && c.Name() == (model.Lags{}).Name() {
			prior[k] += smoothLags
		}
		if !math.IsInf(losses[k], 0) && least > 0 {
			own[k] = prior[k] * math.Exp(-sharpness*(losses[k]/least-1))
		}
	}
	doubt := trustDays
	if memory >= smooth { // the priors are those of counts: only the rehearsal knows
		doubt *= unclear(prior, losses, least)
	}
	trust := days / (days + doubt)
	weights := make([]float64, len(list))
	p, o := sum(prior), sum(own)
	for k := range list {
		weights[k] = prior[k] / p
		if o > 0 {
			weights[k] = (1-trust)*weights[k] + trust*own[k]/o
		}
	}
	return weights
}

func sum(x []float64) float64 {
	var s float64
	for _, v := range x {
		s += v
	}
	return s
}

// guard mixes in as much of seasonal naive as is needed for the combination not to lose
// more than it does in the rehearsal.
func (q *queue) guard(runs []rehearsal, weights []float64, naive int) []float64 {
	best, least := weights, lossOf(runs, weights)
	alone := make([]float64, len(weights))
	alone[naive] = 1
	limit := lossOf(runs, alone)
	for _, share := range []float64{0.25, 0.5, 0.75, 1} {
		if least <= limit {
			break
		}
		mixed := make([]float64, len(weights))
		for k := range weights {
			mixed[k] = (1-share)*weights[k] + share*alone[k]
		}
		if l := lossOf(runs, mixed); l < least || share == 1 {
			best, least = mixed, l
		}
	}
	return best
}

// calibrate learns the corrections of the combination and the memory of its errors from
// the rehearsal.
func (q *queue) calibrate(runs []rehearsal, weights []float64, c *Choice) {
	cal := calibration{days: days(runs)}
	blends := make([]forecast.Volume, len(runs))
	for k, r := range runs {
		blends[k] = r.blend(weights)
		cal.add(blends[k], r.came, r.end, q.zone)
	}
	levels := forecast.Levels()
	cal.into(c, levels[len(levels)-1])
	var m memory
	for k, r := range runs {
		c.correct(blends[k], r.end, q.zone)
		m.add(blends[k], r.came)
	}
	m.into(c)
	q.misses = m.misses(*c)
}
