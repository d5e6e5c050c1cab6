package check

import (
	"container/heap"

	"turno/schedule"
)

// negligible is work too small to matter, in agent-hours.
const negligible = 1e-9

// waiting is the deferrable work of one queue as the pass goes along: a heap by due time.
type waiting struct {
	queue   int
	req     schedule.DeferrableRequirement
	left    []float64 // per item of req.Work, agent-hours still to do
	arrive  [][]int32 // by interval, items of req.Work
	due     [][]int32
	pending []int32 // heap by due time, then arrival, then place
	hours   float64 // waiting
}

// coverDeferrable is a fluid pass over the grid: work that has arrived is done earliest due
// first, by the people whose duty lists its queue. Those whose duty is first on a
// deferrable queue give it their time and what is left of it to the next they list; those
// first on a live queue give the erlangs that its curve can absorb, each blend in
// proportion to its people, in the order listed. Work is done in open intervals only. What
// is late counts its contacts as missed where it falls due and still has to be done; work
// due beyond the grid is not judged.
func (c *docket) coverDeferrable(force *workforce, keep float64, out []schedule.QueueCoverage) {
	if len(c.Requirement.Deferrable) == 0 {
		return
	}
	n := c.Requirement.Grid.N
	queues := make([]*waiting, len(c.Queues))
	for _, req := range c.Requirement.Deferrable {
		if q, ok := c.queues[req.Queue]; ok {
			queues[q] = newWaiting(q, req, n)
			for i := range n {
				out[q].Required[i] = at(req.Level, i)
			}
			for i, items := range queues[q].arrive {
				for _, w := range items {
					out[q].Contacts[i] += req.Work[w].Contacts
				}
			}
		}
	}
	for i := range n {
		for _, w := range queues {
			w.arrivals(i)
		}
		for _, crew := range force.crews(i, keep) {
			c.work(force.blends[crew.blend], crew, i, queues, out)
		}
		for q, w := range queues {
			if w != nil {
				out[q].Missed[i] = w.late(i)
			}
		}
	}
}

// work spends the time of one crew in interval i on what waits and books it as supply of
// the queues that are not the crew's first.
func (c *docket) work(b blend, crew crew, i int, queues []*waiting, out []schedule.QueueCoverage) {
	hours := c.Requirement.Grid.Hours()
	time := crew.time * hours
	live := b.first >= 0 && queues[b.first] == nil
	if live {
		time = c.absorbed(b.first, crew, i, out) * hours
	}
	total := time
	for k, q := range b.defers {
		pace := 1.0 // absorbed erlangs are work at standard pace
		if !live && crew.time > 0 {
			pace = crew.pace[k] / crew.time
		}
		if crew.pace[k] <= 0 || time <= 0 {
			continue
		}
		done := queues[q].do(min(time, total*at(queues[q].req.Open, i)) * pace)
		time -= done / pace
		if q != b.first {
			out[q].Supplied[i] += done / hours
		}
	}
	if !live {
		return
	}
	for k, q := range b.defers { // spare room is the first open queue's
		if crew.pace[k] > 0 && at(queues[q].req.Open, i) > 0 {
			out[q].Supplied[i] += max(0, time) / hours
			return
		}
	}
}

// absorbed is the crew's part of the erlangs that a live queue takes beside its own work.
func (c *docket) absorbed(live int, crew crew, i int, out []schedule.QueueCoverage) float64 {
	if out[live].Heads[i] <= 0 {
		return 0
	}
	supply := out[live].Supplied[i]
	absorb := supply // nothing is asked of the queue: its people are free
	req, ok := c.Requirement.LiveQueue(c.Queues[live].Name)
	if ok && i < len(req.Curves) && (len(req.Curves[i].Absorb) > 0 || req.Curves[i].Contacts > 0) {
		absorb = min(max(req.Curves[i].AbsorbAt(supply), 0), supply)
	}
	return absorb * crew.heads / out[live].Heads[i]
}

func newWaiting(queue int, req schedule.DeferrableRequirement, n int) *waiting {
	w := &waiting{queue: queue, req: req, left: make([]float64, len(req.Work)), arrive: make([][]int32, n), due: make([][]int32, n)}
	for k, work := range req.Work {
		if work.Arrive >= n || n == 0 {
			continue
		}
		from := max(0, work.Arrive) // what came before the grid waits at its start
		w.left[k] = max(0, work.Hours)
		w.arrive[from] = append(w.arrive[from], int32(k))
		if due := max(from, work.Due); due < n {
			w.due[due] = append(w.due[due], int32(k))
		}
	}
	return w
}

// arrivals adds the work of interval i to what waits.
func (w *waiting) arrivals(i int) {
	if w == nil {
		return
	}
	for _, k := range w.arrive[i] {
		if w.left[k] > negligible {
			heap.Push(w, k)
			w.hours += w.left[k]
		}
	}
}

// do spends agent-hours on the work due first and says how many there was work for.
func (w *waiting) do(hours float64) float64 {
	var done float64
	for len(w.pending) > 0 && done < hours {
		k := w.pending[0]
		part := min(w.left[k], hours-done)
		w.left[k] -= part
		done += part
		if w.left[k] <= negligible {
			w.left[k] = 0
			heap.Pop(w)
		} else if part <= 0 {
			break
		}
	}
	return done
}

// late is the contacts of the work due in interval i that is not done at its end.
func (w *waiting) late(i int) float64 {
	var contacts float64
	for _, k := range w.due[i] {
		if work := w.req.Work[k]; w.left[k] > negligible && work.Hours > 0 {
			contacts += work.Contacts * w.left[k] / work.Hours
		}
	}
	return contacts
}

// Len, Less, Swap, Push and Pop make the pending work a heap.
func (w *waiting) Len() int { return len(w.pending) }

// Less puts the work due first on top.
func (w *waiting) Less(a, b int) bool {
	x, y := w.req.Work[w.pending[a]], w.req.Work[w.pending[b]]
	if x.Due != y.Due {
		return x.Due < y.Due
	}
	return w.pending[a] < w.pending[b]
}

// Swap exchanges two items.
func (w *waiting) Swap(a, b int) { w.pending[a], w.pending[b] = w.pending[b], w.pending[a] }

// Push adds an item.
func (w *waiting) Push(x any) { w.pending = append(w.pending, x.(int32)) }

// Pop takes the last item.
func (w *waiting) Pop() any {
	last := w.pending[len(w.pending)-1]
	w.pending = w.pending[:len(w.pending)-1]
	return last
}
