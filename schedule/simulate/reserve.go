package simulate

import "sort"

// lenience is how far below the best possible service the reserve rule may go where the
// target cannot be met at all.
const lenience = 0.02

// spared says whether an agent at work may begin a deferrable job of a queue: always when
// the first queue is deferrable; else when no live contact of the duty waits and, unless the
// job can be interrupted, each of
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
	for p, j := range d.jobs {
		q, desk := &e.w.queues[j.queue], &e.desks[j.queue]
		if !q.live || !desk.open && desk.waiting == 0 {
			continue
		}
		if e.w.queues[queue].interruptible {
			if desk.waiting > 0 {
				return false
			}
			continue
		}
		need, have := e.reserve(j.queue), desk.idle
		counted := e.book.list[i*int32(e.w.deepest)+int32(p)] >= 0
		if q.chat {
			have, counted = desk.cover, e.agents[i].covers
		}
		if !counted {
			have++ // who has just finished is not in the book yet
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
// work: idle ones on voice, those not on deferrable work on chat. It is worked out once
// per interval and number present, and kept between replications where that is not too
// much.
func (e *engine) reserve(queue int) int {
	d, q := &e.desks[queue], &e.w.queues[queue]
	i := e.w.interval(e.now)
	if d.reserveAt == i && d.reserveOf == d.present {
		return d.reserve
	}
	d.reserveAt, d.reserveOf = i, d.present
	known := &e.reserves[queue]
	at := i*q.attending + d.present - 1
	if *known == nil && e.w.grid.N*q.attending <= mostReserves {
		*known = make([]int32, e.w.grid.N*q.attending)
	}
	if d.present > 0 && at < len(*known) && (*known)[at] > 0 {
		d.reserve = int((*known)[at] - 1)
		return d.reserve
	}
	if q.chat {
		d.reserve = q.mark(&q.pressure[i], d.present)
	} else {
		d.reserve = q.threshold(&q.pressure[i], d.present)
	}
	if d.present > 0 && at < len(*known) {
		(*known)[at] = int32(d.reserve + 1)
	}
	return d.reserve
}

// mostReserves is the size up to which the reserves of a queue are kept.
const mostReserves = 4_000_000

// threshold is the least r such that n agents meet the queue's first target if a
// deferrable job begins whenever more than r are idle (Bhulai & Koole, A queueing model
// for call blending in call centers, 2003): then n-r or more are always busy, and the
// number busy or waiting is a birth-death chain on n-r, n-r+1, ... Where handle times of
// live and deferrable work differ, all are given the mean rate of the n agents' mix. The
// forecast's possible rates are weighted by their contacts.
func (q *queue) threshold(p *pressure, n int) int {
	if p.total <= 0 || n == 0 {
		return 0
	}
	var queues [ratePoints]delayed
	var mu, sum, weight [ratePoints]float64
	for k, rate := range p.rates {
		load := min(rate*p.live, float64(n))
		mu[k] = (load/p.live + (float64(n)-load)/p.defers) / float64(n)
		queues[k] = newDelayed(rate, float64(n)*mu[k], q.patience, q.due.within)
	}
	service := func() float64 {
		var sl float64
		for k, rate := range p.rates {
			sl += rate / p.total * queues[k].service(sum[k])
		}
		return sl
	}
	below := func(r int) { // the states with r+1 idle agents become possible
		for k, rate := range p.rates {
			if r == 0 {
				weight[k] = 1
			}
			if rate > 0 {
				weight[k] = min(weight[k]*float64(n-r)*mu[k]/rate, 1e100)
				sum[k] += weight[k]
			}
		}
	}
	for r := range n {
		below(r)
	}
	goal := min(q.due.share, service()-lenience)
	sum = [ratePoints]float64{}
	for r := range n {
		if service() >= goal {
			return r
		}
		below(r)
	}
	return n
}

// mark is the least number of agents, at most n, who meet a chat queue's first target
// without the others.
func (q *queue) mark(p *pressure, n int) int {
	if p.total <= 0 || n == 0 {
		return 0
	}
	return 1 + sort.Search(n-1, func(k int) bool {
		var sl float64
		for _, rate := range p.rates {
			sl += rate / p.total * q.chatService(rate, p.live, 1+k)
		}
		return sl >= q.due.share
	})
}

// chatService is the share of chats taken up within the first target's time by m agents: a
// birth-death chain on the chats in hand, spread evenly, each of which progresses more
// slowly beside others (Tezcan & Zhang, 2014).
func (q *queue) chatService(rate, aht float64, m int) float64 {
	if rate <= 0 {
		return 1
	}
	each := func(k int) float64 { // chats a second that an agent with k finishes
		if k == 0 {
			return 0
		}
		return float64(k) / (aht * (1 + q.inflation*float64(k-1)))
	}
	// From all places taken downwards, as in threshold.
	weight, sum := 1.0, 0.0
	for x := m * q.slots; x > 0; x-- {
		k, more := x/m, x%m
		weight = min(weight*(float64(m-more)*each(k)+float64(more)*each(k+1))/rate, 1e100)
		sum += weight
	}
	return newDelayed(rate, float64(m)*each(q.slots), q.patience, q.due.within).service(sum)
}
