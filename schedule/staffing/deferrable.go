package staffing

import (
	"slices"

	"turno/forecast"
	"turno/schedule"
)

// arrivals is what a deferrable queue is asked in each interval of the wide grid, first
// and later messages apart.
type arrivals struct {
	hours    []float64 // of agent time
	replies  []float64 // it stands for
	variance []float64 // of hours, by the chance of single contacts
}

func newArrivals(n int) arrivals {
	return arrivals{make([]float64, n), make([]float64, n), make([]float64, n)}
}

// clear makes room for another count.
func (a arrivals) clear() {
	clear(a.hours)
	clear(a.replies)
	clear(a.variance)
}

// add counts messages of a mean handle time with a coefficient of variation.
func (a arrivals) add(i int, messages, seconds, cv float64) {
	each := seconds / hour
	a.hours[i] += messages * each
	a.variance[i] += messages * each * each * (1 + cv*cv)
}

// messages turns the contacts of a queue into the messages to answer: the first ones with
// the triage of every post, and those that customers write again after a reply (Erlang-R;
// Yom-Tov & Mandelbaum 2014): a conversation has a geometric number of turns, a customer's
// pause is exponential, and a reply is given when the queue is open. A conversation that was
// taken to another queue is closed by a post, for which nobody waits: work without a reply.
func messages(a axis, f flow, p forecast.Profile) (first, later arrivals) {
	first, later = newArrivals(a.wide.N), newArrivals(a.wide.N)
	countMessages(a, f, p, first, later)
	return first, later
}

func countMessages(a axis, f flow, p forecast.Profile, first, later arrivals) {
	n := a.wide.N
	for k, s := range p.Streams {
		again, closed := returns(a, f.hours, f.care[k], s), f.closings(a, k, s)
		for i := range n {
			j := a.source(i)
			first.add(i, f.posts[i]*s.Share.At(j), s.Triage.At(j), s.Triage.CV)
			first.add(i, f.care[k][i], s.AHT.At(j), s.AHT.CV)
			first.replies[i] += f.care[k][i]
			later.add(i, again[i], s.AHT.At(j), s.AHT.CV)
			later.replies[i] += again[i]
		}
		for i, posts := range closed {
			later.add(i, posts, f.closing, s.AHT.CV)
		}
	}
}

// returns is the later messages of one stream by the interval in which they come. The lead
// is gone through twice so that the conversations begin in their stride.
func returns(a axis, h hours, care []float64, s forecast.Stream) []float64 {
	out := make([]float64, len(care))
	var thinking, held float64 // customers who will write again; messages that wait for the opening
	pause := s.Think.At(0)
	whole, part := exponential(pause / a.wide.Step.Seconds())
	pass := func(to int) {
		for i := range to {
			j := a.source(i)
			again := 1 - 1/max(1, s.Turns.At(j))
			if x := s.Think.At(j); x != pause {
				pause = x
				whole, part = exponential(pause / a.wide.Step.Seconds())
			}
			back := thinking * (1 - whole)
			if h.share[i] <= 0 {
				held += care[i] + back
				thinking *= whole
			} else {
				replies := (care[i] + held + back) / (1 - again*(1-part))
				back = replies - care[i] - held
				held = 0
				thinking = thinking*whole + again*replies*part
			}
			out[i] = max(0, back)
		}
	}
	pass(a.lead)
	pass(len(care))
	return out
}

// requireDeferrable counts the work of one queue that may wait, and levels it.
//
// Targets: work is spread over the windows of the targets. With one target all of it is to
// be done within its time; with several, such as half in 15 minutes and 90 % in 4 hours,
// each further share has the longer time. First replies go by every target, later ones by
// those of each reply or end to end, or else by the same as the first. The window of an end to
// end target is shared by the turns of a conversation, less the customers' pauses. What
// falls due while the queue is closed is to be done before it closes.
//
// Kinds of message with targets of their own are levelled apart, like queues that share their
// agents: a tighter kind asks for no more than its own work needs.
//
// Levels: the least peak for the expected work (or for that of the quantile Risk), each
// window's work by itself, with a reserve against chance (see reserve.go): as much as keeps
// every target in every hour of the day on possible futures of the forecast. An occupancy
// cap raises them further.
//
// Work: the hours are those expected; the reserve is in the levels alone.
func requireDeferrable(a axis, f flow, d Demand, opt Options) (schedule.DeferrableRequirement, []schedule.Finding) {
	out := schedule.DeferrableRequirement{Queue: d.Queue.Name, Minimum: d.Queue.MinStaff}
	out.Open = slices.Clone(f.hours.share[a.lead : a.lead+a.grid.N])
	out.Level = make([]float64, a.grid.N)
	var findings []schedule.Finding
	for _, p := range parted(f, d) {
		var missed lateness
		first, later := messages(a, p.flow, p.Profile)
		for _, w := range planWindows(a, p.flow, p.Demand, opt, first, later, &missed) {
			w.plan.addTo(out.Level, a, f.hours, d.Queue.OccupancyCap)
			out.Work = append(out.Work, p.wanting(w.work(w.plan))...)
		}
		findings = append(findings, missed.findings(a, p, first)...)
	}
	out.Work = merge(out.Work)
	return out, findings
}

