package model

import (
	"context"
	"slices"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Lags is the median of lag regressions on few and on most lags, on logs and on volumes,
// and of seasonal autoregressions of the day and of the week: for smooth series that hold more memory than
// noise, such as load, traffic or large queues. The median of several forecasts is hardly
// ever the worst and often better than each (Petropoulos & Svetunkov 2020).
type Lags struct{}

// Name is lags.
func (Lags) Name() string { return "lags" }

// Fit needs what LagRegression needs, about ten days of hours.
func (Lags) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	onLogs, err := newFrame(history, cal, logs)
	if err != nil {
		return nil, err
	}
	onVolumes, err := newFrame(history, cal, plain)
	if err != nil {
		return nil, err
	}
	all := &ensemble{}
	reach := onLogs.week + 1
	for _, set := range []LagSet{MostLags, FewLags} {
		for _, m := range []LagRegression{{Set: set}, {Set: set, Raw: true}} {
			f := onLogs
			if m.Raw {
				f = onVolumes
			}
			r, err := m.fit(ctx, f)
			if err != nil {
				return nil, err
			}
			reach = max(reach, r.reach())
			all.add(r, f.scale)
		}
	}
	for _, season := range []int{onLogs.day, onLogs.week} {
		all.add(newSeasonalAR(onLogs, season), logScale{})
	}
	return onLogs.finish(ctx, all, reach)
}

// ensemble is the median of continuations, on the log scale.
type ensemble struct {
	members []continuation
	scales  []scale // of each member
}

func (e *ensemble) add(m continuation, s scale) {
	e.members, e.scales = append(e.members, m), append(e.scales, s)
}

func (e *ensemble) run(n int, out []float64) {
	paths := make([][]float64, len(e.members))
	for k, m := range e.members {
		paths[k] = make([]float64, len(out))
		m.run(n, paths[k])
		if _, ok := e.scales[k].(logScale); ok {
			continue
		}
		for h, x := range paths[k] {
			paths[k][h] = logScale{}.to(max(0, e.scales[k].from(x)))
		}
	}
	values := make([]float64, len(paths))
	for h := range out {
		for k, p := range paths {
			values[k] = p[h]
		}
		out[h] = median(values)
	}
}

// median sorts values.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
