package staffing

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/schedule"
)

// drawWork is a queue's open hours and work whose windows end in the order in which they
// begin.
func drawWork(t *rapid.T) (open []float64, work []schedule.Work) {
	n := rapid.IntRange(1, 40).Draw(t, "n")
	open = make([]float64, n)
	for i := range open {
		open[i] = rapid.SampledFrom([]float64{0, 1, 1, 1, 0.5}).Draw(t, "open")
	}
	last := 0
	for i := range open {
		hours := float64(rapid.IntRange(0, 5).Draw(t, "hours"))
		if open[i] == 0 || hours == 0 {
			continue
		}
		last = max(last, i+rapid.IntRange(0, 6).Draw(t, "window"))
		work = append(work, schedule.Work{Arrive: i, Due: last, Hours: hours})
	}
	return open, work
}

// demandBound is the greatest work that must be done within a stretch over its open time.
func demandBound(open []float64, work []schedule.Work) float64 {
	var most float64
	for s := range open {
		var time float64
		for e := s; e < len(open); e++ {
			time += open[e]
			var demand float64
			for _, w := range work {
				if w.Arrive >= s && w.Due <= e {
					demand += w.Hours
				}
			}
			if demand > 0 {
				most = max(most, demand/time)
			}
		}
	}
	return most
}

func TestLevelIsFeasibleWithTheLeastPeak(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		open, work := drawWork(t)
		agents := levelled(open, 1, work)
		var peak float64
		left := make([]float64, len(work))
		for k, w := range work {
			left[k] = w.Hours
		}
		for i, a := range agents {
			peak = max(peak, a)
			budget := a*open[i] + 1e-9
			for k, w := range work { // work is by due time
				if w.Arrive <= i {
					done := min(left[k], budget)
					left[k] -= done
					budget -= done
				}
				if w.Due == i {
					require.Less(t, left[k], 1e-6, "piece %d late by the end of %d", k, i)
				}
			}
			require.Less(t, budget, 1e-6, "agents without work in %d", i)
		}
		require.InDelta(t, demandBound(open, work), peak, 1e-9)
	})
}

func TestLevelReachesTheDemandBoundOfADay(t *testing.T) {
	day := Day{AHT: 420, Close: 24, Rates: [24]float64{18, 12, 8, 6, 5, 7, 14, 26, 44, 60, 66, 68, 70, 66, 62, 60, 64, 72, 78, 80, 74, 60, 44, 28}}
	for _, within := range []int{1, 4} {
		open := make([]float64, 24*5)
		var work []schedule.Work
		for h := range open {
			open[h] = 1
			work = append(work, schedule.Work{Arrive: h, Due: h + within, Hours: day.work(h)})
		}
		var peak float64
		for _, a := range levelled(open, 1, work) {
			peak = max(peak, a)
		}
		require.InEpsilon(t, EDFCapacity(day, float64(within)), peak, 1e-9)
	}
}

func TestConvexCurve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 60).Draw(t, "n")
		load := rapid.Float64Range(0.1, 40).Draw(t, "load")
		missed := make([]float64, n)
		for k := range missed {
			missed[k] = 100 * (1 - ErlangA(load*12, 300, 200, k).Served(20))
		}
		mark := rapid.IntRange(0, n-1).Draw(t, "mark")
		c := convex(missed, mark)
		require.Equal(t, missed[0], c[0])
		require.InDelta(t, missed[mark], c[mark], 1e-9, "exact at the mark when it can be")
		for k := 1; k < n; k++ {
			require.LessOrEqual(t, c[k], c[k-1]+1e-12)
			if k > 1 {
				require.GreaterOrEqual(t, c[k]-2*c[k-1]+c[k-2], -1e-9)
			}
		}
		require.False(t, math.IsNaN(c[n-1]))
	})
}

// levelled is the agents wanted per interval when the work is levelled over its windows,
// earliest due first: the profile with the smallest peak that finishes every piece by its
// due time. Open is the share of each interval in which work may be done, step an
// interval's length in hours. Pieces must be due in the order in which they arrive; those
// due beyond the last interval may stay undone.
func levelled(open []float64, step float64, work []schedule.Work) []float64 {
	arrive, due := make([]float64, len(open)), make([]float64, len(open))
	for _, w := range work {
		if w.Arrive < 0 || w.Arrive >= len(open) {
			continue
		}
		arrive[w.Arrive] += w.Hours
		if w.Due < len(open) {
			due[w.Due] += w.Hours
		}
	}
	agents := make([]float64, len(open))
	stretches, _ := level(open, arrive, due, step)
	for _, s := range stretches {
		for i := s.from; i < s.to; i++ {
			if open[i] > 0 {
				agents[i] = s.agents
			}
		}
	}
	return agents
}
