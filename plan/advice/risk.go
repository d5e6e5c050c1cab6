package advice

import (
	"math"
	"time"

	"turno/forecast"
	"turno/schedule"
)

const (
	riskSpan   = 4 * time.Hour // the length of a risky stretch
	riskRatio  = 1.3           // P90 over mean from which it is worth a word
	riskVolume = 5.0           // contacts expected in it, at least
	chance     = 0.1           // of what happens in one period of ten
)

// risks advises to have people on call where the high forecast is far over the mean: per
// queue the stretch with most contacts at risk.
func (b *board) risks() []candidate {
	var out []candidate
	for _, v := range b.Volumes {
		if _, known := b.queues[v.Queue]; !known || len(v.Levels) == 0 || len(v.Quantiles) != len(v.Levels) || v.Grid.Step <= 0 {
			continue
		}
		if from, to, mean, high := riskiest(v); to > from {
			f := schedule.Finding{Code: schedule.CodeAdviseRisk, Queue: v.Queue, From: v.Grid.At(from), To: v.Grid.At(to), Value: high / mean}
			out = append(out, candidate{f, chance * (high - mean), "risk " + v.Queue})
		}
	}
	return out
}

// riskiest is the stretch [from, to) of riskSpan that has most contacts between mean and
// P90 while it is risky at all.
func riskiest(v forecast.Volume) (from, to int, mean, high float64) {
	n := min(v.Grid.N, len(v.Mean))
	width := min(n, max(1, int(riskSpan/v.Grid.Step)))
	p90 := make([]float64, n)
	for i := range p90 {
		p90[i] = v.Quantile(i, 0.9)
	}
	var m, h float64
	for i := range n {
		m, h = m+v.Mean[i], h+p90[i]
		if i >= width {
			m, h = m-v.Mean[i-width], h-p90[i-width]
		}
		if i+1 >= width && m >= riskVolume && h >= riskRatio*m && h-m > high-mean+1e-9 && !math.IsInf(h, 0) {
			from, to, mean, high = i+1-width, i+1, m, h
		}
	}
	return from, to, mean, high
}
