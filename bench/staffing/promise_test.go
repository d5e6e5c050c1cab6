package staffing

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/samples"
	"turno/schedule"
	"turno/schedule/simulate"
	"turno/schedule/staffing"
)

// What is promised for an hour of the day is kept, in simulation, for the share promised:
// live and deferrable queues, on both clocks.
func TestPromisesAreKept(t *testing.T) {
	if testing.Short() {
		t.Skip("replays many weeks")
	}
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) {
			s := staffed(t, name)
			for k, q := range s.in.Queues {
				agents := make([]float64, s.in.Period.N)
				for i, n := range wanted(s.required, q.Name) {
					agents[i] = float64(n)
				}
				p, err := staffing.Promises(context.Background(), s.in.Period, s.in.Calendar, s.in.Demands(s.profiles), staffing.Options{}, q.Name, agents, 0.95, 1)
				require.NoError(t, err)
				for _, h := range []int{0, len(p.Hours) / 2, len(p.Hours) - 1} {
					s.keeps(t, k, p.Hours[h], schedule.Elapsed, p.Hours[h].Wall)
					if !q.Channel.Live() && p.Hours[h].Open != p.Hours[h].Wall {
						s.keeps(t, k, p.Hours[h], schedule.OpenOnly, p.Hours[h].Open)
					}
				}
			}
		})
	}
}

// few contacts a day in one hour are logged but not judged: the fluid that a promise is
// reckoned by is too smooth for single messages.
const few = 3

// keeps replays the sample with the promise as the queue's first target.
func (s sample) keeps(t *testing.T, queue int, h staffing.PromiseHour, clock schedule.Clock, seconds float64) {
	if math.IsInf(seconds, 1) {
		t.Logf("%-12s %2d h: nothing can be promised on the %s clock", s.in.Queues[queue].Name, h.Hour, clock)
		return
	}
	s.in.Queues = append([]schedule.Queue(nil), s.in.Queues...)
	q := &s.in.Queues[queue]
	within := time.Duration(seconds * float64(time.Second))
	q.Targets = []schedule.Target{{Share: 0.95, Within: within, Measure: schedule.FirstReply, Clock: clock}}
	service := s.replay(t, 200, 2, nobody).Queues[queue]
	share := hourShare(s, service, h.Hour)
	t.Logf("%-12s %2d h, %5.1f contacts a day: 95 %% within %v on the %s clock: simulated %.1f %%", q.Name, h.Hour, h.Contacts, within.Round(time.Second), clock, 100*share)
	if h.Contacts >= few {
		assert.Greater(t, share, 0.92, "%s %d h %s", q.Name, h.Hour, clock)
	}
}

// hourShare is the share within the first target of what comes in one hour of the day.
func hourShare(s sample, service simulate.Service, hour int) float64 {
	var in, all float64
	for i := range s.in.Period.N {
		if s.in.Period.At(i).Hour() == hour && service.Arrivals[i] > 0 && !math.IsNaN(service.Within[i]) {
			all += service.Arrivals[i]
			in += service.Arrivals[i] * service.Within[i]
		}
	}
	return in / all
}

// The agents asked for are a real number: taken as it is, not rounded up to whole people,
// it keeps the target of deferrable queues too, but for what few futures tell of chance.
func TestFractionsOfAgentsKeepTheTarget(t *testing.T) {
	if testing.Short() {
		t.Skip("forecasts three samples")
	}
	for _, name := range samples.Names() {
		s := staffed(t, name)
		for _, q := range s.in.Queues {
			if target := q.Targets[0]; !q.Channel.Live() {
				p, err := staffing.Promises(context.Background(), s.in.Period, s.in.Calendar, s.in.Demands(s.profiles), staffing.Options{}, q.Name, nil, target.Share-allowed, 3)
				require.NoError(t, err)
				got := time.Duration(p.All.Open * float64(time.Second))
				t.Logf("%-12s target %.0f %% within %v: %.0f %% kept within %v", q.Name, 100*target.Share, target.Within, 100*(target.Share-allowed), got.Round(time.Minute))
				assert.LessOrEqual(t, got, target.Within, q.Name)
			}
		}
	}
}
