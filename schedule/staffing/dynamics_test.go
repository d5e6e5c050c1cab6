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

// Handle times longer than the interval, a rate that swings: the agents asked for keep the
// target in every hour of the exact time-varying chain, though each interval is staffed as
// if it had settled, by the load that is really there (modified offered load).
func TestRequirementUnderTimeVaryingLoad(t *testing.T) {
	for _, aht := range []float64{300, 1200, 2700} {
		g := calendar.Grid{Start: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 24}
		q := schedule.Queue{Name: "voice", Channel: skills.Voice, Hours: calendar.Always(), Patience: 10 * time.Minute,
			Targets: []schedule.Target{{Share: 0.8, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}}
		v := forecast.Volume{Queue: q.Name, Grid: g}
		var rates []float64
		for h := range g.N {
			rates = append(rates, 60*(1+0.8*math.Sin(2*math.Pi*float64(h)/24)))
		}
		v.Mean = rates
		s := forecast.Stream{Share: forecast.Constant(1, 0), AHT: forecast.Constant(aht, 1)}
		req, _, err := Require(context.Background(), g, calendar.Plain(time.UTC), []Demand{{Queue: q, Profile: forecast.Profile{Volume: v, Streams: []forecast.Stream{s}}}}, Options{})
		require.NoError(t, err)
		staff, own := make([]int, g.N), make([]int, g.N)
		for h, c := range req.Live[0].Curves {
			staff[h] = c.Mark
			own[h], _ = Agents(Goal{Share: 0.8}, func(n int) Steady { return ErlangA(rates[h], aht, 600, n) })
		}
		worst := func(staff []int) float64 {
			chain, err := Varying{Rates: rates, AHT: aht, Patience: 600, Staff: staff}.Steady()
			require.NoError(t, err)
			w := 1.0
			for _, h := range chain.Hours {
				w = min(w, 1-h.Wait)
			}
			return w
		}
		t.Logf("handle time %v: worst hour %.1f %% at once, by each hour's own rate alone %.1f %%", time.Duration(aht)*time.Second, 100*worst(staff), 100*worst(own))
		require.Greater(t, worst(staff), 0.78)
	}
}
