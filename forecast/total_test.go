package forecast_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Means add exactly whatever the period, quantiles rise and are those of whole sums: the
// range of a week is narrower, for its size, than that of its days.
func TestTotals(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	grid := calendar.Grid{Start: time.Date(2026, 10, 19, 0, 0, 0, 0, rome), Step: time.Hour, N: 15 * 24}
	v := forecast.Volume{Grid: grid, Levels: forecast.Levels(), Quantiles: make([][]float64, 3), Correlation: 0.3}
	for i := range grid.N {
		m := 10 + float64(i%24)
		v.Mean = append(v.Mean, m)
		for k, by := range []float64{0.6, 1, 1.4} {
			v.Quantiles[k] = append(v.Quantiles[k], by*m)
		}
	}
	lengths := map[forecast.Period][]int{forecast.Hour: nil, forecast.Day: nil, forecast.Week: {169, 168, 23}, forecast.Month: {13*24 + 1, 47}}
	for _, by := range forecast.Periods() {
		var sum float64
		var n []int
		for _, x := range v.Totals(by, 1) {
			sum += x.Mean
			n = append(n, x.N)
			assert.LessOrEqual(t, x.Quantiles[0], x.Quantiles[1])
			assert.LessOrEqual(t, x.Quantiles[1], x.Quantiles[2])
		}
		assert.InDelta(t, v.Total(), sum, 1e-6, by)
		if want := lengths[by]; want != nil {
			assert.Equal(t, want, n, by)
		}
	}
	day, week := v.Totals(forecast.Day, 1)[0], v.Totals(forecast.Week, 1)[0]
	assert.Equal(t, 25, v.Totals(forecast.Day, 1)[6].N, "the day on which clocks go back")
	assert.Less(t, (week.Quantiles[2]-week.Quantiles[0])/week.Mean, (day.Quantiles[2]-day.Quantiles[0])/day.Mean)
	assert.Empty(t, forecast.Volume{}.Totals(forecast.Day, 1))
}
