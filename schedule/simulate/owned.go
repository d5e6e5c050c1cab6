package simulate

// On an owned queue (Queue.Owned) the customer who writes again is answered by the same
// agent while that one is on a duty with the queue: the message waits for the agent beside
// the common line, and goes there when it is about to be late or the agent leaves. On
// other queues the same agent goes on if free at once, else anybody.

// keep puts a returning message in its agent's own line, if it has one.
func (e *engine) keep(id int32, q *queue) bool {
	t := &e.talks[id]
	if !q.owned || t.agent < 0 || !e.serves(t.agent, int(t.queue)) || t.due-q.lead <= e.now {
		return false
	}
	e.joins++
	t.state, t.kept, t.joined = inLine, true, e.joins
	e.inbox[t.agent].push(ticket{due: t.due, turn: t.joined, talk: id})
	if at := t.due - q.lead; at < e.w.end {
		e.agenda.push(event{at: at, who: id, version: t.joined, kind: eventRelease})
	}
	return true
}

// serves says whether the agent's duty holds the queue.
func (e *engine) serves(i int32, queue int) bool {
	a := &e.agents[i]
	if a.duty < 0 || a.sick {
		return false
	}
	for _, j := range e.w.duties[a.duty].jobs {
		if j.queue == queue {
			return true
		}
	}
	return false
}

// mine is the ticket that is due first in the agent's own line, if any.
func (e *engine) mine(i int32) (ticket, bool) {
	box := &e.inbox[i]
	for len(*box) > 0 {
		first := (*box)[0]
		if t := &e.talks[first.talk]; t.kept && t.state == inLine && t.joined == first.turn {
			return first, true
		}
		box.pop() // gone to the common line
	}
	return ticket{}, false
}

// head is the due time of the most urgent that the agent could take from a deferrable queue,
// and whether what comes next is the agent's own.
func (e *engine) head(i int32, queue int) (due float64, own, any bool) {
	mine, own := e.mine(i)
	own = own && int(e.talks[mine.talk].queue) == queue
	if e.desks[queue].waiting == 0 {
		return mine.due, own, own
	}
	due = e.soonest(queue)
	if !own {
		return due, false, true
	}
	line, rank := e.first(queue)
	own = e.rank(mine) < rank || e.rank(mine) == rank && mine.due <= (*line)[0].due
	return min(due, mine.due), own, true
}

// pull takes from a queue what the agent should do next.
func (e *engine) pull(i int32, queue int) int32 {
	if _, own, _ := e.head(i, queue); own {
		id := e.inbox[i].pop().talk
		e.talks[id].kept = false
		return id
	}
	return e.next(queue)
}

// release moves a kept message to the common line, or to whoever is free.
func (e *engine) release(id int32) {
	t := &e.talks[id]
	t.kept = false
	e.lineUp(id, &e.w.queues[t.queue])
}

// releaseAll does so with all that the agent's duty no longer holds.
func (e *engine) releaseAll(i int32) {
	kept := e.inbox[i][:0:0]
	for {
		t, ok := e.mine(i)
		if !ok {
			break
		}
		e.inbox[i].pop()
		if e.serves(i, int(e.talks[t.talk].queue)) {
			kept.push(t)
		} else {
			e.release(t.talk)
		}
	}
	e.inbox[i] = append(e.inbox[i], kept...)
}

// offerOwn lets agents look at their own lines.
func (e *engine) offerOwn() {
	if !e.w.owned {
		return
	}
	for i := range e.agents {
		if a := &e.agents[i]; a.held == 0 && a.atWork() && len(e.inbox[i]) > 0 {
			e.seek(int32(i))
		}
	}
}
