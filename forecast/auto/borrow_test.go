package auto_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
)

// A queue with two weeks, two days or nothing of its own takes the shape of its siblings at
// its own level, and is the less sure the less is known.
func TestShortQueuesBorrow(t *testing.T) {
	siblings := []forecast.Series{
		made("a", autumn, 8, 1, 0.2, course),
		made("b", autumn, 8, 2, 0.2, func(t time.Time) float64 { return 3 * course(t) }),
	}
	tenth := func(t time.Time) float64 { return 0.3 * course(t) }
	var widths []float64
	for _, days := range []int{14, 2, 0} {
		short := made("new", autumn, 8, 3, 0.2, tenth)
		for i := range short.Grid.N - 24*days {
			short.Volume[i] = math.NaN()
		}
		r, err := auto.Forecast(t.Context(), input(append([]forecast.Series{short}, siblings...)...), auto.Options{Choice: chosen(siblings...)})
		require.NoError(t, err)
		v := r.Volumes[0]
		require.NotEmpty(t, notes(r, forecast.NoteShortHistory))
		var error, total, width float64
		for i := range v.Mean {
			y := tenth(v.Grid.At(i))
			if days == 0 { // the siblings' level, geometric mean
				y *= math.Sqrt(3) / 0.3
			}
			error += math.Abs(v.Quantiles[1][i] - y)
			total += y
			width += (v.Quantiles[2][i] - v.Quantiles[0][i]) / (v.Quantiles[1][i] + 1) / float64(v.Grid.N)
		}
		assert.Less(t, error/total, 0.15, "%d days", days)
		widths = append(widths, width)
	}
	assert.Less(t, widths[0], widths[1])
	assert.Less(t, widths[1], widths[2])

	alone := made("new", autumn, 2, 3, 0.2, course)
	for i := range alone.Volume {
		alone.Volume[i] = math.NaN()
	}
	_, err := auto.Forecast(context.Background(), input(alone), auto.Options{})
	assert.ErrorContains(t, err, "no recorded volume")
}

// A choice given back saves choosing again and gives the same forecast.
func TestChoiceIsReused(t *testing.T) {
	in := input(made("q", autumn, 10, 3, 0.3, course))
	v, r := predict(t, in)
	require.Len(t, r.Choices, 1)
	again, err := auto.Forecast(context.Background(), in, auto.Options{Choice: r.Choices})
	require.NoError(t, err)
	assert.Equal(t, v, again.Volumes[0])
	assert.Equal(t, r.Choices, again.Choices)
	var sum float64
	for _, m := range r.Choices[0].Members {
		sum += m.Weight
	}
	assert.InDelta(t, 1, sum, 1e-9)
	assert.LessOrEqual(t, r.Choices[0].Loss, r.Choices[0].Naive)

	unknown := auto.Choice{Queue: "q", Members: []auto.Member{{Method: "magic", Weight: 1}}}
	other, err := auto.Forecast(context.Background(), in, auto.Options{Choice: []auto.Choice{unknown}})
	require.NoError(t, err)
	require.NoError(t, other.Volumes[0].Check())
}

// Queues without work, and with rare work, are forecast as such.
func TestRareWork(t *testing.T) {
	rng := 0
	rare := made("rare", autumn, 12, 1, 0, func(time.Time) float64 { rng++; return float64(rng % 11 / 10) })
	v, _ := predict(t, input(rare))
	assert.InEpsilon(t, rare.Total()/12, v.Total(), 0.2)
	none, _ := predict(t, input(made("none", autumn, 8, 1, 0, func(time.Time) float64 { return 0 })))
	assert.Less(t, none.Total(), 1e-6)
}
