package forecast_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast"
	"turno/forecast/calendar"
)

// weekdaysAtNoon is ten weeks of half-hours: 20 an hour, 60 from 12 to 14 on Monday to
// Friday, closed at night.
func weekdaysAtNoon() forecast.Series {
	s := forecast.Series{Queue: "q", Grid: calendar.Grid{Start: monday, Step: 30 * time.Minute, N: 10 * 336}}
	for i := range s.Grid.N {
		at := s.Grid.At(i)
		v := 10.0
		switch weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday; {
		case at.Hour() < 8:
			v = 0
		case !weekend && (at.Hour() == 12 || at.Hour() == 13):
			v = 30
		}
		s.Volume = append(s.Volume, v)
	}
	return s
}

func ExampleSeries_Rhythm() {
	r := weekdaysAtNoon().Rhythm(time.UTC)
	for _, p := range r.Peaks {
		fmt.Printf("%v %d-%d h: %.1f times the average of %.0f\n", p.Days, p.From, p.To, p.Times, r.Average)
	}
	// Output: [Monday Tuesday Wednesday Thursday Friday] 12-14 h: 2.5 times the average of 24
}

// A burst, a gap and an outage leave the rhythm as it is.
func TestRhythmIsRobust(t *testing.T) {
	s := weekdaysAtNoon()
	want := s.Rhythm(time.UTC)
	for i := range 20 {
		s.Volume[300+i] = 5000
		s.Volume[900+i] = math.NaN()
		s.Volume[1500+i] = 0
	}
	assert.Equal(t, want.Peaks, s.Rhythm(time.UTC).Peaks)
	assert.InDelta(t, want.Average, s.Rhythm(time.UTC).Average, 1e-9)
}

func TestRhythmEdges(t *testing.T) {
	assert.Empty(t, forecast.Series{}.Rhythm(time.UTC).Peaks)
	empty := weekdaysAtNoon()
	for i := range empty.Volume {
		empty.Volume[i] = math.NaN()
	}
	r := empty.Rhythm(time.UTC)
	assert.Empty(t, r.Peaks)
	assert.Zero(t, r.Average)
	assert.True(t, math.IsNaN(r.Usual[0][12]))
	flat := weekdaysAtNoon()
	for i := range flat.Volume {
		flat.Volume[i] = 7
	}
	assert.Empty(t, flat.Rhythm(time.UTC).Peaks, "what is always alike has no peak")
	flat.Grid.Step = 24 * time.Hour
	assert.Zero(t, flat.Rhythm(time.UTC).Weeks)
}
