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

// least is the share to be seen of so many contacts where 95 % is promised: below it by
// three deviations of a binomial count, or by what is allowed of busy hours, whose contacts
// are late together.
func least(contacts float64) float64 {
	return min(0.92, 0.95-3*math.Sqrt(0.95*0.05/contacts))
}

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
	const weeks = 200
	service := s.replay(t, weeks, 2, nobody).Queues[queue]
	share := hourShare(s, service, h.Hour)
	t.Logf("%-12s %2d h, %5.1f contacts a day: 95 %% within %v on the %s clock: simulated %.1f %%", q.Name, h.Hour, h.Contacts, within.Round(time.Second), clock, 100*share)
	assert.Greater(t, share, least(7*weeks*h.Contacts), "%s %d h %s", q.Name, h.Hour, clock)
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
