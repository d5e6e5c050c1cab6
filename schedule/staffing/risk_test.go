package staffing_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
)

// Who staffs for a higher quantile of volume is never asked for fewer agents, or for less
// work, in any interval.
func TestMoreCautiousNeverNeedsLess(t *testing.T) {
	g, cal := week(t, 1, 30*time.Minute)
	rapid.Check(t, func(t *rapid.T) {
		hours := rapid.SampledFrom([]calendar.Hours{calendar.Always(), calendar.Daily(calendar.Span{From: 9 * 60, To: 21 * 60})}).Draw(t, "hours")
		queues := []schedule.Queue{voice(), chat(), social(time.Duration(rapid.IntRange(1, 24).Draw(t, "within"))*time.Hour, hours)}
		var demands []staffing.Demand
		for _, q := range queues {
			d := demand(g, q, rapid.Float64Range(0.1, 2).Draw(t, "scale"), 0, stream(rapid.Float64Range(60, 1200).Draw(t, "aht")))
			d.Profile.Volume = uneven(t, d.Profile.Volume)
			demands = append(demands, d)
		}
		var before schedule.Requirement
		for k, risk := range []float64{0.5, 0.8, 0.9} {
			r, _, err := staffing.Require(context.Background(), g, cal, demands, staffing.Options{Risk: risk})
			require.NoError(t, err)
			if k > 0 {
				notLess(t, before, r)
			}
			before = r
		}
	})
}

// uneven gives a volume quantiles whose spread differs from interval to interval.
func uneven(t *rapid.T, v forecast.Volume) forecast.Volume {
	v.Levels = forecast.Levels()
	v.Quantiles = make([][]float64, 3)
	for _, m := range v.Mean {
		low, high := rapid.Float64Range(0.2, 1).Draw(t, "low"), rapid.Float64Range(1, 3).Draw(t, "high")
		for k, f := range []float64{0.9 * low, low, high} {
			v.Quantiles[k] = append(v.Quantiles[k], m*f)
		}
	}
	return v
}

func notLess(t *rapid.T, less, more schedule.Requirement) {
	for q, l := range more.Live {
		for i, c := range l.Curves {
			require.GreaterOrEqual(t, c.Mark, less.Live[q].Curves[i].Mark, "%s %d", l.Queue, i)
		}
	}
	for q, d := range more.Deferrable {
		for i, x := range d.Level {
			require.GreaterOrEqual(t, x, less.Deferrable[q].Level[i]-1e-9, "%s %d", d.Queue, i)
		}
	}
}
