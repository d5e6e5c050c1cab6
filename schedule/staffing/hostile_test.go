package staffing_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
	"turno/skills"
)

func TestRequireRefuses(t *testing.T) {
	g, cal := week(t, 1, time.Hour)
	always := calendar.Always()
	cases := []struct {
		name   string
		change func(d *staffing.Demand)
		want   []string
	}{
		{"no handle time", func(d *staffing.Demand) { d.Profile.Streams[0].AHT = forecast.Constant(0, 0) }, []string{"social-it", "aht 0"}},
		{"negative handle time", func(d *staffing.Demand) { d.Profile.Streams[0].AHT = forecast.Constant(-5, 0) }, []string{"social-it", "aht -5"}},
		{"handle time is no number", func(d *staffing.Demand) { d.Profile.Streams[0].AHT = forecast.Constant(math.NaN(), 0) }, []string{"social-it", "aht NaN"}},
		{"never open", func(d *staffing.Demand) { d.Queue.Hours = calendar.Hours{} }, []string{"social-it", "hours"}},
		{"all at once", func(d *staffing.Demand) { d.Queue.Targets[0].Within = 0 }, []string{"social-it", "target", "0s"}},
		{"live all", func(d *staffing.Demand) { d.Queue.Channel, d.Queue.Targets[0].Share = skills.Voice, 1 }, []string{"social-it", "target of 100 %"}},
		{"no target", func(d *staffing.Demand) { d.Queue.Targets = nil }, []string{"social-it", "targets"}},
		{"volume", func(d *staffing.Demand) { d.Profile.Volume.Mean[3] = math.NaN() }, []string{"social-it", "NaN"}},
		{"flush everything", func(d *staffing.Demand) { d.Profile.Streams[0].Flush = forecast.Constant(1, 0) }, []string{"social-it", "flush"}},
		{"shares", func(d *staffing.Demand) { d.Profile.Streams[0].Share = forecast.Constant(0.4, 0) }, []string{"social-it", "shares"}},
		{"no slots", func(d *staffing.Demand) { d.Queue.Channel = skills.Chat }, []string{"social-it", "slots 0"}},
		{"too much", func(d *staffing.Demand) { d.Queue.Channel, d.Profile.Volume.Mean[5] = skills.Voice, 8e8 }, []string{"social-it", "erlangs", "10000 agents"}},
		{"end to end", func(d *staffing.Demand) {
			d.Queue.Targets[0].Measure = schedule.EndToEnd
			d.Profile.Streams[0].Turns, d.Profile.Streams[0].Think = forecast.Constant(3, 0), forecast.Constant(7200, 0)
		}, []string{"social-it", "end to end"}},
		{"unknown pivot", func(d *staffing.Demand) {
			d.Profile.Streams[0].Pivots = []forecast.Pivot{{To: "chat-xx", Share: 0.1}}
		}, []string{"social-it", "pivots", "chat-xx"}},
		{"pivot to itself", func(d *staffing.Demand) {
			d.Profile.Streams[0].Pivots = []forecast.Pivot{{To: "social-it", Share: 1}}
		}, []string{"social-it", "feed themselves"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := demand(g, social(time.Hour, always), 1, 0, stream(300))
			c.change(&d)
			_, _, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{})
			require.Error(t, err)
			for _, part := range c.want {
				require.ErrorContains(t, err, part)
			}
		})
	}
	_, _, err := staffing.Require(context.Background(), g, cal, nil, staffing.Options{Risk: 7})
	require.ErrorContains(t, err, "risk 7")
	_, _, err = staffing.Require(context.Background(), calendar.Grid{}, cal, nil, staffing.Options{})
	require.ErrorContains(t, err, "period")
}

func TestRequireStopsWhenCancelled(t *testing.T) {
	g, cal := week(t, 7, 15*time.Minute)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err := staffing.Require(ctx, g, cal, []staffing.Demand{demand(g, voice(), 1, 0.5, stream(240))}, staffing.Options{})
	require.ErrorIs(t, err, context.Canceled)
}

