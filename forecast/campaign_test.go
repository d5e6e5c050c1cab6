package forecast_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
)

func ExampleCampaign_Effect() {
	sale := forecast.Campaign{Name: "Black Friday", Start: monday, End: monday.Add(12 * time.Hour), Uplift: 3, Rise: 6 * time.Hour, HalfLife: 12 * time.Hour}
	for _, h := range []int{-1, 0, 3, 6, 11, 24, 48} {
		from := monday.Add(time.Duration(h) * time.Hour)
		fmt.Printf("%+d h %.2f\n", h, sale.Effect(from, from.Add(time.Hour)))
	}
	// Output:
	// -1 h 1.00
	// +0 h 1.17
	// +3 h 2.17
	// +6 h 3.00
	// +11 h 3.00
	// +24 h 1.97
	// +48 h 1.24
}

// The effect lies between 1 and the uplift, is 1 before the start, and after the end its
// excess halves with every half-life.
func TestCampaignEffect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hours := func(label string, most int) time.Duration {
			return time.Duration(rapid.IntRange(0, most).Draw(t, label)) * time.Hour
		}
		c := forecast.Campaign{Start: monday, Uplift: rapid.Float64Range(0.1, 10).Draw(t, "uplift"), Rise: hours("rise", 24), HalfLife: hours("half-life", 48)}
		c.End = monday.Add(hours("hold", 72))
		from := monday.Add(hours("from", 200) - 50*time.Hour)
		x := c.Effect(from, from.Add(time.Hour))
		assert.True(t, x >= min(1, c.Uplift)-1e-12 && x <= max(1, c.Uplift)+1e-12)
		if !from.Add(time.Hour).After(c.Start) {
			assert.Equal(t, 1.0, x)
		}
		fall := c.Start.Add(c.Rise)
		if c.End.After(fall) {
			fall = c.End
		}
		if later := fall.Add(hours("later", 48) + time.Minute); c.HalfLife > 0 {
			now, then := c.Effect(later, later.Add(time.Hour)), c.Effect(later.Add(c.HalfLife), later.Add(c.HalfLife+time.Hour))
			assert.InDelta(t, (now-1)/2, then-1, 1e-9)
		}
	})
}

func TestTouches(t *testing.T) {
	assert.True(t, forecast.Campaign{}.Touches("any"))
	assert.True(t, forecast.Event{Queues: []string{"a", "b"}}.Touches("b"))
	assert.False(t, forecast.Event{Queues: []string{"a"}}.Touches("b"))
	assert.False(t, forecast.Campaign{Queues: []string{"a"}}.Touches("b"))
}

func TestSeries(t *testing.T) {
	s := forecast.Series{Queue: "q", Grid: calendar.Grid{Start: monday, Step: time.Hour, N: 4}, Volume: []float64{1, math.NaN(), 3, 4}, AHT: []float64{1, 2, 3, 4}}
	assert.Equal(t, 8.0, s.Total())
	for i, missing := range map[int]bool{-1: true, 0: false, 1: true, 3: false, 4: true} {
		assert.Equal(t, missing, s.Missing(i), i)
	}
	past := s.Before(3)
	assert.Equal(t, 3, past.Grid.N)
	assert.Len(t, past.AHT, 3)
	assert.Nil(t, past.Handled)
	assert.Equal(t, 4.0, past.Total())
	assert.Equal(t, 4, s.Grid.N)
	assert.Zero(t, s.Before(-1).Grid.N)
	assert.Equal(t, 4, s.Before(9).Grid.N)
}

func TestMeasure(t *testing.T) {
	assert.Zero(t, forecast.Measure{}.At(3))
	assert.Equal(t, 2.0, forecast.Constant(2, 0.5).At(100))
	m := forecast.Measure{Mean: []float64{1, 2, 3}}
	assert.Equal(t, []float64{1, 2, 3}, []float64{m.At(-1), m.At(1), m.At(7)})
}
