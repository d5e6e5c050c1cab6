package workspace

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast"
	"turno/forecast/calendar"
)

func TestJoinedHandleTimesAreOfReplies(t *testing.T) {
	start := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
	s := forecast.Series{Queue: "a", Grid: calendar.Grid{Start: start, Step: 30 * time.Minute, N: 2},
		Volume: []float64{9, 9}, Handled: []float64{5, 5}, Replies: []float64{30, 10}, AHT: []float64{100, 500}}
	hour := calendar.Grid{Start: start, Step: time.Hour, N: 1}
	assert.Equal(t, []float64{200}, join(s, hour).AHT, "30 replies of 100 s, 10 of 500")
	s.Replies = nil
	assert.Equal(t, []float64{300}, join(s, hour).AHT, "by contacts answered where replies are not told")
}
