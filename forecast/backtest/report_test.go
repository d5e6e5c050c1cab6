package backtest_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

// Two queues and two methods: overall is the plain mean, pooled weighs by volume, hours
// add up to the whole, and excluded windows are not scored.
func TestEvaluate(t *testing.T) {
	small := made(5, func(i int) float64 { return 10 + 2*float64(i/(4*168)) })
	large := made(5, func(i int) float64 { return 100 })
	large.Queue = "large"
	late := made(6, func(i int) float64 { return 5 })
	late.Queue = "late"
	d := backtest.Design{Origins: 1, Horizon: 168 * time.Hour}
	var sizes []int
	var lock sync.Mutex
	count := func(ctx context.Context, past []forecast.Series, g calendar.Grid) ([]forecast.Volume, error) {
		lock.Lock()
		sizes = append(sizes, len(past))
		lock.Unlock()
		return backtest.Each(backtest.Of(model.Naive{}, nil))(ctx, past, g)
	}
	r, err := backtest.Evaluate(context.Background(), []forecast.Series{small, large, late}, d, []backtest.Method{{Name: "counted", Forecast: count}}, nil)
	require.NoError(t, err)
	assert.ElementsMatch(t, []int{2, 1}, sizes) // those that end together are forecast together
	m := r.Methods[0]
	require.Len(t, m.Queues, 3)
	assert.InDelta(t, 1.0/6, m.Queues[0].WAPE, 1e-9)
	assert.InDelta(t, 1.0/18, m.Overall.WAPE, 1e-9)
	assert.InDelta(t, 2.0/(12+100+5), m.Pooled.WAPE, 1e-9)
	assert.Equal(t, 3*168, m.Pooled.N)
	n := 0
	for _, h := range m.Hours {
		n += h.N
	}
	assert.Equal(t, m.Pooled.N, n)
	assert.InDelta(t, 1.0/6, m.Queues[0].Hours[7].WAPE, 1e-9)

	d.Exclude = []backtest.Exclusion{{Queue: "q", Span: calendar.Window{From: small.Grid.At(4 * 168), To: small.Grid.At(5*168 - 24)}}}
	r, err = backtest.Evaluate(context.Background(), []forecast.Series{small, large}, d, []backtest.Method{{Name: "naive", Forecast: backtest.Each(backtest.Of(model.Naive{}, nil))}}, nil)
	require.NoError(t, err)
	assert.Equal(t, 24, r.Methods[0].Queues[0].N)
	assert.Equal(t, 168, r.Methods[0].Queues[1].N)
}

// A method that cannot learn one queue is measured on the others.
func TestEvaluateNamesFailures(t *testing.T) {
	good := made(3, func(int) float64 { return 3 })
	empty := made(3, func(int) float64 { return 3 })
	empty.Queue = "other"
	for i := range 2 * 168 {
		empty.Volume[i] = -1
	}
	r, err := backtest.Evaluate(context.Background(), []forecast.Series{good, empty}, backtest.Design{Origins: 1, Horizon: 168 * time.Hour},
		[]backtest.Method{{Name: "naive", Forecast: backtest.Each(backtest.Of(model.Naive{}, nil))}}, nil)
	require.NoError(t, err)
	assert.Empty(t, r.Methods[0].Queues[0].Failed)
	assert.Contains(t, r.Methods[0].Queues[1].Failed, "no recorded volume")
	assert.Equal(t, 168, r.Methods[0].Overall.N)
	_, err = backtest.Evaluate(context.Background(), nil, backtest.Design{}, nil, nil)
	assert.ErrorContains(t, err, "history is empty")
	_, err = backtest.Evaluate(context.Background(), []forecast.Series{good}, backtest.Design{}, nil, nil)
	assert.ErrorContains(t, err, "expected at least one")
}

// Only origins with something to score are forecast, by every method in the same order.
func TestEvaluateSkipsWhatIsNotScored(t *testing.T) {
	history := made(8, func(int) float64 { return 3 })
	var ends []time.Time
	asked := func(ctx context.Context, past []forecast.Series, g calendar.Grid) ([]forecast.Volume, error) {
		ends = append(ends, past[0].Grid.End())
		return backtest.Each(backtest.Of(model.Naive{}, nil))(ctx, past, g)
	}
	scored := calendar.Window{From: history.Grid.At(5*168 + 20), To: history.Grid.At(5*168 + 30)}
	d := backtest.Design{Origins: 4, Spacing: 168 * time.Hour, Horizon: 168 * time.Hour, Exclude: []backtest.Exclusion{
		{Span: calendar.Window{From: history.Grid.Start, To: scored.From}}, {Span: calendar.Window{From: scored.To, To: history.Grid.End()}}}}
	calls, of := 0, 0
	r, err := backtest.Evaluate(context.Background(), []forecast.Series{history}, d, []backtest.Method{{Name: "asked", Forecast: asked}},
		func(_ string, done, total int) { calls, of = done, total })
	require.NoError(t, err)
	assert.Equal(t, []time.Time{history.Grid.At(5 * 168)}, ends)
	assert.Equal(t, 10, r.Methods[0].Pooled.N)
	assert.Equal(t, []int{1, 1}, []int{calls, of})
}
