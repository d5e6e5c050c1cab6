package messages

import (
	"time"

	"turno/forecast"
)

// Phase is a stretch of a conversation that is timed.
type Phase uint8

// The phases: until the first reply; each wait of the customer for a reply; from the first
// post to the last reply.
const (
	FirstReply Phase = iota
	EachReply
	EndToEnd
	phases
)

// Limit is a time that a team aims at or has promised.
type Limit struct {
	Within time.Duration
	Phase  Phase
	Open   bool // only open hours count
}

// Reached is how many were within a limit.
type Reached struct {
	Limit
	N, Kept int64
}

// Share is the part within the limit.
func (r Reached) Share() Parameter { return share(r.Kept, r.N) }

// Wait is a phase on both clocks: all time, and open hours alone.
type Wait struct{ Elapsed, Open Times }

// Hour is what came in one hour of the local day, and what became of it.
type Hour struct {
	Messages, Volume, Answered, Flushed, Replies int64
	Waits                                        [phases]Wait
	Reached                                      []Reached // as the queue's limits
}

// Kind is what came of one kind of message.
type Kind struct {
	Kind                               forecast.Kind
	Volume, Answered, Flushed, Replies int64
}

// Moved is what went on from one queue in another.
type Moved struct {
	From, To string
	Invited  int64 // conversations whose customer was asked to; 0 where no rule tells
	Came     int64 // customers who turned up there
	Lag      Times
}

// Crossed is what was addressed to one handle and answered by another.
type Crossed struct {
	Addressed, Answered    string
	Conversations, Replies int64
	Hours                  float64 // of agents' time: the replies at the handle time of their queue; NaN where it is not known
}

// Measures are what one queue did.
type Measures struct {
	Queue   string
	Handles []string
	Side    Side

	Messages   int64
	Volume     int64 // conversations that customers began
	Answered   int64
	Flushed    int64 // not answered, and needed no answer
	Unanswered int64 // not answered, and wanted one
	Replies    int64 // of agents; several in a row are one
	Handovers  int64 // replies by another handle or agent than the one before
	Ruled      int64 // of Flushed those that a rule named

	Waits   [phases]Wait
	Reached []Reached // by the order of Options.Limits
	Think   Times     // from a reply to the customer's next message
	Handle  Times     // an agent's time on a reply
	Timed   bool      // Handle was recorded; else it is the gaps between an agent's replies while work waited
	Kinds   []Kind
	Hours   [24]Hour

	Closed     int64   // answered conversations of known agents
	AgentHours float64 // that agents were at work on the queue, by their messages

	CSAT          float64 // mean satisfaction told, 0 to 1
	CSATs         int64   // how often
	Late          int64   // public conversations answered after the first limit, or not at all though wanted
	Reach, LateTo float64 // people who may have seen posts; of them those of late ones
	Reaches       int64   // posts whose reach is given

	Abandoned, Offered float64 // of interval reports and tickets on live sides

	turns, turns2  float64 // sum of replies and of their squares over conversations
	settled, idle  int64   // conversations old enough to tell, and those not answered of them
	handled        float64 // of interval reports: weight and sum of handle times
	handledSeconds float64
	cut            float64 // seconds of gaps between replies that were cut
	invited, came  int64
	handles        map[uint16]bool
	kinds          []Kind
	satisfied      float64
	number         int64 // of the queue, from 1
}

// Flush is the share of posts that needed no answer. Where nothing was ever answered it is
// not known: the export may lack the answers.
func (m *Measures) Flush() Parameter {
	if m.Answered == 0 {
		return none
	}
	return share(m.idle, m.settled)
}

// Turns is the mean of agent replies in a conversation that was answered; interval reports
// do not tell it.
func (m *Measures) Turns() Parameter {
	if m.turns == 0 {
		return none
	}
	return mean(m.turns, m.turns2, m.Answered)
}

// ThinkTime is the median of the customers' pauses, seconds.
func (m *Measures) ThinkTime() Parameter { return m.Think.Median() }

// HandleTime is the mean of an agent's time on a reply, seconds. Interval reports tell no
// spread: their interval is that of an exponential time.
func (m *Measures) HandleTime() Parameter {
	if m.handled > 0 && m.Handle.n == 0 {
		v := m.handledSeconds / m.handled
		return mean(m.handledSeconds, m.handled*2*v*v, int64(max(m.handled, 1)))
	}
	p := m.Handle.MeanTime()
	if m.cut > 0 && p.N > 0 {
		p.Value = (m.Handle.sum + m.cut) / float64(p.N)
		half := z95 * p.Value / sqrt(float64(p.N))
		p.Low, p.High = max(0, p.Value-half), p.Value+half
	}
	return p
}

// ClosingRate is how many conversations an agent closes in an hour of work; N is 0 where
// no agent is known.
func (m *Measures) ClosingRate() Parameter {
	if m.AgentHours <= 0 {
		return none
	}
	k := share(m.Closed, max(m.Closed, 1)) // a count has about its own variance (Poisson)
	k.Value = float64(m.Closed) / m.AgentHours
	half := z95 * sqrt(float64(m.Closed)) / m.AgentHours
	k.Low, k.High = max(0, k.Value-half), k.Value+half
	return k
}

// Share is the part of the answered conversations of a queue whose customer was asked to
// go on elsewhere or, where no rule tells, did.
func (p Moved) Share(from *Measures) Parameter {
	if p.Invited > 0 {
		return share(p.Invited*p.Came/max(from.came, 1), from.Answered)
	}
	return share(p.Came, from.Answered)
}

// DropOff is the share of those asked who did not turn up; 0 where no rule tells who was.
func (p Moved) DropOff() Parameter {
	if p.Invited > 0 {
		return share(max(0, p.Invited-p.Came), p.Invited)
	}
	return Parameter{N: p.Came}
}

// Sum is the measures of several queues together, as far as they add up.
func Sum(queues []Measures) Measures {
	var out Measures
	for i := range queues {
		q := &queues[i]
		out.Messages, out.Volume, out.Answered = out.Messages+q.Messages, out.Volume+q.Volume, out.Answered+q.Answered
		out.Flushed, out.Unanswered, out.Replies = out.Flushed+q.Flushed, out.Unanswered+q.Unanswered, out.Replies+q.Replies
		out.turns, out.turns2 = out.turns+q.turns, out.turns2+q.turns2
		out.settled, out.idle = out.settled+q.settled, out.idle+q.idle
		out.handled, out.handledSeconds, out.cut = out.handled+q.handled, out.handledSeconds+q.handledSeconds, out.cut+q.cut
		out.Think.join(&q.Think)
		out.Handle.join(&q.Handle)
		for p := range q.Waits {
			out.Waits[p].Elapsed.join(&q.Waits[p].Elapsed)
			out.Waits[p].Open.join(&q.Waits[p].Open)
		}
	}
	return out
}
