package messages

import (
	"errors"
	"math"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// The bounds of what a Collector takes.
const (
	mostRows    = 1 << 30
	mostHandles = 10_000
	mostAgents  = 60_000
	mostKinds   = 200
)

// Options say how rows are understood.
type Options struct {
	Calendar *calendar.Calendar                                   // local days, hours and opening; nil is UTC without holidays
	Step     time.Duration                                        // of the history; 0 is an hour
	Queue    func(handle string, s Side) string                   // the queue of a handle on a side; empty leaves its rows out; nil takes the handle
	Kind     func(queue string, kind forecast.Kind) forecast.Kind // what a queue calls an export's kind of message; empty does not tell it apart; nil takes its own name
	Hours    map[string]calendar.Hours                            // opening of queues; one that is not named is always open
	Limits   map[string][]Limit                                   // of queues: targets and promises to hold the times against
	Missed   bool                                                 // what was not answered though no rule flushes it wanted an answer; else it needed none
	Quiet    time.Duration                                        // a thread silent for so long begins a new conversation; 0 is never
	Follow   time.Duration                                        // within which a customer who turns up elsewhere was moved there; 0 is a day
}

// ErrFull is what a Collector answers when its bounds are reached.
var ErrFull = errors.New("more than a thousand million rows, ten thousand handles or sixty thousand agents: expected fewer; is a column mapped to the wrong one?")

// Collector takes rows in any order.
type Collector struct {
	opt     Options
	rows    store
	ids     index
	threads index
	handles names
	agents  names
	kinds   names
	counts  Counts
	tally   *tally
	latest  int64 // of the rows so far
	aside   bool  // some row is not public
	acts    int   // rows of known agents
}

// Counts tell what became of the rows.
type Counts struct {
	Rows          int64
	Duplicates    int64 // rows whose id had come before; the first counts
	Conflicting   int64 // of them those that say something else than the first
	OutOfOrder    int64 // rows earlier than one before them
	Inbound       int64
	Outbound      int64
	Links         int64 // replies that name what they answer
	Orphans       int64 // of them those whose message is not in the file
	Several       int64 // messages with more than one reply
	Loops         int64 // replies that answer themselves in the end; cut there
	Early         int64 // replies earlier than what they answer; taken as a second later
	Conversations int64 // begun by customers
	Headless      int64 // begun before the file: by customers who write in it, or of agents alone
	Joined        int64 // begun by a customer within somebody else's
	Broadcasts    int64 // posts of a brand that answer nobody
	Unassigned    int64 // conversations of no queue
	First, Last   int64 // Unix seconds; both 0 of no rows
}

// NewCollector begins a collection.
func NewCollector(opt Options) *Collector {
	if opt.Calendar == nil {
		opt.Calendar = calendar.Plain(time.UTC)
	}
	if opt.Step == 0 {
		opt.Step = time.Hour
	}
	if opt.Follow == 0 {
		opt.Follow = 24 * time.Hour
	}
	if opt.Queue == nil {
		opt.Queue = func(handle string, _ Side) string { return handle }
	}
	c := &Collector{opt: opt, handles: newNames(mostHandles), agents: newNames(mostAgents), kinds: newNames(mostKinds)}
	c.ids.key = func(r int32) uint64 { p, i := c.rows.row(r); return p.id[i] }
	c.threads.key = func(r int32) uint64 { p, i := c.rows.row(r); return p.link[i] }
	c.tally = newTally(opt)
	return c
}

// Add takes a message. Strings are not kept but for the names of handles, agents and kinds.
// It fails with ErrFull.
func (c *Collector) Add(m Message) error {
	handle, ok1 := c.handles.number(m.Handle)
	agent, ok2 := c.agents.number(m.Agent)
	kind, ok3 := c.kinds.number(string(m.Kind))
	if !ok1 || !ok2 || !ok3 || c.rows.n >= mostRows {
		return ErrFull
	}
	if m.ID == 0 { // told apart by all there is
		m.ID = Join(m.Author, uint64(m.At), m.ReplyTo, m.Thread, uint64(handle), uint64(m.Side))
	}
	c.came(m.At)
	if first := c.ids.put(m.ID, int32(c.rows.n)); first >= 0 {
		c.repeated(first, m)
		return nil
	}
	p, i := c.rows.push()
	p.id[i], p.at[i], p.author[i] = m.ID, uint32(m.At), uint32(m.Author)
	p.handle[i], p.agent[i], p.kind[i] = handle, agent, uint8(kind)
	p.flags[i] = flagsOf(m)
	p.link[i] = m.ReplyTo
	if m.ReplyTo == 0 && m.Thread != 0 {
		p.link[i] = Join(m.Thread, uint64(m.Side))
	}
	c.aside = c.aside || m.Side != Public
	if agent != 0 && !m.Inbound {
		c.acts++
	}
	if m.Reach >= 0 || m.CSAT >= 0 || m.Handled >= 0 {
		if p.extra == nil {
			p.extra = new([chunkRows][3]float32)
			for k := range i {
				p.extra[k] = [3]float32{-1, -1, -1}
			}
		}
		p.extra[i] = [3]float32{float32(m.Reach), float32(m.CSAT), float32(m.Handled)}
	} else if p.extra != nil {
		p.extra[i] = [3]float32{-1, -1, -1}
	}
	return nil
}

func flagsOf(m Message) uint16 {
	f := uint16(m.Side) << sideShift
	for _, x := range []struct {
		is   bool
		flag uint16
	}{{m.Inbound, inbound}, {m.Flush, flushed}, {m.Invites, invites}, {m.ReplyTo != 0, linked}, {m.ReplyTo == 0 && m.Thread != 0, threaded}} {
		if x.is {
			f |= x.flag
		}
	}
	return f
}

// came counts a row and where it stands in time.
func (c *Collector) came(at int64) {
	n := &c.counts
	if n.Rows == 0 || at < n.First {
		n.First = at
	}
	n.Last = max(n.Last, at)
	if at < c.latest {
		n.OutOfOrder++
	}
	c.latest = max(c.latest, at)
	n.Rows++
	c.tally.days[at/86400]++
}

// repeated counts a row whose id has come before.
func (c *Collector) repeated(first int32, m Message) {
	c.counts.Duplicates++
	p, i := c.rows.row(first)
	if p.at[i] != uint32(m.At) || p.author[i] != uint32(m.Author) || p.flags[i]&inbound != flagsOf(m)&inbound {
		c.counts.Conflicting++
	}
}

// extra is what a row tells besides: reach, satisfaction and seconds of work, negative
// where it does not.
func (s *store) extra(r int32) (reach, csat, handled float64) {
	p, i := s.row(r)
	if p.extra == nil {
		return -1, -1, -1
	}
	x := p.extra[i]
	return float64(x[0]), float64(x[1]), float64(x[2])
}

// MostSeconds is the latest time that a row may have, in Unix seconds: in the year 2106.
const MostSeconds = math.MaxUint32
