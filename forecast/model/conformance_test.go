package model_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

// methods is the table of the conformance suite: a new method is one line.
var methods = []struct {
	forecast.Model
	robust bool    // one value of any size hardly moves it
	least  float64 // weeks of history that it needs
}{
	{model.Profile{}, true, 0},
	{model.Structural{HalfLife: 182}, true, 0},
	{model.Rhythm{HalfLife: 56, Memory: 1, Damping: 0.6}, true, 0},
	{model.Naive{}, false, 0},
	{model.Lags{}, true, 2},
	{model.LagRegression{Set: model.FewLags}, true, 2},
	{model.LagRegression{Set: model.FewLags, Raw: true}, false, 2},
	{model.LagRegression{Set: model.MostLags}, true, 2},
	{model.LagRegression{Set: model.MostLags, Raw: true}, false, 2},
	{model.SeasonalAR{}, false, 2},
	{model.DoubleSeason{}, false, 3},
	{model.Theta{}, true, 2},
	{model.Intermittent{}, false, 0},
	{model.Intermittent{Croston: true}, false, 0},
	{model.Trees{}, false, 4},
	{model.Harmonic{}, true, 2},
	{model.Average{Weeks: 52}, true, 0},
	{model.Average{Memory: 14}, true, 0},
	{model.MSTL{}, true, 3},
	{model.MSTL{Smoothing: true}, false, 3},
}

// follows is the tolerance for a course with jumps at midnight and at opening: waves cannot
// follow those, and what is for rare contacts knows no weekend.
func follows(m forecast.Model, tolerance float64) float64 {
	switch m.(type) {
	case model.Harmonic:
		return max(0.4, tolerance)
	case model.Intermittent:
		return 1.5
	}
	return tolerance
}

// needs is the history in weeks that a method needs.
func needs(m forecast.Model) float64 {
	for _, row := range methods {
		if row.Name() == m.Name() {
			return row.least
		}
	}
	return 0
}

// each runs a test for every method.
func each(t *testing.T, test func(t *testing.T, m forecast.Model, robust bool)) {
	for _, m := range methods {
		t.Run(m.Name(), func(t *testing.T) { test(t, m.Model, m.robust) })
	}
}

func TestEveryMethodIsInTheTable(t *testing.T) {
	var names []string
	for _, m := range methods {
		names = append(names, m.Name())
	}
	for _, m := range append(model.All(), model.Others()...) {
		assert.Contains(t, names, m.Name())
	}
}

var rome = func() *time.Location {
	z, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		panic(err)
	}
	return z
}()

// course is the mean of a made-up queue: a day with two humps, quieter weekends.
func course(t time.Time) float64 {
	h := float64(t.Hour()) + float64(t.Minute())/60
	x := 20 + 60*math.Exp(-(h-11)*(h-11)/8) + 40*math.Exp(-(h-18)*(h-18)/6)
	if wd := t.Weekday(); wd == time.Saturday || wd == time.Sunday {
		x *= 0.6
	}
	return x
}

// made is a history of weeks from start whose values are f of the local time.
func made(start time.Time, step time.Duration, weeks float64, f func(time.Time) float64) forecast.Series {
	n := int(weeks * 7 * 24 * float64(time.Hour) / float64(step))
	s := forecast.Series{Queue: "q", Grid: calendar.Grid{Start: start, Step: step, N: n}, Volume: make([]float64, n)}
	for i := range s.Volume {
		s.Volume[i] = f(s.Grid.At(i))
	}
	return s
}

// noisy multiplies f by log-normal noise and rounds.
func noisy(seed uint64, sigma float64, f func(time.Time) float64) func(time.Time) float64 {
	rng := rand.New(rand.NewPCG(seed, 1))
	return func(t time.Time) float64 { return math.Round(f(t) * math.Exp(sigma*rng.NormFloat64())) }
}

