package auto

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// lesson is one logarithm learned from a past campaign, or asked for.
type lesson struct {
	gauge
	stated   float64 // its logarithm as stated; NaN when it was not
	kind     string
	campaign int
	own      bool    // measured on the queue that learns
	reach    float64 // logarithm relative to the others, 0 where not known
}

// prior says how far campaigns differ beforehand, as log standard deviations.
type prior struct {
	unknown  float64 // expected logarithm when nothing is stated
	doubt    float64 // of that
	all      float64 // common to everything a team states
	kind     float64 // common to a kind
	queue    float64 // common to a queue
	both     float64 // common to a kind on a queue
	same     float64 // common to the queues of one campaign
	reach    float64 // per unit of the reach's logarithm
	campaign float64 // of each alone
	scaled   bool    // whether a small stated effect is in less doubt
}

var (
	upliftPrior = prior{unknown: math.Log(1.5), doubt: 0.5, all: 0.18, kind: 0.14, queue: 0.18, both: 0.1, same: 0.1, reach: 0.2, campaign: 0.15, scaled: true}
	steepPrior  = prior{doubt: 0.4, all: 0.1, kind: 0.8, queue: 0.1, both: 0.15, same: 0.15, campaign: 0.2}
	timePrior   = prior{doubt: 0.8, all: 0.5, kind: 0.3, queue: 0.2, both: 0.2, same: 0.15, campaign: 0.3}
)

// pool predicts the logarithm of each target from the lessons: a Gaussian process whose
// covariance says what two campaigns have in common (a hierarchical model, Gelman and Hill
// 2007, solved as kriging), averaged over how much the stated value means and how much
// campaigns differ, by the likelihood of the lessons. Without lessons it is what was
// stated.
func pool(lessons, targets []lesson, p prior) []gauge {
	known := keep(lessons, func(l lesson) bool { return !math.IsInf(l.variance, 1) })
	out := make([]gauge, len(targets))
	stated := average(keep(known, told), targets, p, true)
	unstated := average(known, targets, p, false)
	for k, t := range targets {
		if out[k] = unstated[k]; told(t) {
			out[k] = stated[k]
		}
	}
	return out
}

func told(l lesson) bool { return !math.IsNaN(l.stated) }

func keep(list []lesson, ok func(lesson) bool) (out []lesson) {
	for _, l := range list {
		if ok(l) {
			out = append(out, l)
		}
	}
	return out
}

// average runs the process for every setting and averages the answers. What is stated
// counts in full, by half or not at all; the fewer the lessons, the surer it does.
func average(lessons, targets []lesson, p prior, useStated bool) []gauge {
	trusts, odds := []float64{0}, []float64{1}
	if useStated {
		some := float64(len(lessons)) / float64(len(lessons)+6)
		trusts, odds = []float64{1, 0.5, 0}, []float64{1, 0.4 * some, 0.2 * some}
	}
	type run struct {
		weight  float64
		answers []gauge
	}
	var runs []run
	best := math.Inf(-1)
	for k, trust := range trusts {
		for _, scale := range []float64{0.6, 1, 1.7} {
			answers, likelihood := krige(lessons, targets, p, trust, scale)
			if odds[k] > 0 && answers != nil {
				runs = append(runs, run{likelihood + math.Log(odds[k]), answers})
				best = max(best, likelihood+math.Log(odds[k]))
			}
		}
	}
	out := make([]gauge, len(targets))
	for i := range targets {
		var m moment
		var total float64
		for _, r := range runs {
			w := math.Exp(r.weight - best)
			total += w
			m.add(r.answers[i].log, w)
			m.square += w * r.answers[i].variance
		}
		out[i] = m.gauge(total)
	}
	return out
}

// krige is the process with one setting: the answers and the log likelihood of the
// lessons, or nil when the lessons contradict arithmetic.
func krige(lessons, targets []lesson, p prior, trust, scale float64) ([]gauge, float64) {
	mean := func(l lesson) float64 {
		if told(l) {
			return trust*l.stated + (1-trust)*p.unknown
		}
		return p.unknown
	}
	n := len(lessons)
	out := make([]gauge, len(targets))
	if n == 0 {
		for k, t := range targets {
			out[k] = gauge{mean(t), p.covariance(t, t, trust, scale)}
		}
		return out, 0
	}
	k, rest := mat.NewSymDense(n, nil), mat.NewVecDense(n, nil)
	for i, a := range lessons {
		for j := i; j < n; j++ {
			k.SetSym(i, j, p.covariance(a, lessons[j], trust, scale))
		}
		k.SetSym(i, i, k.At(i, i)+a.variance+1e-6)
		rest.SetVec(i, a.log-mean(a))
	}
	var c mat.Cholesky
	if !c.Factorize(k) {
		return nil, 0
	}
	var weights, spread mat.VecDense
	if c.SolveVecTo(&weights, rest) != nil {
		return nil, 0
	}
	for i, t := range targets {
		to := mat.NewVecDense(n, nil)
		for j, l := range lessons {
			to.SetVec(j, p.covariance(t, l, trust, scale))
		}
		if c.SolveVecTo(&spread, to) != nil {
			return nil, 0
		}
		out[i] = gauge{mean(t) + mat.Dot(to, &weights), max(p.covariance(t, t, trust, scale)-mat.Dot(to, &spread), 1e-4)}
	}
	return out, -(mat.Dot(rest, &weights) + c.LogDet()) / 2
}

// covariance is what two campaigns on queues have in common.
func (p prior) covariance(a, b lesson, trust, scale float64) float64 {
	v := square(p.all) + square(p.reach)*a.reach*b.reach
	alike := a.kind == b.kind && a.kind != ""
	if alike {
		v += square(p.kind)
	}
	if a.own && b.own {
		v += square(p.queue)
		if alike {
			v += square(p.both)
		}
	}
	if a.campaign == b.campaign {
		v += square(p.same)
		if a.own == b.own {
			v += square(p.campaign)
		}
	}
	v *= square(scale) * p.size(a, trust) * p.size(b, trust)
	return v + square((1-trust)*p.doubt)
}

// size is how much doubt there is about an effect of the stated size.
func (p prior) size(l lesson, trust float64) float64 {
	if !p.scaled || !told(l) {
		return 1
	}
	return 1 - trust + trust*min(max(math.Abs(l.stated), 0.1), 1.3)
}
