package forecast

import (
	"math/rand/v2"
	"slices"
	"time"

	"turno/forecast/calendar"
)

// Period is a stretch of local time over which people read volume.
type Period string

// The periods; a week begins on Monday.
const (
	Hour  Period = "hour"
	Day   Period = "day"
	Week  Period = "week"
	Month Period = "month"
)

// Periods lists the periods, shortest first.
func Periods() []Period { return []Period{Hour, Day, Week, Month} }

// Total is the volume of the intervals [First, First+N) of a forecast together.
type Total struct {
	First, N  int
	Mean      float64   // exactly the sum of the means
	Quantiles []float64 // by level, from sample paths
}

// totalPaths are drawn for the quantiles of totals: enough for two digits of the tenth.
const totalPaths = 400

// Totals adds the forecast up by local hours, days, weeks or months. Quantiles do not add:
// they are those of the sums of sample paths, the same paths for every period, so that a
// week's path is the sum of its days'. An interval belongs to the period in which it
// starts; the first and the last period may be cut by the ends of the grid.
func (v Volume) Totals(by Period, seed uint64) []Total {
	totals := TotalsOf([]Volume{v}, by, seed)
	for k, t := range totals {
		if t.N == 1 { // an interval's own quantiles are known
			for l := range v.Levels {
				totals[k].Quantiles[l] = v.Quantiles[l][t.First]
			}
		}
	}
	return totals
}

// TotalsOf adds up several queues of one forecast, on one grid and with the same levels, by local
// periods as Totals does: the quantiles are those of the sums of paths drawn together.
func TotalsOf(volumes []Volume, by Period, seed uint64) []Total {
	if len(volumes) == 0 {
		return nil
	}
	totals := cut(volumes[0].Grid, by)
	for k, t := range totals {
		for _, v := range volumes {
			for _, m := range v.Mean[t.First : t.First+t.N] {
				totals[k].Mean += m
			}
		}
	}
	for k, sums := range sumsOf(volumes, totals, seed) {
		slices.Sort(sums)
		for _, p := range volumes[0].Levels {
			totals[k].Quantiles = append(totals[k].Quantiles, between(sums, p))
		}
	}
	return totals
}

// sumsOf are the sums of the sample paths of all volumes over every total.
func sumsOf(volumes []Volume, totals []Total, seed uint64) [][]float64 {
	sums := make([][]float64, len(totals))
	for k := range sums {
		sums[k] = make([]float64, totalPaths)
	}
	rng := rand.New(rand.NewPCG(seed, 0x746f74616c))
	for p := range totalPaths {
		for _, path := range Paths(volumes, rng) {
			for k, t := range totals {
				for _, x := range path[t.First : t.First+t.N] {
					sums[k][p] += x
				}
			}
		}
	}
	return sums
}

// cut splits a grid into local periods, as totals without values.
func cut(g calendar.Grid, by Period) []Total {
	var totals []Total
	var last time.Time
	for i := range g.N {
		start := begin(g.At(i), by)
		if len(totals) == 0 || !start.Equal(last) {
			totals = append(totals, Total{First: i})
			last = start
		}
		totals[len(totals)-1].N++
	}
	return totals
}

// begin is the first instant of the period that holds t.
func begin(t time.Time, by Period) time.Time {
	y, m, d := t.Date()
	switch by {
	case Hour:
		return t.Add(-time.Duration(t.Minute())*time.Minute - time.Duration(t.Second())*time.Second - time.Duration(t.Nanosecond()))
	case Week:
		d -= (int(t.Weekday()) + 6) % 7
	case Month:
		d = 1
	}
	return time.Date(y, m, d, 12, 0, 0, 0, t.Location()) // noon exists on every day
}

// between is the quantile p of sorted values, interpolated.
func between(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	k := min(int(at), len(sorted)-2)
	return sorted[k] + (at-float64(k))*(sorted[k+1]-sorted[k])
}