func nextWeek(s forecast.Series) calendar.Grid {
	return calendar.Grid{Start: s.Grid.End(), Step: s.Grid.Step, N: int(7 * 24 * time.Hour / s.Grid.Step)}
}

func predict(t require.TestingT, m forecast.Model, s forecast.Series, future calendar.Grid) forecast.Volume {
	f, err := m.Fit(context.Background(), s, calendar.Plain(s.Grid.Zone()))
	require.NoError(t, err)
	v := f.Forecast(future)
	require.NoError(t, v.Check())
	assert.Equal(t, s.Queue, v.Queue)
	assert.True(t, v.Correlation >= 0 && v.Correlation < 1)
	return v
}

var winter = time.Date(2026, 1, 5, 0, 0, 0, 0, rome)

func TestConstantStaysConstant(t *testing.T) {
	each(t, func(t *testing.T, m forecast.Model, _ bool) {
		for _, c := range []float64{0, 1, 37, 1e6} {
			s := made(winter, time.Hour, 6, func(time.Time) float64 { return c })
			v := predict(t, m, s, nextWeek(s))
			for i := range v.Mean {
				assert.InDelta(t, c, v.Mean[i], 1e-6*(1+c))
				assert.InDelta(t, c, v.Quantiles[1][i], 1e-6*(1+c))
			}
		}
	})
}

func TestScale(t *testing.T) {
	each(t, func(t *testing.T, m forecast.Model, robust bool) {
		tolerance := 0.02
		if !robust { // of single hours; rounding decides on which side of a split one falls
			tolerance = 0.05
		}
		s := made(winter, time.Hour, 10, noisy(1, 0.2, course))
		for i := range s.Volume {
			s.Volume[i] += 20
		}
		v := predict(t, m, s, nextWeek(s))
		for i := range s.Volume {
			s.Volume[i] *= 10
		}
		w := predict(t, m, s, nextWeek(s))
		for i := range v.Mean {
			assert.InEpsilon(t, 10*v.Mean[i], w.Mean[i], tolerance)
		}
	})
}

func TestShiftByWeeks(t *testing.T) {
	each(t, func(t *testing.T, m forecast.Model, _ bool) {
		start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
		v := predict(t, m, made(start, time.Hour, 9, noisy(2, 0.3, course)), nextWeek(made(start, time.Hour, 9, course)))
		later := start.AddDate(0, 0, 7*11)
		w := predict(t, m, made(later, time.Hour, 9, noisy(2, 0.3, course)), nextWeek(made(later, time.Hour, 9, course)))
		assert.Equal(t, v.Mean, w.Mean)
		assert.Equal(t, v.Quantiles, w.Quantiles)
	})
}

func TestOneValueHardlyMatters(t *testing.T) {
	each(t, func(t *testing.T, m forecast.Model, robust bool) {
		if !robust {
			t.Skip("repeats what it saw")
		}
		for seed := range uint64(15) {
			rng := rand.New(rand.NewPCG(seed, 3))
			s := made(winter, time.Hour, float64(8+rng.IntN(5)), noisy(seed, 0.6*rng.Float64(), course))
			before := predict(t, m, s, nextWeek(s)).Total()
			at, value := rng.IntN(s.Grid.N), []float64{0, 300, 1e4, 1e9}[seed%4]
			if seed < 4 {
				at = s.Grid.N - 1
			}
			s.Volume[at] = value
			assert.InEpsilon(t, before, predict(t, m, s, nextWeek(s)).Total(), 0.02, "%v at %d, seed %d", value, at, seed)
		}
	})
}

// The pattern follows local time over the change of clocks.
func TestSeasonIsLocal(t *testing.T) {
	each(t, func(t *testing.T, m forecast.Model, _ bool) {
		s := made(time.Date(2026, 2, 2, 0, 0, 0, 0, rome), time.Hour, 7.9, course)
		future := calendar.Grid{Start: s.Grid.End(), Step: time.Hour, N: 14 * 24} // clocks change on 29 March
		v := predict(t, m, s, future)
		for i := range v.Mean {
			assert.InEpsilon(t, course(future.At(i)), v.Mean[i], follows(m, 0.03), future.At(i).String())
		}
	})
}

