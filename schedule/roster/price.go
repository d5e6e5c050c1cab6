package roster

import "math/rand/v2"

// prices is what one agent's time is worth, given what everybody else does.
type prices struct {
	duty   []float64  // gain of working all of an interval in a duty: [interval*duties+duty], tail included
	upTo   []float64  // sums of the gains before each interval, likewise
	change float64    // cost of going on in another duty
	toll   float64    // cost of an unsocial hour
	hour   float64    // cost of a paid hour to fairness
	usual  int        // usual minute of start, -1 for none
	urged  []bool     // by meeting that can be moved: shifts that leave room for it are wanted; nil is none
	noise  float64    // extent of the noise on the value of shifts, as a share
	rng    *rand.Rand // of the noise
	weight [termCount]float64
}

// price values the time of agent a, who is taken out of the board. spread says how much
// late work may be laid into one interval of its window, as a multiple of its even spread:
// low values see that work can be done only once, high ones that it can be done anywhere.
func (b *board) price(a int, before Plan, spread float64, pr *prices) {
	ag := &b.p.Agents[a]
	b.run()
	n := len(ag.Duties)
	pr.fit(n, b.p.N+b.p.Tail)
	for i := range b.p.N {
		for d := range ag.Duties {
			pr.duty[i*n+d] = b.gain(&ag.Duties[d], i, spread)
		}
	}
	for t := range b.p.Terms {
		pr.weight[t] = b.p.Terms[t].Weight
	}
	pr.steady(b.p, ag)
	pr.sum(n)
	pr.change = pr.weight[TermSwitches]
	pr.toll = pr.weight[TermFairness] * b.burden(a, b.tolls, ag.Toll+ag.tollOf(before))
	pr.hour = pr.weight[TermHours] * b.burden(a, b.hours, ag.Balance+before.paid())
	pr.usual = ag.habit(b.p, before)
}

// fit makes room for so many duties over n intervals, all gains 0.
func (pr *prices) fit(duties, n int) {
	if cap(pr.duty) < duties*n {
		pr.duty, pr.upTo = make([]float64, duties*n), make([]float64, duties*(n+1))
	}
	pr.duty, pr.upTo = pr.duty[:duties*n], pr.upTo[:duties*(n+1)]
	clear(pr.duty)
	clear(pr.upTo[:duties])
}

// sum adds up the gains of so many duties.
func (pr *prices) sum(duties int) {
	for k := range pr.duty {
		pr.upTo[k+duties] = pr.upTo[k] + pr.duty[k]
	}
}

// gain is what the duty is worth in interval i.
func (b *board) gain(d *Duty, i int, spread float64) float64 {
	sum := 0.0
	for _, x := range d.Adds {
		cost := b.p.Lines[x.Line].cost[i]
		s := b.supply[x.Line][i]
		sum += at(cost, s) - at(cost, s+x.Amount)
	}
	if d.Blend >= 0 {
		sum += b.gainFlow(d, i, spread)
	}
	return sum
}

// gainFlow is what the duty does for deferrable work in interval i.
func (b *board) gainFlow(d *Duty, i int, spread float64) float64 {
	f := &b.p.Flow
	there := d.Pace
	if d.Live >= 0 {
		there = b.absorbs(d, i)
	}
	left := there * f.Hours
	sum, first := 0.0, true
	for _, q := range f.Blends[d.Blend].Queues {
		open := f.Queues[q].Open[i]
		if open <= 0 || left <= 0 {
			continue
		}
		if first {
			sum += b.gainLevel(q, i, there*open) + 1e-4*open
			first = false
		}
		part := min(left, there*f.Hours*open, spread*b.pass.need[q][i])
		sum += b.p.Terms[TermService].Weight * part * b.pass.worth[q][i]
		left -= part
		if b.pass.lasting[q][i] > 0 {
			sum += b.p.Terms[TermWaiting].Weight * left * b.pass.rate[q] * b.pass.lasting[q][i]
		}
	}
	return sum
}

// absorbs is what one more agent in a live duty adds to the time for deferrable work beside
// it: serve shares what the live queue leaves among all its agents, and the part of those
// without deferrable work is lost.
func (b *board) absorbs(d *Duty, i int) float64 {
	f := &b.p.Flow
	l := &f.Live[d.Live]
	s, heads, blended := b.supply[l.Line][i], b.crew.heads[d.Live][i], 0.0
	for k := range f.Blends {
		if f.Blends[k].Live == d.Live {
			blended += b.crew.there[k][i]
		}
	}
	after := l.absorbed(i, s+d.Pace) * (blended + 1) / (heads + 1)
	if heads <= 0 {
		return after
	}
	return max(0, after-l.absorbed(i, s)*blended/heads)
}

// gainLevel is what capacity for queue q is worth towards its level.
func (b *board) gainLevel(q, i int, more float64) float64 {
	short := b.p.Flow.Queues[q].Level[i] - b.pass.capacity[q][i]
	return b.p.Terms[TermLevel].Weight * min(max(0, short), more) * b.p.Flow.Hours
}
