package samples_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/samples"
)

// quick chooses one method for every queue, so that nothing is rehearsed.
func quick(history []forecast.Series) (o auto.Options) {
	for _, s := range history {
		o.Choice = append(o.Choice, auto.Choice{Queue: s.Queue, Members: []auto.Member{{Method: "profile", Weight: 1}}, Mean: 1})
	}
	return o
}

// next forecasts the week after the history.
func (w world) next(t *testing.T) auto.Result {
	end := w.History[0].Grid.End()
	for _, s := range w.History {
		if s.Grid.End().After(end) {
			end = s.Grid.End()
		}
	}
	in := auto.Input{History: w.History, Calendar: w.Calendar, Campaigns: w.Campaigns, Events: w.Events,
		Future: calendar.Grid{Start: end, Step: w.History[0].Grid.Step, N: 168}}
	r, err := auto.Forecast(context.Background(), in, quick(w.History))
	require.NoError(t, err)
	return r
}

// Campaigns and holidays of one queue each, forecast from the day before: who knows of them errs less
// than the same forecaster who does not.
func TestKnowledgeIsWorthIt(t *testing.T) {
	for _, kind := range []struct {
		name string
		most float64
	}{{"campaigns", 0.75}, {"holidays", 0.97}} {
		var with, without float64
		for _, name := range samples.Names() {
			w := open(t, name)
			var a, b float64
			for _, s := range w.History[:1] {
				for _, span := range w.special(s, kind.name) {
					knowing, ignorant := w.errors(t, s, span, kind.name)
					a, b = a+knowing, b+ignorant
				}
			}
			t.Logf("%s %s: error of the median %.2f of that without knowing of them", name, kind.name, a/b)
			with, without = with+a, without+b
		}
		t.Logf("all %s: %.2f", kind.name, with/without)
		assert.Less(t, with, kind.most*without)
	}
}

// special lists the campaigns or holidays in the second half of a history.
func (w world) special(s forecast.Series, kind string) (out []calendar.Window) {
	g, half := s.Grid, s.Grid.At(s.Grid.N/2)
	if kind == "campaigns" {
		for _, c := range w.Campaigns {
			if to := c.End.Add(24 * time.Hour); c.Touches(s.Queue) && c.Start.After(half) && to.Before(g.End()) {
				out = append(out, calendar.Window{From: c.Start, To: to})
			}
		}
		return out
	}
	g.Start = g.Start.In(w.Calendar.Zone)
	for _, d := range g.Days() {
		if w.Calendar.Holiday(d.Date) != "" && g.At(d.First).After(half) {
			out = append(out, calendar.Window{From: g.At(d.First), To: g.At(d.First + d.N)})
		}
	}
	return out
}

// errors are the absolute errors of the median over the span, forecast from a day before,
// by one who knows of the campaigns or holidays and by one who does not.
func (w world) errors(t *testing.T, s forecast.Series, span calendar.Window, kind string) (knowing, ignorant float64) {
	n := s.Grid.Index(span.From.Add(-24 * time.Hour))
	in := auto.Input{History: []forecast.Series{s.Before(n)}, Calendar: w.Calendar, Campaigns: w.Campaigns, Events: w.Events,
		Future: calendar.Grid{Start: s.Grid.At(n), Step: s.Grid.Step, N: s.Grid.Index(span.To) - n}}
	run := func(in auto.Input) (sum float64) {
		r, err := auto.Forecast(context.Background(), in, quick(in.History))
		require.NoError(t, err)
		for i := s.Grid.Index(span.From) - n; i < in.Future.N; i++ {
			if !s.Missing(n + i) {
				sum += math.Abs(r.Volumes[0].Quantile(i, 0.5) - s.Volume[n+i])
			}
		}
		return sum
	}
	knowing = run(in)
	if kind == "campaigns" {
		in.Campaigns = nil
	} else {
		in.Calendar = calendar.Plain(w.Calendar.Zone)
	}
	return knowing, run(in)
}