func TestSteps(t *testing.T) {
	each(t, func(t *testing.T, m forecast.Model, _ bool) {
		for _, step := range []time.Duration{5 * time.Minute, 15 * time.Minute, 30 * time.Minute, 2 * time.Hour, 24 * time.Hour} {
			s := made(winter, step, 6, course)
			if _, err := m.Fit(context.Background(), s, nil); err != nil && step < 30*time.Minute {
				assert.ErrorContains(t, err, "needs at least")
				continue
			}
			v := predict(t, m, s, nextWeek(s))
			for i := range v.Mean {
				assert.InEpsilon(t, course(v.Grid.At(i)), v.Mean[i], follows(m, 0.06), "%v %v", step, v.Grid.At(i))
			}
		}
		for _, step := range []time.Duration{7 * time.Hour, 0, time.Second} {
			_, err := m.Fit(context.Background(), forecast.Series{Queue: "q", Grid: calendar.Grid{Start: winter, Step: step, N: 1}, Volume: []float64{1}}, nil)
			assert.ErrorContains(t, err, "divides a day", step)
		}
	})
}

// Hours that are missing every week and hours that are zero every week forecast nothing;
// single missing values are not taken for zeros.
func TestClosedHours(t *testing.T) {
	each(t, func(t *testing.T, m forecast.Model, _ bool) {
		for _, closed := range []float64{0, math.NaN()} {
			rng := rand.New(rand.NewPCG(5, 5))
			s := made(winter, time.Hour, 9, func(t time.Time) float64 {
				switch {
				case t.Hour() < 9 || t.Hour() >= 21 || t.Weekday() == time.Sunday:
					return closed
				case rng.Float64() < 0.15:
					return math.NaN()
				}
				return course(t)
			})
			v := predict(t, m, s, nextWeek(s))
			for i := range v.Mean {
				at := v.Grid.At(i)
				if at.Hour() < 9 || at.Hour() >= 21 || at.Weekday() == time.Sunday {
					assert.Zero(t, v.Mean[i], at)
					assert.Zero(t, v.Quantiles[2][i], at)
					continue
				}
				assert.InEpsilon(t, course(at), v.Mean[i], follows(m, 0.15), "%v %v", closed, at)
			}
		}
	})
}

// Rare contacts are not rounded away: a queue of one contact in ten hours keeps its total.
func TestRareContacts(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	s := made(winter, time.Hour, 12, func(time.Time) float64 {
		if rng.Float64() < 0.1 {
			return 1
		}
		return 0
	})
	for _, m := range []forecast.Model{model.Profile{}, model.Intermittent{}, model.Intermittent{Croston: true}} {
		v := predict(t, m, s, nextWeek(s))
		assert.InEpsilon(t, s.Total()/12, v.Total(), 0.15, m.Name())
	}
}

func TestShortHistories(t *testing.T) {
	each(t, func(t *testing.T, m forecast.Model, _ bool) {
		for _, weeks := range []float64{1.0 / 7, 0.5, 1, 2} {
			s := made(winter, time.Hour, weeks, noisy(4, 0.2, course))
			if weeks < needs(m) {
				_, err := m.Fit(context.Background(), s, nil)
				assert.ErrorContains(t, err, "needs at least")
				continue
			}
			v := predict(t, m, s, nextWeek(s))
			assert.Greater(t, v.Total(), 0.5*course(winter)*168)
		}
		_, err := m.Fit(context.Background(), made(winter, time.Hour, 1, func(time.Time) float64 { return math.NaN() }), nil)
		assert.ErrorContains(t, err, "no recorded volume")
	})
}

