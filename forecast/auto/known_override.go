package auto

import (
	"context"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// applyOverrides corrects the finished forecast and tells what each correction adds.
func (q *queue) applyOverrides() {
	so := q.volume
	for _, o := range q.in.Overrides {
		before := so.Total()
		so = so.Override(o)
		if added := so.Total() - before; added != 0 {
			q.notes = append(q.notes, forecast.Note{Code: forecast.NoteOverride, Queue: q.series.Queue,
				Span: calendar.Window{From: o.From, To: o.To}, Value: added, Name: o.Reason})
		}
	}
	q.volume = q.volume.Override(q.in.Overrides...)
}

// OverridesWorth measures every override that lies in the history of the input: it
// forecasts its span from what was known lead before it began and compares the error with
// and without it. An override of all queues is measured on each. Spans with too little
// history before them are left out. Progress counts overrides; it may be nil.
func OverridesWorth(ctx context.Context, in Input, lead time.Duration, progress forecast.Progress) ([]forecast.Worth, error) {
	var out []forecast.Worth
	for k, o := range in.Overrides {
		for _, s := range in.History {
			w, err := in.worth(ctx, o, s, lead)
			if err != nil {
				return nil, err
			}
			if w.N > 0 {
				out = append(out, w)
			}
		}
		if progress != nil {
			progress("overrides", k+1, len(in.Overrides))
		}
	}
	return out, nil
}

// worth measures an override on one queue; nothing where it could not be told.
func (in Input) worth(ctx context.Context, o forecast.Override, s forecast.Series, lead time.Duration) (forecast.Worth, error) {
	g := s.Grid
	first, last := g.Index(o.From.Add(-lead)), min(g.Index(o.To.Add(-1))+1, g.N)
	if !o.Touches(s.Queue) || first < 1 || first >= last || last-first > maxFuture || g.Index(o.From) >= g.N {
		return forecast.Worth{}, nil
	}
	r, err := Forecast(ctx, in.from([]forecast.Series{s.Before(first)}, calendar.Grid{Start: g.At(first), Step: g.Step, N: last - first}), Options{})
	if ctx.Err() != nil {
		return forecast.Worth{}, ctx.Err()
	}
	if err != nil { // too little was known then
		return forecast.Worth{}, nil
	}
	return o.Worth(r.Volumes[0], s), nil
}
