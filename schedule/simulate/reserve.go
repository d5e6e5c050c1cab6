package simulate

import (
	"math"
	"sort"
)

// pressure is what the reserve rule expects of a live queue in an interval.
type pressure struct {
	rate   float64 // contacts a second, pivots to the queue included
	live   float64 // seconds of an agent's time per contact
	defers float64 // seconds per deferrable job that its agents may take up meanwhile
}

// lenience is how far below the best possible service the reserve rule may go where the
// target cannot be met at all.
const lenience = 0.02

// spared says whether an agent at work may begin a deferrable job of a queue: always when
// the first queue is deferrable; else when no live contact of the duty waits and each of
// its live queues keeps a reserve with which its first target holds even if deferrable
// work never ends. Where nobody at work has the attention on the job's queue, work that
// is about to be late needs one other agent in reserve only: else the posts that come by
// night to a pair of chat agents would not be answered before morning.
func (e *engine) spared(i int32, queue int, due float64) bool {
	d := &e.w.duties[e.agents[i].duty]
	if !d.liveFirst {
		return true
	}
	pressing := e.desks[queue].present == 0 && due-e.w.queues[queue].lead <= e.now
	for _, j := range d.jobs {
		q, desk := &e.w.queues[j.queue], &e.desks[j.queue]
		if !q.live || !desk.open && desk.waiting == 0 {
			continue
		}
		need, have := e.reserve(j.queue), desk.idle
		if q.chat {
			have = desk.cover
		}
		if pressing {
			need = min(need, 1, desk.present-1)
		}
		if desk.waiting > 0 || have <= need {
			return false
		}
	}
	return true
}

// reserve is the number of agents who must be exceeded before one more takes deferrable
// work: idle ones on voice, those not on deferrable work on chat.
func (e *engine) reserve(queue int) int {
	d, q := &e.desks[queue], &e.w.queues[queue]
	i := e.w.interval(e.now)
	if d.reserveAt != i || d.reserveOf != d.present {
		d.reserveAt, d.reserveOf = i, d.present
		if q.chat {
			d.reserve = q.pressure[i].mark(q, d.present)
		} else {
			d.reserve = q.pressure[i].threshold(q, d.present)
		}
	}
	return d.reserve
}

// threshold is the least r such that n agents meet the queue's first target if a
// deferrable job begins whenever more than r are idle (Bhulai & Koole, A queueing model
// for call blending in call centers, 2003): then n-r or more are always busy, and the
// number busy or waiting is a birth-death chain on n-r, n-r+1, ... Where handle times of
// live and deferrable work differ, all are given the mean rate of the n agents' mix.
func (p pressure) threshold(q *queue, n int) int {
	if p.rate <= 0 || n == 0 {
		return 0
	}
	share, within := q.due.share, q.due.within
	load := min(p.rate*p.live, float64(n))
	mu := (load/p.live + (float64(n)-load)/p.defers) / float64(n)
	spare := float64(n)*mu - p.rate
	if spare <= 0 {
		return n
	}
	tail := float64(n) * mu / spare // weight of the states n, n+1, ... beside weight 1 of n
	late := math.Exp(-spare * within)
	below := func(r int, weight float64) float64 { return weight * float64(n-r) * mu / p.rate }
	sum, weight := 0.0, 1.0
	for r := range n {
		weight = below(r, weight)
		sum += weight
	}
	goal := min(share, 1-late*tail/(sum+tail)-lenience)
	sum, weight = 0, 1
	for r := range n {
		if 1-late*tail/(sum+tail) >= goal {
			return r
		}
		weight = below(r, weight)
		sum += weight
	}
	return n
}

