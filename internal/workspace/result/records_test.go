package result

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule/simulate"
)

func TestWriteRecords(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	at := time.Date(2026, 10, 25, 0, 30, 0, 5e6, time.UTC)
	var b strings.Builder
	require.NoError(t, WriteRecords(&b, []simulate.Record{
		{Contact: 7, Turn: 1, Queue: "=calls", Channel: "voice", Outcome: simulate.Answered, Agent: "anna", Arrival: at, Start: at, Answer: at, End: at.Add(time.Hour)},
		{Contact: 8, Turn: 1, Queue: "posts", Channel: "social", Kind: "praise", Outcome: simulate.Waiting, Arrival: at, Again: true},
	}, rome))
	assert.Equal(t, `contact,turn,queue,channel,kind,arrival,start,answer,end,agent,outcome,again
7,1,'=calls,voice,,2026-10-25T02:30:00.005+02:00,2026-10-25T02:30:00.005+02:00,2026-10-25T02:30:00.005+02:00,2026-10-25T02:30:00.005+01:00,anna,answered,
8,1,posts,social,praise,2026-10-25T02:30:00.005+02:00,,,,,waiting,yes
`, b.String())
}

func TestWriteServiceCourse(t *testing.T) {
	g := calendar.Grid{Start: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 2}
	two := func(x float64) []float64 { return []float64{x, math.NaN()} }
	half := []simulate.Estimate{{Mean: 0.5, Low: 0.4, High: 0.6}, {Mean: math.NaN(), Low: math.NaN(), High: math.NaN()}}
	s := simulate.Service{Queue: "a", Arrivals: two(3), Left: two(1), Waits: two(20), Backlog: two(2), Busy: two(0.9), Closing: two(7), Reached: [][]simulate.Estimate{half, half}}
	one := s
	one.Queue, one.Reached = "b", s.Reached[:1]
	var b strings.Builder
	require.NoError(t, WriteServiceCourse(&b, g, simulate.Result{Queues: []simulate.Service{s, one}}))
	assert.Equal(t, `queue,start,end,arrivals,left,wait,backlog,occupancy,closed_per_agent_hour,reached,low,high,reached_2,low_2,high_2
a,2026-03-02 00:00,2026-03-02 01:00,3,1,20,2,0.9,7,0.5,0.4,0.6,0.5,0.4,0.6
a,2026-03-02 01:00,2026-03-02 02:00,,,,,,,,,,,,
b,2026-03-02 00:00,2026-03-02 01:00,3,1,20,2,0.9,7,0.5,0.4,0.6,,,
b,2026-03-02 01:00,2026-03-02 02:00,,,,,,,,,,,,
`, b.String())
}
