package staffing

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"turno/forecast"
	"turno/forecast/calendar"
)

// flow is what comes to one queue, per interval of the wide grid.
type flow struct {
	hours hours
	posts []float64   // offered by the forecast
	own   []float64   // of them, those that need an answer, all kinds together
	extra []float64   // contacts that other queues' pivots bring
	care  [][]float64 // by stream: contacts that need an answer, both together
	parts []float64   // by interval of the grid, see careShare

	yields  bool        // live: every deferrable queue may be interrupted for its contacts
	closing float64     // seconds of the post that closes a conversation taken to another queue; 0 for none
	away    [][]float64 // by stream and pivot: intervals until it is over there, once begun
}

// newFlows follows the volume through flush and pivots until the flows between the queues
// agree (Jackson's traffic equations, in time).
func newFlows(ctx context.Context, a axis, cal *calendar.Calendar, demands []Demand, opt Options) ([]flow, error) {
	index := map[string]int{}
	flows := make([]flow, len(demands))
	for q, d := range demands {
		index[d.Queue.Name] = q
		flows[q] = newFlow(a, cal, d, opt)
		flows[q].yields = yields(demands)
	}
	if err := checkLoops(demands, index); err != nil {
		return nil, err
	}
	for q, d := range demands {
		flows[q].leave(a, d, demands, index)
	}
	const passes = 10_000 // loops settle like the powers of their gain, which is below 1
	for range passes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !pivot(a, demands, flows, index) {
			break
		}
	}
	return flows, nil
}

func newFlow(a axis, cal *calendar.Calendar, d Demand, opt Options) flow {
	n := a.wide.N
	f := flow{hours: a.hours(d.Queue.Hours, cal), posts: make([]float64, n), own: make([]float64, n), extra: make([]float64, n)}
	for range d.Profile.Streams {
		f.care = append(f.care, make([]float64, n))
	}
	planned := d.Profile.Volume.Mean
	if opt.Risk > 0 {
		planned = make([]float64, a.grid.N)
		for i := range planned {
			planned[i] = d.Profile.Volume.Quantile(i, opt.Risk)
		}
	}
	for i := range a.grid.N {
		f.parts = append(f.parts, careShare(d.Profile, i))
	}
	for i := range n {
		f.posts[i] = planned[a.source(i)]
		f.own[i] = f.posts[i] * f.parts[a.source(i)]
	}
	f.spread(a, d.Profile)
	return f
}

// yields says whether all work that may wait may be interrupted too.
func yields(demands []Demand) bool {
	return !slices.ContainsFunc(demands, func(d Demand) bool { return !d.Queue.Channel.Live() && !d.Queue.Interruptible })
}

// careShare is the share of the volume of interval i that needs an answer.
func careShare(p forecast.Profile, i int) float64 {
	var sum float64
	for _, s := range p.Streams {
		sum += s.Share.At(i) * (1 - s.Flush.At(i))
	}
	return sum
}

// spread gives every kind its part of the contacts.
func (f flow) spread(a axis, p forecast.Profile) {
	for i := range f.own {
		j := a.source(i)
		for k, s := range p.Streams {
			f.care[k][i] = (f.own[i] + f.extra[i]) * s.Share.At(j) * (1 - s.Flush.At(j)) / f.parts[j]
		}
	}
}

// pivot recomputes what the queues send each other and says whether it still changes.
func pivot(a axis, demands []Demand, flows []flow, index map[string]int) bool {
	sent, any := sending(a, demands, flows, index, forecast.Pivot.Adds)
	changed := false
	for q := range flows {
		if sent[q] == nil {
			continue
		}
		for i, x := range sent[q] {
			if math.Abs(x-flows[q].extra[i]) > 1e-9*(x+flows[q].own[i])+1e-12 {
				changed = true
			}
		}
		flows[q].extra = sent[q]
		flows[q].spread(a, demands[q].Profile)
	}
	return any && changed
}

