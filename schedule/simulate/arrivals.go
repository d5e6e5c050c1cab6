package simulate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
)

// arrival is a contact that will come in the current interval.
type arrival struct {
	at      float64
	key     uint64
	queue   int16
	stream  int16
	flushed bool
}

// drawPaths draws the arrivals of all queues per interval. Queues whose level has something
// in common with the others' are drawn together; each of the rest by itself, whatever other
// queues there are.
func (e *engine) drawPaths(paths [][]float64, purpose uint64) {
	if len(e.w.together) > 0 {
		e.dice.set(e.key, purpose)
		for k, path := range forecast.Paths(e.w.together, e.dice.Rand) {
			paths[e.w.common[k]] = path
		}
	}
	for i := range e.w.queues {
		if q := &e.w.queues[i]; !q.common() {
			paths[i] = e.path(q, purpose)
		}
	}
}

// common says whether the queue's level moves with that of others.
func (q *queue) common() bool { return q.volume.Common > 0 && len(q.volume.Levels) > 0 }

// path draws the arrivals of a queue per interval. A forecast without quantiles knows only
// its mean and is taken as a Poisson process.
func (e *engine) path(q *queue, purpose uint64) []float64 {
	e.dice.set(mix(e.key, q.key), purpose)
	if len(q.volume.Levels) > 0 {
		return q.volume.Path(e.dice.Rand)
	}
	path := make([]float64, e.w.grid.N)
	for i, m := range q.volume.Mean {
		if m > 0 {
			path[i] = distuv.Poisson{Lambda: m, Src: e.dice.Rand}.Rand()
		}
	}
	return path
}

// drawInterval makes the arrivals of all queues in interval i, which may lie before the
// period.
func (e *engine) drawInterval(i int) {
	e.batch, e.nextOne = e.batch[:0], 0
	from := float64(i) * e.w.step
	like := e.w.likened(i)
	for q := range e.w.queues {
		switch {
		case i >= 0:
			e.drawQueue(q, i, i, int(e.paths[q][i]), from)
		case like >= 0 && from >= e.w.queues[q].since:
			e.drawQueue(q, i, like, int(e.before[q][like]), from)
		}
	}
	slices.SortFunc(e.batch, byTime)
}

func byTime(a, b arrival) int {
	switch {
	case a.at < b.at:
		return -1
	case a.at > b.at:
		return 1
	}
	return int(a.queue) - int(b.queue)
}

// drawQueue draws n contacts of a queue that arrive within an interval from the given
// second and are like those of interval like. number keeps the keys of intervals apart.
func (e *engine) drawQueue(q, number, like, n int, from float64) {
	key := mix(mix(e.key, e.w.queues[q].key), uint64(number))
	for k := range n {
		c := arrival{key: mix(key, uint64(k)), queue: int16(q)}
		c.at = from + e.nature(&c, like)*e.w.step
		e.batch = append(e.batch, c)
	}
}

// nature draws the kind of a contact that is like those of an interval, and whether it needs
// an answer; it returns when within its interval the contact comes, as a share of it.
func (e *engine) nature(c *arrival, like int) float64 {
	q := &e.w.queues[c.queue]
	e.dice.set(c.key, purposeArrival)
	when := e.dice.Float64()
	s := q.pick(like, e.dice.Float64())
	c.stream = int16(s)
	c.flushed = e.dice.Float64() < q.streams[s].Flush.At(like)
	return when
}

// pick chooses a stream by its share of the posts.
func (q *queue) pick(interval int, u float64) int {
	return q.choose(u, func(s *stream) float64 { return s.Share.At(interval) })
}

// pickCare chooses a stream by its share of the contacts that need an answer.
func (q *queue) pickCare(interval int, u float64) int {
	return q.choose(u, func(s *stream) float64 { return s.Share.At(interval) * (1 - s.Flush.At(interval)) })
}

func (q *queue) choose(u float64, weight func(*stream) float64) int {
	if len(q.streams) == 1 {
		return 0
	}
	total := 0.0
	for i := range q.streams {
		total += weight(&q.streams[i])
	}
	u *= total
	for i := range q.streams {
		if u -= weight(&q.streams[i]); u < 0 {
			return i
		}
	}
	return len(q.streams) - 1
}

