package main

import (
	"context"
	"time"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
)

// notice is how long before an override begins the forecast is made that it corrects.
const notice = 24 * time.Hour

// worth judges every override that lies in the history: the forecast of a day before,
// without and with it, against what came.
func (d demand) worth(ctx context.Context, progress forecast.Progress) ([]forecast.Worth, error) {
	var out []forecast.Worth
	for k, o := range d.Overrides {
		for _, s := range d.History {
			w, ok, err := d.worthOf(ctx, o, s)
			if err != nil {
				return nil, err
			}
			if ok {
				out = append(out, w)
			}
		}
		if progress != nil {
			progress("overrides", k+1, len(d.Overrides))
		}
	}
	return out, nil
}

func (d demand) worthOf(ctx context.Context, o forecast.Override, s forecast.Series) (w forecast.Worth, ok bool, err error) {
	g := s.Grid
	first := g.Index(o.From.Add(-notice))
	last := min(g.Index(o.To.Add(-1))+1, g.N)
	if !o.Touches(s.Queue) || first < 1 || first >= last || g.Index(o.From) >= g.N {
		return w, false, nil
	}
	future := calendar.Grid{Start: g.At(first), Step: g.Step, N: last - first}
	if future.End().Sub(future.Start) > longest {
		return w, false, nil
	}
	r, err := auto.Forecast(ctx, auto.Input{History: []forecast.Series{s.Before(first)}, Calendar: d.Calendar, Future: future, Campaigns: d.Campaigns, Events: d.Events}, auto.Options{})
	switch {
	case ctx.Err() != nil:
		return w, false, ctx.Err()
	case err != nil: // too little was known then
		return w, false, nil
	}
	w = o.Worth(r.Volumes[0], s)
	return w, w.N > 0, nil
}
