package simulate

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
	"turno/skills"
)

// TestCheckOfWorkThatWaits: what the check expects of a queue that may wait is what the
// replay reaches, with enough people and with too few, on rosters small enough to reckon by
// hand: 200 posts an hour of 3 minutes, 8 to 20 o'clock, keep ten people busy.
func TestCheckOfWorkThatWaits(t *testing.T) {
	for _, c := range []struct {
		name     string
		heads    int     // on social alone
		voice    int     // on voice first, which brings 5 erlangs
		spread   float64 // relative standard deviation of a day's volume
		burst    float64 // times the usual volume, 12 to 14 o'clock
		within   time.Duration
		tolerant float64
	}{
		{"ample", 12, 0, 0, 1, 2 * time.Hour, 0.02},
		{"short by a tenth", 9, 0, 0, 1, 2 * time.Hour, 0.05},
		{"short by three tenths", 7, 0, 0, 1, 2 * time.Hour, 0.05},
		{"enough on average", 10, 0, 0.3, 1, 2 * time.Hour, 0.06},
		{"short and unsure", 9, 0, 0.3, 1, 2 * time.Hour, 0.06},
		{"burst", 11, 0, 0, 3, 2 * time.Hour, 0.05},
		{"burst and unsure", 11, 0, 0.3, 3, 2 * time.Hour, 0.06},
		{"beside voice", 6, 12, 0, 1, 2 * time.Hour, 0.06},
		{"beside voice that is short", 8, 6, 0, 1, 2 * time.Hour, 0.06},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(5)
			day := make([]float64, 24)
			for h := 8; h < 20; h++ {
				day[h] = 200
			}
			day[12], day[13] = 200*c.burst, 200*c.burst
			targets := within(schedule.FirstReply, c.within.Seconds())
			targets[0].Clock = schedule.OpenOnly
			w.queue(schedule.Queue{Name: "social", Channel: skills.Social, Targets: targets}, work(180), day...)
			w.agents(c.heads, 8, 20, "social")
			if c.voice > 0 {
				w.queue(schedule.Queue{Name: "voice", Channel: skills.Voice, Patience: 2 * time.Minute, Targets: within(schedule.FirstReply, 20)}, work(180), 100)
				w.agents(c.voice, 8, 20, "voice", "social")
			}
			for i := range w.in.Queues {
				w.in.Queues[i].Hours = daytime()
			}
			if c.spread > 0 {
				unsure(&w.in.Profiles[0].Volume, c.spread)
			}
			in := plan.Input{Calendar: calendar.Plain(time.UTC), Period: w.in.Grid, Queues: w.in.Queues, Team: w.in.Team}
			r, _, err := in.Require(context.Background(), w.in.Profiles)
			require.NoError(t, err)
			futures, err := in.Futures(context.Background(), w.in.Profiles)
			require.NoError(t, err)
			expected := in.Check(r, w.in.Roster, futures).Coverage.Queues[0].Service()
			naive := in.Check(r, w.in.Roster, nil).Coverage.Queues[0].Service()
			n := 20
			if c.spread > 0 {
				n = replications // what a week brings varies more than what becomes of it
			}
			reached := w.replay(t, 1, n)[0].Targets[0]
			t.Logf("%5.1f %% expected (%5.1f %% at the mean), %5.1f %% replayed (%.1f to %.1f)", 100*expected, 100*naive, 100*reached.Mean, 100*reached.Low, 100*reached.High)
			assert.InDelta(t, reached.Mean, expected, c.tolerant)
		})
	}
}

// daytime is 8 to 20 o'clock on every day.
func daytime() calendar.Hours {
	var h calendar.Hours
	for d := range h.Week {
		h.Week[d] = []calendar.Span{{From: calendar.Clock(8, 0), To: calendar.Clock(20, 0)}}
	}
	return h
}

// unsure gives a volume quantiles that are normal about its mean and last for days.
func unsure(v *forecast.Volume, spread float64) {
	v.Levels, v.Slow, v.Correlation = forecast.Levels(), 0.9, 0.5
	for _, p := range v.Levels {
		z := math.Sqrt2 * math.Erfinv(2*p-1)
		row := make([]float64, len(v.Mean))
		for i, m := range v.Mean {
			row[i] = max(0, m*(1+spread*z))
		}
		v.Quantiles = append(v.Quantiles, row)
	}
}