// Eighty per cent of what comes lies within the 80 % interval, weeks ahead of noise that
// the method has not seen.
func TestCoverage(t *testing.T) {
	each(t, func(t *testing.T, m forecast.Model, _ bool) {
		for _, weeks := range []float64{3, 8, 26} {
			if _, rare := m.(model.Intermittent); rare || weeks < needs(m) {
				continue
			}
			all := made(winter, time.Hour, weeks+2, noisy(uint64(weeks), 0.3, course))
			s := all.Before(all.Grid.N - 336)
			v := predict(t, m, s, calendar.Grid{Start: s.Grid.End(), Step: time.Hour, N: 336})
			inside := 0
			for i := range v.Mean {
				if y := all.Volume[s.Grid.N+i]; y >= v.Quantiles[0][i] && y <= v.Quantiles[2][i] {
					inside++
				}
			}
			assert.InDelta(t, 0.82, float64(inside)/336, 0.13, "%v weeks", weeks)
		}
	})
}

// hostile draws a history full of gaps, zeros and wild values.
func hostile(t *rapid.T) forecast.Series {
	step := rapid.SampledFrom([]time.Duration{30 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour}).Draw(t, "step")
	value := rapid.SampledFrom([]float64{math.NaN(), math.NaN(), 0, 0, 1, 3, 50, 1e12, math.SmallestNonzeroFloat64, math.Inf(1), -5})
	pieces := rapid.SliceOfN(value, 1, 40).Draw(t, "values")
	repeat := rapid.IntRange(1, 60).Draw(t, "repeat")
	start := time.Unix(rapid.Int64Range(0, 2e9).Draw(t, "start"), 0).In(rome)
	s := forecast.Series{Queue: "q", Grid: calendar.Grid{Start: start, Step: step, N: len(pieces) * repeat}}
	for range repeat {
		s.Volume = append(s.Volume, pieces...)
	}
	return s
}

func TestHostileHistories(t *testing.T) {
	each(t, func(t *testing.T, m forecast.Model, _ bool) {
		rapid.Check(t, func(t *rapid.T) {
			s := hostile(t)
			f, err := m.Fit(context.Background(), s, nil)
			if err != nil {
				return
			}
			g := calendar.Grid{Start: s.Grid.End().Add(time.Duration(rapid.IntRange(0, 5000).Draw(t, "gap")) * time.Hour), Step: s.Grid.Step, N: 60}
			assert.NoError(t, f.Forecast(g).Check())
		})
	})
}

func TestCancelledFit(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	each(t, func(t *testing.T, m forecast.Model, _ bool) {
		_, err := m.Fit(ctx, made(winter, time.Hour, 8, course), nil)
		assert.ErrorIs(t, err, context.Canceled)
	})
}

func BenchmarkFitTwoYearsOfHours(b *testing.B) {
	s := made(winter.AddDate(-2, 0, 0), time.Hour, 104, noisy(1, 0.3, course))
	for _, m := range methods {
		b.Run(m.Name(), func(b *testing.B) {
			for b.Loop() {
				f, err := m.Fit(context.Background(), s, nil)
				if err != nil {
					b.Fatal(err)
				}
				f.Forecast(nextWeek(s))
			}
		})
	}
}

func ExampleProfile() {
	s := made(winter, time.Hour, 8, course)
	fitted, err := model.Profile{}.Fit(context.Background(), s, calendar.Plain(rome))
	if err != nil {
		fmt.Println(err)
		return
	}
	noon := calendar.Grid{Start: s.Grid.End().Add(12 * time.Hour), Step: time.Hour, N: 1}
	v := fitted.Forecast(noon)
	fmt.Printf("%s: %.0f expected, %.0f usual\n", noon.Start.Format("Mon 15:04"), v.Mean[0], course(noon.Start))
	// Output: Mon 12:00: 73 expected, 73 usual
}
