package forecast

import (
	"fmt"
	"math"
	"time"

	"gonum.org/v1/gonum/stat/distuv"
)

// Op is what an override does with the forecast.
type Op string

// The operations of an override.
const (
	Times  Op = "x" // multiply by Value
	Plus   Op = "+" // add Value contacts an hour; negative takes away
	Equals Op = "=" // replace by Value contacts an hour
)

// Override is a planner's correction of the forecast, applied after everything that was
// learned. It is kept as a component of its own, so that its worth can be measured.
type Override struct {
	Queue  string // empty means all queues
	From   time.Time
	To     time.Time // exclusive
	Op     Op
	Value  float64 // a multiple, or contacts an hour
	Reason string
	Who    string
}

// Touches says whether the override concerns the queue.
func (o Override) Touches(queue string) bool { return o.Queue == "" || o.Queue == queue }

// Check names what is wrong with the override itself.
func (o Override) Check() error {
	const most = 1e12
	at := o.From.Format("2006-01-02 15:04")
	switch {
	case o.Op != Times && o.Op != Plus && o.Op != Equals:
		return fmt.Errorf("override of %s: operation %q: expected x, + or =", at, o.Op)
	case !o.From.Before(o.To):
		return fmt.Errorf("override of %s: ends %s: expected an end after its start", at, o.To.Format("2006-01-02 15:04"))
	case math.IsNaN(o.Value) || math.Abs(o.Value) > most || o.Op != Plus && o.Value < 0:
		return fmt.Errorf("override of %s: %s %v: expected a number from 0 (below 0 for + alone) to %g", at, o.Op, o.Value, most)
	case o.Op == Times && o.Value > 1000:
		return fmt.Errorf("override of %s: x %v: expected at most 1000", at, o.Value)
	}
	return nil
}

// Override applies the corrections that touch the queue, in their order, and returns the
// corrected forecast with the factor they make together as the component "override". The
// receiver is left as it is. Quantiles move with the mean: a multiple scales them, an
// addition shifts them, a new value scales them to it. Intervals that an override covers
// in part take part of it.
func (v Volume) Override(list ...Override) Volume {
	out := v
	touched := false
	for _, o := range list {
		first, last := o.reach(v)
		if first >= last || o.Check() != nil {
			continue
		}
		if !touched {
			out, touched = v.clone(), true
		}
		for i := first; i < last; i++ {
			o.apply(out, i, o.share(v, i))
		}
	}
	if touched {
		out.explainOverride(v)
	}
	return out
}

// reach is the range of intervals that the override touches.
func (o Override) reach(v Volume) (first, last int) {
	g := v.Grid
	if !o.Touches(v.Queue) || g.N == 0 || !o.From.Before(g.End()) || !o.To.After(g.Start) {
		return 0, 0
	}
	first = max(0, g.Index(o.From))
	last = min(g.N, g.Index(o.To.Add(-1))+1)
	return first, last
}

// share is the part of interval i that the override covers.
func (o Override) share(v Volume, i int) float64 {
	from, to := v.Grid.At(i), v.Grid.At(i+1)
	if o.From.After(from) {
		from = o.From
	}
	if o.To.Before(to) {
		to = o.To
	}
	return max(0, float64(to.Sub(from))/float64(v.Grid.Step))
}

func (o Override) apply(v Volume, i int, share float64) {
	mean, hours := v.Mean[i], v.Grid.Hours()
	switch o.Op {
	case Times:
		v.scale(i, 1+(o.Value-1)*share)
	case Plus:
		v.shift(i, o.Value*hours*share)
	case Equals:
		target := o.Value*hours*share + mean*(1-share)
		if mean > 0 {
			v.scale(i, target/mean)
			return
		}
		v.shift(i, target)
		for k := range v.Levels { // nothing was expected: as uncertain as chance makes it
			v.Quantiles[k][i] = max(0, target+distuv.UnitNormal.Quantile(v.Levels[k])*math.Sqrt(target))
		}
	}
}

func (v Volume) scale(i int, by float64) {
	v.Mean[i] *= by
	for _, q := range v.Quantiles {
		q[i] *= by
	}
}

func (v Volume) shift(i int, by float64) {
	v.Mean[i] = max(0, v.Mean[i]+by)
	for _, q := range v.Quantiles {
		q[i] = max(0, q[i]+by)
	}
}

// explainOverride sets the component "override" to what makes the product Mean. Where
// nothing was forecast the factor is the new count itself and every other factor 1.
func (v *Volume) explainOverride(before Volume) {
	factor := make([]float64, v.Grid.N)
	for i := range factor {
		switch {
		case before.Mean[i] > 0:
			factor[i] = v.Mean[i] / before.Mean[i]
		case v.Mean[i] > 0:
			factor[i] = v.Mean[i]
			for _, c := range v.Components {
				c.Factor[i] = 1
			}
		default:
			factor[i] = 1
		}
	}
	if len(v.Components) > 0 {
		v.Components = append(v.Components, Component{Name: "override", Factor: factor})
	}
}

// clone is a copy that shares nothing that Override changes.
func (v Volume) clone() Volume {
	copied := func(x []float64) []float64 { return append([]float64(nil), x...) }
	v.Mean = copied(v.Mean)
	quantiles := make([][]float64, len(v.Quantiles))
	for k, q := range v.Quantiles {
		quantiles[k] = copied(q)
	}
	v.Quantiles = quantiles
	components := make([]Component, len(v.Components))
	for k, c := range v.Components {
		components[k] = Component{c.Name, copied(c.Factor)}
	}
	v.Components = components
	return v
}

// Worth says what an override was good for, once the volume has come.
type Worth struct {
	Override Override
	Queue    string
	N        int     // intervals compared
	Came     float64 // contacts that came in them
	Without  float64 // sum of absolute errors of the mean without the override
	With     float64 // and with it
}

// Gain is the part of the error that the override took away; negative where it did harm.
func (w Worth) Gain() float64 {
	if w.Without == 0 {
		return 0
	}
	return 1 - w.With/w.Without
}

// Worth compares the forecast without the override, v, with the volume that came in the
// intervals it covers, both without and with it.
func (o Override) Worth(v Volume, came Series) Worth {
	w := Worth{Override: o, Queue: v.Queue}
	with := v.Override(o)
	first, last := o.reach(v)
	for i := first; i < last; i++ {
		k := came.Grid.Index(v.Grid.At(i))
		if came.Missing(k) {
			continue
		}
		w.N++
		w.Came += came.Volume[k]
		w.Without += math.Abs(v.Mean[i] - came.Volume[k])
		w.With += math.Abs(with.Mean[i] - came.Volume[k])
	}
	return w
}
