package staffing

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

func twoQueues(g calendar.Grid, forth, back float64) []Demand {
	queue := func(name string, channel skills.Channel, mean float64, pivot forecast.Pivot) Demand {
		q := schedule.Queue{Name: name, Channel: channel, Hours: calendar.Always(), Slots: 2,
			Targets: []schedule.Target{{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}}
		v := forecast.Volume{Queue: name, Grid: g, Mean: make([]float64, g.N)}
		for i := range v.Mean {
			v.Mean[i] = mean * (1 + math.Sin(float64(i)/24*2*math.Pi))
		}
		s := forecast.Stream{Share: forecast.Constant(1, 0), Flush: forecast.Constant(0.5, 0), Turns: forecast.Constant(2, 0), AHT: forecast.Constant(300, 0), Think: forecast.Constant(5400, 0), Pivots: []forecast.Pivot{pivot}}
		return Demand{Queue: q, Profile: forecast.Profile{Volume: v, Streams: []forecast.Stream{s}}}
	}
	return []Demand{
		queue("social", skills.Social, 60, forecast.Pivot{To: "chat", Share: forth, Lag: 40 * time.Minute, DropOff: 0.25}),
		queue("chat", skills.Chat, 20, forecast.Pivot{To: "social", Share: back, Lag: 3 * time.Hour}),
	}
}

func total(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum
}

// Over a periodic week the flows must satisfy Jackson's traffic equations, conversations
// have their mean number of turns, and nothing is lost at the edges of the grid.
func TestFlowsConserveContacts(t *testing.T) {
	g := calendar.Grid{Start: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 168}
	cal := calendar.Plain(time.UTC)
	demands := twoQueues(g, 0.4, 0.5)
	a := newAxis(g)
	flows, err := newFlows(context.Background(), a, cal, demands, Options{})
	require.NoError(t, err)
	inside := func(x []float64) float64 { return total(x[a.lead : a.lead+g.N]) }
	own := []float64{total(demands[0].Profile.Volume.Mean) / 2, total(demands[1].Profile.Volume.Mean) / 2}
	loop := 0.4 * 0.75 * 0.5 // from social by chat back to social
	social := (own[0] + 0.5*own[1]) / (1 - loop)
	require.InEpsilon(t, social, inside(flows[0].care[0]), 1e-3)
	require.InEpsilon(t, own[1]+0.3*social, inside(flows[1].care[0]), 1e-3)
	_, later := messages(a, flows[0], demands[0].Profile)
	require.InEpsilon(t, social, inside(later.replies), 1e-3, "two turns: as many later messages as first ones")
	req, _, err := Require(context.Background(), g, cal, demands, Options{})
	require.NoError(t, err)
	var hours, replies float64
	for _, w := range req.Deferrable[0].Work {
		hours += w.Hours
		replies += w.Contacts
	}
	require.InEpsilon(t, social*2, replies, 0.01)
	require.InEpsilon(t, social*2*300/3600, hours, 0.01)
	require.Positive(t, req.Deferrable[0].Level[0], "Monday does not begin from nothing")
}

func TestPivotsThatFeedThemselves(t *testing.T) {
	g := calendar.Grid{Start: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 24}
	demands := twoQueues(g, 1, 1)
	for q := range demands {
		demands[q].Profile.Streams[0].Pivots[0].DropOff = 0
	}
	_, _, err := Require(context.Background(), g, calendar.Plain(time.UTC), demands, Options{})
	require.ErrorContains(t, err, "social, chat")
}

// Due times follow the target's clock, stay clear of closed hours and never come before
// the work.
func TestDue(t *testing.T) {
	g := calendar.Grid{Start: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 48}
	a := newAxis(g)
	h := a.hours(calendar.Daily(calendar.Span{From: 9 * 60, To: 21 * 60}), calendar.Plain(time.UTC))
	cases := []struct {
		name    string
		arrives int // hour of the first day
		steps   float64
		clock   schedule.Clock
		due     int
		late    bool
	}{
		{"within the day", 10, 2, schedule.OpenOnly, 12, false},
		{"over the night", 20, 2, schedule.OpenOnly, 34, false},
		{"whole days", 20, 12, schedule.OpenOnly, 44, false},
		{"at night", 3, 2, schedule.OpenOnly, 10, false},
		{"shorter than an interval", 10, 0.3, schedule.OpenOnly, 10, false},
		{"by the clock", 10, 2, schedule.Elapsed, 12, false},
		{"by the clock, into the night", 20, 4, schedule.Elapsed, 24, false},
		{"by the clock, before the opening", 3, 2, schedule.Elapsed, 10, true},
		{"by the clock, just after the opening", 8, 2, schedule.Elapsed, 10, false},
	}
	for _, c := range cases {
		i := a.lead + c.arrives
		due, late := h.due(i, h.next[i], window{steps: c.steps, clock: c.clock})
		require.Equal(t, c.due, due-a.lead, c.name)
		require.Equal(t, c.late, late, c.name)
	}
}