// sending is what the queues send each other: by queue, nil where nothing comes, the contacts
// that turn up there, of those moved the share that part tells; and whether any pivot is there.
func sending(a axis, demands []Demand, flows []flow, index map[string]int, part func(forecast.Pivot) float64) (sent [][]float64, any bool) {
	sent = make([][]float64, len(demands))
	for q, d := range demands {
		for k, s := range d.Profile.Streams {
			for _, p := range s.Pivots {
				any = true
				to := index[p.To]
				if sent[to] == nil {
					sent[to] = make([]float64, a.wide.N)
				}
				answered := a.moving(flows[q].answered(k, d.Queue.Channel.Live()), p)
				lag(answered, float64(p.Lag)/float64(a.wide.Step), p.Share*part(p), a.lead, sent[to])
			}
		}
	}
	return sent, any
}

// answered is when the contacts of one stream get their first answer: live ones at once,
// or never when the queue is closed; others when they can first be worked on.
func (f flow) answered(stream int, live bool) []float64 {
	out := make([]float64, len(f.own))
	for i, c := range f.care[stream] {
		if live {
			out[i] = c * f.hours.share[i]
		} else if at := f.hours.next[i]; at < len(out) {
			out[at] += c
		}
	}
	return out
}

// moving scales what is answered by the factors of a pivot.
func (a axis) moving(answered []float64, p forecast.Pivot) []float64 {
	if len(p.By) == 0 {
		return answered
	}
	out := make([]float64, len(answered))
	for i, x := range answered {
		out[i] = x * p.By[a.source(i)]
	}
	return out
}

// exponential is the share of an exponential time of mean steps intervals that outlasts an
// interval from its beginning, and from a uniform moment within it.
func exponential(steps float64) (whole, part float64) {
	if steps <= 0 {
		return 0, 0
	}
	return math.Exp(-1 / steps), -math.Expm1(-1/steps) * steps
}

// lag adds to out what flows in times gain, after an exponential time of mean steps. The
// lead is gone through twice so that the flow begins in its stride.
func lag(in []float64, steps, gain float64, lead int, out []float64) {
	whole, part := exponential(steps)
	var stock float64
	for i := range lead {
		stock = stock*whole + gain*in[i]*part
	}
	for i, x := range in {
		x *= gain
		out[i] += stock*(1-whole) + x*(1-part)
		stock = stock*whole + x*part
	}
}

// checkLoops fails when pivots feed themselves so that contacts would multiply for ever or
// hardly die out: when the matrix of pivot shares has a spectral radius of 0.998 or more.
func checkLoops(demands []Demand, index map[string]int) error {
	const generations, extinct, explosion = 2000, 0.01, 1e6
	gain := gains(demands, index)
	growth := make([]float64, len(demands)) // contacts of the k-th generation from one in each queue
	for q := range growth {
		growth[q] = 1
	}
	for range generations {
		next := make([]float64, len(demands))
		for q := range next {
			for r, g := range gain[q] {
				next[q] += g * growth[r]
			}
		}
		growth = next
		if most := slices.Max(append(growth, 0)); most < extinct {
			return nil
		} else if most > explosion {
			break
		}
	}
	var names []string
	for q, x := range growth {
		if x >= extinct {
			names = append(names, demands[q].Queue.Name)
		}
	}
	return fmt.Errorf("pivots between the queues %s feed themselves: each contact brings another one back: lower their shares", strings.Join(names, ", "))
}

// gains is the contacts that one contact of a queue (row) sends to each other one.
func gains(demands []Demand, index map[string]int) [][]float64 {
	gain := make([][]float64, len(demands))
	for q, d := range demands {
		gain[q] = make([]float64, len(demands))
		for _, s := range d.Profile.Streams {
			for _, p := range s.Pivots {
				gain[q][index[p.To]] += greatestPart(d.Profile, s) * p.Most() * p.Adds()
			}
		}
	}
	return gain
}

// greatestPart is the most that the stream makes up of the queue's contacts in any
// interval.
func greatestPart(p forecast.Profile, s forecast.Stream) float64 {
	var most float64
	for i := range p.Volume.Grid.N {
		most = max(most, s.Share.At(i)*(1-s.Flush.At(i))/careShare(p, i))
	}
	return most
}
