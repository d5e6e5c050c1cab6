package backtest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Yardsticks are what people forecast by without a forecaster: for every interval the mean,
// or the median, of the same hour of the week over the last 8, the last 52 and all weeks,
// with the quantiles of these weeks. The mean takes the place of the median, too. They
// learn nothing from bursts, holidays or levels; anything worth its name beats them.
func Yardsticks() []Method {
	var out []Method
	for _, weeks := range []int{8, 52, 0} {
		name := fmt.Sprint(weeks)
		if weeks == 0 {
			name = "all"
		}
		for _, mean := range []bool{true, false} {
			kind := "week-median-"
			if mean {
				kind = "week-mean-"
			}
			out = append(out, Method{Name: kind + name, Forecast: Each(yardstick(weeks, mean))})
		}
	}
	return out
}

func yardstick(weeks int, mean bool) Forecaster {
	return func(ctx context.Context, past forecast.Series, future calendar.Grid) (forecast.Volume, error) {
		v := forecast.Volume{Queue: past.Queue, Grid: future, Levels: forecast.Levels(), Quantiles: make([][]float64, len(forecast.Levels()))}
		from := 0
		if weeks > 0 {
			from = max(0, past.Grid.N-int(time.Duration(weeks)*168*time.Hour/past.Grid.Step))
		}
		seen := map[time.Duration][]float64{}
		for i := from; i < past.Grid.N; i++ {
			if !past.Missing(i) {
				slot := ofWeek(past.Grid.At(i).In(future.Zone()))
				seen[slot] = append(seen[slot], past.Volume[i])
			}
		}
		for _, list := range seen {
			slices.Sort(list)
		}
		for i := range future.N {
			list := seen[ofWeek(future.At(i))]
			if ctx.Err() != nil {
				return v, ctx.Err()
			}
			v.Mean = append(v.Mean, average(list))
			for k, p := range v.Levels {
				x := ofSorted(list, p)
				switch { // the mean instead of the median, within the others
				case mean && p == 0.5:
					x = average(list)
				case mean && p < 0.5:
					x = math.Min(x, average(list))
				case mean:
					x = math.Max(x, average(list))
				}
				v.Quantiles[k] = append(v.Quantiles[k], x)
			}
		}
		return v, nil
	}
}

// ofWeek is the local time since Monday's midnight, as clocks show it.
func ofWeek(t time.Time) time.Duration {
	day := (int(t.Weekday()) + 6) % 7
	return time.Duration(day*24+t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
}

func average(v []float64) float64 {
	var sum float64
	for _, x := range v {
		sum += x
	}
	return sum / math.Max(float64(len(v)), 1)
}

// ofSorted is the quantile p, interpolated; 0 of nothing.
func ofSorted(v []float64, p float64) float64 {
	if len(v) == 0 {
		return 0
	}
	at := p * float64(len(v)-1)
	k := min(int(at), max(len(v)-2, 0))
	next := min(k+1, len(v)-1)
	return v[k] + (at-float64(k))*(v[next]-v[k])
}
