package staffing

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// Trace is why a queue is asked for so many agents in one interval: every input of the
// formula and what comes out beside it.
type Trace struct {
	Queue    schedule.Queue
	From, To time.Time
	Open     float64 // share of the interval in which the queue is answered
	Risk     float64 // as in Options

	Offered    float64   // contacts or posts that the forecast expects
	Rates      []float64 // contacts an hour that need an answer, as staffed for: one, or those that the forecast thinks possible
	Pivoted    float64   // contacts that other queues send
	Care       float64   // contacts that need an answer, both together
	Redialled  float64   // live: contacts that come again, of customers who hung up, with the agents asked for
	Kinds      []KindTrace
	Load       float64         // erlangs, in a settled queue
	CarriedBy  [spells]float64 // what the intervals before make of the load, at its moments
	Uneven     float64         // factor on waits by uneven handle times
	HandleTime float64         // seconds per contact
	Agents     float64         // effective agents asked for
	Naive      float64         // what a spreadsheet asks for
	Floor      float64         // agents that a less cautious Risk asks for, where they are more

	Yields bool        // live: all other work may be interrupted for it, so that no agent is kept idle
	Near   []NearTrace // live: one agent fewer, as asked, one more

	Again      float64        // deferrable: customers' later messages in the interval
	Closings   float64        // deferrable: posts in it that close conversations taken to other queues
	WorkHours  float64        // agent-hours expected that can first be done in it
	DueHours   float64        // of those expected, due by its end
	OpenBefore float64        // of those expected, come before it and not done by then, as planned
	Stretches  []StretchTrace // one for each window of the targets: what their agents sum up to
}

// StretchTrace is the stretch of one pace that does a window's work in the interval.
type StretchTrace struct {
	Kinds     []string      // of message whose work it is, where they have targets of their own
	Within    time.Duration // the window
	Clock     schedule.Clock
	From, To  time.Time
	OpenHours float64
	WorkHours float64 // agent-hours expected to be done in it
	Busy      float64 // agents that takes
	Reserve   float64 // agents added against chance
	Rush      float64 // agents more, in the interval, for what comes late in the stretch
}

// Agents is what the stretch asks for in the interval.
func (s StretchTrace) Agents() float64 { return s.Busy + s.Reserve + s.Rush }

// KindTrace is the work of one message kind in the interval.
type KindTrace struct {
	Kind                            string
	Share, Flush                    float64
	Triage, HandleTime, Turns, Care float64
	Think                           float64
}

// NearTrace is a live queue with so many agents.
type NearTrace struct {
	Agents    int
	InTime    []float64 // share of contacts answered in time, by target
	Occupancy float64
	Absorb    float64 // erlangs of other work they can take
}

// Explain traces the requirement of one queue in one interval of the grid. It fails as
// Require does, and where the queue or the interval does not exist.
func Explain(ctx context.Context, grid calendar.Grid, cal *calendar.Calendar, demands []Demand, opt Options, queue string, interval int) (Trace, error) {
	q := slices.IndexFunc(demands, func(d Demand) bool { return d.Queue.Name == queue })
	switch {
	case q < 0:
		return Trace{}, fmt.Errorf("queue %s: not one of the demands", queue)
	case interval < 0 || interval >= grid.N:
		return Trace{}, fmt.Errorf("interval %d of %d", interval, grid.N)
	}
	if err := validate(grid, cal, demands, opt); err != nil {
		return Trace{}, err
	}
	axis := newAxis(grid)
	flows, err := newFlows(ctx, axis, cal, demands, opt)
	if err != nil {
		return Trace{}, err
	}
	naive, err := Naive(grid, cal, demands)
	if err != nil {
		return Trace{}, err
	}
	d, f := demands[q], flows[q]
	t := d.trace(axis, f, interval)
	t.Risk, t.Naive = opt.Risk, naive[q].Agents[interval]
	if d.Queue.Channel.Live() {
		err = t.live(ctx, axis, f, d, opt, interval)
	} else {
		t.deferrable(axis, f, d, opt, interval)
	}
	if err != nil {
		return t, err
	}
	least, err := floors(ctx, axis, cal, demands, opt)
	if err != nil {
		return t, err
	}
	if x := least[q].agents(d.Queue, interval); x > t.Agents {
		t.Agents, t.Floor = x, x
	}
	return t, nil
}

