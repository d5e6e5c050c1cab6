package auto_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
)

func TestRefuses(t *testing.T) {
	for want, spoil := range map[string]func(*auto.Input){
		"history is empty":           func(in *auto.Input) { in.History = nil },
		"future of 0 intervals":      func(in *auto.Input) { in.Future.N = 0 },
		"at most 500000":             func(in *auto.Input) { in.Future.N = 1 << 40 },
		"at or after the end":        func(in *auto.Input) { in.Future.Start = in.Future.Start.Add(-time.Hour) },
		"three years":                func(in *auto.Input) { in.Future.Start = in.Future.Start.AddDate(5, 0, 0) },
		"expected the same":          func(in *auto.Input) { in.Future.Step = time.Minute },
		"appears twice":              func(in *auto.Input) { in.History = append(in.History, in.History[0]) },
		"expected at least 2":        func(in *auto.Input) { in.History[0] = in.History[0].Before(1) },
		"337 values on a grid":       func(in *auto.Input) { in.History[0].Volume = make([]float64, 337) },
		"volume -1 at 2026-08-31 05": func(in *auto.Input) { in.History[0].Volume[5] = -1 },
		"volume +Inf":                func(in *auto.Input) { in.History[0].Volume[5] = math.Inf(1) },
		"volume 1e+13":               func(in *auto.Input) { in.History[0].Volume[5] = 1e13 },
		"divides a day":              func(in *auto.Input) { in.History[0].Grid.Step, in.Future.Step = 7*time.Hour, 7*time.Hour },
		"no recorded volume": func(in *auto.Input) {
			for i := range in.History[0].Volume {
				in.History[0].Volume[i] = math.NaN()
			}
		},
		"campaign x: uplift NaN": func(in *auto.Input) { in.Campaigns = []forecast.Campaign{{Name: "x", Uplift: math.NaN()}} },
		"campaign y: uplift -1":  func(in *auto.Input) { in.Campaigns = []forecast.Campaign{{Name: "y", Uplift: -1}} },
		"event z: uplift -1":     func(in *auto.Input) { in.Events = []forecast.Event{{Name: "z", Uplift: -1}} },
	} {
		in := input(made("q", autumn, 2, 1, 0.1, course))
		spoil(&in)
		_, err := auto.Forecast(context.Background(), in, auto.Options{})
		assert.ErrorContains(t, err, want)
	}
}

// All faults come at once.
func TestRefusesAllAtOnce(t *testing.T) {
	in := input(made("a", autumn, 2, 1, 0.1, course), made("b", autumn, 2, 1, 0.1, course))
	in.History[0].Volume[3], in.History[1].Volume[4] = -1, -2
	in.Events = []forecast.Event{{Name: "z", Uplift: -1}}
	_, err := auto.Forecast(context.Background(), in, auto.Options{})
	for _, want := range []string{"queue a", "queue b", "event z"} {
		assert.ErrorContains(t, err, want)
	}
}

// The history given is not touched.
func TestInputStaysAsItIs(t *testing.T) {
	s := made("q", autumn, 6, 1, 0.3, course)
	copied := append([]float64(nil), s.Volume...)
	in := input(s)
	in.Campaigns = []forecast.Campaign{{Name: "c", Start: s.Grid.At(100), Uplift: 3, HalfLife: time.Hour}}
	predict(t, in)
	assert.Equal(t, copied, s.Volume)
}

// checkHostile forecasts whatever comes; it must be sound or a clear refusal.
func checkHostile(t assert.TestingT, values []float64, step time.Duration, start int64, campaign forecast.Campaign) {
	italy, _ := calendar.New(rome, "IT", nil)
	g := calendar.Grid{Start: time.Unix(start, 0).In(rome), Step: step, N: len(values)}
	campaign.Start = g.Start.Add(campaign.Rise)
	in := auto.Input{History: []forecast.Series{{Queue: "q", Grid: g, Volume: values}}, Calendar: italy,
		Future:    calendar.Grid{Start: g.End(), Step: step, N: 200},
		Campaigns: []forecast.Campaign{campaign},
		Events:    []forecast.Event{{Name: "e", Start: g.At(len(values) / 2), End: g.At(len(values)/2 + 3)}}}
	r, err := auto.Forecast(context.Background(), in, auto.Options{})
	if err != nil {
		assert.Contains(t, err.Error(), "expected")
		return
	}
	for i, m := range r.Volumes[0].Mean {
		assert.GreaterOrEqual(t, m, r.Volumes[0].Quantiles[0][i]*0.999)
	}
}

func TestHostile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.SampledFrom([]float64{math.NaN(), math.NaN(), 0, 0, 0, 1, 2, 80, 1e12, 5e-324})
		pieces := rapid.SliceOfN(value, 1, 60).Draw(t, "values")
		var values []float64
		for range rapid.IntRange(1, 50).Draw(t, "repeat") {
			values = append(values, pieces...)
		}
		if len(values) < 2 {
			values = append(values, 1)
		}
		values[0] = 1
		step := rapid.SampledFrom([]time.Duration{30 * time.Minute, time.Hour, 24 * time.Hour}).Draw(t, "step")
		c := forecast.Campaign{Name: "c", Uplift: rapid.SampledFrom([]float64{1e-9, 0.5, 1000}).Draw(t, "uplift"), Rise: time.Hour, HalfLife: rapid.SampledFrom([]time.Duration{0, time.Hour, 1 << 62}).Draw(t, "half-life")}
		checkHostile(t, values, step, rapid.Int64Range(0, 4e9).Draw(t, "start"), c)
	})
}

func FuzzForecast(f *testing.F) {
	f.Add([]byte("a normal week, a normal week, a normal week"), int64(1_780_000_000), 2.0)
	f.Add([]byte{0, 0, 255, 0, 1}, int64(0), 0.001)
	f.Fuzz(func(t *testing.T, data []byte, start int64, uplift float64) {
		if len(data) > 2000 || start < -1e11 || start > 1e11 {
			return
		}
		values := make([]float64, len(data))
		for i, b := range data {
			values[i] = float64(b)
			if b == 255 {
				values[i] = math.NaN()
			}
		}
		checkHostile(t, values, time.Hour, start, forecast.Campaign{Name: "c", Uplift: uplift, Rise: 5 * time.Hour, HalfLife: 9 * time.Hour})
	})
}
