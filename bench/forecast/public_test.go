package main

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/auto"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

// most is the WQL, mean over the series of a set, that the forecaster has not lost since it
// was measured last, with a little room.
var most = map[string]float64{"nab": 0.365, "spotify": 0.222, "bank": 0.041, "technion": 0.142, "ems": 0.050}

// The forecaster is held to what it has reached on public data, and to be better than
// seasonal naive and all hour-of-week means and medians there.
func TestAgainstPublicData(t *testing.T) {
	if testing.Short() {
		t.Skip("forecasts from 26 origins; make bench runs it")
	}
	for _, set := range publicSets {
		t.Run(set.name, func(t *testing.T) {
			series, err := set.read("../../../shared/data/forecast")
			if err != nil {
				t.Skipf("the data set is not beside this checkout: %v", err)
			}
			cal := calendar.Plain(time.UTC)
			methods := append([]backtest.Method{auto.Method("turno", auto.Input{Calendar: cal}),
				{Name: model.Naive{}.Name(), Forecast: backtest.Each(backtest.Of(model.Naive{}, cal))}}, backtest.Yardsticks()...)
			r, err := backtest.Evaluate(context.Background(), series, set.design(), methods, nil)
			require.NoError(t, err)
			ours := r.Methods[0].Overall
			assert.Less(t, ours.WQL, most[set.name])
			for _, m := range r.Methods {
				o := m.Overall
				t.Logf("%-16s WQL %.4f WAPE %.4f MASE %.3f coverage %.3f bias of the mean %+.3f", m.Name, o.WQL, o.WAPE, o.MASE, o.Coverage, o.Bias)
				if m.Name != r.Methods[0].Name {
					assert.Less(t, ours.WQL, 0.99*o.WQL, m.Name)
				}
			}
		})
	}
}
