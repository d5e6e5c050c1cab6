package simulate

import (
	"context"
	"fmt"
	"math"
)

// engine replays one replication at a time; its memory is kept from one to the next.
type engine struct {
	w   *world
	key uint64 // of the replication
	now float64

	agenda   agenda
	nextStep int

	dice     *dice
	paths    [][]float64 // arrivals per queue and interval
	doubts   []float64   // by queue, how far its work lies from what is expected, in deviations
	before   [][]float64 // the same of a period that stands for the time before
	batch    []arrival   // of the current interval, by time
	nextOne  int         // of batch
	contacts int32

	talks []talk
	free  []int32
	desks []desk // per queue
	joins uint32

	agents []agent
	held   []int32 // conversations of agent i from i*w.slots
	book   book
	inbox  []line // per agent: messages that wait for him

	reserves [][]int32 // by live queue: reserve plus 1 by interval and number present, 0 is unknown

	records []record
	sheets  []sheet // per queue
	scratch scratch
}

// talk is a conversation that waits, is served, or whose customer thinks.
type talk struct {
	key     uint64
	opened  float64 // arrival of its first message
	arrived float64 // of this message
	started float64 // when an agent took it up
	due     float64
	left    float64 // seconds of work left at pace 1
	pace    float64
	slower  float64 // share by which each further conversation beside it slows the agent
	contact int32
	turn    int32
	agent   int32 // who serves it or served the last turn, -1 for nobody
	version uint32
	queue   int16
	stream  int16
	state   talkState
	flushed bool
	again   bool // a customer who hung up tries again
	posting bool // a closing post of the team: nobody waits
	kept    bool // waits in its agent's own line

	joined uint32 // which time of joining that line it was

	home, homeStream int16 // the queue on which a closing post ends it, -1 for none
	cause            int32 // the contact that the closing post belongs to
}

type talkState uint8

const (
	unused   talkState = iota
	coming             // the customer will write
	inLine             // waits
	inHand             // is served
	setDown            // is served later on: its agent was called away
	hasLeft            // left, but its ticket is still in the line
	finished           // recorded; only until its slot is free again
)

// desk is the state of a queue.
type desk struct {
	lines   []line // by rank of the kinds of message, first come first
	waiting int    // of lines, without those who left
	open    bool

	// Of agents at work whose duty holds this queue and begins with one of its class, live
	// or deferrable:
	present int // all of them
	cover   int // live: not held by deferrable work
	idle    int // live: can take a contact of this queue at once

	reserveAt, reserveOf, reserve int // what the reserve was worked out for, and it

	alarm float64 // deferrable: when the next look at work about to be late is due, +Inf for none
}

// newEngine makes the memory of an engine.
func newEngine(w *world) *engine {
	n := len(w.agents)
	e := &engine{
		w: w, dice: newDice(), paths: make([][]float64, len(w.queues)), doubts: make([]float64, len(w.queues)), before: make([][]float64, len(w.queues)), desks: make([]desk, len(w.queues)),
		agents: make([]agent, n), held: make([]int32, n*w.slots), book: newBook(w), reserves: make([][]int32, len(w.queues)),
		inbox: make([]line, n), sheets: newSheets(w), scratch: newScratch(w),
	}
	for i := range e.desks {
		e.desks[i].lines = make([]line, w.queues[i].ranks)
	}
	return e
}

// replay runs replication number k; its records are in e.records afterwards.
func (e *engine) replay(ctx context.Context, seed uint64, k int) error {
	e.reset(mix(mix(seed, 0), uint64(k)))
	for count := 0; ; count++ {
		if count&1023 == 0 {
			if err := e.goOn(ctx); err != nil {
				return err
			}
		}
		step, soon, one := math.Inf(1), math.Inf(1), math.Inf(1)
		if e.nextStep < len(e.w.steps) {
			step = e.w.steps[e.nextStep].at
		}
		if len(e.agenda) > 0 {
			soon = e.agenda[0].at
		}
		if e.nextOne < len(e.batch) {
			one = e.batch[e.nextOne].at
		}
		switch {
		case min(step, soon, one) >= e.w.end:
			e.settle()
			return nil
		case soon <= step && soon <= one:
			e.happen(e.agenda.pop())
		case step <= one:
			e.nextStep++
			e.change(e.w.steps[e.nextStep-1])
		default:
			e.nextOne++
			e.welcome(e.batch[e.nextOne-1])
		}
	}
}

// goOn says why the replication should stop, or nil.
func (e *engine) goOn(ctx context.Context) error {
	if len(e.records) > mostTurns {
		return fmt.Errorf("a replication brings more than %d turns: take a shorter period, or fewer turns and pivots per contact", mostTurns)
	}
	return ctx.Err()
}

