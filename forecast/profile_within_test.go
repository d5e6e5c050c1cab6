package forecast_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
)

// A part of a profile says of every interval what the whole says.
func TestWithin(t *testing.T) {
	whole := calendar.Grid{Start: time.Date(2027, time.January, 4, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 100}
	v := forecast.Volume{Queue: "q", Grid: whole, Levels: []float64{.5}, Quantiles: [][]float64{nil}, Slow: .5}
	var each []float64
	for i := range whole.N {
		each = append(each, float64(i))
	}
	v.Mean, v.Quantiles[0] = each, each
	p := forecast.Profile{Volume: v, Spread: each, Streams: []forecast.Stream{{Share: forecast.Constant(1, 0), AHT: forecast.Measure{Mean: each, CV: 1}, Pivots: []forecast.Pivot{{To: "r", Share: .1, By: each}}}}}
	g := calendar.Grid{Start: whole.At(24), Step: time.Hour, N: 10}
	part, err := p.Within(g)
	require.NoError(t, err)
	for i := range g.N {
		assert.Equal(t, []float64{float64(24 + i), float64(24 + i), float64(24 + i), .1 * float64(24+i), 1},
			[]float64{part.Volume.Mean[i], part.Streams[0].AHT.At(i), part.Spread[i], part.Streams[0].Pivots[0].ShareAt(i), part.Streams[0].Share.At(i)})
	}
	assert.Equal(t, 24.0, p.Streams[0].AHT.At(24), "the whole stays as it is")
	g.N = 100
	_, err = p.Within(g)
	assert.Error(t, err)
	_, err = p.Within(calendar.Grid{Start: whole.Start, Step: 30 * time.Minute, N: 10})
	assert.Error(t, err)
}
