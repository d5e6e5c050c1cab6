package simulate

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"turno/internal/workspace"
	"turno/samples"
	"turno/schedule/simulate"
)

// BenchmarkVoloWeek replays the week of an airline's team of sixty a hundred times, on all
// cores: the roster and the forecast are made beforehand.
func BenchmarkVoloWeek(b *testing.B) {
	fsys, err := samples.Open("volo")
	require.NoError(b, err)
	in, err := workspace.Load(fsys, workspace.Options{Weeks: 1})
	require.NoError(b, err)
	ctx := context.Background()
	f, err := in.Forecast(ctx, nil)
	require.NoError(b, err)
	profiles, err := in.Profile(f.Volumes)
	require.NoError(b, err)
	r, _, err := in.Require(ctx, profiles)
	require.NoError(b, err)
	in.Effort = 1
	ro, err := in.Roster(ctx, r, nil)
	require.NoError(b, err)
	world := simulate.Input{Grid: in.Period, Calendar: in.Calendar, Queues: in.Queues, Profiles: profiles, Team: in.Team, Roster: ro.Roster}
	contacts := 0.0
	for b.Loop() {
		result, err := simulate.Run(ctx, world, simulate.Options{Replications: 100, Seed: in.Seed})
		require.NoError(b, err)
		for _, q := range result.Queues {
			contacts += 100 * q.Offered.Mean
		}
	}
	b.ReportMetric(contacts/b.Elapsed().Seconds(), "contacts/s")
}
