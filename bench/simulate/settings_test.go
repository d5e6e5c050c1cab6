package simulate

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/schedule"
	"turno/schedule/simulate"
	"turno/schedule/staffing"
	"turno/skills"
)

// setting is one system and what it should show.
type setting struct {
	name string
	run  func(t *testing.T, seed uint64) figures
}

// figures names a setting's figures.
type figures []figure

func (f *figures) add(name string, exact float64, e simulate.Estimate) {
	*f = append(*f, figure{name: name, exact: exact, simulated: e})
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// erlang is M/M/n, or M/M/n+M where customers have a patience.
func erlang(perHour, aht, patience float64, n int) setting {
	name := fmt.Sprintf("M/M/%d: %g/h, %g s", n, perHour, aht)
	if patience > 0 {
		name = fmt.Sprintf("M/M/%d+M: %g/h, %g s, patience %g s", n, perHour, aht, patience)
	}
	return setting{name, func(t *testing.T, seed uint64) (f figures) {
		w := newWorld(5)
		w.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Patience: seconds(patience), Targets: within(schedule.FirstReply, 20)}, work(aht), perHour)
		w.agents(n, 0, 24, "v")
		q, exact := w.run(t, seed)[0], staffing.ErlangA(perHour, aht, patience, n)
		f.add("within 20 s", exact.Served(20), q.Targets[0])
		f.add("mean wait of the answered, s", exact.MeanWaitServed, q.WaitMean)
		f.add("occupancy", exact.Occupancy, q.Occupancy)
		if patience > 0 {
			f.add("abandoned", exact.Abandon*perHour*w.hours(), q.Abandoned)
		}
		return f
	}}
}

// general is M/G/1 (Pollaczek 1930, Khinchine 1932), for which the two-moment formula of
// Allen and Cunneen is exact.
func general(perHour, aht, cv float64) setting {
	return setting{fmt.Sprintf("M/G/1: %g/h, %g s, CV %g", perHour, aht, cv), func(t *testing.T, seed uint64) (f figures) {
		w := newWorld(20)
		stream := work(aht)
		stream.AHT.CV = cv
		w.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(schedule.FirstReply, 0)}, stream, perHour)
		w.agents(1, 0, 24, "v")
		q := w.run(t, seed)[0]
		f.add("mean wait, s", staffing.AllenCunneen(perHour, aht, 1, 1, cv*cv), q.WaitMean)
		f.add("answered at once", 1-perHour*aht/3600, q.Targets[0])
		f.add("occupancy", perHour*aht/3600, q.Occupancy)
		return f
	}}
}

// chat is the chain of chats that join the agent with the fewest.
func chat(perHour, aht, inflation, patience float64, slots, n int) setting {
	name := fmt.Sprintf("chat: %d agents, %d slots, %g/h, %g s, +%g %%, patience %g s", n, slots, perHour, aht, 100*inflation, patience)
	return setting{name, func(t *testing.T, seed uint64) (f figures) {
		w := newWorld(5)
		w.queue(schedule.Queue{Name: "c", Channel: skills.Chat, Slots: slots, Inflation: inflation, Patience: seconds(patience), Targets: within(schedule.FirstReply, 60)}, work(aht), perHour)
		w.agents(n, 0, 24, "c")
		q := w.run(t, seed)[0]
		exact, err := staffing.ChatDesk{PerHour: perHour, AHT: aht, Slots: slots, Inflation: inflation, Patience: patience}.Shortest(n)
		require.NoError(t, err)
		f.add("within 60 s", exact.Served(60), q.Targets[0])
		f.add("agents with a chat", exact.Occupancy, q.Occupancy)
		if patience > 0 {
			f.add("abandoned", exact.Abandon*perHour*w.hours(), q.Abandoned)
		} else {
			f.add("mean wait, s", exact.MeanWaitServed, q.WaitMean)
		}
		return f
	}}
}

// returning is Erlang-R. A reply is measured from the message to its end: the time in the
// system of M/M/n.
func returning(perHour, aht, think, again float64, n int) setting {
	return setting{fmt.Sprintf("Erlang-R: %d agents, %g/h, %g s, think %g s, %g %% return", n, perHour, aht, think, 100*again), func(t *testing.T, seed uint64) (f figures) {
		w := newWorld(5)
		stream := work(aht)
		stream.Turns, stream.Think = forecast.Constant(1/(1-again), 0), forecast.Constant(think, 1)
		w.queue(schedule.Queue{Name: "m", Channel: skills.Messaging, Targets: within(schedule.EachReply, 2*aht)}, stream, perHour)
		w.agents(n, 0, 24, "m")
		q := w.run(t, seed)[0]
		exact := staffing.ReturnDesk{PerHour: perHour, AHT: aht, Think: think, Return: again}.Steady(n)
		reply := math.Exp(-2) * (1 + 2*exact.Wait) // takes longer than 2 AHT, where the next factor is 1
		if spare := float64(n) - 1 - exact.Load; math.Abs(spare) > 1e-9 {
			reply = math.Exp(-2) * (1 + exact.Wait*-math.Expm1(-2*spare)/spare)
		}
		f.add("first reply, s", exact.MeanWait+aht, q.WaitMean)
		f.add("each reply within 2 AHT", 1-reply, q.Targets[0])
		f.add("occupancy", exact.Occupancy, q.Occupancy)
		return f
	}}
}

