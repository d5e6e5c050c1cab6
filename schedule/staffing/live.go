package staffing

import (
	"context"
	"fmt"
	"math"
	"slices"

	"turno/schedule"
	"turno/skills"
)

// requireLive makes the curves of one queue that must be answered at once.
//
// In every interval the queue is taken to have settled at its rate, corrected for what the
// intervals before it leave under work (carryOver), and with waits that are longer for
// uneven handle times (unevenness). The rate is uncertain: without Risk the share missed is that of the rates that the forecast thinks possible,
// weighted by contacts; with Risk that of the rate at this quantile. Contacts that come
// while the queue is closed are not offered. Flushed contacts cost their triage. An end to
// end target is one on the wait, less the mean handle time.
func requireLive(ctx context.Context, a axis, f flow, d Demand, opt Options) (schedule.LiveRequirement, error) {
	out := schedule.LiveRequirement{Queue: d.Queue.Name, Minimum: d.Queue.MinStaff, Curves: make([]schedule.Curve, a.grid.N)}
	out.Open = slices.Clone(f.hours.share[a.lead : a.lead+a.grid.N])
	desk := newDesk(a, f, d)
	known := map[offer]schedule.Curve{}
	var previous int
	err := desk.walk(ctx, opt, func(i int, o offer) (float64, error) {
		if o.contacts <= 0 {
			out.Curves[i] = idle(d.Queue.Targets[0].Share)
			return 0, nil
		}
		curve, ok := known[o]
		if !ok {
			var err error
			if curve, err = desk.curve(o, previous); err != nil {
				return 0, fmt.Errorf("queue %s: load of %.4g erlangs at %s: %w", d.Queue.Name, o.load, a.grid.At(i).Format("2006-01-02 15:04"), err)
			}
			known[o] = curve
		}
		out.Curves[i], previous = curve, curve.Mark
		return float64(curve.Mark), nil
	})
	return out, err
}

// offer is what comes to a live queue in one interval.
type offer struct {
	contacts float64                // expected while open
	load     float64                // erlangs while open
	aht      float64                // seconds per contact, triage of flushed ones included
	rates    [possibleRates]float64 // contacts an hour while open
	points   int                    // of them in use
	by       [spells]float64        // what is carried over, as a factor on the rates
	moments  int                    // of them in use: one where the load hardly moves within the interval
	redials  float64                // of the contacts, those who come back from earlier intervals
}

// carry corrects the rates for what is carried over.
func (o *offer) carry(by [spells]float64) {
	o.by, o.moments = by, spells
	if by[0] == by[spells-1] {
		o.moments = 1
	}
}

// desk is one live queue with what has been computed about it.
type desk struct {
	Demand
	axis    axis
	flow    flow
	goals   []goal
	rows    map[rowKey]*row
	read    func(i int, out []float64) []float64 // see reader
	buffer  []float64
	rounded bool              // handle times are many: round them
	carry   [][spells]float64 // by interval, see carryOver
	again   retries
	uneven  float64 // see unevenness
}

// goal is a target on the wait.
type goal struct {
	share  float64
	within float64 // seconds
}

func newDesk(a axis, f flow, d Demand) *desk {
	k := &desk{Demand: d, axis: a, flow: f, rows: map[rowKey]*row{}}
	for _, t := range d.Queue.Targets {
		g := goal{share: t.Share, within: t.Within.Seconds()}
		if t.Measure == schedule.EndToEnd {
			g.within = endToEnd(d, t).Seconds()
		}
		k.goals = append(k.goals, g)
	}
	times := map[float64]bool{}
	for i := range a.grid.N {
		times[k.handleTime(i)] = true
	}
	k.rounded = len(times) > 12
	k.read = reader(d.Profile.Volume)
	k.carry, k.uneven, k.again = k.carryOver(), k.unevenness(), k.newRetries()
	return k
}

// handleTime is the mean agent time per contact that needs an answer in interval i.
func (k *desk) handleTime(i int) float64 {
	at := i + k.axis.lead
	var work, care float64
	for s, stream := range k.Profile.Streams {
		c := k.flow.care[s][at]
		care += c
		work += c*stream.AHT.At(i) + k.flow.posts[at]*stream.Share.At(i)*stream.Triage.At(i)
	}
	if care <= 0 {
		return 0
	}
	return work / care
}