func (d Demand) trace(a axis, f flow, i int) Trace {
	at := i + a.lead
	t := Trace{Queue: d.Queue, From: a.grid.At(i), To: a.grid.At(i + 1), Open: f.hours.share[at], Offered: d.Profile.Volume.Mean[i], Pivoted: f.extra[at], Uneven: 1}
	for k, s := range d.Profile.Streams {
		t.Kinds = append(t.Kinds, KindTrace{
			Kind: string(s.Kind), Share: s.Share.At(i), Flush: s.Flush.At(i), Triage: s.Triage.At(i), HandleTime: s.AHT.At(i),
			Turns: max(1, s.Turns.At(i)), Care: f.care[k][at], Think: s.Think.At(i),
		})
		t.Care += f.care[k][at]
	}
	return t
}

func (t *Trace) live(ctx context.Context, a axis, f flow, d Demand, opt Options, i int) error {
	desk := newDesk(a, f, d)
	o, err := desk.offered(ctx, opt, i)
	if err != nil {
		return fmt.Errorf("queue %s: %w", d.Queue.Name, err)
	}
	t.HandleTime, t.Load, t.Uneven, t.CarriedBy = o.aht, o.load, desk.uneven, desk.carry[i]
	t.Agents = d.Queue.MinStaff * t.Open
	if o.contacts <= 0 {
		return nil
	}
	for n := range o.points {
		t.Rates = append(t.Rates, o.rates[n])
	}
	c, err := desk.curve(o, int(o.load)+1)
	if err != nil {
		return fmt.Errorf("queue %s: %w", d.Queue.Name, err)
	}
	t.Agents = math.Max(t.Agents, float64(c.Mark))
	t.Yields = f.yields && d.Queue.Channel == skills.Voice
	t.Load, t.Redialled = c.Load, c.Contacts-(o.contacts-o.redials)
	withAgents := desk.withAgents(o)
	for n := max(0, c.Mark-1); n <= c.Mark+1; n++ {
		mix := withAgents(n, apart)
		near := NearTrace{Agents: n, Absorb: c.AbsorbAt(float64(n)), Occupancy: mix.busy(n)}
		for g := range desk.goals {
			near.InTime = append(near.InTime, 1-mix.missed(n, g))
		}
		t.Near = append(t.Near, near)
	}
	return nil
}

// busy is the share of time that n agents are busy.
func (m mixture) busy(n int) float64 {
	if n <= 0 {
		return 1
	}
	var busy float64
	for _, w := range m.rows {
		busy += w.time * w.row.outcome(n).busy
	}
	return busy / float64(n)
}

func (t *Trace) deferrable(a axis, f flow, d Demand, opt Options, i int) {
	at := i + a.lead
	first, later := messages(a, f, d.Profile)
	t.Again = later.replies[at]
	for k, s := range d.Profile.Streams {
		if closed := f.closings(a, k, s); closed != nil {
			t.Closings += closed[at]
		}
	}
	for k := range first.hours {
		if f.hours.next[k] == at {
			t.WorkHours += first.hours[k] + later.hours[k]
		}
	}
	level := make([]float64, a.grid.N)
	for _, p := range parted(f, d) {
		first, later := messages(a, p.flow, p.Profile)
		for _, w := range planWindows(a, p.flow, p.Demand, opt, first, later, nil) {
			w.plan.addTo(level, a, f.hours, d.Queue.OccupancyCap)
			t.stretch(w, p.kinds, at)
			t.DueHours += w.due[at]
			var came float64
			for _, h := range w.arrive[:at] {
				came += h
			}
			t.OpenBefore += max(0, came-w.plan.done[at])
		}
	}
	t.Agents = max(level[i], d.Queue.MinStaff*t.Open)
	t.Load = t.WorkHours / a.grid.Hours()
	if t.Care > 0 {
		var seconds float64
		for _, k := range t.Kinds {
			seconds += k.Care * k.HandleTime
		}
		t.HandleTime = seconds / t.Care
	}
}

// stretch adds the stretch of the window's plan that holds an interval of the wide grid.
func (t *Trace) stretch(w windowPlan, kinds []string, at int) {
	for _, s := range w.plan.stretches {
		if t.Open <= 0 || at < s.from || at >= s.to {
			continue
		}
		wide, opens := w.class.axis.wide, w.class.hours.next[s.from]
		t.Stretches = append(t.Stretches, StretchTrace{
			Kinds: kinds, Within: time.Duration(w.steps * float64(wide.Step)), Clock: w.clock, From: wide.At(opens), To: wide.At(s.to),
			OpenHours: s.hours, WorkHours: s.agents * s.hours, Busy: s.agents, Reserve: s.margin - s.agents, Rush: s.pace(at) - s.margin,
		})
	}
}

// Model names the formula of a queue.
func (t Trace) Model() string {
	switch {
	case !t.Queue.Channel.Live():
		return "earliest due date"
	case t.Queue.Channel == skills.Chat:
		return "chat chain"
	case t.Queue.Patience > 0:
		return "Erlang A"
	}
	return "Erlang C"
}
