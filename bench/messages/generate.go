package main

import (
	"bufio"
	"container/heap"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
	"time"
)

// world is the truth from which an export is made up. Times are in seconds.
type world struct {
	Seed     uint64
	Messages int     // about how many rows
	PerHour  float64 // conversations begun
	Flush    float64 // share of posts that nobody answers, and none needs to be
	Turns    float64 // mean replies of a conversation; geometric
	Think    float64 // median pause of the customer; lognormal
	Sigma    float64 // its spread
	AHT      float64 // mean time of a reply; exponential
	Pivot    float64 // share of the answered asked to go on in private
	Lag      float64 // mean time until they do; exponential
	DropOff  float64 // share of those asked who never do
	Agents   int
	Handles  []string
	Kinds    []kind // nil does not tell kinds apart: then what stands above is that of all
}

// kind is what is true of one kind of message.
type kind struct {
	Name                            string
	Share                           func(slot int) float64 // of the conversations begun in an hour of working days or, from 24 on, of weekends
	Flush, Turns, Think, AHT, Pivot float64
}

// event is something that happens at a time: a customer writes, or an agent is done.
type event struct {
	at   float64
	n    int64 // order among equals
	talk *conversation
	by   int // agent, from 1; 0 is the customer
}

type conversation struct {
	customer, last int64 // the last message's id; 0 is none
	handle         string
	kind           *kind
	left           int // replies to come
	private, moves bool
}

type events []event

func (e events) Len() int { return len(e) }
func (e events) Less(i, j int) bool {
	return e[i].at < e[j].at || e[i].at == e[j].at && e[i].n < e[j].n
}
func (e events) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)   { *e = append(*e, x.(event)) }
func (e *events) Pop() any {
	old := *e
	x := old[len(old)-1]
	*e = old[:len(old)-1]
	return x
}

// maker writes the rows of a world in the order of time.
type maker struct {
	world
	rng     *rand.Rand
	out     *bufio.Writer
	queue   events
	waiting []*conversation
	idle    []int
	rows    int
	ids     int64
	n       int64
	line    []byte
}

// generate writes an export in the layout messages.
func generate(w io.Writer, world world) error {
	m := &maker{world: world, rng: rand.New(rand.NewPCG(world.Seed, 8)), out: bufio.NewWriterSize(w, 1<<20)}
	header := "id,reply_to,at,author,inbound,handle,agent,side,text"
	if len(world.Kinds) > 0 {
		header = "id,reply_to,at,author,inbound,handle,agent,kind,side,text"
	}
	fmt.Fprintln(m.out, header)
	for a := world.Agents; a > 0; a-- {
		m.idle = append(m.idle, a)
	}
	m.arrive(0)
	for m.queue.Len() > 0 {
		e := heap.Pop(&m.queue).(event)
		switch {
		case e.talk == nil:
			m.begin(e.at)
		case e.by == 0:
			m.write(e.at, e.talk, 0)
			m.ask(e.at, e.talk)
		default:
			m.answer(e)
		}
	}
	return m.out.Flush()
}

func (m *maker) schedule(at float64, talk *conversation, by int) {
	m.n++
	heap.Push(&m.queue, event{at, m.n, talk, by})
}

// arrive plans the next conversation, as long as rows are wanted.
func (m *maker) arrive(at float64) {
	if m.rows < m.Messages {
		m.schedule(at+m.rng.ExpFloat64()*3600/m.PerHour, nil, 0)
	}
}

func (m *maker) begin(at float64) {
	m.ids++
	k := m.kindAt(at)
	c := &conversation{customer: m.ids, handle: m.Handles[m.rng.IntN(len(m.Handles))], kind: k, left: 1}
	for m.rng.Float64() > 1/k.Turns {
		c.left++
	}
	c.moves = m.rng.Float64() < k.Pivot
	m.write(at, c, 0)
	if m.rng.Float64() >= k.Flush {
		m.ask(at, c)
	}
	m.arrive(at)
}

// kindAt draws the kind of a conversation that begins at a time.
func (m *maker) kindAt(at float64) *kind {
	if len(m.Kinds) == 0 {
		return &kind{Flush: m.Flush, Turns: m.Turns, Think: m.Think, AHT: m.AHT, Pivot: m.Pivot}
	}
	u, slot := m.rng.Float64(), slotOf(time.Unix(epoch+int64(at), 0).UTC())
	for i := range m.Kinds {
		if u -= m.Kinds[i].Share(slot); u < 0 {
			return &m.Kinds[i]
		}
	}
	return &m.Kinds[len(m.Kinds)-1]
}

// slotOf is the hour of a working day or, from 24 on, of a day of the weekend.
func slotOf(t time.Time) int {
	if d := t.Weekday(); d == time.Saturday || d == time.Sunday {
		return 24 + t.Hour()
	}
	return t.Hour()
}

// ask gives a message to an idle agent, or lets it wait.
func (m *maker) ask(at float64, c *conversation) {
	m.waiting = append(m.waiting, c)
	m.serve(at)
}

func (m *maker) serve(at float64) {
	for len(m.idle) > 0 && len(m.waiting) > 0 {
		agent := m.idle[len(m.idle)-1]
		m.idle = m.idle[:len(m.idle)-1]
		m.schedule(at+m.rng.ExpFloat64()*m.waiting[0].kind.AHT, m.waiting[0], agent)
		m.waiting = m.waiting[1:]
	}
}

// answer ends an agent's work on a reply.
func (m *maker) answer(e event) {
	c := e.talk
	c.left--
	m.write(e.at, c, e.by)
	switch {
	case c.left > 0:
		m.schedule(e.at+c.kind.Think*math.Exp(m.Sigma*m.rng.NormFloat64()), c, 0)
	case c.moves && m.rng.Float64() >= m.DropOff:
		private := &conversation{customer: c.customer, handle: c.handle, kind: c.kind, left: 1, private: true}
		m.schedule(e.at+m.rng.ExpFloat64()*m.Lag, private, 0)
	}
	m.idle = append(m.idle, e.by)
	m.serve(e.at)
}

// epoch is when the made-up time begins.
var epoch = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC).Unix()

// filler is what messages say: as long as posts are.
const filler = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt"

func (m *maker) write(at float64, c *conversation, agent int) {
	m.rows++
	m.ids++
	b := strconv.AppendInt(m.line[:0], m.ids, 10)
	b = append(b, ',')
	if c.last > 0 {
		b = strconv.AppendInt(b, c.last, 10)
	}
	b = append(b, ',')
	b = time.Unix(epoch+int64(at), 0).UTC().AppendFormat(b, time.RFC3339)
	b = append(b, ',')
	if agent == 0 {
		b = append(strconv.AppendInt(append(b, 'c'), c.customer, 10), ",yes,"...)
	} else {
		b = append(append(b, c.handle...), ",no,"...)
	}
	b = append(append(b, c.handle...), ',')
	if agent > 0 {
		b = strconv.AppendInt(append(b, "agent "...), int64(agent), 10)
	}
	b = append(b, ',')
	if len(m.Kinds) > 0 {
		if agent == 0 {
			b = append(b, c.kind.Name...)
		}
		b = append(b, ',')
	}
	if b = append(b, "public,"...); c.private {
		b = append(b[:len(b)-len("public,")], "private,"...)
	}
	text := filler[:20+m.rng.IntN(len(filler)-20)]
	if agent > 0 && c.moves && c.left == 0 {
		text = "please send us a direct message"
	}
	b = append(append(b, text...), '\n')
	m.line = b
	c.last = m.ids
	_, _ = m.out.Write(b) // its error comes with Flush
}
