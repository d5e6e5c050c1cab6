package messages

import (
	"cmp"
	"slices"
	"sync"
)

const (
	pause    = 30 * 60 // seconds without a message after which an agent is taken to have been away
	leastCut = 5 * 60  // least and most of the length at which a gap is cut
	mostCut  = 2 * 60 * 60
)

// act is one message of a known agent.
type act struct {
	at, since uint32 // when; and since when what it answers waited, 0 where it answers nothing
	part      uint32 // of the conversation
	agent     uint16
}

// act keeps what a known agent did.
func (w *walk) act(p *part, r int32, since int64) {
	c, i := w.c.rows.row(r)
	if c.agent[i] != 0 && c.flags[i]&inbound == 0 {
		w.acts = append(w.acts, act{at: c.at[i], since: uint32(since), agent: c.agent[i], part: p.number})
	}
}

// sort puts what agents did and who left and came into the order that agents and pivots
// need. Keys of one word tell most apart: the rest is compared where they are alike.
func (w *walk) sort() {
	var all sync.WaitGroup
	all.Go(func() {
		slices.SortFunc(w.acts, func(a, b act) int {
			if x, y := a.key(), b.key(); x != y {
				return cmp.Compare(x, y)
			}
			return cmp.Or(cmp.Compare(a.since, b.since), cmp.Compare(a.part, b.part))
		})
	})
	slices.SortFunc(w.left, func(a, b departure) int {
		if x, y := pair(a.author, a.began), pair(b.author, b.began); x != y {
			return cmp.Compare(x, y)
		}
		return cmp.Compare(a.part, b.part)
	})
	slices.SortFunc(w.came, func(a, b arrival) int {
		if x, y := pair(a.author, a.at), pair(b.author, b.at); x != y {
			return cmp.Compare(x, y)
		}
		return cmp.Compare(a.queue, b.queue)
	})
	all.Wait()
}

func (a act) key() uint64 { return pair(uint32(a.agent), a.at) }

// pair orders by the first, then the second.
func pair(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }

// agents measures what known agents did: how long they were at work and, where no export
// recorded it, how long a reply took. A reply's time is the gap since the same agent's
// message before, where what it answers waited already then: only then was the agent busy
// all the while. Gaps beyond six medians of the kind of message may be breaks: of them it is
// only taken that they were so long at least, and the mean is that of exponential times so
// censored (Epstein and Sobel 1953).
func (w *walk) agents() {
	gaps := make([]Times, len(w.t.parts))
	w.busy(func(a act, gap int64) { gaps[a.part].Add(gap) })
	cuts := make([]int64, len(gaps))
	for i := range gaps {
		if gaps[i].n > 0 {
			cuts[i] = int64(min(max(6*gaps[i].Quantile(0.5), leastCut), mostCut))
		}
	}
	w.busy(func(a act, gap int64) {
		switch p, cut := w.t.parts[a.part], cuts[a.part]; {
		case p.queue.Timed:
		case gap <= cut:
			w.t.worked(p, int64(a.at), float64(gap))
		default:
			p.cut += float64(cut)
		}
	})
	w.atWork()
}

// atWork adds up how long agents were at work: the time between their messages, and for the
// first of a stretch of work that of a reply.
func (w *walk) atWork() {
	reply := make([]float64, len(w.t.queues)) // mean hours of one
	for i, q := range w.t.queues {
		var sum, n float64
		for _, p := range q.parts {
			sum, n = sum+p.Handle.sum, n+float64(p.Handle.n)
		}
		reply[i] = sum / max(n, 1) / 3600
	}
	for k, a := range w.acts {
		q := w.t.parts[a.part].queue
		if k > 0 && w.acts[k-1].agent == a.agent && a.at-w.acts[k-1].at <= pause {
			q.AgentHours += float64(a.at-w.acts[k-1].at) / 3600
		} else {
			q.AgentHours += reply[q.number-1]
		}
	}
}

// busy tells of each reply whose agent was at work since the message before.
func (w *walk) busy(tell func(a act, gap int64)) {
	for k := 1; k < len(w.acts); k++ {
		a, before := w.acts[k], w.acts[k-1]
		if a.agent == before.agent && a.since > 0 && a.since <= before.at && a.at > before.at {
			tell(a, int64(a.at-before.at))
		}
	}
}
