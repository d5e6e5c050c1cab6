package simulate

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/workspace"
	"turno/plan"
	"turno/samples"
	"turno/schedule"
)

// sampleWeek is a week of a sample: that after its history, or one with a campaign.
type sampleWeek struct {
	sample string
	from   calendar.Date
}

var sampleWeeks = []sampleWeek{
	{"moda", calendar.Date{}}, {"moda", calendar.Date{Year: 2026, Month: time.November, Day: 23}},
	{"banka", calendar.Date{}}, {"banka", calendar.Date{Year: 2026, Month: time.November, Day: 30}},
	{"volo", calendar.Date{}}, {"volo", calendar.Date{Year: 2026, Month: time.October, Day: 12}},
}

// plan is the week planned with little effort.
func (w sampleWeek) plan(t testing.TB) (plan.Input, []forecast.Profile, schedule.Requirement, schedule.Roster) {
	ctx := context.Background()
	fsys, err := samples.Open(w.sample)
	require.NoError(t, err)
	in, err := workspace.Load(fsys, workspace.Options{From: w.from, Weeks: 1})
	require.NoError(t, err)
	f, err := in.Forecast(ctx, nil)
	require.NoError(t, err)
	profiles, err := in.Profile(f.Volumes)
	require.NoError(t, err)
	r, _, err := in.Require(ctx, profiles)
	require.NoError(t, err)
	in.Effort, in.Replications = 2, 100
	ro, err := in.Roster(ctx, r, nil)
	require.NoError(t, err)
	return in, profiles, r, ro.Roster
}

// TestCheckAgreesOnSamples: on the samples' weeks the check expects what the replay reaches,
// as planned and with some of the people gone. The tolerance for work that may wait holds the
// replay's own uncertainty, up to 8 points, and that beside telephone and chat more of it is
// done in the replay than the check dares to expect.
func TestCheckAgreesOnSamples(t *testing.T) {
	if testing.Short() {
		t.Skip("plans six weeks")
	}
	const tolerance, live = 0.18, 0.06
	ctx := context.Background()
	for _, w := range sampleWeeks {
		in, profiles, r, ro := w.plan(t)
		futures, err := in.Futures(ctx, profiles)
		require.NoError(t, err)
		for _, less := range []int{0, 10, 30} {
			cut := without(ro, in, less)
			covered := in.Check(r, cut, futures).Coverage.Queues
			reached, err := in.Simulate(ctx, profiles, cut, nil)
			require.NoError(t, err)
			for i, q := range in.Queues {
				s := reached.Queues[i].Targets[0]
				t.Logf("%s %s less %2d %% %-12s %5.1f %% expected, %5.1f %% replayed (%.1f to %.1f)", w.sample, in.Period.Start.Format("01-02"), less, q.Name,
					100*covered[i].Service(), 100*s.Mean, 100*s.Low, 100*s.High)
				if q.Channel.Live() {
					assert.InDelta(t, s.Mean, covered[i].Service(), live)
				} else {
					assert.InDelta(t, s.Mean, covered[i].Service(), tolerance)
				}
			}
		}
	}
}

// without is the roster less the shifts of so many in a hundred agents.
func without(r schedule.Roster, in plan.Input, percent int) schedule.Roster {
	var gone []string
	for i, a := range in.Team.Agents {
		if (i*percent)%100 < percent {
			gone = append(gone, a.ID)
		}
	}
	r.Shifts = slices.DeleteFunc(slices.Clone(r.Shifts), func(s schedule.Shift) bool { return slices.Contains(gone, s.Agent) })
	return r
}

// BenchmarkCheck judges the roster of a sample's campaign week, the futures made as well.
func BenchmarkCheck(b *testing.B) {
	for _, w := range sampleWeeks {
		if w.from == (calendar.Date{}) {
			continue
		}
		b.Run(w.sample, func(b *testing.B) {
			in, profiles, r, ro := w.plan(b)
			for b.Loop() {
				futures, err := in.Futures(context.Background(), profiles)
				require.NoError(b, err)
				in.Check(r, ro, futures)
			}
		})
	}
}