func (k *desk) offer(i int, opt Options) offer {
	at := i + k.axis.lead
	open, step := k.flow.hours.share[at], k.axis.grid.Hours()
	all := k.flow.own[at] + k.flow.extra[at]
	if open <= 0 || all <= 0 {
		return offer{}
	}
	o := offer{aht: k.handleTime(i), points: 1, moments: 1}
	if k.rounded {
		o.aht = geometric(o.aht, 0.005)
	}
	v := k.Profile.Volume
	care := k.flow.parts[i]
	expected := v.Mean[i]*care + k.flow.extra[at]
	o.rates[0] = all / step
	if opt.Risk == 0 && len(v.Levels) > 1 {
		k.buffer = ratePoints(v, k.read, i, k.buffer)
		o.points = len(k.buffer)
		for n, x := range k.buffer {
			o.rates[n] = (x*care + k.flow.extra[at]) / step
		}
	}
	back := k.comeBack(&o)
	o.redials = back * open
	o.contacts = (expected + back) * open
	o.load = (expected + back) / step * o.aht / hour * agentShare(k.Queue)
	o.carry(k.carry[i])
	return o
}

// agentShare is the least agent time that a second of handle time costs: less than one on
// chat, where an agent with all slots in use serves several, if more slowly.
func agentShare(q schedule.Queue) float64 {
	if q.Channel != skills.Chat {
		return 1
	}
	return (1 + q.Inflation*float64(q.Slots-1)) / float64(q.Slots)
}

// geometric rounds x to a whole power of 1+ratio.
func geometric(x, ratio float64) float64 {
	unit := math.Log1p(ratio)
	return math.Exp(unit * math.Round(math.Log(x)/unit))
}

// curve finds the mark of an offer, near a guess, and tabulates around it.
func (k *desk) curve(o offer, guess int) (schedule.Curve, error) {
	mix := k.withAgents(o)
	need, ok := 0, false
	if o.load <= 2*MaxAgents {
		need, ok = leastFrom(max(guess, 1), func(n int) bool { return mix(n, apart).meets(n, k.goals, k.Queue.OccupancyCap) })
	}
	if !ok {
		return schedule.Curve{}, fmt.Errorf("more than %d agents would be needed to meet its targets: check volume, handle time and targets", MaxAgents)
	}
	mark := min(max(need, int(math.Ceil(k.Queue.MinStaff-1e-9))), MaxAgents)
	end := curveEnd(mark)
	c := schedule.Curve{Contacts: k.contacts(o, mark), Target: k.goals[0].share, Mark: mark}
	c.Load = o.load * c.Contacts / o.contacts
	missed := table(end, mark, func(n int) float64 { return c.Contacts * mix(n, apart).missed(n, 0) })
	c.Missed = convex(missed, mark)
	c.Absorb = k.absorb(mix, need, end)
	return c, nil
}

// leastFrom is the least n of 1..MaxAgents that is good, when all above it are good too.
func leastFrom(guess int, good func(n int) bool) (int, bool) {
	low, high, stride := 0, guess, 1 // low is not good
	for !good(high) {
		if high >= MaxAgents {
			return 0, false
		}
		low, high, stride = high, min(high+stride, MaxAgents), 2*stride
	}
	for stride = 1; high-low > 1; stride *= 2 { // from above, since the guess is near
		if n := max(high-stride, (low+high)/2); good(n) {
			high = n
		} else {
			low = n
			stride = 1
		}
	}
	return high, true
}

// finest is the number of points up to which a table is computed at every n.
const finest = 256

// table fills y(0..end), from some points by straight lines when there are many; mark is
// always one of them.
func table(end, mark int, y func(n int) float64) []float64 {
	out := make([]float64, end+1)
	stride := end/finest + 1
	var a int
	out[0] = y(0)
	for a < end {
		b := min(a+stride, end)
		if a < mark && mark < b {
			b = mark
		}
		out[b] = y(b)
		for n := a + 1; n < b; n++ {
			out[n] = out[a] + (out[b]-out[a])*float64(n-a)/float64(b-a)
		}
		a = b
	}
	return out
}

// absorb is the erlangs of deferrable work that n agents can take beside the live work, for
// n up to end: none below what the live work needs. On voice an agent takes a job only
// while more than a reserve are idle, and the reserve is the least that keeps every target;
// setting the agents above the need apart is never worse. Where every job may be interrupted
// none is kept in reserve and all idle time is for it (preemptive priority). Agents on chat are
// always set apart: those who are left would have more chats at once.
func (k *desk) absorb(mix func(n, reserve int) mixture, need, end int) []float64 {
	out := make([]float64, end+1)
	if need > end {
		return out
	}
	voice := k.Queue.Channel == skills.Voice
	reserve := 0
	value := table(end-need, 0, func(extra int) float64 {
		n := need + extra
		most := float64(extra)
		if voice && k.flow.yields {
			most = max(most, float64(n)*(1-mix(n, apart).busy(n)))
		} else if voice {
			var erlangs float64
			reserve, erlangs = leastReserve(mix, n, reserve, k.goals)
			most = max(most, erlangs)
		}
		return most
	})
	for n, x := range value {
		out[need+n] = x
		if n > 0 {
			out[need+n] = max(x, out[need+n-1])
		}
	}
	return out
}
