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

// At a steady rate those who hang up and come again hours later make the fixed point of
// Erlang X. Those who come again soon meet the crowd that has lost them: more of them hang
// up and fewer are answered in time, the more so the sooner they come.
func TestRedialsAreTheFixedPoint(t *testing.T) {
	g, cal := week(t, 2, 30*time.Minute)
	before := 1.0
	for _, after := range []time.Duration{0, 10 * time.Minute, 3 * time.Hour} {
		q := voice()
		q.Redial, q.RedialAfter = 0.5, after
		s := stream(240)
		s.AHT.CV = 1
		d := demand(g, q, 1, 0, s)
		for i := range d.Profile.Volume.Mean {
			d.Profile.Volume.Mean[i] = 30
		}
		r, _, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{})
		require.NoError(t, err)
		c := r.Live[0].Curves[30]
		x := staffing.ErlangX(60, 240, 180, c.Mark, 0.5)
		more := c.Missed[c.Mark]/c.Contacts - (1 - x.Served(20))
		assert.Less(t, more, before/2, after)
		if before = more; after == 3*time.Hour {
			assert.InEpsilon(t, x.Total/2, c.Contacts, 2e-3)
			assert.InDelta(t, 0, more, 1e-3)
		}
		trace, err := staffing.Explain(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{}, q.Name, 30)
		require.NoError(t, err)
		assert.InDelta(t, c.Contacts-30, trace.Redialled, 1e-9)
	}
}

// Whatever share tries again, more of it never asks for fewer agents.
func TestMoreRedialsNeverNeedLess(t *testing.T) {
	g, cal := week(t, 1, 30*time.Minute)
	var before []schedule.Curve
	for _, share := range []float64{0, 0.3, 0.6, 0.9, 0.99} {
		for _, q := range []schedule.Queue{voice(), chat()} {
			q.Redial, q.RedialAfter, q.Targets[0].Share = share, 10*time.Minute, 0.5
			r, _, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{demand(g, q, 1, 0.5, stream(600))}, staffing.Options{})
			require.NoError(t, err)
			for i, c := range r.Live[0].Curves {
				checkCurve(t, c, i)
				if len(before) > i && q.Channel == skills.Voice {
					assert.GreaterOrEqual(t, c.Mark, before[i].Mark, "%v %d", share, i)
				}
			}
			if q.Channel == skills.Voice {
				before = r.Live[0].Curves
			}
		}
	}
}

// Closing posts are as many as the conversations that turned up elsewhere, and come once
// those have ended there.
func TestClosingPostsAreWork(t *testing.T) {
	g, cal := week(t, 7, 30*time.Minute)
	s := stream(300)
	s.Pivots = []forecast.Pivot{{To: "voice-it", Share: 0.5, Lag: time.Hour, DropOff: 0.2, Counted: true}}
	q := social(time.Hour, calendar.Always())
	hours := func(post time.Duration) (sum float64) {
		q.ClosingPost = post
		r, _, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{demand(g, q, 1, 0, s), demand(g, voice(), 1, 0, stream(240))}, staffing.Options{})
		require.NoError(t, err)
		for _, w := range r.Deferrable[0].Work {
			sum += w.Hours
		}
		return sum
	}
	var posts float64
	for _, x := range dayRates {
		posts += 7 * x
	}
	assert.InEpsilon(t, posts*0.5*0.8*120/3600, hours(2*time.Minute)-hours(0), 0.01)
}

// Where all other work may be interrupted the agents of a voice queue take it in all their
// idle time; where some may not they keep a reserve.
func TestInterruptibleWorkNeedsNoReserve(t *testing.T) {
	g, cal := week(t, 1, time.Hour)
	absorb := func(first, second bool) float64 {
		a, b := social(time.Hour, calendar.Always()), social(time.Hour, calendar.Always())
		b.Name = "other"
		a.Interruptible, b.Interruptible = first, second
		r, _, err := staffing.Require(context.Background(), g, cal, []staffing.Demand{demand(g, voice(), 1, 0, stream(240)), demand(g, a, 1, 0, stream(300)), demand(g, b, 1, 0, stream(300))}, staffing.Options{})
		require.NoError(t, err)
		c := r.Live[0].Curves[12]
		return c.AbsorbAt(float64(c.Mark + 1))
	}
	assert.Greater(t, absorb(true, true), 1.2*absorb(true, false))
	assert.Equal(t, absorb(false, false), absorb(true, false))
}
