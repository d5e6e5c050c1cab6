package document_test

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/internal/report/document"
	"turno/internal/report/text"
	"turno/schedule"
	"turno/schedule/simulate"
)

func TestForecast(t *testing.T) {
	grid := calendar.Grid{Start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 2}
	r := auto.Result{Methods: []string{"profile"}, Volumes: []forecast.Volume{{
		Queue: "a", Grid: grid, Mean: []float64{1.0 / 3, 4}, Levels: forecast.Levels(), Quantiles: [][]float64{{0, 2}, {0, 4}, {1, 6}},
	}}}
	var b bytes.Buffer
	require.NoError(t, document.Forecast(&b, r, document.ForecastOptions{Words: text.English(time.UTC, 2026)}))
	var doc struct {
		Version int
		Kind    string
		Queues  []struct {
			Queue     string
			Intervals []struct {
				Start               string
				Mean, P10, P50, P90 float64
			}
		}
	}
	require.NoError(t, json.Unmarshal(b.Bytes(), &doc))
	assert.Equal(t, document.Version, doc.Version)
	assert.Equal(t, "forecast", doc.Kind)
	require.Len(t, doc.Queues, 1)
	require.Len(t, doc.Queues[0].Intervals, 2)
	assert.InDelta(t, 1.0/3, doc.Queues[0].Intervals[0].Mean, 1e-8)
	assert.Equal(t, "2026-01-05T01:00:00Z", doc.Queues[0].Intervals[1].Start)
	assert.Equal(t, 6.0, doc.Queues[0].Intervals[1].P90)
}

// The totals of queues stand beside those of each.
func TestForecastTotals(t *testing.T) {
	grid := calendar.Grid{Start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 48}
	v := forecast.Volume{Grid: grid, Mean: make([]float64, 48), Levels: forecast.Levels(), Quantiles: [][]float64{make([]float64, 48), make([]float64, 48), make([]float64, 48)}}
	for i := range grid.N {
		v.Mean[i], v.Quantiles[0][i], v.Quantiles[1][i], v.Quantiles[2][i] = 10.5, 5, 10, 16
	}
	r := auto.Result{Methods: []string{"profile", "naive"}, Volumes: []forecast.Volume{v, v}}
	type total struct {
		End                 string
		Mean, P10, P50, P90 float64
	}
	var doc struct {
		Totals []total
		Queues []struct{ Totals []total }
	}
	var b bytes.Buffer
	require.NoError(t, document.Forecast(&b, r, document.ForecastOptions{Words: text.English(time.UTC, 2026), By: forecast.Day}))
	require.NoError(t, json.Unmarshal(b.Bytes(), &doc))
	require.Len(t, doc.Totals, 2)
	require.Len(t, doc.Queues[1].Totals, 2)
	assert.InDelta(t, 2*24*10.5, doc.Totals[0].Mean, 1e-6)
	assert.Equal(t, "2026-01-06T00:00:00Z", doc.Totals[0].End)
	one := doc.Queues[0].Totals[0]
	assert.Less(t, doc.Totals[0].P90-doc.Totals[0].P10, 2*(one.P90-one.P10), "what is high in one is not always high in the other")
}

// TestNoNumberThatJSONCannotHold writes NaN and infinity as null.
func TestNoNumberThatJSONCannotHold(t *testing.T) {
	var b bytes.Buffer
	nan := simulate.Estimate{Mean: math.NaN(), Low: math.Inf(-1), High: math.Inf(1)}
	r := simulate.Result{Replications: 1, Queues: []simulate.Service{{Queue: "a", Targets: []simulate.Estimate{nan}, Within: []float64{math.NaN(), 0.5}}}}
	require.NoError(t, document.Service(&b, r, []schedule.Queue{{Name: "a", Targets: []schedule.Target{{Share: 0.8, Within: time.Minute}}}}))
	assert.True(t, json.Valid(b.Bytes()))
	assert.Contains(t, b.String(), `"mean": null`)
}
