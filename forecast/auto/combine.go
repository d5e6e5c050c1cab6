package auto

import (
	"context"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// combination is the fitted members of a choice.
type combination struct {
	choice  Choice
	members []forecast.Fitted // as choice.Members
	zone    *time.Location
	end     time.Time // of the history
}

// fit learns the members of a choice from the whole history. A member that cannot learn is
// left out and named; when none can, seasonal naive takes their place.
func (q *queue) fit(ctx context.Context, c Choice) (forecast.Fitted, error) {
	f := &combination{choice: c, zone: q.zone, end: q.series.Grid.End()}
	f.choice.Members = nil
	for _, m := range c.Members {
		method, ok := methodNamed(m.Method)
		if !ok || !(m.Weight > 0) {
			q.skipped(m.Method)
			continue
		}
		fitted, err := method.Fit(ctx, q.series, q.in.Calendar)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			q.skipped(m.Method)
			continue
		}
		f.members = append(f.members, fitted)
		f.choice.Members = append(f.choice.Members, m)
	}
	if len(f.members) > 0 {
		return f, nil
	}
	naive, _ := methodNamed(naiveName) // can learn from a single value
	fitted, err := naive.Fit(ctx, q.series, q.in.Calendar)
	if err != nil {
		return nil, err
	}
	f.members, f.choice.Members = []forecast.Fitted{fitted}, []Member{{Method: naiveName, Weight: 1}}
	return f, nil
}

// Forecast averages the members' distributions quantile by quantile (Vincent 1912; Lichtendahl,
// Grushka-Cockayne and Winkler 2013) and corrects the result by what was learnt about it.
func (f *combination) Forecast(future calendar.Grid) forecast.Volume {
	volumes := make([]forecast.Volume, len(f.members))
	weights := make([]float64, len(f.members))
	for k, m := range f.members {
		volumes[k], weights[k] = m.Forecast(future), f.choice.Members[k].Weight
	}
	v := blend(volumes, weights)
	f.choice.correct(v, f.end, f.zone)
	if f.choice.Origins > 0 {
		v.Correlation = f.choice.Correlation
	}
	v.Slow, v.Bursts = f.choice.Slow, f.choice.Bursts
	return v
}

// blend is the weighted average of distributions of the same grid and levels.
func blend(volumes []forecast.Volume, weights []float64) forecast.Volume {
	first := volumes[0]
	v := forecast.Volume{Queue: first.Queue, Grid: first.Grid, Levels: first.Levels, Mean: make([]float64, first.Grid.N)}
	for range v.Levels {
		v.Quantiles = append(v.Quantiles, make([]float64, first.Grid.N))
	}
	var sum float64
	for _, w := range weights {
		sum += w
	}
	for k, m := range volumes {
		w := weights[k] / sum
		if w == 0 {
			continue
		}
		v.Correlation += w * m.Correlation
		for i := range v.Mean {
			v.Mean[i] += w * m.Mean[i]
			for l := range v.Levels {
				v.Quantiles[l][i] += w * m.Quantiles[l][i]
			}
		}
	}
	return v
}

// skipped tells of a method that could not be used.
func (q *queue) skipped(method string) {
	q.note(forecast.NoteMethodSkipped, 0, q.series.Grid.N, 0, method)
}
