package simulate

import "math"

// pressure is what the reserve rule expects of a live queue in an interval.
type pressure struct {
	rates  [ratePoints]float64 // equally likely, contacts a second, pivots to the queue included
	total  float64             // of rates
	live   float64             // seconds of an agent's time per contact
	defers float64             // seconds per deferrable job that its agents may take up meanwhile
}

// ratePoints is the number of rates that stand for an uncertain forecast.
const ratePoints = 5

// delayed is a queue while all its agents are busy, against weight 1 of the state in which
// they have just become so: M/M/n+M above n (Palm 1957; Mandelbaum & Zeltyn 2007).
type delayed struct {
	weight float64 // of the states in which all are busy
	inTime float64 // of them, what those served within the target's time stand for
}

// newDelayed takes the rates of contacts and of the n agents together, the mean patience
// (0 is for ever) and the target's time. The density of the offered wait at x is
// out*exp(rate*(1-exp(-x/patience))*patience - out*x); its integral over [0, T], for those
// whose patience lasts, is taken by Simpson's rule.
func newDelayed(rate, out, patience, T float64) delayed {
	if patience <= 0 {
		if out <= rate {
			return delayed{weight: math.Inf(1)}
		}
		w := out / (out - rate)
		return delayed{w, w * -math.Expm1(-(out-rate)*T)}
	}
	var d delayed
	term := 1.0
	for k := 1; term > 1e-12*d.weight && k < 100_000; k++ {
		d.weight += term
		term *= rate / (out + float64(k)/patience)
	}
	exponent := func(x float64) float64 { return rate*patience*-math.Expm1(-x/patience) - out*x }
	for T > 0 && exponent(T/2) < -40 {
		T /= 2
	}
	panels := 2 * int(min(max(T*(out+1/patience)/2, 4), 256))
	h := T / float64(panels)
	for k := range panels + 1 {
		x := float64(k) * h
		factor := h / 3 * float64(2+2*(k%2))
		if k == 0 || k == panels {
			factor = h / 3
		}
		d.inTime += factor * out * math.Exp(exponent(x)-x/patience)
	}
	if math.IsInf(d.weight, 0) || math.IsInf(d.inTime, 0) {
		return delayed{weight: math.Inf(1)}
	}
	return d
}

// service is the share served in time where the states with a free agent weigh so much.
func (d delayed) service(free float64) float64 {
	if math.IsInf(d.weight, 1) {
		return 0
	}
	return (free + min(d.inTime, d.weight)) / (free + d.weight)
}

// ratesOf draws the quantiles of an interval's forecast together about their mean by the
// part of their spread that is mere chance of counting, which the queueing models have in
// them already: an interval's share of an hour keeps the hour's relative spread.
func (w *world) ratesOf(q *queue, i int) (rates [ratePoints]float64) {
	var mean, variance float64
	for k := range rates {
		rates[k] = q.volume.Quantile(i, (float64(k)+0.5)/ratePoints)
		mean += rates[k] / ratePoints
	}
	for _, x := range rates {
		variance += (x - mean) * (x - mean) / ratePoints
	}
	counting := mean * min(1, w.step/3600)
	shrink := 0.0
	if variance > counting {
		shrink = math.Sqrt(1 - counting/variance)
	}
	for k, x := range rates {
		rates[k] = (mean + shrink*(x-mean)) / w.step
	}
	return rates
}

// expect fills in the pressure of every live queue: its forecast, with the pivots that it
// and the other queues' mean forecasts bring.
func (w *world) expect() {
	for i := range w.queues {
		if w.queues[i].live {
			w.queues[i].pressure = make([]pressure, w.grid.N)
		}
	}
	for i := range w.queues {
		q := &w.queues[i]
		for k := range w.grid.N {
			if q.live {
				for n, rate := range w.ratesOf(q, k) {
					q.pressure[k].rates[n] += rate
				}
				q.pressure[k].live = q.jobMean(k)
			}
			q.lead += 2 * q.jobMean(k) / float64(w.grid.N)
			w.expectPivots(q, k)
		}
	}
	for i := range w.queues {
		for k := range w.queues[i].pressure {
			p := &w.queues[i].pressure[k]
			p.defers = w.beside(i, k)
			for _, rate := range p.rates {
				p.total += rate
			}
		}
	}
}

func (w *world) expectPivots(q *queue, k int) {
	for s := range q.streams {
		for _, p := range q.streams[s].pivots {
			to := k + int(p.lag/w.step)
			if !w.queues[p.to].live || to >= w.grid.N {
				continue
			}
			care := q.volume.Mean[k] * q.shareOf(s, k) * (1 - q.streams[s].Flush.At(k))
			for n := range ratePoints {
				w.queues[p.to].pressure[to].rates[n] += care * p.share * p.adds / w.step
			}
		}
	}
}

// shareOf is a stream's share of the volume.
func (q *queue) shareOf(stream, interval int) float64 {
	if len(q.streams) == 1 {
		return 1
	}
	total := 0.0
	for i := range q.streams {
		total += q.streams[i].Share.At(interval)
	}
	return q.streams[stream].Share.At(interval) / total
}

// jobMean is the expected seconds of an agent's time per job, looking at a flushed post
// being one.
func (q *queue) jobMean(interval int) float64 {
	var jobs, work float64
	for i := range q.streams {
		s := &q.streams[i]
		share, care := q.shareOf(i, interval), 1-s.Flush.At(interval)
		turns := 1.0
		if !q.live {
			turns = max(1, s.Turns.At(interval))
		}
		jobs += share * (1 - care + care*turns)
		work += share * (s.Triage.At(interval) + care*turns*s.AHT.At(interval))
	}
	return max(work/jobs, 1e-3)
}

// beside is the mean job of the deferrable queues that share a duty with the live one.
func (w *world) beside(live, interval int) float64 {
	var jobs, work float64
	for _, q := range w.neighbours[live] {
		m := w.queues[q].volume.Mean[interval] + 1e-9
		jobs += m
		work += m * w.queues[q].jobMean(interval)
	}
	if jobs == 0 {
		return w.queues[live].pressure[interval].live
	}
	return work / jobs
}
