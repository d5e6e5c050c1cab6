package simulate

// Heaps over slices of values that are kept between replications, so that the event loop
// allocates nothing once they have grown.

// event is something that will happen to an agent or a conversation.
type event struct {
	at      float64
	who     int32  // agent, conversation or queue
	version uint32 // must still be the agent's or conversation's own, else the event is stale
	kind    eventKind
}

type eventKind uint8

const (
	eventFinish  eventKind = iota // an agent finishes a turn
	eventArrive                   // a customer comes back or turns up after a pivot
	eventLeave                    // a waiting customer's patience ends
	eventDue                      // work of a queue is about to be late
	eventRelease                  // work kept for its agent is about to be late
	eventSpell                    // an agent is called away
	eventBack                     // an agent comes back
)

// agenda is a heap of events, earliest first, with four children to a node: fewer steps
// through memory than with two.
type agenda []event

func (h *agenda) push(e event) {
	s := append(*h, e)
	i := len(s) - 1
	for i > 0 {
		up := (i - 1) / 4
		if s[up].at <= e.at {
			break
		}
		s[i] = s[up]
		i = up
	}
	s[i] = e
	*h = s
}

func (h *agenda) pop() event {
	s := *h
	top, last := s[0], s[len(s)-1]
	s = s[:len(s)-1]
	*h = s
	i := 0
	for first := 1; first < len(s); first = 4*i + 1 {
		c := first
		for k := first + 1; k < min(first+4, len(s)); k++ {
			if s[k].at < s[c].at {
				c = k
			}
		}
		if last.at <= s[c].at {
			break
		}
		s[i] = s[c]
		i = c
	}
	if len(s) > 0 {
		s[i] = last
	}
	return top
}

// ticket is a conversation that waits in a queue.
type ticket struct {
	due  float64
	turn uint32 // order of joining, among equal due times
	talk int32
}

func (t ticket) before(o ticket) bool { return t.due < o.due || t.due == o.due && t.turn < o.turn }

// line is a binary heap of tickets, earliest due first.
type line []ticket

func (h *line) push(t ticket) {
	s := append(*h, t)
	i := len(s) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !t.before(s[up]) {
			break
		}
		s[i] = s[up]
		i = up
	}
	s[i] = t
	*h = s
}

func (h *line) pop() ticket {
	s := *h
	top, last := s[0], s[len(s)-1]
	s = s[:len(s)-1]
	*h = s
	i := 0
	for {
		c := 2*i + 1
		if c >= len(s) {
			break
		}
		if c+1 < len(s) && s[c+1].before(s[c]) {
			c++
		}
		if !s[c].before(last) {
			break
		}
		s[i] = s[c]
		i = c
	}
	if len(s) > 0 {
		s[i] = last
	}
	return top
}
