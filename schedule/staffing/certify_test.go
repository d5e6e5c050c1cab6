package staffing_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule/staffing"
)

// fluidDesk serves Poisson messages first come first served with a capacity that follows
// the levelled requirement exactly, and tells by interval of arrival the messages answered
// within so many open hours, and all of them.
func fluidDesk(r *rand.Rand, g calendar.Grid, open, level, mean []float64, aht, within float64, kept, all []float64) {
	type message struct{ interval, open, work float64 }
	var queue []message
	var clock float64 // open hours
	step := g.Hours()
	for i := range mean {
		n := poisson(r, mean[i])
		at := make([]float64, n)
		for k := range at {
			at[k] = clock + open[i]*step*r.Float64()
		}
		for _, x := range at {
			queue = append(queue, message{float64(i), x, aht / 3600 * r.ExpFloat64()})
		}
		left := level[i] * open[i] * step
		for len(queue) > 0 && left > 0 && open[i] > 0 {
			m := &queue[0]
			done := min(left, m.work)
			left -= done
			if m.work -= done; m.work > 0 {
				break
			}
			when := clock + open[i]*step*(1-left/(level[i]*open[i]*step))
			all[int(m.interval)]++
			if when-m.open <= within {
				kept[int(m.interval)]++
			}
			queue = queue[1:]
		}
		clock += open[i] * step
	}
	for _, m := range queue {
		if clock-m.open > within {
			all[int(m.interval)]++
		}
	}
}

func poisson(r *rand.Rand, mean float64) int {
	n := 0
	for sum := r.ExpFloat64(); sum < mean; sum += r.ExpFloat64() {
		n++
	}
	return n
}

// Staffing exactly to the level keeps an 80 % target in every hour with 20 or more
// messages, those of the night among them.
func TestLevelKeepsItsTarget(t *testing.T) {
	g, cal := week(t, 7, 30*time.Minute)
	hours := calendar.Daily(calendar.Span{From: 9 * 60, To: 21 * 60})
	s := forecast.Stream{Share: forecast.Constant(1, 0), Turns: forecast.Constant(1, 0), AHT: forecast.Constant(300, 1)}
	for _, within := range []time.Duration{time.Hour, 4 * time.Hour} {
		d := demand(g, social(within, hours), 1, 0, s)
		req, _, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{})
		require.NoError(t, err)
		open, level := req.Deferrable[0].Open, req.Deferrable[0].Level
		kept, all := make([]float64, g.N), make([]float64, g.N)
		r := rand.New(rand.NewPCG(1, 2))
		for range 200 {
			fluidDesk(r, g, open, level, d.Profile.Volume.Mean, 300, within.Hours(), kept, all)
		}
		worst, peak := 1.0, 0.0
		for h := 48; h < g.N; h += 2 { // after the first day, which begins without a night before it
			if all[h]+all[h+1] >= 20*200 {
				x := (kept[h] + kept[h+1]) / (all[h] + all[h+1])
				worst = min(worst, x)
			}
		}
		for _, x := range level {
			peak = max(peak, x)
		}
		t.Logf("within %v: worst hour %.1f %%, most at once %.1f", within, 100*worst, peak)
		require.GreaterOrEqual(t, worst, 0.78)
	}
}

// A quiet queue that wakes up, and one that has just had its peak: the staff that the
// requirement asks for is put through the exact equations of the day.
func TestLiveRequirementOverTheDay(t *testing.T) {
	g, cal := week(t, 1, time.Hour)
	q := voice()
	q.Patience = 0
	rates := []float64{4, 4, 4, 4, 4, 4, 4, 4, 160, 160, 40, 40, 40, 40, 200, 60, 60, 60, 60, 20, 20, 10, 4, 4}
	d := demand(g, q, 1, 0, stream(900))
	copy(d.Profile.Volume.Mean, rates)
	req, _, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{})
	require.NoError(t, err)
	v := staffing.Varying{Rates: rates, AHT: 900}
	settled := staffing.Varying{Rates: rates, AHT: 900}
	for i, c := range req.Live[0].Curves {
		v.Staff = append(v.Staff, c.Mark)
		n, _ := staffing.Agents(staffing.Goal{Share: 0.8, Within: 20}, func(n int) staffing.Steady { return staffing.ErlangC(rates[i], 900, n) })
		settled.Staff = append(settled.Staff, n)
	}
	exact, err := v.Steady()
	require.NoError(t, err)
	naive, err := settled.Steady()
	require.NoError(t, err)
	for h := range rates {
		t.Logf("%2d h: %5.0f calls, settled %2d agents %4.1f %% wait, carried over %2d agents %4.1f %% wait", h, rates[h],
			settled.Staff[h], 100*naive.Hours[h].Wait, v.Staff[h], 100*exact.Hours[h].Wait)
		require.LessOrEqual(t, exact.Hours[h].Wait, 0.3, "hour %d", h)
	}
	require.Greater(t, naive.Hours[10].Wait, 0.9, "an hour after the peak the settled staff is swamped")
}
