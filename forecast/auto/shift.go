package auto

import (
	"context"
	"math"
	"slices"

	"turno/forecast"
	"turno/forecast/model"
)

const (
	shiftLeast  = 0.22 // least change of the level, log scale: a quarter
	shiftAfter  = 10   // days that must have passed since
	shiftWindow = 42   // days before and after that are compared
	shiftOldest = 120  // days back; the level of the method has long followed older ones
	shiftProof  = 6.0  // standard errors
)

// levelShifts finds the latest lasting steps of the level and lifts the history before
// each to the level after it, so that all of it tells about today.
func (q *queue) levelShifts(ctx context.Context) error {
	for range 2 {
		day, step := lastStep(q.week.Daily())
		if step == 0 {
			return nil
		}
		at := 0
		for at < q.series.Grid.N && q.week.Day(at) < day {
			q.lift(at, math.Exp(step))
			at++
		}
		q.note(forecast.NoteLevelShift, at, q.series.Grid.N, math.Exp(step), "")
		week, err := model.FitWeek(ctx, q.series, q.zone)
		if err != nil {
			return err
		}
		q.week = week
	}
	return nil
}

// lastStep is the day on which the level last changed for good and by how much, or 0: the
// split with the greatest difference of medians, in standard errors of the days' own
// scatter, which must hold already for the first days after it (a step, not a slope).
func lastStep(daily []float64) (day int, step float64) {
	const near = 5
	scatter := dayScatter(daily)
	best := 0.0
	for d := max(14, len(daily)-shiftOldest); d <= len(daily)-shiftAfter; d++ {
		before, after := known(daily[max(0, d-shiftWindow):d]), known(daily[d:min(len(daily), d+shiftWindow)])
		if len(before) < 14 || len(after) < shiftAfter {
			continue
		}
		difference := median(after) - median(before)
		nearby := median(known(daily[d:d+near])) - median(known(daily[d-near:d]))
		if math.Abs(difference) < shiftLeast || !(nearby/difference > 0.6) {
			continue
		}
		proof := math.Abs(difference) / (scatter * math.Sqrt(1/float64(len(before))+1/float64(len(after))))
		if proof > max(best, shiftProof) {
			best, day, step = proof, d, difference
		}
	}
	return day, step
}

// dayScatter is the standard deviation of days around the median of the days about them,
// doubled for the days' dependence on each other.
func dayScatter(daily []float64) float64 {
	var away []float64
	for d, x := range daily {
		if !math.IsNaN(x) {
			away = append(away, math.Abs(x-median(known(daily[max(0, d-3):min(len(daily), d+4)]))))
		}
	}
	return max(2*1.4826*median(away), 0.02)
}

func known(x []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(x), math.IsNaN)
}

// median of a slice that it may sort; NaN for none.
func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	slices.Sort(x)
	n := len(x)
	return (x[(n-1)/2] + x[n/2]) / 2
}