// mark is the least number of agents, at most n, who meet a chat queue's first target
// without the others: a birth-death chain on the chats in hand, spread evenly, each of
// which progresses more slowly beside others (Tezcan & Zhang, 2014), patience left out.
func (p pressure) mark(q *queue, n int) int {
	if p.rate <= 0 {
		return 0
	}
	full := float64(q.slots) / (p.live * (1 + q.inflation*float64(q.slots-1)))
	least := 1 + int(min(p.rate/full, float64(n)))
	return min(n, least+sort.Search(max(0, n-least), func(k int) bool { return p.chatService(q, least+k) >= q.due.share }))
}

// chatService is the share of chats taken up within the first target's time by m agents.
func (p pressure) chatService(q *queue, m int) float64 {
	each := func(k int) float64 { // chats a second that an agent with k finishes
		if k == 0 {
			return 0
		}
		return float64(k) / (p.live * (1 + q.inflation*float64(k-1)))
	}
	places := m * q.slots
	sum, weight, out := 1.0, 1.0, 0.0
	for x := 1; x <= places; x++ {
		k, more := x/m, x%m
		out = float64(m-more)*each(k) + float64(more)*each(k+1)
		weight *= p.rate / out
		sum += weight
		if sum > 1e200 {
			sum, weight = sum/1e200, weight/1e200
		}
	}
	if out <= p.rate {
		return 0
	}
	tail := weight * out / (out - p.rate)
	return 1 - tail/(sum-weight+tail)*math.Exp(-(out-p.rate)*q.due.within)
}

// expect fills in the pressure of every live queue: the mean forecast, with the pivots
// that it and the other queues' forecasts bring.
func (w *world) expect() {
	for i := range w.queues {
		if w.queues[i].live {
			w.queues[i].pressure = make([]pressure, w.grid.N)
		}
	}
	for i := range w.queues {
		q := &w.queues[i]
		for k := range w.grid.N {
			if q.live {
				q.pressure[k].rate += q.volume.Mean[k] / w.step
				q.pressure[k].live = q.jobMean(k)
			}
			q.lead += 2 * q.jobMean(k) / float64(w.grid.N)
			w.expectPivots(q, k)
		}
	}
	for i := range w.queues {
		for k := range w.queues[i].pressure {
			w.queues[i].pressure[k].defers = w.beside(i, k)
		}
	}
}

func (w *world) expectPivots(q *queue, k int) {
	for s := range q.streams {
		for _, p := range q.streams[s].pivots {
			to := k + int(p.lag/w.step)
			if !w.queues[p.to].live || to >= w.grid.N {
				continue
			}
			care := q.volume.Mean[k] * q.shareOf(s, k) * (1 - q.streams[s].Flush.At(k))
			w.queues[p.to].pressure[to].rate += care * p.share * p.adds / w.step
		}
	}
}

// shareOf is a stream's share of the volume.
func (q *queue) shareOf(stream, interval int) float64 {
	if len(q.streams) == 1 {
		return 1
	}
	total := 0.0
	for i := range q.streams {
		total += q.streams[i].Share.At(interval)
	}
	return q.streams[stream].Share.At(interval) / total
}

// jobMean is the expected seconds of an agent's time per job, looking at a flushed post
// being one.
func (q *queue) jobMean(interval int) float64 {
	var jobs, work float64
	for i := range q.streams {
		s := &q.streams[i]
		share, care := q.shareOf(i, interval), 1-s.Flush.At(interval)
		turns := 1.0
		if !q.live {
			turns = max(1, s.Turns.At(interval))
		}
		jobs += share * (1 - care + care*turns)
		work += share * (s.Triage.At(interval) + care*turns*s.AHT.At(interval))
	}
	return max(work/jobs, 1e-3)
}

// beside is the mean job of the deferrable queues that share a duty with the live one.
func (w *world) beside(live, interval int) float64 {
	var jobs, work float64
	for _, q := range w.neighbours[live] {
		m := w.queues[q].volume.Mean[interval] + 1e-9
		jobs += m
		work += m * w.queues[q].jobMean(interval)
	}
	if jobs == 0 {
		return w.queues[live].pressure[interval].live
	}
	return work / jobs
}
