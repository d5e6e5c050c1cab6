package messages

import (
	"math"
	"time"
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

// Moved is what went on from one queue in another.
type Moved struct {
	From, To string
	Invited  int64 // conversations whose customer was asked to, shared out by where they came; 0 where no rule tells
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
	Work

	Messages  int64
	Handovers int64 // replies by another handle or agent than the one before
	Ruled     int64 // of Flushed those that a rule named

	Waits   [phases]Wait
	Reached []Reached // by the order of Options.Limits
	Timed   bool      // Handle was recorded; else it is the gaps between an agent's replies while work waited
	Whole   bool      // a row told a whole conversation or interval: the customers' pauses are not known
	Kinds   []Kind    // by name; nil where none is told
	Untold  []string  // kinds of the export that count as not told apart, by name
	Hours   [24]Hour

	Closed     int64   // answered conversations of known agents
	AgentHours float64 // that agents were at work on the queue, by their messages

	CSAT          float64 // mean satisfaction told, 0 to 1
	CSATs         int64   // how often
	Late          int64   // public conversations answered after the first limit, or not at all though wanted
	Reach, LateTo float64 // people who may have seen posts; of them those of late ones
	Reaches       int64   // posts whose reach is given

	Abandoned, Offered float64 // of interval reports and tickets on live sides

	handles   map[uint16]bool
	satisfied float64
}

// ClosingRate is how many conversations an agent closes in an hour of work; N is 0 where
// no agent is known.
func (m *Measures) ClosingRate() Parameter {
	if m.AgentHours <= 0 {
		return none
	}
	k := share(m.Closed, max(m.Closed, 1)) // a count has about its own variance (Poisson)
	k.Value = float64(m.Closed) / m.AgentHours
	half := z95 * math.Sqrt(float64(m.Closed)) / m.AgentHours
	k.Low, k.High = max(0, k.Value-half), k.Value+half
	return k
}

// Share is the part of the answered conversations of a queue, or of a kind of message in it,
// whose customer was asked to go on elsewhere or, where no rule tells, did.
func (p Moved) Share(from *Work) Parameter {
	if p.Invited > 0 {
		return share(p.Invited, from.Answered)
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
		out.Messages += q.Messages
		out.join(&q.Work)
		for p := range q.Waits {
			out.Waits[p].Elapsed.join(&q.Waits[p].Elapsed)
			out.Waits[p].Open.join(&q.Waits[p].Open)
		}
	}
	return out
}
