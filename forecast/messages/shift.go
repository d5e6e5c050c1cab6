package messages

import (
	"math"
	"time"

	"turno/forecast"
)

// Shift is a sign that an export's clock differs from that of the stored history.
type Shift struct {
	By      time.Duration // by how much the export is later
	Overlap bool          // seen in hours that both hold; else in the usual day
}

const (
	mostShift   = 14 // hours
	leastCells  = 24 // intervals that both must hold
	leastVolume = 100
)

// Shifted compares an export with the stored history. An export of hours that are stored
// must agree with them best as it is; one of other days must have its day at the same hours.
// ok is false where nothing speaks for a shift.
func Shifted(stored, fresh []forecast.Series) (s Shift, ok bool) {
	best, bestCost, asIs, seen := 0, math.Inf(1), 0.0, false
	for k := -mostShift; k <= mostShift; k++ {
		cost, enough := disagreement(stored, fresh, time.Duration(k)*time.Hour)
		if k == 0 {
			asIs, seen = cost, enough
		}
		if enough && cost < bestCost {
			best, bestCost = k, cost
		}
	}
	if seen {
		return Shift{By: time.Duration(best) * time.Hour, Overlap: true}, best != 0 && bestCost < 0.5*asIs && bestCost < 0.25
	}
	a, n := dayShape(stored)
	b, m := dayShape(fresh)
	if min(n, m) < 5*leastVolume {
		return Shift{}, false
	}
	best, bestCost, asIs = 0, math.Inf(1), 0
	for k := -12; k < 12; k++ {
		cost := 0.0
		for h := range a {
			x, y := a[h], b[(h+k+24)%24]
			if x+y > 0 {
				cost += (x - y) * (x - y) / (x + y)
			}
		}
		if k == 0 {
			asIs = cost
		}
		if cost < bestCost {
			best, bestCost = k, cost
		}
	}
	noise := 24 * (1/n + 1/m) // what chance alone makes of it
	return Shift{By: time.Duration(best) * time.Hour}, best != 0 && asIs > 4*bestCost && asIs > 4*noise
}

// disagreement is the share of the volume of hours that both hold in which they differ, the
// fresh one taken to be later by a shift.
func disagreement(stored, fresh []forecast.Series, by time.Duration) (cost float64, enough bool) {
	cells, sum, differ := 0, 0.0, 0.0
	for _, f := range fresh {
		for _, s := range stored {
			if s.Queue != f.Queue {
				continue
			}
			for i := range f.Grid.N {
				k := s.Grid.Index(f.Grid.At(i).Add(-by))
				if f.Missing(i) || s.Missing(k) {
					continue
				}
				cells++
				sum += f.Volume[i] + s.Volume[k]
				differ += math.Abs(f.Volume[i] - s.Volume[k])
			}
		}
	}
	return differ / math.Max(sum, 1), cells >= leastCells && sum >= 2*leastVolume
}

// dayShape is the share of the volume by hour of the local day, and the volume.
func dayShape(series []forecast.Series) (shape [24]float64, volume float64) {
	for _, s := range series {
		for i := range s.Grid.N {
			if !s.Missing(i) {
				shape[s.Grid.At(i).Hour()] += s.Volume[i]
				volume += s.Volume[i]
			}
		}
	}
	for h := range shape {
		shape[h] /= math.Max(volume, 1)
	}
	return shape, volume
}
