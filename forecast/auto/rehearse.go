package auto

import (
	"context"
	"math"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"turno/forecast"
	"turno/forecast/calendar"
)

// The rehearsal forecasts the queue's own past from several origins with every candidate.
const (
	week         = 7 * 24 * time.Hour
	leastWeeks   = 3   // of history
	learnWeeks   = 2   // of history before the first origin, at least
	rehearsed    = 26  // weeks forecast, at most
	mostOrigins  = 12  // where the history is long
	fewOrigins   = 6   // where it is short: more would lie too close together
	longWeeks    = 14  // of a long history
	checkedWeeks = 104 // of history that the rehearsal looks at
)

// rehearsal is one origin: what every candidate forecast and what came.
type rehearsal struct {
	end      time.Time // of what was known
	came     []float64
	volume   float64           // sum of what came
	forecast []forecast.Volume // by candidate; without Mean where it could not learn
}

// rehearsalOrigins are the numbers of intervals known, at most k of them, and the horizon.
func (q *queue) rehearsalOrigins(k int) (origins []int, horizon int) {
	g := q.series.Grid
	perDay := max(1, int(24*time.Hour/g.Step))
	days := g.N / perDay
	if days < leastWeeks*7 || k < 1 || q.borrowed != nil {
		return nil, 0
	}
	if days < longWeeks*7 {
		k = min(k, fewOrigins)
	}
	ahead := int(q.in.Future.End().Sub(g.End()) / (24 * time.Hour))
	reach := min(max(ahead, 1), 7)
	span := min(days-max(learnWeeks*7, days/2), rehearsed*7)
	spacing := max(2, (span-reach)/max(k-1, 1))
	for n := g.N - reach*perDay; len(origins) < k && n >= g.N-span*perDay; n -= spacing * perDay {
		origins = append(origins, n)
	}
	return origins, reach * perDay
}

// rehearse runs all candidates from all origins.
func (q *queue) rehearse(ctx context.Context, list []candidate, most int) ([]rehearsal, error) {
	origins, horizon := q.rehearsalOrigins(most)
	past := recent(q.series, checkedWeeks*week)
	dropped := q.series.Grid.N - past.Grid.N
	all := make([]rehearsal, len(origins))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for k, n := range origins {
		n -= dropped
		known := past.Before(n)
		future := calendar.Grid{Start: past.Grid.At(n), Step: past.Grid.Step, N: horizon}
		all[k] = rehearsal{end: known.Grid.End(), came: slices.Clone(past.Volume[n : n+horizon]), forecast: make([]forecast.Volume, len(list))}
		for c, m := range list {
			group.Go(func() error {
				fitted, err := m.Fit(ctx, known, q.in.Calendar)
				if err == nil {
					if v := fitted.Forecast(future); v.Check() == nil {
						all[k].forecast[c] = v
					}
				}
				return ctx.Err()
			})
		}
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return sound(all), nil
}

// sound drops origins at which nothing was recorded or no candidate could forecast.
func sound(all []rehearsal) []rehearsal {
	for k, r := range all {
		for _, y := range r.came {
			if !math.IsNaN(y) {
				all[k].volume += y
			}
		}
	}
	return slices.DeleteFunc(all, func(r rehearsal) bool {
		known := slices.ContainsFunc(r.came, func(y float64) bool { return !math.IsNaN(y) })
		able := slices.ContainsFunc(r.forecast, func(v forecast.Volume) bool { return v.Mean != nil })
		return !known || !able
	})
}

// recent is the last part of a history.
func recent(s forecast.Series, span time.Duration) forecast.Series {
	if cut := s.Grid.N - int(span/s.Grid.Step); cut > 0 {
		s.Volume, s.Grid.Start, s.Grid.N = s.Volume[cut:], s.Grid.At(cut), s.Grid.N-cut
	}
	return s
}
