package staffing_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
	"turno/skills"
)

// What moves follows the hours of the pivot, whether or not the other queue's own volume
// holds it.
func TestMovedByTheHour(t *testing.T) {
	grid := calendar.Grid{Start: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 168}
	by, mean := make([]float64, grid.N), make([]float64, grid.N)
	for i := range by {
		mean[i] = 10
		if i%24 < 12 {
			by[i] = 2
		}
	}
	target := []schedule.Target{{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}
	queue := func(name string, c skills.Channel, pivots ...forecast.Pivot) staffing.Demand {
		return staffing.Demand{
			Queue: schedule.Queue{Name: name, Channel: c, Hours: calendar.Always(), Targets: target, Slots: 1},
			Profile: forecast.Profile{Volume: forecast.Volume{Queue: name, Grid: grid, Mean: mean},
				Streams: []forecast.Stream{{Share: forecast.Constant(1, 0), Flush: forecast.Constant(0.5, 0), Turns: forecast.Constant(1, 0), AHT: forecast.Constant(60, 0), Pivots: pivots}}},
		}
	}
	for _, counted := range []bool{false, true} {
		moved, err := staffing.Moved(context.Background(), grid, calendar.Plain(time.UTC), []staffing.Demand{
			queue("posts", skills.Social, forecast.Pivot{To: "chat", Share: 0.2, By: by, DropOff: 0.5, Counted: counted}), queue("chat", skills.Chat),
		})
		require.NoError(t, err)
		assert.Nil(t, moved["posts"])
		assert.InDelta(t, 10*0.5*0.4*0.5, moved["chat"][30], 1e-9, "before noon")
		assert.InDelta(t, 0, moved["chat"][40], 1e-9, "after noon")
	}
}
