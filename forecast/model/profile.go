package model

import (
	"context"
	"fmt"
	"math"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Profile is the hour-of-week profile: a robust, recency-weighted pattern of the week on
// the log scale, shrunk where data are few, times a damped recent level and a damped trend.
// Quantiles are empirical: residuals pooled over neighbouring hours and similar days. The
// mean adds to the median what the pooled residuals say about the upper side (Duan's 1983
// smearing), bursts included but bounded.
type Profile struct{}

// Name is profile.
func (Profile) Name() string { return "profile" }

// Fit needs a recorded day.
func (Profile) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	recent := latest(history)
	week, err := FitWeek(ctx, recent, zoneOf(history, cal))
	if err != nil {
		return nil, err
	}
	recorded := 0
	for _, v := range recent.Volume {
		if finite(v) {
			recorded++
		}
	}
	if recorded < week.slots.perDay {
		return nil, fmt.Errorf("queue %s: %d recorded intervals, the weekly profile needs at least a day of %d", history.Queue, recorded, week.slots.perDay)
	}
	f := &profile{queue: history.Queue, week: week, drift: week.drift(), correlation: correlation(week.Residuals)}
	_, f.lastDay = week.slots.at(history.Grid.At(history.Grid.N - 1))
	f.pools = pooledHours(week.pooled(recorded))
	return f, ctx.Err()
}

// latest is the last two years of a history; older days would weigh nothing.
func latest(h forecast.Series) forecast.Series {
	keep := int(2 * 365 * day / max(h.Grid.Step, 1))
	if cut := len(h.Volume) - keep; h.Grid.N == len(h.Volume) && cut > 0 {
		h.Volume = h.Volume[cut:]
		h.Grid.Start, h.Grid.N = h.Grid.At(cut), keep
	}
	return h
}

type profile struct {
	queue       string
	week        *Week
	drift       drift
	lastDay     int
	pools       hourly
	correlation float64
}

// Forecast gives 0 in closed slots.
func (f *profile) Forecast(future calendar.Grid) forecast.Volume {
	v := newVolume(f.queue, future)
	v.Correlation = f.correlation
	for i := range future.N {
		slot, dayNumber := f.week.slots.at(future.At(i))
		if f.week.Closed[slot] {
			continue
		}
		centre := f.drift.at(max(0, dayNumber-f.lastDay)) + f.week.pattern[slot]
		pool := f.week.slots.hour(slot)
		floor := 0.0
		for k := range v.Levels {
			floor = max(floor, math.Expm1(centre+f.pools.offset[k][pool]))
			v.Quantiles[k][i] = floor
		}
		mean := f.pools.ratio[pool]*math.Exp(centre) - 1
		v.Mean[i] = max(mean, v.Quantiles[len(v.Levels)/2][i], 0)
	}
	return v
}