// welcome begins a conversation.
func (e *engine) welcome(c arrival) {
	e.now = c.at
	id := e.newTalk()
	t := &e.talks[id]
	t.key, t.queue, t.stream, t.flushed, t.turn = c.key, c.queue, c.stream, c.flushed, 1
	e.arrive(id)
}

// arrive brings a message: the first of a conversation or a customer's next one.
func (e *engine) arrive(id int32) {
	t := &e.talks[id]
	q := &e.w.queues[t.queue]
	d := &e.desks[t.queue]
	t.arrived = e.now
	switch {
	case t.posting:
		t.opened = e.now
	case t.turn == 1:
		t.opened, t.contact = e.now, e.contacts
		e.contacts++
	}
	if q.live && !d.open {
		e.note(t, e.turnedAway(t), math.Inf(1), math.Inf(1), e.now, true)
		e.drop(id)
		return
	}
	e.prepare(t, q)
	if t.agent >= 0 && e.owner(t) {
		e.take(t.agent, id)
		return
	}
	if !e.keep(id, q) {
		e.lineUp(id, q)
	}
}

// lineUp gives a message to whoever is free, or puts it in line.
func (e *engine) lineUp(id int32, q *queue) {
	t := &e.talks[id]
	d := &e.desks[t.queue]
	if d.waiting == 0 {
		if i := e.find(int(t.queue), t.due); i >= 0 {
			e.take(i, id)
			return
		}
	}
	e.join(id, q)
	if !q.live && d.waiting > 1 {
		e.offer(int(t.queue))
	}
}

func (e *engine) turnedAway(t *talk) outcome {
	if t.flushed {
		return flushed
	}
	return outside
}

// prepare draws the work of a turn and sets when it is due.
func (e *engine) prepare(t *talk, q *queue) {
	s := &q.streams[t.stream]
	i := e.w.interval(t.arrived)
	e.dice.set(t.key, purposeTurn+2*uint64(t.turn))
	t.left = 0
	if t.turn == 1 {
		t.left = s.triage.draw(e.dice.Rand, s.Triage.At(i))
	}
	switch {
	case t.posting:
		t.left = s.aht.draw(e.dice.Rand, q.closing)
	case !t.flushed:
		t.left += s.aht.draw(e.dice.Rand, s.AHT.At(i)*e.burden(t.queue, i))
	}
	t.due = q.dueAfter(s.due, t.arrived, t.opened)
}

// join puts a conversation in line; a live customer's patience begins to run.
func (e *engine) join(id int32, q *queue) {
	t := &e.talks[id]
	d := &e.desks[t.queue]
	t.state = inLine
	e.joins++
	d.lines[q.streams[t.stream].rank].push(ticket{due: t.due, turn: e.joins, talk: id})
	d.waiting++
	if q.live && q.patience > 0 {
		e.agenda.push(event{at: e.now + e.dice.ExpFloat64()*q.patience, who: id, version: t.version, kind: eventLeave})
	}
	if q.blended {
		e.arm(int(t.queue), t.due)
	}
}

// arm makes sure that the queue is looked at when work with that due time is about to be
// late. Only the work due first is watched.
func (e *engine) arm(q int, due float64) {
	d := &e.desks[q]
	if at := due - e.w.queues[q].lead; at > e.now && at < min(d.alarm, e.w.end) {
		d.alarm = at
		e.agenda.push(event{at: at, who: int32(q), kind: eventDue})
	}
}

// watch offers the queue's work once more and looks ahead to the work due next.
func (e *engine) watch(q int) {
	d := &e.desks[q]
	if e.now < d.alarm {
		return // an earlier one was set since
	}
	d.alarm = math.Inf(1)
	e.offer(q)
	if d.waiting > 0 {
		e.arm(q, e.soonest(q))
	}
}

// abandon lets a waiting customer go. The slot is free once the ticket comes up.
func (e *engine) abandon(id int32) {
	t := &e.talks[id]
	o := abandoned
	if t.flushed {
		o = flushed
	}
	e.note(t, o, math.Inf(1), math.Inf(1), e.now, true)
	t.state = hasLeft
	e.desks[t.queue].waiting--
	if o == abandoned {
		gone := *t
		e.redial(&gone, &e.w.queues[gone.queue])
	}
}
