package advice

import (
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
)

const (
	riskSpan   = 4 * time.Hour // the length of a risky stretch
	riskRatio  = 1.3           // P90 over mean from which it is worth a word
	riskVolume = 5.0           // contacts expected in it, at least
	chance     = 0.1           // of what happens in one period of ten
)

// risks advises to have people on call where the high forecast is far over the mean: per
// queue the stretch of opening hours with most contacts at risk.
func (b *board) risks() []candidate {
	var out []candidate
	for _, v := range b.Volumes {
		q, known := b.queues[v.Queue]
		if !known || len(v.Levels) == 0 || v.Grid.Step <= 0 || v.Check() != nil {
			continue
		}
		if from, to, mean, high := riskiest(v, b.open(q, v)); to > from {
			f := schedule.Finding{Code: schedule.CodeAdviseRisk, Queue: v.Queue, From: v.Grid.At(from), To: v.Grid.At(to), Value: high / mean}
			out = append(out, candidate{f, chance * (high - mean), "risk"})
		}
	}
	return out
}

// open is the share of each interval of a forecast in which its queue is answered.
func (b *board) open(q int, v forecast.Volume) []float64 {
	if b.Calendar == nil || b.Calendar.Zone == nil {
		return calendar.Always().Share(v.Grid, calendar.Plain(v.Grid.Zone()))
	}
	return b.Queues[q].Hours.Share(v.Grid, b.Calendar)
}

// riskiest is the stretch [from, to) of riskSpan, less closed ends, that has most contacts
// between mean and P90 while it is risky at all.
func riskiest(v forecast.Volume, open []float64) (from, to int, mean, high float64) {
	n := min(v.Grid.N, len(v.Mean))
	width := min(n, max(1, int(riskSpan/v.Grid.Step)))
	mid, p90 := make([]float64, n), make([]float64, n)
	for i := range p90 {
		mid[i], p90[i] = open[i]*v.Mean[i], open[i]*v.Quantile(i, 0.9)
	}
	var m, h float64
	for i := range n {
		m, h = m+mid[i], h+p90[i]
		if i >= width {
			m, h = m-mid[i-width], h-p90[i-width]
		}
		if i+1 >= width && m >= riskVolume && h >= riskRatio*m && h-m > high-mean+1e-9 && !math.IsInf(h, 0) {
			from, to, mean, high = i+1-width, i+1, m, h
		}
	}
	for from < to && open[from] <= 0 {
		from++
	}
	for to > from && open[to-1] <= 0 {
		to--
	}
	return from, to, mean, high
}
