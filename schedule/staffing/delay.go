package staffing

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// delay is the part of a birth-death queue in which nobody is free: contacts arrive at
// rate, leave it by service at drain and by impatience at theta each. Given that a contact
// finds all busy, its virtual wait has the density g(x)/F with
// g(x) = exp(rate (1-e^{-theta x})/theta - drain x) and F its integral (Palm 1957;
// Mandelbaum & Zeltyn 2007). Erlang C, Erlang A, chats and blended work share it. All
// rates are per second.
type delay struct {
	rate, drain, theta float64

	weight     float64 // of all these states against the full one with nobody waiting: drain F
	logF       float64
	abandon    float64 // share of those delayed that leave
	wait       float64 // mean wait of those delayed, answered or not
	waitServed float64 // mean wait of those delayed and answered, per contact delayed
}

// mostTerms bounds the series where another way is known.
const mostTerms = 1 << 16

// mostPatient bounds the series for customers of all but endless patience, the square root
// of those who come while one of them would wait.
const mostPatient = 1 << 21

func newDelay(rate, drain, theta float64) delay {
	d := delay{rate: rate, drain: drain, theta: theta}
	if theta > 0 && rate > 0 && rate < drain && 1/(1-rate/drain) < mostPatient && rate/theta > mostPatient*mostPatient {
		theta, d.theta = 0, 0 // the queue is gone long before anybody leaves
	}
	switch {
	case drain <= 0 && theta <= 0, theta <= 0 && rate >= drain:
		d.weight, d.logF, d.wait, d.waitServed = math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1)
	case drain <= 0: // nobody serves: all leave
		d.weight, d.logF, d.abandon, d.wait = math.Inf(1), math.Inf(1), 1, 1/theta
	case theta <= 0:
		f := 1 / (drain - rate)
		d.weight, d.logF, d.wait, d.waitServed = drain*f, math.Log(f), f, f
	case d.vast():
		d.weight, d.logF = math.Inf(1), math.Inf(1)
		d.abandon = 1 - drain/rate
		d.wait = d.abandon / theta
		d.waitServed = drain / rate * (math.Log(rate/theta) - mathext.Digamma(drain/theta+1)) / theta
	default:
		s := sumQueue(rate, drain, theta)
		d.logF = math.Log(s.f) + s.scale
		d.weight = drain * math.Exp(d.logF)
		d.wait = s.queue / s.f / rate
		d.abandon = theta * d.wait
		d.waitServed = max(0, (drain*s.virtual/s.f-1)/rate)
	}
	return d
}

// vast says whether overload piles up more customers than the series should count, so that
// all have to wait, but for a share below e^-50: then the wait x has the law by which
// rate/theta e^{-theta x} is a gamma variable of shape drain/theta.
func (d delay) vast() bool {
	pile, spread := (d.rate-d.drain)/d.theta, math.Sqrt(d.rate/d.theta)
	return pile > mostTerms && pile > 10*spread || spread > mostPatient
}

// queueSums are sums over the number k waiting of its weight w(k) = rate^k / (drain
// (drain+theta)...(drain+k theta)), all to be multiplied by e^scale.
type queueSums struct {
	f       float64 // of w
	queue   float64 // of k w
	virtual float64 // of w times the mean virtual wait of one who finds k waiting
	scale   float64
}

func sumQueue(rate, drain, theta float64) queueSums {
	const huge = 1e200
	var s queueSums
	out := drain
	term, reach := 1/drain, 1/drain
	for k := 0.0; ; {
		s.f += term
		s.queue += k * term
		s.virtual += reach * term
		if rate < out && term*(k+1) < negligible*s.f {
			return s
		}
		if s.virtual > huge || s.queue > huge || s.f > huge {
			s.f, s.queue, s.virtual, term = s.f/huge, s.queue/huge, s.virtual/huge, term/huge
			s.scale += math.Log(huge)
		}
		k++
		out = drain + k*theta
		term *= rate / out
		reach += 1 / out
	}
}

// beyond is the probability that the virtual wait of one delayed exceeds t.
func (d delay) beyond(t float64) float64 {
	switch {
	case t <= 0:
		return 1
	case d.drain <= 0:
		return 1
	case d.theta <= 0 && d.rate >= d.drain:
		return 1
	case d.theta <= 0:
		return math.Exp(-(d.drain - d.rate) * t)
	case d.vast():
		return mathext.GammaIncReg(d.drain/d.theta, d.rate/d.theta*math.Exp(-d.theta*t))
	}
	s := sumQueue(d.rate*math.Exp(-d.theta*t), d.drain, d.theta) // after t it is the same law at a lower rate
	return clamp(math.Exp(d.logG(t) + math.Log(s.f) + s.scale - d.logF))
}

func (d delay) logG(t float64) float64 {
	return -d.rate*math.Expm1(-d.theta*t)/d.theta - d.drain*t
}

// servedWithin is the share of those delayed that are answered within t.
func (d delay) servedWithin(t float64) float64 {
	switch {
	case t <= 0 || d.drain <= 0:
		return 0
	case d.theta <= 0:
		return 1 - d.beyond(t)
	}
	// rate e^{-theta x} g(x) = g'(x) + drain g(x), integrated from 0 to t
	edge := math.Exp(-d.logF) - math.Exp(d.logG(t)-d.logF)
	return clamp((d.drain*(1-d.beyond(t)) - edge) / d.rate)
}