// windowPlan is the work of one window with the plan that does it.
type windowPlan struct {
	shares
	*class
	plan levelPlan
}

// planWindows levels the work of every window of a queue.
func planWindows(a axis, f flow, d Demand, opt Options, first, later arrivals, missed *lateness) []windowPlan {
	unsure := unsureParts(a, d.Profile.Volume, opt)
	var out []windowPlan
	for _, w := range windowsOf(d, a.wide.Step) {
		c := newClass(a, f.hours)
		c.add(first, w.window, w.first, missed)
		c.add(later, w.window, w.later, nil)
		for i := range c.spread {
			if at := f.hours.next[i]; at < len(c.spread) {
				part := unsure[a.source(i)]
				c.spread[at] += first.hours[i]*part*w.first + later.hours[i]*part*w.later
			}
		}
		c.stretches, c.done = level(c.hours.share, c.arrive, c.due, a.wide.Hours())
		out = append(out, windowPlan{shares: w, class: c})
	}
	margin := marginOf(d.Queue.Targets)
	if opt.Risk == 0 && len(d.Profile.Volume.Levels) > 1 {
		margin = newRehearsal(a, f, d).leastMargin(d, out)
	}
	for k, w := range out {
		out[k].plan = w.level(d.Profile.Volume, margin)
	}
	return out
}

// unsureParts is the standard deviation of each interval's hours by the uncertain rate, as
// a part of them.
func unsureParts(a axis, v forecast.Volume, opt Options) []float64 {
	out := make([]float64, a.grid.N)
	if opt.Risk > 0 || len(v.Levels) < 2 {
		return out
	}
	spread := rateSpread(v)
	for i, m := range v.Mean {
		if m > 0 {
			out[i] = min(spread(i)/m, 3)
		}
	}
	return out
}

// class is the work of one window on the wide grid.
type class struct {
	axis     axis
	hours    hours
	arrive   []float64 // hours by the interval in which they can first be done
	due      []float64 // hours by the interval by whose end they should be done
	variance []float64 // by arrive
	spread   []float64 // standard deviation of the rate's part, by arrive
	came     []float64 // hours before each interval, once it is asked for
	pieces   []schedule.Work

	stretches []stretch // the work levelled, once all is added
	done      []float64 // hours done before each interval then
}

func newClass(a axis, h hours) *class {
	n := a.wide.N
	return &class{axis: a, hours: h, arrive: make([]float64, n), due: make([]float64, n), variance: make([]float64, n), spread: make([]float64, n)}
}

func (c *class) add(m arrivals, w window, part float64, missed *lateness) {
	n := len(c.arrive)
	for i, h := range m.hours {
		start := c.hours.next[i]
		if start >= n || h*part <= 0 {
			continue
		}
		due, late := c.hours.due(i, start, w)
		c.arrive[start] += h * part
		c.variance[start] += m.variance[i] * part
		if due < n {
			c.due[due] += h * part
		}
		c.pieces = append(c.pieces, schedule.Work{Arrive: start, Due: due, Hours: h * part, Contacts: m.replies[i] * part})
		if late && missed != nil && i >= c.axis.lead && i < c.axis.lead+c.axis.grid.N {
			missed.late += m.replies[i] * part
		}
	}
}

// lateness counts the first replies that cannot be in time because the queue is closed.
type lateness struct{ late float64 }

// findings tell when closed hours alone break the first target, however many work.
func (l lateness) findings(a axis, p aimed, first arrivals) []schedule.Finding {
	var offered float64
	for _, x := range first.replies[a.lead : a.lead+a.grid.N] {
		offered += x
	}
	share := p.Queue.Targets[0].Share
	if offered <= 0 || 1-l.late/offered >= share-1e-9 {
		return nil
	}
	out := schedule.Finding{
		Code: schedule.CodeTarget, Severity: schedule.Missed, Queue: p.Queue.Name,
		From: a.grid.Start, To: a.grid.End(), Value: max(0, 1-l.late/offered), Limit: share,
	}
	if p.kinds != nil {
		out.Code, out.Names = schedule.CodeKindTarget, p.kinds
	}
	return []schedule.Finding{out}
}