// Whatever is thrown at it, Require answers with a finite requirement or an error.
func FuzzRequire(f *testing.F) {
	f.Add(uint8(0), 10.0, 0.5, 300.0, 20.0, 0.8, 60.0, 0.3, 180.0, 0.9, 1.0, 0.2, 0.0, 0.4)
	f.Add(uint8(3), 1e6, 3.0, 0.001, 1e-9, 0.9999, 0.0, 9.0, 1e9, 0.01, 900.0, 1.0, 0.5, 0.99)
	f.Add(uint8(4), 1e-12, 0.0, 2e6, 1e6, 1.0, 1e7, 0.0, 0.0, 1.0, 1000.0, 0.99, 0.99, -1.0)
	f.Fuzz(func(t *testing.T, channel uint8, volume, spread, aht, think, share, within, inflation, patience, cap, turns, pivot, risk, redial float64) {
		g, cal := week(t, 1, time.Hour)
		seconds := func(x float64) time.Duration { return time.Duration(min(max(x, -1e9), 1e9) * float64(time.Second)) }
		q := schedule.Queue{Name: "a", Channel: skills.Channels()[int(channel)%5], Hours: calendar.Daily(calendar.Span{From: 9 * 60, To: 21*60 + 10}),
			Slots: 3, Inflation: inflation, Patience: seconds(patience), OccupancyCap: cap, MinStaff: 1,
			Redial: redial, RedialAfter: seconds(think), ClosingPost: seconds(within), Interruptible: turns > 2,
			Targets: []schedule.Target{{Share: share, Within: seconds(within), Measure: schedule.FirstReply, Clock: schedule.Elapsed}}}
		s := stream(aht)
		s.Think, s.Turns = forecast.Constant(think, 0), forecast.Constant(turns, 0)
		s.Pivots = []forecast.Pivot{{To: "b", Share: pivot, Lag: seconds(think)}}
		back := stream(aht)
		back.Pivots = []forecast.Pivot{{To: "a", Share: pivot, Lag: seconds(within)}}
		if spread < 0 || math.IsNaN(spread) || spread > 1e6 {
			spread = 0
		}
		other := social(time.Hour, calendar.Always())
		other.Name, other.Interruptible, other.ClosingPost = "b", true, seconds(aht)
		demands := []staffing.Demand{demand(g, q, volume, spread, s), demand(g, other, volume, 0, back)}
		req, _, err := staffing.Require(context.Background(), g, cal, demands, staffing.Options{Risk: risk})
		if err != nil {
			return
		}
		for _, l := range req.Live {
			for i, c := range l.Curves {
				checkCurve(t, c, i)
			}
		}
		for _, d := range req.Deferrable {
			for i, x := range d.Level {
				require.True(t, x >= 0 && !math.IsInf(x, 0), i)
			}
			for _, w := range d.Work {
				require.True(t, w.Hours >= 0 && w.Contacts >= 0 && w.Arrive >= 0 && w.Arrive < g.N && w.Due >= w.Arrive, "%+v", w)
			}
		}
		_, err = staffing.Naive(g, cal, demands)
		require.NoError(t, err)
		trace, err := staffing.Explain(context.Background(), g, cal, demands, staffing.Options{Risk: risk}, "b", 10)
		require.NoError(t, err)
		require.InEpsilon(t, 1+req.Deferrable[len(req.Deferrable)-1].Level[10], 1+trace.Agents, 1e-9)
		if len(req.Live) > 0 {
			trace, err = staffing.Explain(context.Background(), g, cal, demands, staffing.Options{Risk: risk}, "a", 10)
			require.NoError(t, err)
			require.InEpsilon(t, 1+max(float64(req.Live[0].Curves[10].Mark), trace.Open), 1+trace.Agents, 1e-9)
			require.False(t, math.IsNaN(trace.Redialled) || trace.Redialled < -1e-9*(1+trace.Care), trace.Redialled)
		}
		p, err := staffing.Promises(context.Background(), g, cal, demands, staffing.Options{Risk: risk}, "a", nil, 0.95, 1)
		require.NoError(t, err)
		require.False(t, math.IsNaN(p.All.Wall) || math.IsNaN(p.All.Open) || p.All.Wall < 0)
	})
}

func BenchmarkRequireWeek(b *testing.B) {
	g, cal := week(b, 7, 15*time.Minute)
	s := forecast.Stream{Share: forecast.Constant(1, 0), Flush: forecast.Constant(0.6, 0), Triage: forecast.Constant(12, 0),
		Turns: forecast.Constant(1.7, 0), AHT: forecast.Constant(300, 0.8), Think: forecast.Constant(960, 0)}
	var demands []staffing.Demand
	for k, q := range []schedule.Queue{voice(), chat(), voice(), social(time.Hour, calendar.Always()), social(4*time.Hour, chat().Hours), social(24*time.Hour, chat().Hours)} {
		q.Name += string(rune('a' + k))
		work := stream(240)
		if !q.Channel.Live() {
			work = s
			work.Pivots = []forecast.Pivot{{To: "voice-ita", Share: 0.05, Lag: 20 * time.Minute, DropOff: 0.7}}
		}
		demands = append(demands, demand(g, q, 0.5+0.3*float64(k), 0.5, work))
	}
	for b.Loop() {
		_, _, err := staffing.Require(context.Background(), g, cal, demands, staffing.Options{})
		require.NoError(b, err)
	}
}
