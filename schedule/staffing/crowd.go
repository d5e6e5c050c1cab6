package staffing

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// crowd is a live queue some of whose lost customers try again soon, and then meet the
// crowd that has just lost them: how many are in the system and how many are about to try
// again hang together (a retrial queue: Falin & Templeton, Retrial Queues, 1997). What is
// followed is the mean number about to try again in every state; that they are Poisson
// in a state closes the equations of the first moments (moment closure, Rothkopf & Oren
// 1979). Rates are per second.
type crowd struct {
	rate  float64             // of all tries
	drain func(k int) float64 // at which k contacts under work end
	full  int                 // contacts under work at most
	theta float64             // at which one who waits leaves
	share float64             // of those who leave that try again
	again float64             // at which one who will does so
}

// met is what tries meet: the share of them that come to each number in the system, and
// the share that leave.
type met struct {
	crowd
	seen    []float64
	abandon float64
}

// mostCrowd bounds the numbers in the system that are followed.
const mostCrowd = 4000

// states is as many as can matter, 0 where that is too many to follow.
func (c crowd) states() int {
	n := float64(c.full) + 20 + 7*math.Sqrt(c.rate/c.theta) + max(0, (c.rate-c.drain(c.full))/c.theta)
	if !(n < mostCrowd) {
		return 0
	}
	return int(n)
}

// meet settles the queue; false where there are too many states.
func (c crowd) meet() (met, bool) {
	const rounds, precise = 100, 1e-5
	n := c.states()
	if n == 0 {
		return met{}, false
	}
	cells := make([]float64, 7*(n+1))
	row := func(k int) []float64 { return cells[k*(n+1) : (k+1)*(n+1)] }
	birth, down, p, waiting := row(0), row(1), row(2), row(3)
	for i := range birth {
		birth[i], down[i] = c.rate, c.drain(min(i, c.full))+c.leaves(i)
	}
	for k, step, before := 0, 1.0, math.Inf(1); k < rounds; k++ {
		inStates(birth, down, p)
		c.about(birth, down, p, waiting, row(4), row(5))
		moved := c.move(birth, p, waiting, step)
		if moved < precise*c.rate {
			break
		}
		if moved > before {
			step /= 2
		}
		before = moved
	}
	out := met{crowd: c, seen: row(6)}
	var tries, left float64
	for i, x := range p {
		out.seen[i] = x * birth[i]
		tries += out.seen[i]
		left += x * c.leaves(i)
	}
	for i := range out.seen {
		out.seen[i] /= tries
	}
	out.abandon = clamp(left / tries)
	return out, true
}

// move brings the rates at which customers come in every state a part of the way to what
// those about to try again make of them, and tells how far all of it is.
func (c crowd) move(birth, p, waiting []float64, part float64) (far float64) {
	var mean float64
	for _, x := range waiting {
		mean += x
	}
	for i, x := range p[:len(p)-1] {
		next := c.rate
		if x > 1e-300 {
			next = max(0, c.rate+c.again*(waiting[i]/x-mean))
		}
		far += x * math.Abs(next-birth[i])
		birth[i] += part * (next - birth[i])
	}
	return far
}

// leaves is the rate at which customers hang up with so many in the system.
func (c crowd) leaves(i int) float64 { return c.theta * float64(max(0, i-c.full)) }

// inStates is the probabilities of the numbers in the system, where they end at the rates down.
func inStates(birth, down, p []float64) {
	const huge = 1e200
	p[0] = 1
	sum := 1.0
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * birth[i-1] / down[i]
		if sum += p[i]; sum > huge {
			for k := range i + 1 {
				p[k] /= huge
			}
			sum /= huge
		}
	}
	for i := range p {
		p[i] /= sum
	}
}

// about is the mean number about to try again, by state and times its probability: the
// balance of the first moments, which is tridiagonal.
func (c crowd) about(birth, down, p, waiting, up, right []float64) {
	n := len(p)
	for i := range n {
		diagonal, come, next := c.again+birth[i], 0.0, 0.0
		if i+1 < n {
			next, come = down[i+1], c.share*c.leaves(i+1)*p[i+1]
		} else {
			diagonal = c.again // nobody more is let in
		}
		if i > 0 {
			diagonal += down[i] - birth[i-1]*up[i-1]
			come += birth[i-1] * right[i-1]
		}
		up[i], right[i] = next/diagonal, come/diagonal
	}
	waiting[n-1] = right[n-1]
	for i := n - 2; i >= 0; i-- {
		waiting[i] = right[i] + up[i]*waiting[i+1]
	}
}

// missed is the share of tries that are not answered within t seconds: who finds k waiting
// is answered after a time of which e^{-theta time} has a beta distribution.
func (m met) missed(t float64) float64 {
	var missed float64
	seats, passed := m.drain(m.full)/m.theta, -math.Expm1(-m.theta*max(t, 0))
	for i, x := range m.seen {
		if i < m.full || x < 1e-12 {
			continue
		}
		k := float64(i - m.full + 1)
		in := 0.0
		if seats > 0 && passed > 0 {
			in = seats / (seats + k) * mathext.RegIncBeta(k, seats+1, passed)
		}
		missed += x * (1 - in)
	}
	return clamp(missed)
}
