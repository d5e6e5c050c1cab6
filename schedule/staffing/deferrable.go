package staffing

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

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

// add counts messages of a mean handle time with a coefficient of variation.
func (a arrivals) add(i int, messages, seconds, cv float64) {
	each := seconds / hour
	a.hours[i] += messages * each
	a.variance[i] += messages * each * each * (1 + cv*cv)
}

// messages turns the contacts of a queue into the messages to answer: the first ones with
// the triage of every post, and those that customers write again after a reply (Erlang-R;
// Yom-Tov & Mandelbaum 2014): a conversation has a geometric number of turns, a customer's
// pause is exponential, and a reply is given when the queue is open.
func messages(a axis, f flow, p forecast.Profile) (first, later arrivals) {
	n := a.wide.N
	first, later = newArrivals(n), newArrivals(n)
	for k, s := range p.Streams {
		again := returns(a, f.hours, f.care[k], s)
		for i := range n {
			j := a.source(i)
			first.add(i, f.posts[i]*s.Share.At(j), s.Triage.At(j), s.Triage.CV)
			first.add(i, f.care[k][i], s.AHT.At(j), s.AHT.CV)
			first.replies[i] += f.care[k][i]
			later.add(i, again[i], s.AHT.At(j), s.AHT.CV)
			later.replies[i] += again[i]
		}
	}
	return first, later
}