// priority is two classes of calls in the order of the duty, nobody interrupted.
func priority(first, second, aht float64, n int) setting {
	return setting{fmt.Sprintf("priorities: %d agents, %g and %g/h, %g s", n, first, second, aht), func(t *testing.T, seed uint64) (f figures) {
		w := newWorld(5)
		w.queue(schedule.Queue{Name: "one", Channel: skills.Voice, Targets: within(schedule.FirstReply, 20)}, work(aht), first)
		w.queue(schedule.Queue{Name: "two", Channel: skills.Voice, Targets: within(schedule.FirstReply, 0)}, work(aht), second)
		w.agents(n, 0, 24, "one", "two")
		q := w.run(t, seed)
		wait1, wait2 := staffing.Priority2(first, second, aht, n)
		f.add("wait of the first, s", wait1, q[0].WaitMean)
		f.add("wait of the second, s", wait2, q[1].WaitMean)
		f.add("second answered at once", 1-staffing.ErlangC(first+second, aht, n).Wait, q[1].Targets[0])
		return f
	}}
}

// preempted is one agent whose posts give way to calls (preemptive resume, Jaiswal 1968).
func preempted(calls, posts, aht float64) setting {
	return setting{fmt.Sprintf("interrupted: 1 agent, %g calls and %g posts/h, %g s", calls, posts, aht), func(t *testing.T, seed uint64) (f figures) {
		w := newWorld(20)
		w.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(schedule.FirstReply, 20)}, work(aht), calls)
		w.queue(schedule.Queue{Name: "s", Channel: skills.Social, Interruptible: true, Targets: within(schedule.FirstReply, 3600)}, work(aht), posts)
		w.agents(1, 0, 24, "v", "s")
		q := w.run(t, seed)
		alone, both := calls*aht/3600, (calls+posts)*aht/3600
		f.add("call within 20 s", staffing.ErlangC(calls, aht, 1).Served(20), q[0].Targets[0])
		f.add("wait of calls, s", staffing.ErlangC(calls, aht, 1).MeanWait, q[0].WaitMean)
		f.add("posts, start to reply, s", aht*(1+both/(1-both))/(1-alone), q[1].WaitMean)
		return f
	}}
}

// blended is calls beside endless social work that begins while more than reserve agents
// are idle. The target is put where the rule finds this reserve.
func blended(perHour, aht, patience float64, n, reserve int) setting {
	return setting{fmt.Sprintf("blending: %d agents, %g/h, %g s, patience %g s, reserve %d", n, perHour, aht, patience, reserve), func(t *testing.T, seed uint64) (f figures) {
		exact := staffing.Blend(perHour, aht, patience, n, reserve)
		share := exact.Served(20) / 2
		if reserve > 0 {
			share = (exact.Served(20) + staffing.Blend(perHour, aht, patience, n, reserve-1).Served(20)) / 2
		}
		w := newWorld(5)
		target := within(schedule.FirstReply, 20)
		target[0].Share = share
		w.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Patience: seconds(patience), Targets: target}, work(aht), perHour)
		w.queue(schedule.Queue{Name: "s", Channel: skills.Social, Targets: within(schedule.FirstReply, 1e7)}, work(aht), 2*float64(n)*3600/aht)
		w.agents(n, 0, 24, "v", "s")
		q := w.run(t, seed)[0]
		f.add("call within 20 s", exact.Served(20), q.Targets[0])
		f.add("wait of the answered, s", exact.MeanWaitServed, q.WaitMean)
		if reserve > 0 { // without one nobody is ever idle
			f.add("occupancy", exact.Occupancy, q.Occupancy)
		}
		return f
	}}
}

// varying is M_t/M/n_t(+M) with a day that repeats. Its staff grows in steps and leaves
// when nobody has called for hours: who is on a call at the end of a shift finishes it.
func varying(name string, rates []float64, staff []int, aht, patience float64) setting {
	return setting{"M_t/M/n_t: " + name, func(t *testing.T, seed uint64) (f figures) {
		w := newWorld(5)
		w.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Patience: seconds(patience), Targets: within(schedule.FirstReply, 0)}, work(aht), rates...)
		for from := 0; from < 24; from++ {
			before := 0
			if from > 0 {
				before = staff[from-1]
			}
			to := from
			for to < 24 && staff[to] >= staff[from] {
				to++
			}
			w.agents(max(0, staff[from]-before), from, to, "v")
		}
		q := w.run(t, seed)[0]
		exact, err := staffing.Varying{Rates: rates, Staff: staff, AHT: aht, Patience: patience}.Steady()
		require.NoError(t, err)
		if patience == 0 {
			f.add("answered at once", 1-exact.Wait, q.Targets[0])
			f.add("mean wait, s", exact.MeanWait, q.WaitMean)
		} else {
			total := 0.0
			for _, r := range rates {
				total += r
			}
			f.add("answered at once", 1-exact.Wait, q.Targets[0])
			f.add("abandoned", exact.Abandon*total*w.hours()/24, q.Abandoned)
		}
		f.add("occupancy", exact.Occupancy, q.Occupancy)
		return f
	}}
}