// reset empties everything and draws how many contacts come.
func (e *engine) reset(key uint64) {
	e.key, e.now, e.nextStep, e.nextOne, e.contacts, e.joins = key, e.w.start, 0, 0, 0, 0
	e.agenda, e.batch, e.records = e.agenda[:0], e.batch[:0], e.records[:0]
	e.talks, e.free = e.talks[:0], e.free[:0]
	e.book.clear()
	e.drawPaths(e.paths, purposePath)
	e.drawDoubts()
	if e.w.start < 0 {
		e.drawPaths(e.before, purposeBefore)
	}
	for i := range e.agents {
		e.agents[i] = agent{duty: none, listed: none, first: none, aside: none, since: e.now}
		e.inbox[i] = e.inbox[i][:0]
	}
	for i := range e.desks {
		q := &e.w.queues[i]
		lines := e.desks[i].lines
		for k := range lines {
			lines[k] = lines[k][:0]
		}
		e.desks[i] = desk{lines: lines, open: q.hours.open(e.w.start), reserveAt: none, alarm: math.Inf(1)}
		e.sheets[i].clear()
	}
}

// change makes a step of the timeline.
func (e *engine) change(s step) {
	e.now = s.at
	switch s.kind {
	case stepBacklog:
		e.inherit(int(s.who), int(s.what))
	case stepHours:
		e.desks[s.who].open = s.what == 1
		e.offerOwn()
		e.offerDeferrable()
	case stepShift:
		e.beginShift(s.who, s.what)
	case stepDuty:
		a := &e.agents[s.who]
		e.touch(s.who)
		a.duty = s.what
		if s.what >= 0 {
			a.first = int32(e.w.duties[s.what].jobs[0].queue)
		}
		e.refresh(s.who)
		e.releaseAll(s.who)
		e.seek(s.who)
	case stepInterval:
		e.drawInterval(int(s.who))
		e.offerOwn()
		e.offerDeferrable()
	}
}

// happen makes an event of the agenda, unless it is stale.
func (e *engine) happen(v event) {
	e.now = v.at
	switch v.kind {
	case eventFinish:
		if e.agents[v.who].plan == v.version {
			e.finish(v.who)
		}
	case eventArrive:
		e.arrive(v.who)
	case eventLeave:
		if t := &e.talks[v.who]; t.version == v.version && t.state == inLine {
			e.abandon(v.who)
		}
	case eventDue:
		e.watch(int(v.who))
	case eventRelease:
		if t := &e.talks[v.who]; t.kept && t.state == inLine && t.joined == v.version {
			e.release(v.who)
		}
	case eventSpell:
		if e.agents[v.who].version == v.version {
			e.spell(v.who)
		}
	case eventBack:
		if e.agents[v.who].version == v.version {
			e.back(v.who)
		}
	}
}

// none stands for no agent, queue or conversation.
const none = -1

// newTalk takes a slot for a conversation.
func (e *engine) newTalk() int32 {
	fresh := talk{agent: none, home: none}
	if n := len(e.free); n > 0 {
		id := e.free[n-1]
		e.free = e.free[:n-1]
		fresh.version = e.talks[id].version + 1
		e.talks[id] = fresh
		return id
	}
	e.talks = append(e.talks, fresh)
	return int32(len(e.talks) - 1)
}

func (e *engine) drop(id int32) {
	e.talks[id].state = unused
	e.free = append(e.free, id)
}

// note writes the record of a turn; what has not happened is +Inf.
func (e *engine) note(t *talk, o outcome, start, answer, end float64, last bool) {
	e.records = append(e.records, record{
		contact: t.contact, turn: t.turn, queue: t.queue, kind: t.stream, agent: t.agent, outcome: o, last: last, again: t.again,
		arrival: t.arrived, start: start, answer: answer, end: end,
	})
}

// settle records what is under way at the end of the period.
func (e *engine) settle() {
	e.now = e.w.end
	for i := range e.agents {
		e.touch(int32(i))
	}
	never := math.Inf(1)
	for i := range e.talks {
		t := &e.talks[i]
		switch {
		case t.state == inLine:
			t.agent = -1
			e.note(t, e.stillWaiting(t), never, never, never, false)
		case t.state == inHand && e.w.queues[t.queue].live && !t.flushed:
			e.note(t, answered, t.started, t.started, never, false)
		case t.state == inHand || t.state == setDown:
			e.note(t, e.stillWaiting(t), t.started, never, never, false)
		}
	}
}

func (e *engine) stillWaiting(t *talk) outcome {
	switch {
	case t.posting:
		return posted
	case t.flushed:
		return flushed
	}
	return waiting
}
