package staffing

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"turno/samples"
	"turno/schedule/simulate"
)

// A week staffed for the quantile of volume that is not exceeded in so many cases keeps the
// target on so many of the possible days, or more: the intervals of a day rarely err
// together, so that a day is safer than each of them.
func TestDaysKeptByRisk(t *testing.T) {
	if testing.Short() {
		t.Skip("replays many weeks")
	}
	const weeks = 150
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) {
			s := staffed(t, name)
			before := make([]float64, len(s.in.Queues))
			for _, risk := range []float64{0.5, 0.8, 0.9} {
				s.in.Risk = risk
				var err error
				s.required, _, err = s.in.Require(context.Background(), s.profiles)
				require.NoError(t, err)
				kept := s.daysKept(t, weeks)
				for k, q := range s.in.Queues {
					t.Logf("%-12s staffed for %.0f %%: target kept on %.1f %% of %d days", q.Name, 100*risk, 100*kept[k], 7*weeks)
					require.GreaterOrEqual(t, kept[k], risk, q.Name)
					require.GreaterOrEqual(t, kept[k], before[k], q.Name)
				}
				before = kept
			}
		})
	}
}

// daysKept is, by queue, the share of possible days on which the first target is met.
func (s sample) daysKept(t *testing.T, weeks int) []float64 {
	out := make([]float64, len(s.in.Queues))
	days := s.required.Grid.Days()
	for seed := range weeks {
		service := s.replay(t, 1, uint64(seed), nobody)
		for k, q := range s.in.Queues {
			for _, d := range days {
				if dayShare(service.Queues[k], d.First, d.First+d.N) >= q.Targets[0].Share {
					out[k] += 1 / float64(weeks*len(days))
				}
			}
		}
	}
	return out
}

// dayShare is the share within the first target of what comes in intervals [from, to).
func dayShare(s simulate.Service, from, to int) float64 {
	var in, all float64
	for i := from; i < to; i++ {
		if s.Arrivals[i] > 0 && !math.IsNaN(s.Within[i]) {
			all += s.Arrivals[i]
			in += s.Arrivals[i] * s.Within[i]
		}
	}
	if all == 0 {
		return 1
	}
	return in / all
}
