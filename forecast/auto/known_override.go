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
// history before them are left out.
func OverridesWorth(ctx context.Context, in Input, lead time.Duration) ([]forecast.Worth, error) {
	var out []forecast.Worth
	for _, o := range in.Overrides {
		if o.Check() != nil {
			continue
		}
		for _, s := range in.History {
			g := s.Grid
			n, end := g.Index(o.From.Add(-lead)), g.Index(o.To.Add(-1))+1
			if !o.Touches(s.Queue) || n < int(leastTaught/g.Step) || end > g.N {
				continue
			}
			past := in
			past.Overrides = nil
			past.History = []forecast.Series{s.Before(n)}
			past.Future = calendar.Grid{Start: g.At(n), Step: g.Step, N: end - n}
			if past.History[0].Total() == 0 {
				continue
			}
			r, err := Forecast(ctx, past, Options{})
			if err != nil {
				return nil, err
			}
			if w := o.Worth(r.Volumes[0], s); w.N > 0 {
				out = append(out, w)
			}
		}
	}
	return out, nil
}

// leastTaught is the history that a forecast needs before an override is judged by it.
const leastTaught = 7 * 24 * time.Hour
