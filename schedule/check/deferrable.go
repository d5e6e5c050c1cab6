package check

import (
	"math"

	"turno/schedule"
)

// negligible is work too small to matter, in agent-hours.
const negligible = 1e-9

// pass follows deferrable work along the grid.
type pass struct {
	*docket
	force  *workforce
	crews  [][]crew   // by interval
	spare  [][]beside // by live queue and interval: for each head that serves deferrable queues too
	keep   float64    // of people's time, after shrinkage
	out    []schedule.QueueCoverage
	future Future
	weight float64 // of the future
	queues []*waiting
}

// coverDeferrable is a fluid pass over the grid, once for each possible future: work that
// has arrived is done earliest due first, by the people whose duty lists its queue. Those
// whose duty is first on a deferrable queue give it their time and what is left of it to
// the next they list; those first on a live queue give the erlangs that
// its curve can absorb, each blend in proportion to its people, in the order listed. Work
// is done in open intervals only. What is late counts its contacts as missed where it falls
// due and still has to be done; work due beyond the grid is not judged. Coverage is the
// mean over the futures, in which busy ones weigh by their contacts: a week at its mean
// hides how a bad day spoils those after it.
func (c *docket) coverDeferrable(force *workforce, keep float64, out []schedule.QueueCoverage) {
	c.fates = make([]fate, len(c.Queues))
	if len(c.Requirement.Deferrable) == 0 {
		return
	}
	courses := c.courses()
	p := pass{docket: c, force: force, keep: keep, out: out, weight: 1 / float64(len(courses))}
	for i := range c.Requirement.Grid.N {
		p.crews = append(p.crews, force.crews(i, keep))
	}
	for _, req := range c.Requirement.Deferrable {
		if q, ok := c.queues[req.Queue]; ok {
			c.fates[q].due = make([]float64, c.Requirement.Grid.N)
			for i := range out[q].Required {
				out[q].Required[i] = at(req.Level, i)
			}
		}
	}
	p.findSpare()
	for _, f := range courses {
		p.follow(f)
	}
}

// findSpare works out what the live queues' people can do beside them.
func (p *pass) findSpare() {
	p.spare = make([][]beside, len(p.out))
	for q := range p.out {
		p.spare[q] = make([]beside, len(p.crews))
		for i := range p.crews {
			heads := p.blended(q, i)
			if heads <= 0 || p.fates[q].due != nil {
				continue
			}
			b, part := p.besides(q, i, p.keep, p.out[q]), reach(heads/p.out[q].Heads[i])/heads
			p.spare[q][i] = beside{b.any * part, b.urgent * part}
		}
	}
}

// blended is the heads on a queue in interval i who serve deferrable queues too.
func (p *pass) blended(q, i int) float64 {
	var sum float64
	for _, crew := range p.crews[i] {
		if b := p.force.blends[crew.blend]; b.first == q && len(b.defers) > 0 {
			sum += crew.heads
		}
	}
	return sum
}

// follow takes one future through the grid.
func (p *pass) follow(f Future) {
	p.future, p.queues = f, make([]*waiting, len(p.Queues))
	for _, req := range p.Requirement.Deferrable {
		if q, ok := p.docket.queues[req.Queue]; ok {
			p.queues[q] = p.open(q, req)
		}
	}
	for i, crews := range p.crews {
		for _, w := range p.queues {
			w.arrivals(i)
		}
		for _, crew := range crews {
			p.work(crew, i)
		}
		for q, w := range p.queues {
			if w != nil {
				w.done[i] = w.spent
				p.out[q].Missed[i] += p.weight * w.late(i)
			}
		}
	}
	for q, w := range p.queues {
		if w != nil {
			p.fates[q].judge(f[p.Queues[q].Name], w, p.weight)
		}
	}
}

// open lays out the work of a queue and counts what it asks for.
func (p *pass) open(q int, req schedule.DeferrableRequirement) *waiting {
	var work []schedule.Work
	if by := p.future[req.Queue]; len(by) > 0 {
		work = by[0]
	}
	w := newWaiting(work, req.Open, len(p.crews))
	for i, items := range w.arrive {
		for _, k := range items {
			p.out[q].Contacts[i] += p.weight * work[k].Contacts
		}
	}
	for i, items := range w.due {
		for _, k := range items {
			p.fates[q].due[i] += p.weight * work[k].Contacts
		}
	}
	return w
}

// judge holds what was done against the targets behind the first.
func (t *fate) judge(work [][]schedule.Work, w *waiting, weight float64) {
	if len(work) < 2 {
		return
	}
	if t.later == nil {
		t.later = make([]held, len(work)-1)
	}
	for k := range min(len(t.later), len(work)-1) {
		t.later[k].hold(work[k+1], w.done, w.all, weight)
	}
}

// work spends the time of one crew in interval i on what waits and books it as supply of
// the queues that are not the crew's first.
func (p *pass) work(crew crew, i int) {
	b := p.force.blends[crew.blend]
	hours := p.Requirement.Grid.Hours()
	time, urgent := crew.time, 0.0
	live := b.first >= 0 && p.queues[b.first] == nil
	if live {
		spare := p.spare[b.first][i]
		time, urgent = spare.any*crew.heads, spare.urgent*crew.heads
	}
	time *= hours
	total := time
	for k, q := range b.defers {
		pace := 1.0 // absorbed erlangs are work at standard pace
		if !live && crew.time > 0 {
			pace = crew.pace[k] / crew.time
		}
		if crew.pace[k] <= 0 || time <= 0 {
			continue
		}
		done := p.queues[q].do(min(time, total*at(p.queues[q].open, i))*pace, math.MaxInt)
		time -= done / pace
		p.book(q, b.first, i, done)
	}
	if live {
		p.hurry(b, crew, i, urgent*hours-(total-time))
		p.room(b, crew, i, time)
	}
}

// hurry spends the time left on what is about to be late, as far as nobody at work has the
// attention on its queue.
func (p *pass) hurry(b blend, crew crew, i int, time float64) {
	for k, q := range b.defers {
		if crew.pace[k] <= 0 || time <= 0 {
			continue
		}
		alone := math.Pow(1-p.keep, p.out[q].Heads[i])
		done := p.queues[q].do(time*alone*at(p.queues[q].open, i), i)
		time -= done
		p.book(q, b.first, i, done)
	}
}

// room books the time that nothing waited for as supply of the first open queue.
func (p *pass) room(b blend, crew crew, i int, time float64) {
	for k, q := range b.defers {
		if crew.pace[k] > 0 && at(p.queues[q].open, i) > 0 {
			p.book(q, b.first, i, max(0, time))
			return
		}
	}
}

// book counts hours as supply of a queue that is not the first of those who give them.
func (p *pass) book(q, first, i int, hours float64) {
	if q != first {
		p.out[q].Supplied[i] += p.weight * hours / p.Requirement.Grid.Hours()
	}
}

// reach is the part of a live queue's spare time that can be used where only a share of its
// people serve deferrable queues: work is begun when two or more are idle, one of whom must
// be of them.
func reach(share float64) float64 { return 1 - (1-share)*(1-share) }
