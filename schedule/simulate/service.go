package simulate

import "math"

// agent is the state of a worker.
type agent struct {
	duty     int32 // index of world.duties, -1 off duty
	first    int32 // queue whose time this is, the last duty's after it
	held     int   // conversations
	chatting bool  // all of them are chats, so that more may come
	deferred bool  // holds deferrable work
	yields   bool  // and it may be interrupted
	aside    int32 // conversation set down for a live contact, or none
	since    float64
	plan     uint32 // version of the finish on the agenda
	next     int    // which of the held it finishes

	version  uint32 // of the shift
	shiftKey uint64
	draws    uint64
	shiftEnd float64
	sick     bool
	away     bool
	owed     float64 // seconds to be away once nothing is held

	listed            int32 // duty under which the agent is in the book, -1 when not
	liveFirst, covers bool  // of it: its first queue is live; and no deferrable work is held
	full              bool  // and there is room for nothing more
}

// atWork says whether the agent may take new work.
func (a *agent) atWork() bool { return a.duty >= 0 && !a.sick && !a.away && a.owed == 0 }

// hand is the agent's conversations.
func (e *engine) hand(i int32) []int32 {
	from := int(i) * e.w.slots
	return e.held[from : from+e.agents[i].held]
}

// rate is the seconds of standard work done in a second on a conversation beside k-1
// others.
func (e *engine) rate(t *talk, k int) float64 {
	return t.pace / (1 + t.slower*float64(k-1))
}

// touch brings the agent's work and the time sheets up to now.
func (e *engine) touch(i int32) {
	a := &e.agents[i]
	from, past := a.since, e.now-a.since
	a.since = e.now
	if past <= 0 || a.first < 0 {
		return
	}
	if a.held == 0 {
		if a.atWork() {
			e.sheets[a.first].idle.add(e.w, from, e.now, 1)
		}
		return
	}
	e.sheets[a.first].busy.add(e.w, from, e.now, 1)
	for _, id := range e.hand(i) {
		t := &e.talks[id]
		t.left -= past * e.rate(t, a.held)
		e.sheets[t.queue].spent.add(e.w, from, e.now, 1/float64(a.held))
	}
}

// take gives a conversation to an agent at work.
func (e *engine) take(i, id int32) {
	e.hold(i, id)
	e.schedule(i)
	e.refresh(i)
}

// hold adds a conversation to the agent's hand.
func (e *engine) hold(i, id int32) {
	a, t := &e.agents[i], &e.talks[id]
	q := &e.w.queues[t.queue]
	e.touch(i)
	if a.yields {
		e.putAside(i)
	}
	t.state, t.agent, t.started = inHand, i, e.now
	for _, j := range e.w.duties[a.duty].jobs {
		if j.queue == int(t.queue) {
			t.pace, t.slower = j.pace, j.slower
		}
	}
	e.held[int(i)*e.w.slots+a.held] = id
	a.held++
	a.chatting, a.deferred, a.yields = q.chat, !q.live, q.interruptible
}

// schedule puts the agent's next finish on the agenda.
func (e *engine) schedule(i int32) {
	a := &e.agents[i]
	a.plan++
	if a.held == 0 {
		return
	}
	soonest := math.Inf(1)
	for k, id := range e.hand(i) {
		t := &e.talks[id]
		if at := t.left / e.rate(t, a.held); at < soonest {
			soonest, a.next = at, k
		}
	}
	e.agenda.push(event{at: e.now + max(0, soonest), who: i, version: a.plan, kind: eventFinish})
}

// finish ends the turn that was next and looks for more work.
func (e *engine) finish(i int32) {
	e.touch(i)
	a := &e.agents[i]
	hand := e.hand(i)
	id := hand[a.next]
	hand[a.next] = hand[len(hand)-1]
	a.held--
	if a.held == 0 {
		a.chatting, a.deferred, a.yields = false, false, false
	}
	e.endTurn(id)
	if a.held == 0 && a.aside == none && a.owed > 0 {
		e.leave(i)
	}
	e.seek(i)
}

// seek fills the agent's hand with what waits.
func (e *engine) seek(i int32) {
	e.touch(i)
	a := &e.agents[i]
	if a.listed != a.duty || !a.atWork() {
		e.refresh(i)
	}
	for e.takeUp(i) {
	}
	e.refresh(i)
	e.schedule(i)
}

// takeUp gives the agent one more piece of work: what is chosen from the lines, else what
// was set down. It says whether there was any.
func (e *engine) takeUp(i int32) bool {
	a := &e.agents[i]
	if a.atWork() {
		if q := e.choose(i); q >= 0 {
			e.hold(i, e.pull(i, q))
			return true
		}
	}
	if a.held == 0 && a.aside != none {
		e.resume(i)
		return true
	}
	return false
}

// endTurn records a turn and lets the conversation go on, pivot or end.
func (e *engine) endTurn(id int32) {
	t := e.talks[id]
	q := &e.w.queues[t.queue]
	switch {
	case t.posting:
		e.note(&t, posted, t.started, math.Inf(1), e.now, false)
	case t.flushed:
		e.note(&t, flushed, t.started, math.Inf(1), e.now, true)
	case q.live:
		e.note(&t, answered, t.started, t.started, e.now, true)
		e.closeAt(&t, e.now)
		e.pivot(&t, q)
	default:
		back := e.follows(&t, q)
		e.note(&t, answered, t.started, e.now, e.now, back < 0)
		if t.turn == 1 {
			e.pivot(&t, q)
		}
		if back >= 0 {
			next := &e.talks[id]
			next.turn++
			next.state = coming
			e.agenda.push(event{at: e.now + back, who: id, kind: eventArrive})
			return
		}
		e.closeAt(&t, e.now)
	}
	e.drop(id)
}

// follows is the think time before the customer's next message, or -1 at the end of the
// conversation. A geometric number of turns with mean m ends after each with chance 1/m.
func (e *engine) follows(t *talk, q *queue) float64 {
	s := &q.streams[t.stream]
	i := e.w.interval(t.arrived)
	e.dice.set(t.key, purposeTurn+2*uint64(t.turn)+1)
	if m := s.Turns.At(i); m <= 1 || e.dice.Float64() < 1/m {
		return -1
	}
	return s.think.draw(e.dice.Rand, s.Think.At(i))
}

// pivot lets the customer turn up in another queue, perhaps.
func (e *engine) pivot(t *talk, q *queue) {
	s := &q.streams[t.stream]
	if len(s.pivots) == 0 {
		return
	}
	e.dice.set(t.key, purposePivot)
	u, comes, kind, lag := e.dice.Float64(), e.dice.Float64(), e.dice.Float64(), e.dice.ExpFloat64()
	for _, p := range s.pivots {
		share := p.share
		if p.by != nil {
			share *= p.by[min(max(e.w.interval(e.now), 0), len(p.by)-1)]
		}
		if u -= share; u >= 0 {
			continue
		}
		at := e.now + lag*p.lag
		to := &e.w.queues[p.to]
		moved := talk{key: mix(t.key, purposePivot), queue: int16(p.to), turn: 1, state: coming, agent: none, home: none}
		moved.stream = int16(to.pickCare(e.w.interval(at), kind))
		moved.closes(t, q)
		switch {
		case comes < p.adds:
			id := e.newTalk()
			moved.version = e.talks[id].version
			e.talks[id] = moved
			e.agenda.push(event{at: at, who: id, kind: eventArrive})
		case comes < p.arrives: // the other queue's own volume holds the contact
			e.closeAt(&moved, at+to.lasts(int(moved.stream), e.w.interval(at)))
		}
		return
	}
}
