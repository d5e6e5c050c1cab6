package auto_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
)

var rome = func() *time.Location {
	z, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		panic(err)
	}
	return z
}()

var autumn = time.Date(2026, 8, 31, 0, 0, 0, 0, rome) // a Monday

// course is the mean of a made-up queue: a day with two humps, quiet Sundays.
func course(t time.Time) float64 {
	h := float64(t.Hour())
	x := 20 + 60*math.Exp(-(h-11)*(h-11)/8) + 40*math.Exp(-(h-18)*(h-18)/6)
	if t.Weekday() == time.Sunday {
		x *= 0.5
	}
	return x
}

// made is a history of whole weeks from start with log-normal noise around f.
func made(queue string, start time.Time, weeks int, seed uint64, sigma float64, f func(time.Time) float64) forecast.Series {
	rng := rand.New(rand.NewPCG(seed, 1))
	s := forecast.Series{Queue: queue, Grid: calendar.Grid{Start: start, Step: time.Hour, N: weeks * 168}}
	for i := range s.Grid.N {
		s.Volume = append(s.Volume, math.Round(f(s.Grid.At(i))*math.Exp(sigma*rng.NormFloat64())))
	}
	return s
}

func input(series ...forecast.Series) auto.Input {
	return auto.Input{History: series, Calendar: calendar.Plain(rome), Future: calendar.Grid{Start: series[0].Grid.End(), Step: time.Hour, N: 168}}
}

func predict(t require.TestingT, in auto.Input) (forecast.Volume, auto.Result) {
	r, err := auto.Forecast(context.Background(), in, auto.Options{})
	require.NoError(t, err)
	for _, v := range r.Volumes {
		require.NoError(t, v.Check())
	}
	return r.Volumes[0], r
}

func notes(r auto.Result, code forecast.NoteCode) (found []forecast.Note) {
	for _, n := range r.Notes {
		if n.Code == code {
			found = append(found, n)
		}
	}
	return found
}

func ExampleForecast() {
	history := made("social", autumn, 8, 1, 0, course) // clocks go back on its last day
	result, err := auto.Forecast(context.Background(), auto.Input{
		History:  []forecast.Series{history},
		Calendar: calendar.Plain(rome),
		Future:   calendar.Grid{Start: history.Grid.End(), Step: time.Hour, N: 168},
		Campaigns: []forecast.Campaign{{Name: "newsletter", Start: history.Grid.End().Add(10 * time.Hour),
			End: history.Grid.End().Add(12 * time.Hour), Uplift: 1.5}},
	}, auto.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	v := result.Volumes[0]
	for _, h := range []int{9, 11, 13} {
		fmt.Printf("%s %.0f\n", v.Grid.At(h).Format("Mon 15:04"), v.Mean[h])
	}
	for _, n := range result.Notes {
		fmt.Println(n.Code, n.Name, n.Value)
	}
	// Output:
	// Mon 08:00 39
	// Mon 10:00 110
	// Mon 12:00 73
	// campaign newsletter 1.5
}

func TestConstant(t *testing.T) {
	for _, c := range []float64{0, 1, 40, 1e5} {
		v, _ := predict(t, input(made("q", autumn, 5, 1, 0, func(time.Time) float64 { return c })))
		for i := range v.Mean {
			assert.InDelta(t, c, v.Mean[i], 1e-6*(1+c))
		}
	}
}

func TestScaleAndShift(t *testing.T) {
	s := made("q", time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), 8, 3, 0.2, course)
	for i := range s.Volume {
		s.Volume[i] += 20
	}
	ahead := func(s forecast.Series) forecast.Volume {
		in := input(s)
		in.Calendar = nil
		v, _ := predict(t, in)
		return v
	}
	v := ahead(s)
	late := s
	late.Grid.Start = s.Grid.Start.AddDate(0, 0, 70)
	assert.Equal(t, v.Mean, ahead(late).Mean)
	big := s
	big.Volume = nil
	for _, x := range s.Volume {
		big.Volume = append(big.Volume, 10*x)
	}
	w := ahead(big)
	for i := range v.Mean {
		assert.InEpsilon(t, 10*v.Mean[i], w.Mean[i], 0.02)
	}
}

func TestOneValueHardlyMatters(t *testing.T) {
	for _, seed := range []uint64{0, 3} {
		rng := rand.New(rand.NewPCG(seed, 2))
		s := made("q", autumn, 8, seed, 0.5*rng.Float64(), course)
		before, _ := predict(t, input(s))
		last := s.Grid.N - 12 // among the last busy hours
		for at, value := range map[int]float64{last: []float64{0, 1e4}[seed%2], rng.IntN(last): []float64{1e11, 400}[seed%2]} {
			came := s.Volume[at]
			s.Volume[at] = value
			after, _ := predict(t, input(s))
			assert.InEpsilon(t, before.Total(), after.Total(), 0.02, "%v at %d, seed %d", value, at, seed)
			s.Volume[at] = came
		}
	}
}

