package staffing_test

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
	"turno/skills"
)

var dayRates = []float64{18, 12, 8, 6, 5, 7, 14, 26, 44, 60, 66, 68, 70, 66, 62, 60, 64, 72, 78, 80, 74, 60, 44, 28}

// week is a grid of the days from a Monday at the step.
func week(t testing.TB, days int, step time.Duration) (calendar.Grid, *calendar.Calendar) {
	zone, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	start := time.Date(2026, 11, 2, 0, 0, 0, 0, zone)
	g, err := calendar.NewGrid(start, start.AddDate(0, 0, days), step)
	require.NoError(t, err)
	return g, calendar.Plain(zone)
}

// demand is a queue whose volume follows dayRates times scale, with quantiles spread times
// the mean apart, 0 for none.
func demand(g calendar.Grid, q schedule.Queue, scale, spread float64, streams ...forecast.Stream) staffing.Demand {
	v := forecast.Volume{Queue: q.Name, Grid: g, Mean: make([]float64, g.N), Correlation: 0.5}
	for i := range v.Mean {
		v.Mean[i] = scale * dayRates[g.At(i).Hour()] * g.Hours()
	}
	if spread > 0 {
		v.Levels = forecast.Levels()
		for _, f := range []float64{1 - spread, 1, 1 + spread} {
			var q []float64
			for _, m := range v.Mean {
				q = append(q, m*max(0, f))
			}
			v.Quantiles = append(v.Quantiles, q)
		}
	}
	return staffing.Demand{Queue: q, Profile: forecast.Profile{Volume: v, Streams: streams}}
}

func stream(aht float64) forecast.Stream {
	return forecast.Stream{Share: forecast.Constant(1, 0), Turns: forecast.Constant(1, 0), AHT: forecast.Constant(aht, 0)}
}

func voice() schedule.Queue {
	return schedule.Queue{Name: "voice-it", Channel: skills.Voice, Hours: calendar.Always(), Patience: 3 * time.Minute,
		Targets: []schedule.Target{{Share: 0.8, Within: 20 * time.Second, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}}
}

func chat() schedule.Queue {
	return schedule.Queue{Name: "chat-it", Channel: skills.Chat, Hours: calendar.Daily(calendar.Span{From: 9 * 60, To: 21 * 60}), Patience: 3 * time.Minute,
		Slots: 3, Inflation: 0.3, OccupancyCap: 0.9,
		Targets: []schedule.Target{{Share: 0.8, Within: time.Minute, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}}
}

func social(within time.Duration, hours calendar.Hours) schedule.Queue {
	return schedule.Queue{Name: "social-it", Channel: skills.Social, Hours: hours,
		Targets: []schedule.Target{{Share: 0.8, Within: within, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}}
}

func TestRequireLive(t *testing.T) {
	g, cal := week(t, 7, 30*time.Minute)
	for _, spread := range []float64{0, 0.5} {
		req, _, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{demand(g, voice(), 1, spread, stream(240)), demand(g, chat(), 1, spread, stream(540))}, staffing.Options{})
		require.NoError(t, err)
		for _, l := range req.Live {
			for i, c := range l.Curves {
				checkCurve(t, c, i)
			}
			t.Log(l.Queue, spread, l.Curves[24].Mark, l.Curves[24].Load, l.Curves[24].Missed, l.Curves[24].Absorb)
		}
	}
}

func checkCurve(t *testing.T, c schedule.Curve, i int) {
	t.Helper()
	if c.Contacts > 0 {
		require.InDelta(t, c.Contacts, c.Missed[0], 1e-9*c.Contacts, i)
		require.LessOrEqual(t, c.Missed[c.Mark], (1-c.Target)*c.Contacts*(1+1e-9), i)
	}
	for n := 1; n < len(c.Missed); n++ {
		require.LessOrEqual(t, c.Missed[n], c.Missed[n-1], "%d %d", i, n)
		if n > 1 {
			require.GreaterOrEqual(t, c.Missed[n]-2*c.Missed[n-1]+c.Missed[n-2], -1e-9*c.Contacts, "%d %d", i, n)
		}
	}
	for n := range c.Absorb {
		require.False(t, math.IsNaN(c.Absorb[n]))
		if n > 0 {
			require.GreaterOrEqual(t, c.Absorb[n], c.Absorb[n-1])
		}
		require.LessOrEqual(t, c.Absorb[n], float64(n))
	}
}

// The agents asked for do all the expected work in time, earliest due first; four of ten do
// not.
func TestLevelDoesTheWork(t *testing.T) {
	g, cal := week(t, 7, 30*time.Minute)
	for _, within := range []time.Duration{time.Hour, 4 * time.Hour, 24 * time.Hour} {
		d := demand(g, social(within, calendar.Daily(calendar.Span{From: 9 * 60, To: 21 * 60})), 1, 0.5, stream(300))
		req, _, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{})
		require.NoError(t, err)
		r := req.Deferrable[0]
		require.Less(t, lateShare(r, g.Hours(), 1), 1e-9)
		require.Greater(t, lateShare(r, g.Hours(), 0.4), 0.1)
	}
}

// lateShare is the part of the contacts that are late when so much of the level is there.
func lateShare(r schedule.DeferrableRequirement, step, part float64) float64 {
	var late, all float64
	left := make([]float64, len(r.Work))
	for k, w := range r.Work {
		left[k] = w.Hours
		all += w.Contacts
	}
	order := make([]int, len(r.Work)) // by due time; layers in their order
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return r.Work[a].Due - r.Work[b].Due })
	for i, l := range r.Level {
		budget := l * r.Open[i] * step * part
		for _, k := range order {
			if w := r.Work[k]; w.Arrive <= i && i <= w.Due {
				done := min(left[k], budget)
				left[k] -= done
				budget -= done
				if w.Due == i {
					late += w.Contacts * left[k] / w.Hours
				}
			}
		}
	}
	return late / all
}

func TestRequireDeferrable(t *testing.T) {
	g, cal := week(t, 7, 30*time.Minute)
	s := forecast.Stream{Share: forecast.Constant(1, 0), Flush: forecast.Constant(0.6, 0), Triage: forecast.Constant(12, 0),
		Turns: forecast.Constant(1.7, 0), AHT: forecast.Constant(300, 0.8), Think: forecast.Constant(960, 0)}
	d := demand(g, social(time.Hour, calendar.Daily(calendar.Span{From: 9 * 60, To: 21 * 60})), 1, 0.5, s)
	req, findings, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{})
	require.NoError(t, err)
	r := req.Deferrable[0]
	var hours, replies, level float64
	for _, w := range r.Work {
		hours += w.Hours
		replies += w.Contacts
		require.GreaterOrEqual(t, w.Due, w.Arrive)
		require.GreaterOrEqual(t, w.Arrive, 0)
		require.Less(t, w.Arrive, g.N)
	}
	for i, l := range r.Level {
		level += l * r.Open[i] * g.Hours()
	}
	posts := d.Profile.Volume.Total()
	want := posts*12/3600 + posts*0.4*1.7*300/3600
	t.Log(hours, level, want, findings, r.Level[:48])
	require.InEpsilon(t, posts*0.4*1.7, replies, 0.02)
	require.InEpsilon(t, want, hours, 0.02)
	require.Greater(t, level, hours, "with a reserve")
}
