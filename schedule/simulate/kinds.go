package simulate

import (
	"slices"

	"turno/schedule"
)

// On a deferrable queue some kinds of message may have a priority or targets of their own
// (Queue.Kinds). Whatever waits on the queue is taken by the priority of its kind, and within
// one by the due time that its own first target sets. What has targets of its own is held
// against these and not against the queue's.

// aim gives the streams of a queue their ranks and targets.
func (q *queue) aim(of schedule.Queue) {
	q.aimed = len(of.Kinds) > 0
	var priorities []int
	for _, s := range q.streams {
		priorities = append(priorities, of.Aim(string(s.Kind)).Priority)
	}
	slices.Sort(priorities)
	priorities = slices.Compact(priorities)
	q.ranks = max(1, len(priorities))
	for k := range q.streams {
		s := &q.streams[k]
		a := of.Aim(string(s.Kind))
		s.rank, s.apart, s.due = slices.Index(priorities, a.Priority), of.Apart(a.Kind), q.due
		for _, t := range a.Targets {
			s.targets = append(s.targets, newTarget(t))
		}
		if len(s.targets) > 0 {
			s.due = s.targets[0]
		}
	}
}

// first is the line whose head comes next on the queue, and its rank; somebody must be
// waiting.
func (e *engine) first(q int) (next *line, rank int) {
	lines := e.desks[q].lines
	for e.thin(&lines[rank]); len(lines[rank]) == 0; e.thin(&lines[rank]) {
		rank++
	}
	return &lines[rank], rank
}

// thin takes those who have left from the head of a line.
func (e *engine) thin(l *line) {
	for len(*l) > 0 && e.talks[(*l)[0].talk].state != inLine {
		e.drop(l.pop().talk)
	}
}

// soonest is when the queue's most urgent message is due; somebody must be waiting. It need
// not be the one that comes next.
func (e *engine) soonest(q int) float64 {
	l, rank := e.first(q)
	due := (*l)[0].due
	for k := rank + 1; k < len(e.desks[q].lines); k++ {
		rest := &e.desks[q].lines[k]
		if e.thin(rest); len(*rest) > 0 {
			due = min(due, (*rest)[0].due)
		}
	}
	return due
}

// next takes the conversation that comes next out of its line.
func (e *engine) next(q int) int32 {
	l, _ := e.first(q)
	e.desks[q].waiting--
	return l.pop().talk
}

// rank is that of a ticket's kind of message on its queue.
func (e *engine) rank(t ticket) int {
	talk := &e.talks[t.talk]
	return e.w.queues[talk.queue].streams[talk.stream].rank
}

// newKinds makes room to count by kind, if the queue is aimed by kind.
func (q *queue) newKinds() [][]share {
	if !q.aimed {
		return nil
	}
	out := make([][]share, len(q.streams))
	for k := range out {
		out[k] = make([]share, len(q.streams[k].targets))
	}
	return out
}

// against counts a turn or a conversation that began in an interval against the targets that
// its kind has, and against the promise.
func (e *engine) against(t *tally, queue, kind int16, interval int, judge func(target) verdict) {
	q := &e.w.queues[queue]
	s := &q.streams[kind]
	for k, of := range s.targets {
		v := judge(of)
		if !s.apart {
			t.targets[k].judge(v)
			e.scratch.verdicts[queue][k][interval].judge(v)
		}
		if q.aimed {
			t.kinds[kind][k].judge(v)
		}
	}
	for k := range q.promise {
		t.promise[k].judge(judge(q.promise[k]))
	}
}

// kinds estimates what each kind of message gets, if the queue is aimed by kind.
func (w *world) kinds(queue int, tallies [][]tally) []OfKind {
	q := &w.queues[queue]
	if !q.aimed {
		return nil
	}
	var out []OfKind
	for k, s := range q.streams {
		of := OfKind{Kind: string(s.Kind)}
		for n := range s.targets {
			of.Targets = append(of.Targets, shares(tallies, func(t []tally) share { return t[queue].kinds[k][n] }))
		}
		out = append(out, of)
	}
	return out
}

// apart counts the kinds that have targets of their own, by the first of these.
func (q *queue) apart(kinds [][]share) (all Judged) {
	for k, counts := range kinds {
		if q.streams[k].apart {
			all.InTime, all.Of = all.InTime+counts[0].hit, all.Of+counts[0].of
		}
	}
	return all
}