// returns is the later messages of one stream by the interval in which they come. The lead
// is gone through twice so that the conversations begin in their stride.
func returns(a axis, h hours, care []float64, s forecast.Stream) []float64 {
	out := make([]float64, len(care))
	var thinking, held float64 // customers who will write again; messages that wait for the opening
	pass := func(to int) {
		for i := range to {
			j := a.source(i)
			again := 1 - 1/max(1, s.Turns.At(j))
			whole, part := exponential(s.Think.At(j) / a.wide.Step.Seconds())
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
// Levels: the least peak for the expected work (or for that of the quantile Risk), each
// window's work by itself, with a margin: in every stretch of one pace the work is
// finished with a probability somewhat above the greatest target share (50 to 99 %), for
// what is late delays what comes after it too, reckoning with
// the chance of single contacts and, without Risk, with the forecast's uncertainty. An
// occupancy cap raises them further.
func requireDeferrable(a axis, f flow, d Demand, opt Options) (schedule.DeferrableRequirement, []schedule.Finding) {
	first, later := messages(a, f, d.Profile)
	unsure := unsureHours(a, d.Profile.Volume, first.hours, opt)
	out := schedule.DeferrableRequirement{Queue: d.Queue.Name, Minimum: d.Queue.MinStaff}
	out.Open = slices.Clone(f.hours.share[a.lead : a.lead+a.grid.N])
	out.Level = make([]float64, a.grid.N)
	var missed lateness
	for _, w := range windowsOf(d, a.wide.Step) {
		c := newClass(a, f.hours)
		c.add(first, w.window, w.first, &missed)
		c.add(later, w.window, w.later, nil)
		for i, sd := range unsure {
			if at := f.hours.next[i]; at < len(c.spread) {
				c.spread[at] += sd * w.first
			}
		}
		done := c.level(d, out.Level)
		out.Work = append(out.Work, c.work(done)...)
	}
	out.Work = merge(out.Work)
	return out, missed.findings(a, d, first)
}

// unsureHours is the standard deviation of each interval's hours by the uncertain rate.
func unsureHours(a axis, v forecast.Volume, hours []float64, opt Options) []float64 {
	out := make([]float64, len(hours))
	if opt.Risk > 0 || len(v.Levels) < 2 {
		return out
	}
	relative, spread := make([]float64, a.grid.N), rateSpread(v)
	for i, m := range v.Mean {
		if m > 0 {
			relative[i] = min(spread(i)/m, 3)
		}
	}
	for i, h := range hours {
		out[i] = h * relative[a.source(i)]
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

// level adds the class's agents to the profile and tells the hours done before each
// interval of the wide grid when just the expected work is levelled.
func (c *class) level(d Demand, profile []float64) []float64 {
	share := 0.5
	for _, t := range d.Queue.Targets {
		share = max(share, t.Share)
	}
	const handedOn = 0.25 // part of the allowance that lateness handed on takes: kept by simulation, see TestLevelKeepsItsTarget
	z := distuv.UnitNormal.Quantile(min(share+handedOn*(1-share), 0.99))
	together := errs{min(max(d.Profile.Volume.Correlation, 0), 0.99), min(max(d.Profile.Volume.Slow, 0), 1)}
	stretches, done := level(c.hours.share, c.arrive, c.due, c.axis.wide.Hours())
	var left unfinished
	for _, s := range stretches {
		sd := math.Sqrt(c.chance(s.from, s.to, together) + left.variance)
		agents := s.agents + (left.mean+z*sd)/s.hours
		left = leftOver(sd, z)
		late, from := c.lateRush(s, done[s.to], z, together)
		for i := max(s.from, c.axis.lead); i < min(s.to, c.axis.lead+len(profile)); i++ {
			if c.hours.share[i] <= 0 {
				continue
			}
			pace := agents
			if i >= from {
				pace = max(agents, late)
			}
			if cap := d.Queue.OccupancyCap; cap > 0 {
				pace /= cap
			}
			profile[i-c.axis.lead] += pace
		}
	}
	return done
}

// chance is the variance of the hours that come in intervals [from, to).
func (c *class) chance(from, to int, e errs) float64 {
	var k chance
	for i := from; i < to; i++ {
		k.add(c, i)
	}
	return k.variance(e)
}

// chance sums the variance of work by the chance of single contacts and by the rate's.
type chance struct{ single, rate, n, sum float64 }

func (k *chance) add(c *class, i int) {
	k.single += c.variance[i]
	k.rate += c.spread[i] * c.spread[i]
	k.sum += c.spread[i]
	if c.spread[i] > 0 {
		k.n++
	}
}

// variance is the sum's: neighbours err together, and the slow part errs alike for days.
func (k chance) variance(e errs) float64 {
	return k.single + (1-e.slow)*k.rate*min(k.n, (1+e.rho)/(1-e.rho)) + e.slow*k.sum*k.sum
}

// errs is how a forecast's errors of different intervals go together.
type errs struct{ rho, slow float64 }

// lateRush is the pace that the end of a stretch needs, and from when, so that what comes
// late in it is done by its end with the margin of z deviations: agents who were idle
// before cannot have done it. Done is the hours of work that the stretch has done by then.
func (c *class) lateRush(s stretch, done, z float64, e errs) (pace float64, from int) {
	if c.came == nil {
		c.came = make([]float64, len(c.arrive)+1)
		for i, h := range c.arrive {
			c.came[i+1] = c.came[i] + h
		}
	}
	step := c.axis.wide.Hours()
	var hours float64
	var k chance
	from = s.to
	for t := s.to - 1; t > s.from; t-- {
		hours += c.hours.share[t] * step
		need := done - c.came[t]
		if need <= 0 || hours <= 0 {
			continue // it came before
		}
		k.add(c, t)
		if x := (need + z*math.Sqrt(k.variance(e))) / hours; x > pace {
			pace, from = x, t
		}
	}
	return pace, from
}

// unfinished is the work that one stretch hands on to the next one.
type unfinished struct{ mean, variance float64 }

// leftOver is what a normal amount of work with the deviation sd leaves above a capacity of
// its mean and z deviations: a busy stretch must not spoil the quiet one after it.
func leftOver(sd, z float64) unfinished {
	beyond := bigPhi(-z)
	mean := phi(z) - z*beyond
	return unfinished{mean: sd * mean, variance: sd * sd * max(0, (1+z*z)*beyond-z*phi(z)-mean*mean)}
}

// work is the class's pieces that can be done within the grid. What came before and is not
// done by then under the levelled plan is handed over at the first opening.
func (c *class) work(done []float64) []schedule.Work {
	lead, n := c.axis.lead, c.axis.grid.N
	opening := c.hours.next[lead]
	slices.SortStableFunc(c.pieces, func(a, b schedule.Work) int { return a.Due - b.Due })
	left := -done[lead] // of the work before the grid, that not yet done
	var out []schedule.Work
	for _, p := range c.pieces {
		if p.Arrive < lead {
			left += p.Hours
			part := min(1, left/p.Hours)
			if part <= 1e-9 {
				continue
			}
			p.Hours *= part
			p.Contacts *= part
			p.Arrive = opening
		}
		if p.Arrive < lead+n {
			out = append(out, schedule.Work{Arrive: p.Arrive - lead, Due: max(p.Due, p.Arrive) - lead, Hours: p.Hours, Contacts: p.Contacts})
		}
	}
	return out
}

// merge sorts work by arrival, then due, and joins pieces that agree in both.
func merge(work []schedule.Work) []schedule.Work {
	slices.SortStableFunc(work, func(a, b schedule.Work) int {
		if a.Arrive != b.Arrive {
			return a.Arrive - b.Arrive
		}
		return a.Due - b.Due
	})
	out := work[:0]
	for _, w := range work {
		if n := len(out); n > 0 && out[n-1].Arrive == w.Arrive && out[n-1].Due == w.Due {
			out[n-1].Hours += w.Hours
			out[n-1].Contacts += w.Contacts
			continue
		}
		out = append(out, w)
	}
	return out
}

// lateness counts the first replies that cannot be in time because the queue is closed.
type lateness struct{ late float64 }

// findings tell when closed hours alone break the first target, however many work.
func (l lateness) findings(a axis, d Demand, first arrivals) []schedule.Finding {
	var offered float64
	for _, x := range first.replies[a.lead : a.lead+a.grid.N] {
		offered += x
	}
	share := d.Queue.Targets[0].Share
	if offered <= 0 || 1-l.late/offered >= share-1e-9 {
		return nil
	}
	return []schedule.Finding{{
		Code: schedule.CodeTarget, Severity: schedule.Missed, Queue: d.Queue.Name,
		From: a.grid.Start, To: a.grid.End(), Value: max(0, 1-l.late/offered), Limit: share,
	}}
}
