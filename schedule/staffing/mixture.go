package staffing

import (
	"math"

	"turno/skills"
)

// rowKey names a rate (contacts an hour) and handle time (seconds).
type rowKey struct{ rate, aht float64 }

// row is a live queue at one rate with any number of agents, computed when asked for.
type row struct {
	desk *desk
	rate float64
	aht  float64
	at   []outcome // by n
}

// outcome is the queue at one rate with n agents.
type outcome struct {
	known  bool
	missed []float64 // by goal, share of contacts
	late   []float64 // by goal, share of those that have to wait
	weight float64   // of the states in which all are busy against the full one
	law    Steady    // of the wait
	lost   float64   // part of those that have to wait that hang up
	busy   float64   // mean number of agents busy (chat: of agents' worth of slots in use)
}

func (k *desk) row(rate, aht float64) *row {
	key := rowKey{rate, aht}
	r := k.rows[key]
	if r == nil {
		r = &row{desk: k, rate: rate, aht: aht}
		k.rows[key] = r
	}
	return r
}

func (r *row) outcome(n int) *outcome {
	for len(r.at) <= n {
		r.at = append(r.at, make([]outcome, max(n+1-len(r.at), len(r.at)/2))...)
	}
	o := &r.at[n]
	if !o.known {
		r.compute(o, n)
	}
	return o
}

func (r *row) compute(o *outcome, n int) {
	q := r.desk.Queue
	var s Steady
	var occupancy float64
	if q.Channel == skills.Chat {
		c := ChatDesk{PerHour: r.rate, AHT: r.aht, Slots: q.Slots, Inflation: q.Inflation, Patience: q.Patience.Seconds()}.Steady(n)
		s, occupancy = c.Steady, c.SlotOccupancy // nearly every agent has some chat: slots tell how busy they are
	} else {
		s = ErlangA(r.rate, r.aht, q.Patience.Seconds(), n)
		occupancy = s.Occupancy
	}
	o.law = s
	o.known, o.busy, o.weight = true, occupancy*float64(n), s.delay.weight
	shares := make([]float64, 2*len(r.desk.goals))
	o.missed, o.late = shares[:len(r.desk.goals)], shares[len(r.desk.goals):]
	for g, goal := range r.desk.goals {
		o.late[g] = 1 - s.delay.servedWithin(goal.within/r.desk.uneven)
		o.missed[g] = clamp(s.Wait * o.late[g])
	}
	o.lost = s.delay.abandon
	if r.desk.again.share > 0 && r.rate > 0 && n > 0 {
		r.meetAgain(o, n)
	}
}

// meetAgain corrects an outcome for those who try again soon and meet the crowd that has
// lost them. Where that is too great to be followed it stays as it is.
func (r *row) meetAgain(o *outcome, n int) {
	const soonest = 1.0 // seconds
	q := r.desk.Queue
	c := crowd{rate: r.rate / hour, full: n, theta: 1 / q.Patience.Seconds(), share: r.desk.again.share, again: 1 / max(soonest, q.RedialAfter.Seconds())}
	c.drain = func(k int) float64 { return float64(k) / r.aht }
	if q.Channel == skills.Chat {
		chat := ChatDesk{AHT: r.aht, Slots: q.Slots, Inflation: q.Inflation}
		c.full = n * max(q.Slots, 1)
		c.drain = func(k int) float64 { return chat.drain(k, n) }
	}
	m, ok := c.meet()
	if !ok || o.law.Wait <= 0 {
		return
	}
	for g, goal := range r.desk.goals {
		o.missed[g] = m.missed(goal.within / r.desk.uneven)
		o.late[g] = clamp(o.missed[g] / o.law.Wait)
	}
	o.lost = clamp(m.abandon / o.law.Wait)
}

// mixture is a random rate as a mean over rows.
type mixture struct {
	rows []weighted
}

type weighted struct {
	row      *row
	contacts float64 // part of the contacts that come at this rate
	time     float64 // part of the time
}

// ladder is the ratio of neighbouring rates at which an uncertain queue is computed;
// between them it is interpolated. A certain rate is computed as it is.
const ladder = 0.02

