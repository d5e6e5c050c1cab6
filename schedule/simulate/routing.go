package simulate

// book lists the agents who could take work at once, per queue, class and number of
// conversations held, longest idle first: doubly linked lists over slices. Node i*deepest+p
// stands for job p of agent i's duty.
type book struct {
	head, tail       []int32 // by list, -1 is none
	next, prev, list []int32 // by node; list -1 is in none
}

func newBook(w *world) book {
	n := len(w.agents) * w.deepest
	return book{make([]int32, w.lists), make([]int32, w.lists), make([]int32, n), make([]int32, n), make([]int32, n)}
}

func (b *book) clear() {
	for i := range b.head {
		b.head[i], b.tail[i] = -1, -1
	}
	for i := range b.list {
		b.list[i] = -1
	}
}

func (b *book) add(list, node int32) {
	b.list[node], b.next[node], b.prev[node] = list, -1, b.tail[list]
	if b.tail[list] >= 0 {
		b.next[b.tail[list]] = node
	} else {
		b.head[list] = node
	}
	b.tail[list] = node
}

func (b *book) remove(node int32) {
	list := b.list[node]
	if list < 0 {
		return
	}
	if p := b.prev[node]; p >= 0 {
		b.next[p] = b.next[node]
	} else {
		b.head[list] = b.next[node]
	}
	if n := b.next[node]; n >= 0 {
		b.prev[n] = b.prev[node]
	} else {
		b.tail[list] = b.prev[node]
	}
	b.list[node] = -1
}

// refresh enters in the book, and in the desks' counts, what the agent can do now.
func (e *engine) refresh(i int32) {
	a := &e.agents[i]
	full := a.held > 0 && !a.chatting && !a.yields
	if full && a.full && a.listed == a.duty && a.covers == (a.liveFirst && !a.deferred) && a.atWork() {
		return // from one piece of work to the next: nothing changes for others
	}
	e.withdraw(i)
	if !a.atWork() {
		return
	}
	d := &e.w.duties[a.duty]
	a.listed, a.full = a.duty, full
	a.liveFirst, a.covers = d.liveFirst, d.liveFirst && (!a.deferred || a.yields)
	for p, j := range d.jobs {
		q, desk := &e.w.queues[j.queue], &e.desks[j.queue]
		if a.liveFirst == q.live {
			desk.present++
		}
		if a.covers && q.live {
			desk.cover++
		}
		k, held := a.class(d, p, q), a.held
		if k < 0 {
			continue
		}
		if k == calledAway {
			held = 0
		}
		if a.liveFirst && q.live {
			desk.idle++
		}
		e.book.add(int32(q.list+k*q.depth+held), i*int32(e.w.deepest)+int32(p))
	}
}

// room says whether the agent can take a further contact of the job's queue.
func (a *agent) room(q *queue, j job) bool {
	return a.held == 0 || a.chatting && q.chat && a.held < j.slots || a.yields && q.live && a.liveFirst
}

// The classes of an agent's standing towards a queue, best first.
const (
	attending  = iota // it has the attention: the duty's first, or deferrable like the first
	helping           // another queue of the duty
	calledAway        // a live queue, for which work would be set down
	classes
)

// class is the agent's standing towards job p of the duty, or -1 where there is no room.
func (a *agent) class(d *duty, p int, q *queue) int {
	switch {
	case !a.room(q, d.jobs[p]):
		return -1
	case a.yields:
		return calledAway
	case p == 0 || !q.live && !d.liveFirst:
		return attending
	}
	return helping
}

// withdraw takes back what refresh entered.
func (e *engine) withdraw(i int32) {
	a := &e.agents[i]
	if a.listed < 0 {
		return
	}
	for p, j := range e.w.duties[a.listed].jobs {
		desk := &e.desks[j.queue]
		node := i*int32(e.w.deepest) + int32(p)
		live := e.w.queues[j.queue].live
		if a.liveFirst == live {
			desk.present--
		}
		if a.covers && live {
			desk.cover--
		}
		if a.liveFirst && live && e.book.list[node] >= 0 {
			desk.idle--
		}
		e.book.remove(node)
	}
	a.listed = -1
}

// find is the agent who should take a contact of the queue that has just come, or -1:
// those whose attention it has before the others, fewest conversations before more,
// longest idle first.
func (e *engine) find(q int, due float64) int32 {
	queue := &e.w.queues[q]
	if !queue.live && !e.desks[q].open {
		return -1
	}
	for class := range classes {
		for k := range queue.depth {
			for node := e.book.head[queue.list+class*queue.depth+k]; node >= 0; node = e.book.next[node] {
				i := node / int32(e.w.deepest)
				if queue.live || e.spared(i, q, due) {
					return i
				}
			}
		}
	}
	return -1
}

// owner says whether the agent who served the last turn of a conversation can go on at
// once.
func (e *engine) owner(t *talk) bool {
	a := &e.agents[t.agent]
	if a.held > 0 || !a.atWork() || !e.desks[t.queue].open {
		return false
	}
	for _, j := range e.w.duties[a.duty].jobs {
		if j.queue == int(t.queue) {
			return e.spared(t.agent, j.queue, t.due)
		}
	}
	return false
}

// offer gives waiting deferrable work to agents who are free for it; each takes what comes
// first in the own duty.
func (e *engine) offer(q int) {
	for e.desks[q].waiting > 0 {
		i := e.find(q, e.soonest(q))
		if i < 0 {
			return
		}
		e.seek(i)
	}
}

// offerDeferrable does so for all queues, best priority first.
func (e *engine) offerDeferrable() {
	for _, q := range e.w.deferrable {
		e.offer(q)
	}
}

// choose is the queue from which the agent takes work, or -1.
func (e *engine) choose(i int32) int {
	a := &e.agents[i]
	d := &e.w.duties[a.duty]
	if d.liveFirst {
		if q := e.chooseLive(a, d); q >= 0 || !d.deferred || a.held > 0 || a.aside != none {
			return q
		}
		return e.chooseDeferrable(i, d)
	}
	if a.held == 0 && a.aside == none {
		if q := e.chooseDeferrable(i, d); q >= 0 {
			return q
		}
	}
	return e.chooseLive(a, d)
}

// chooseLive is the first live queue of the duty at which somebody waits whom the agent
// has room for, or -1.
func (e *engine) chooseLive(a *agent, d *duty) int {
	for _, j := range d.jobs {
		if q := &e.w.queues[j.queue]; q.live && e.desks[j.queue].waiting > 0 && a.room(q, j) {
			return j.queue
		}
	}
	return -1
}

// chooseDeferrable is the first deferrable queue of the duty with work for which the agent
// can be spared, or -1.
func (e *engine) chooseDeferrable(i int32, d *duty) int {
	for _, j := range d.jobs {
		desk := &e.desks[j.queue]
		if e.w.queues[j.queue].live || !desk.open {
			continue
		}
		if due, _, any := e.head(i, j.queue); any && e.spared(i, j.queue, due) {
			return j.queue
		}
	}
	return -1
}
