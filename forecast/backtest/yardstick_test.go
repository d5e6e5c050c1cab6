package backtest_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/backtest"
)

// Ten weeks that grow by one a week: the eight-week mean knows less of the past.
func TestYardsticks(t *testing.T) {
	history := made(11, func(i int) float64 { return float64(i / 168) })
	d := backtest.Design{Origins: 1, Spacing: time.Hour, Horizon: 168 * time.Hour}
	r, err := backtest.Evaluate(context.Background(), []forecast.Series{history}, d, backtest.Yardsticks(), nil)
	require.NoError(t, err)
	require.Len(t, r.Methods, 6)
	for k, want := range []float64{5.5, 5.5, 4.5, 4.5, 4.5, 4.5} {
		m := r.Methods[k]
		assert.InDelta(t, (want-10)/10, m.Overall.Bias, 1e-9, m.Name)
		assert.InDelta(t, (10-want)/10, m.Overall.WAPE, 1e-9, m.Name)
	}
	assert.Equal(t, "week-mean-8", r.Methods[0].Name)
}