func (k *desk) mixture(o offer) mixture {
	var m mixture
	if o.points == 1 {
		part := 1 / float64(o.moments)
		for _, by := range o.by[:o.moments] {
			m.rows = append(m.rows, weighted{k.row(o.rates[0]*by, o.aht), part, part})
		}
		return m
	}
	for _, by := range o.by[:o.moments] {
		k.uncertain(&m, o, by)
	}
	return m
}

// uncertain adds the possible rates of one moment, by steps of the ladder.
func (k *desk) uncertain(m *mixture, o offer, by float64) {
	rates := o.rates
	var mean float64
	for n := range rates {
		rates[n] *= by
		mean += scores[n].weight * rates[n]
	}
	for n, rate := range rates {
		time := scores[n].weight / float64(o.moments)
		if rate < 1e-6*mean {
			continue
		}
		low, high, part := onLadder(rate)
		m.add(k.row(low, o.aht), time*(1-part), rate/mean)
		m.add(k.row(high, o.aht), time*part, rate/mean)
	}
}

// onLadder is the rungs around a rate, and how far it is from the lower one.
func onLadder(rate float64) (low, high, part float64) {
	unit := math.Log1p(ladder)
	step := math.Floor(math.Log(rate) / unit)
	low, high = math.Exp(unit*step), math.Exp(unit*(step+1))
	return low, high, clamp((rate - low) / (high - low))
}

func (m *mixture) add(r *row, time, relative float64) {
	if n := len(m.rows); n > 0 && m.rows[n-1].row == r {
		m.rows[n-1].time += time
		m.rows[n-1].contacts += time * relative
		return
	}
	m.rows = append(m.rows, weighted{r, time * relative, time})
}

// missed is the share of contacts that miss goal g with n agents.
func (m mixture) missed(n, g int) float64 {
	var sum float64
	for _, w := range m.rows {
		sum += w.contacts * w.row.outcome(n).missed[g]
	}
	return sum
}

// meets says whether n agents reach all goals and stay below the occupancy cap.
func (m mixture) meets(n int, goals []goal, cap float64) bool {
	const slack = 1e-9
	for g, goal := range goals {
		if m.missed(n, g) > 1-goal.share+slack {
			return false
		}
	}
	if cap <= 0 {
		return true
	}
	var busy float64
	for _, w := range m.rows {
		busy += w.time * w.row.outcome(n).busy
	}
	return busy <= cap*float64(n)*(1+slack)
}

// leastReserve is the least number of idle agents above which deferrable jobs may start
// without breaking a goal (see Blend), searched from a guess, and the erlangs then done.
func leastReserve(mix func(n, reserve int) mixture, n, guess int, goals []goal) (reserve int, erlangs float64) {
	reserve = min(guess, n)
	for reserve < n && !mix(n, reserve).blendMeets(n, reserve, goals) {
		reserve++
	}
	for reserve > 0 && mix(n, reserve-1).blendMeets(n, reserve-1, goals) {
		reserve--
	}
	for _, w := range mix(n, reserve).rows {
		o := w.row.outcome(n)
		load := w.row.rate * w.row.aht / hour
		idle := reserved(load, n, reserve)
		erlangs += w.time * idle.jobs(o.waits(idle.weight), o.weight)
	}
	return reserve, erlangs
}

func (m mixture) blendMeets(n, reserve int, goals []goal) bool {
	for g, goal := range goals {
		var missed float64
		for _, w := range m.rows {
			o := w.row.outcome(n)
			idle := reserved(w.row.rate*w.row.aht/hour, n, reserve)
			missed += w.contacts * o.waits(idle.weight) * o.late[g]
		}
		if missed > 1-goal.share+1e-9 {
			return false
		}
	}
	return true
}

// waits is the share of contacts that have to wait when the states with a free agent that
// may occur weigh so much.
func (o *outcome) waits(weight float64) float64 {
	if math.IsInf(o.weight, 1) {
		return 1
	}
	return o.weight / (weight + o.weight)
}
