package simulate

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/schedule"
	"turno/schedule/staffing"
	"turno/skills"
)

// z is how many standard errors an estimate lies from the truth.
func z(e Estimate, truth float64) float64 {
	const t = 2.09 // of Student's t for the twenty replications of most tests; near enough for more
	return (e.Mean - truth) / ((e.High - e.Mean) / t)
}

func check(t *testing.T, name string, e Estimate, truth float64) {
	t.Helper()
	score := z(e, truth)
	t.Logf("%-28s theory %9.4f simulated %9.4f z %+.2f", name, truth, e.Mean, score)
	assert.Less(t, math.Abs(score), 3.0, "%s: theory %v, simulated %v", name, truth, e)
}

// erlangC gives the share answered within T and the mean wait (Erlang 1917); rates are per
// second.
func erlangC(lambda, mu float64, n int, T float64) (sl, asa float64) {
	s := staffing.ErlangC(3600*lambda, 1/mu, n)
	return s.Served(T), s.MeanWait
}

func TestErlangC(t *testing.T) {
	for _, c := range []struct {
		rate, aht float64
		n         int
	}{{20, 240, 2}, {100, 180, 6}, {200, 180, 12}} {
		s := newSetting(80, time.Hour)
		s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(0.8, 20*time.Second)}, c.rate, work(c.aht))
		s.agents(c.n, "v")
		q := s.run(t, 20, uint64(c.n)).Queues[0]
		sl, asa := erlangC(c.rate/3600, 1/c.aht, c.n, 20)
		check(t, "M/M/n service level", q.Targets[0], sl)
		check(t, "M/M/n wait", q.WaitMean, asa)
		check(t, "M/M/n occupancy", q.Occupancy, c.rate*c.aht/3600/float64(c.n))
	}
}

func TestErlangA(t *testing.T) {
	s := newSetting(80, time.Hour)
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Patience: 2 * time.Minute, Targets: within(0.8, 20*time.Second)}, 120, work(300))
	s.agents(9, "v")
	q := s.run(t, 20, 3).Queues[0]
	exact := staffing.ErlangA(120, 300, 120, 9)
	check(t, "M/M/n+M abandoned", q.Abandoned, exact.Abandon*120*80)
	check(t, "M/M/n+M service level", q.Targets[0], exact.Served(20))
}

// TestChatChain: chats that join the agent with the fewest.
func TestChatChain(t *testing.T) {
	s := newSetting(80, time.Hour)
	s.queue(schedule.Queue{Name: "c", Channel: skills.Chat, Slots: 3, Inflation: 0.3, Targets: within(0.8, time.Minute)}, 60, work(600))
	s.agents(7, "c")
	q := s.run(t, 20, 5).Queues[0]
	exact, err := staffing.ChatDesk{PerHour: 60, AHT: 600, Slots: 3, Inflation: 0.3}.Shortest(7)
	require.NoError(t, err)
	check(t, "chat service level", q.Targets[0], exact.Served(60))
}

// TestErlangR: conversations that return are in product form: the needy station is M/M/n
// at rate lambda times turns (Yom-Tov & Mandelbaum 2014).
func TestErlangR(t *testing.T) {
	s := newSetting(200, time.Hour)
	stream := work(240)
	stream.Turns = forecast.Constant(2.5, 0)
	stream.Think = forecast.Constant(600, 1)
	q := schedule.Queue{Name: "m", Channel: skills.Messaging, Targets: within(0.8, 0)}
	s.queue(q, 24, stream)
	s.agents(5, "m")
	r := s.run(t, 20, 9).Queues[0]
	_, asa := erlangC(24*2.5/3600, 1/240.0, 5, 0)
	check(t, "Erlang-R first reply", r.WaitMean, asa+240)
	check(t, "Erlang-R occupancy", r.Occupancy, 24*2.5*240/3600/5)
}

// TestBlendingTrap is the second trap of naive planning: 14 agents answer 200 calls an
// hour beside endless social work. Without a reserve service falls to two thirds; the rule
// keeps the target and still leaves about 2.1 agents to social work.
func TestBlendingTrap(t *testing.T) {
	s := newSetting(60, time.Hour)
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(0.8, 20*time.Second)}, 200, work(180))
	s.queue(schedule.Queue{Name: "s", Channel: skills.Social, Targets: within(0.8, 1000*time.Hour)}, 70, work(180))
	s.agents(14, "v", "s")
	r := s.run(t, 20, 11)
	social := 14*r.Queues[0].Occupancy.Mean - 10
	t.Logf("voice within target %.3f, agents on social work %.2f", r.Queues[0].Targets[0].Mean, social)
	assert.InDelta(t, 0.8015, r.Queues[0].Targets[0].Mean, 0.006)
	assert.InDelta(t, 2.12, social, 0.05)

	p := &pressure{total: 1000.0 / 3600, live: 180, defers: 180}
	for k := range p.rates {
		p.rates[k] = 200.0 / 3600
	}
	q := &queue{due: target{share: 0.8, within: 20}}
	assert.Equal(t, 4, q.threshold(p, 14))
}

// TestBlendingUnequalTimes: social replies twice as long as calls, taken up beside them with
// the reserve that the rule finds; what that does to the calls is known exactly.
func TestBlendingUnequalTimes(t *testing.T) {
	s := newSetting(100, time.Hour)
	s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(0.7, 20*time.Second)}, 100, work(180))
	s.queue(schedule.Queue{Name: "s", Channel: skills.Social, Targets: within(0.8, 1e7*time.Second)}, 100, work(360))
	s.agents(9, "v", "s")
	w, err := newWorld(s.in)
	require.NoError(t, err)
	reserve := w.queues[0].threshold(&w.queues[0].pressure[5], 9)
	require.Positive(t, reserve)
	exact, err := staffing.BlendUnequal(100, 180, 360, 9, reserve)
	require.NoError(t, err)
	q := s.run(t, 20, 17).Queues[0]
	check(t, "wait beside longer work", q.WaitMean, exact.MeanWait)
	check(t, "occupancy beside longer work", q.Occupancy, exact.Occupancy)
	assert.Greater(t, q.Targets[0].Mean, 0.68, "the rule takes all times as their mean, and still keeps the target")
}

// TestDelayed: the density of the offered wait holds all the weight of the busy states.
func TestDelayed(t *testing.T) {
	for _, patience := range []float64{30, 120, 1800} {
		for _, out := range []float64{0.04, 0.06, 0.2} {
			all := newDelayed(0.05, out, patience, 1e6)
			var abandoned, queue, weight = 0.0, 0.0, 1.0
			for k := 1; k < 3000; k++ {
				weight *= 0.05 / (out + float64(k)/patience)
				queue += weight * float64(k)
			}
			abandoned = queue / patience / 0.05
			assert.InDelta(t, 1, (all.inTime+abandoned)/all.weight, 3e-3, "all are served or leave")
			none := newDelayed(0.05, out, patience, 0)
			assert.Zero(t, none.inTime)
		}
	}
	endless := newDelayed(0.05, 0.06, 0, 30)
	patient := newDelayed(0.05, 0.06, 1e7, 30)
	assert.InDelta(t, endless.service(3), patient.service(3), 1e-3)
}
