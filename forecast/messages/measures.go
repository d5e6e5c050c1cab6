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

	turns, turns2   float64 // sum of replies and of their squares over conversations
	settled, idle   int64   // conversations old enough to tell, and those not answered of them
	handled         float64 // of interval reports: weight and sum of handle times
	handledSeconds  float64
	invited, came   int64
	handles         map[uint16]bool
	kinds           []Kind
	satisfied       float64
	crossed, number int64
}

// Flush is the share of posts that needed no answer.
func (m *Measures) Flush() Parameter { return share(m.idle, m.settled) }

// Turns is the mean of agent replies in a conversation that was answered.
func (m *Measures) Turns() Parameter { return mean(m.turns, m.turns2, m.Answered) }

// Median think time, seconds.
func (m *Measures) ThinkTime() Parameter { return m.Think.Median() }

// HandleTime is the mean of an agent's time on a reply, seconds. Interval reports tell no
// spread: their interval is that of an exponential time.
func (m *Measures) HandleTime() Parameter {
	if m.handled > 0 && m.Handle.n == 0 {
		v := m.handledSeconds / m.handled
		return mean(m.handledSeconds, m.handled*2*v*v, int64(max(m.handled, 1)))
	}
	return m.Handle.MeanTime()
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
