package auto_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
)

// TestHandleTimeIsOfReplies: where long conversations are those of long replies too, the mean
// of a reply is not that of a conversation.
func TestHandleTimeIsOfReplies(t *testing.T) {
	s := forecast.Series{Queue: "a", Grid: calendar.Grid{Start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 4 * 168}}
	for i := range s.Grid.N {
		turns, aht := 1.0, 100.0
		if i%2 == 0 == (i/24%2 == 0) { // every other hour, another one the next day
			turns, aht = 3, 500
		}
		s.Volume, s.Handled = append(s.Volume, 10), append(s.Handled, 10)
		s.Replies, s.AHT = append(s.Replies, 10*turns), append(s.AHT, aht)
	}
	future := calendar.Grid{Start: s.Grid.End(), Step: time.Hour, N: 168}
	r, ok := auto.ForecastRate(s, auto.RateAHT, future)
	require.True(t, ok)
	var mean float64
	for _, x := range r.Mean {
		mean += x / 168
	}
	assert.InDelta(t, (3*500+100)/4.0, mean, 20)
	s.Replies = nil
	r, ok = auto.ForecastRate(s, auto.RateAHT, future)
	require.True(t, ok)
	assert.InDelta(t, 300, r.Mean[12], 20, "by contacts where replies are not told")
}
