package staffing

import (
	"context"
	"math"
)

// retries are the customers of a live queue who hung up and will try again: a share of
// those who leave, after an exponential time. With every number of agents the calls are the
// fixed point of those who leave and those who come back (Koole, Call Center Optimization,
// 2013), within an interval as well as from one to the next; what they meet see crowd. Each
// possible rate has its own: a bad hour brings its own redials.
type retries struct {
	share       float64 // of those who leave
	whole, part float64 // of them, those who still wait after an interval, from its beginning and from a moment within
	waiting     [possibleRates]float64
}

func (k *desk) newRetries() retries {
	r := retries{share: clamp(k.Queue.Redial)}
	if k.Queue.Patience <= 0 {
		r.share = 0 // nobody leaves
	}
	r.whole, r.part = exponential(k.Queue.RedialAfter.Seconds() / k.axis.wide.Step.Seconds())
	return r
}

// walk visits the intervals of the grid in order, with what is offered in each. Visit tells
// the agents that are there, since who hangs up there comes back later. Where customers do,
// the last intervals of the cycle are visited before the first as well.
func (k *desk) walk(ctx context.Context, opt Options, visit func(i int, o offer) (agents float64, err error)) error {
	from := 0
	if k.again.share > 0 {
		const settled = 5 // mean times, after which nearly all have come back
		steps := settled*k.Queue.RedialAfter.Seconds()/k.axis.wide.Step.Seconds() + 1
		from = -int(min(steps, float64(k.axis.cycle)))
	}
	for j := from; j < k.axis.grid.N; j++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		i := k.axis.source(j + k.axis.lead)
		o := k.offer(i, opt)
		agents, err := visit(i, o)
		if err != nil {
			return err
		}
		k.hangUp(o, agents, k.flow.hours.share[i+k.axis.lead])
	}
	return nil
}

// hangUp passes an interval: some of those who wait come back in it, others leave in it.
func (k *desk) hangUp(o offer, agents, open float64) {
	if k.again.share <= 0 {
		return
	}
	n, part := int(agents), agents-math.Floor(agents)
	var left [possibleRates]float64
	for m, weight := range [2]float64{1 - part, part} {
		if weight > 0 {
			all := k.tries(o, n+m, apart)
			for p := range o.points {
				left[p] += weight * k.left(all, all.rates[p], n+m, apart)
			}
		}
	}
	r := &k.again
	for p, x := range left {
		r.waiting[p] = r.waiting[p]*r.whole + r.share*r.part*x*open*k.axis.grid.Hours()
	}
}

// apart is the reserve of agents who take no other work.
const apart = -1

// tries is the offer with those who hang up on n agents and try again within the interval.
func (k *desk) tries(o offer, n, reserve int) offer {
	within := k.again.share * (1 - k.again.part)
	if within <= 0 {
		return o
	}
	for p := range o.points {
		o.rates[p] = k.fixedPoint(o, o.rates[p], within, n, reserve)
	}
	return o
}

// fixedPoint is the contacts an hour that so many fresh ones become when this share of
// those who leave tries again. Those who leave are convex in those who come, so that the
// secants come up to it from below.
func (k *desk) fixedPoint(o offer, fresh, share float64, n, reserve int) float64 {
	const rounds, precise = 30, 1e-6
	if fresh <= 0 {
		return 0
	}
	most := fresh / max(1-share, 1e-3)
	before, missing := 0.0, fresh
	at := fresh
	for range rounds {
		short := fresh + share*k.left(o, at, n, reserve) - at
		if short <= precise*at {
			break
		}
		slope := (missing - short) / (at - before)
		before, missing = at, short
		at = min(at+short/max(slope, 1-share, 1e-3), most)
	}
	return at
}

// left is the contacts an hour that hang up of so many, on n agents of whom all above a
// reserve take other work too.
func (k *desk) left(o offer, perHour float64, n, reserve int) float64 {
	var share float64
	for _, by := range o.by[:o.moments] {
		low, high, part := onLadder(perHour * by)
		share += (1-part)*k.row(low, o.aht).leaves(n, reserve) + part*k.row(high, o.aht).leaves(n, reserve)
	}
	return perHour * share / float64(o.moments)
}

// leaves is the share of contacts that hang up.
func (r *row) leaves(n, reserve int) float64 {
	o := r.outcome(n)
	if reserve == apart {
		return o.law.Wait * o.lost
	}
	return o.waits(reserved(r.rate*r.aht/hour, n, reserve).weight) * o.lost
}

// withAgents is the offer as it comes to n agents: the same for any number, unless
// customers try again.
func (k *desk) withAgents(o offer) func(n, reserve int) mixture {
	if k.again.share <= 0 {
		m := k.mixture(o)
		return func(int, int) mixture { return m }
	}
	return func(n, reserve int) mixture { return k.mixture(k.tries(o, n, reserve)) }
}

// contacts is what is expected with n agents, tries within the interval included.
func (k *desk) contacts(o offer, n int) float64 {
	var fresh, all float64
	many := k.tries(o, n, apart)
	for p := range o.points {
		fresh += weightOf(o, p) * o.rates[p]
		all += weightOf(o, p) * many.rates[p]
	}
	if fresh <= 0 {
		return o.contacts
	}
	return o.contacts * all / fresh
}

// weightOf is the probability of one of an offer's rates.
func weightOf(o offer, p int) float64 {
	if o.points == 1 {
		return 1
	}
	return scores[p].weight
}

// comeBack adds to an offer those who hung up before the interval and try again in it, and
// tells how many are expected.
func (k *desk) comeBack(o *offer) (expected float64) {
	if k.again.share <= 0 {
		return 0
	}
	for p := range o.points {
		back := k.again.waiting[p] * (1 - k.again.whole)
		o.rates[p] += back / k.axis.grid.Hours()
		expected += weightOf(*o, p) * back
	}
	return expected
}

// offered is the offer of one interval.
func (k *desk) offered(ctx context.Context, opt Options, interval int) (offer, error) {
	out, guess := k.offer(interval, opt), 0
	if k.again.share <= 0 {
		return out, ctx.Err()
	}
	err := k.walk(ctx, opt, func(i int, o offer) (float64, error) {
		if i == interval {
			out = o
		}
		if o.contacts <= 0 {
			return 0, nil
		}
		c, err := k.curve(o, guess)
		guess = c.Mark
		return float64(c.Mark), err
	})
	return out, err
}