// A long burst is told of, does not lift the median, and comes back as risk in the mean.
func TestBurst(t *testing.T) {
	s := made("q", autumn, 9, 5, 0.15, course)
	calm, _ := predict(t, input(s))
	burst := 5*7*24 + 33
	for i := range 12 {
		s.Volume[burst+i] *= 8
	}
	v, r := predict(t, input(s))
	found := notes(r, forecast.NoteBurst)
	require.Len(t, found, 1)
	assert.WithinDuration(t, s.Grid.At(burst), found[0].Span.From, time.Hour)
	assert.InDelta(t, 8, found[0].Value, 3)
	for i := range v.Mean {
		assert.InEpsilon(t, calm.Quantiles[1][i], v.Quantiles[1][i], 0.06)
	}
	assert.Greater(t, v.Total(), 1.01*calm.Total())
	assert.Less(t, v.Total(), 1.15*calm.Total())
}

func TestOutageAndGap(t *testing.T) {
	s := made("q", autumn, 8, 6, 0.15, course)
	whole, _ := predict(t, input(s))
	for i := range 30 {
		s.Volume[7*168+40+i] = 0
		s.Volume[6*168+40+i] = math.NaN()
	}
	v, r := predict(t, input(s))
	assert.InEpsilon(t, whole.Total(), v.Total(), 0.03)
	require.Len(t, notes(r, forecast.NoteOutage), 1)
	assert.Equal(t, 30.0, notes(r, forecast.NoteOutage)[0].Value)
	require.Len(t, notes(r, forecast.NoteGap), 1)
	assert.Equal(t, 30.0, notes(r, forecast.NoteGap)[0].Value)
}

func TestLevelShift(t *testing.T) {
	for _, factor := range []float64{1.6, 0.5} {
		step := autumn.AddDate(0, 0, 10*7)
		s := made("q", autumn, 13, 7, 0.2, func(t time.Time) float64 {
			if t.Before(step) {
				return course(t)
			}
			return factor * course(t)
		})
		v, r := predict(t, input(s))
		found := notes(r, forecast.NoteLevelShift)
		require.NotEmpty(t, found)
		assert.InEpsilon(t, factor, found[0].Value, 0.1)
		assert.InDelta(t, 0, found[0].Span.From.Sub(step).Hours(), 48)
		var want float64
		for i := range v.Mean {
			want += factor * course(v.Grid.At(i)) * math.Exp(0.02)
		}
		assert.InEpsilon(t, want, v.Total(), 0.05)
	}
	for seed := range uint64(2) { // no false alarm
		_, r := plainly(t, input(made("q", autumn, 12, seed, 0.4, course)))
		assert.Empty(t, notes(r, forecast.NoteLevelShift))
	}
}

// Growth of three per cent a week is followed, not averaged away.
func TestGrowth(t *testing.T) {
	grow := func(t time.Time) float64 {
		return course(t) * math.Exp(0.03*t.Sub(autumn).Hours()/168)
	}
	v, _ := predict(t, input(made("q", autumn, 16, 8, 0.1, grow)))
	var want float64
	for i := range v.Mean {
		want += grow(v.Grid.At(i))
	}
	assert.InEpsilon(t, want, v.Total(), 0.05)
}

func TestComponentsMultiplyToTheMean(t *testing.T) {
	s := made("q", time.Date(2026, 10, 5, 0, 0, 0, 0, rome), 11, 9, 0.3, course)
	in := input(s) // 21 to 27 December
	var err error
	in.Calendar, err = calendar.New(rome, "IT", nil)
	require.NoError(t, err)
	in.Campaigns = []forecast.Campaign{{Name: "sale", Start: in.Future.Start.Add(30 * time.Hour), Uplift: 2, HalfLife: 10 * time.Hour}}
	in.Events = []forecast.Event{{Name: "match", Start: in.Future.Start.Add(60 * time.Hour), End: in.Future.Start.Add(64 * time.Hour), Uplift: 1.4}}
	v, r := predict(t, in)
	names := map[string]bool{}
	for i := range v.Mean {
		product := 1.0
		for _, c := range v.Components {
			product *= c.Factor[i]
			names[c.Name] = true
		}
		assert.InDelta(t, v.Mean[i], product, 1e-9*(1+v.Mean[i]))
	}
	assert.Equal(t, map[string]bool{"level": true, "season": true, "burst": true, "holiday": true, "campaign": true, "event": true}, names)
	assert.Len(t, notes(r, forecast.NoteHoliday), 2)
	assert.Len(t, notes(r, forecast.NoteCampaign), 2)
	assert.Len(t, r.Methods, 1)
}

func TestManyQueuesOnAnyNumberOfCores(t *testing.T) {
	var all []forecast.Series
	for k := range 3 {
		all = append(all, made(fmt.Sprint("q", k), autumn, 4, uint64(k), 0.3, course))
	}
	in := input(all...)
	calls := 0
	many, err := auto.Forecast(context.Background(), in, auto.Options{Progress: func(_ string, done, total int) {
		calls++
		assert.Equal(t, calls, done)
		assert.Equal(t, 3, total)
	}})
	require.NoError(t, err)
	assert.Equal(t, 3, calls)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, err := auto.Forecast(context.Background(), in, auto.Options{})
	require.NoError(t, err)
	assert.Equal(t, many, one)
	for k, v := range one.Volumes {
		assert.Equal(t, all[k].Queue, v.Queue)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := auto.Forecast(ctx, input(made("q", autumn, 8, 1, 0.1, course)), auto.Options{})
	assert.ErrorIs(t, err, context.Canceled)
}
