package check

import (
	"container/heap"

	"turno/schedule"
)

// waiting is the deferrable work of one queue as the pass goes along: a heap by due time.
type waiting struct {
	work    []schedule.Work
	open    []float64 // share of each interval in which it may be done
	left    []float64 // per item of work, agent-hours still to do
	arrive  [][]int32 // by interval, items of work
	due     [][]int32
	pending []int32   // heap by due time, then arrival, then place
	spent   float64   // agent-hours done
	all     float64   // agent-hours that come
	done    []float64 // agent-hours by the end of each interval
}

func newWaiting(work []schedule.Work, open []float64, n int) *waiting {
	w := &waiting{work: work, open: open, left: make([]float64, len(work)), arrive: make([][]int32, n), due: make([][]int32, n), done: make([]float64, n)}
	for k, work := range work {
		if work.Arrive >= n || n == 0 {
			continue
		}
		from := max(0, work.Arrive) // what came before the grid waits at its start
		w.left[k] = max(0, work.Hours)
		w.all += w.left[k]
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
		}
	}
}

// do spends agent-hours on the work due first, up to that due in an interval, and says how
// many there was work for.
func (w *waiting) do(hours float64, last int) float64 {
	var done float64
	for len(w.pending) > 0 && done < hours {
		k := w.pending[0]
		if w.work[k].Due > last {
			break
		}
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
	w.spent += done
	return done
}

// late is the contacts of the work due in interval i that is not done at its end.
func (w *waiting) late(i int) float64 {
	var contacts float64
	for _, k := range w.due[i] {
		if work := w.work[k]; w.left[k] > negligible && work.Hours > 0 {
			contacts += work.Contacts * w.left[k] / work.Hours
		}
	}
	return contacts
}

// Len, Less, Swap, Push and Pop make the pending work a heap.
func (w *waiting) Len() int { return len(w.pending) }

// Less puts the work due first on top.
func (w *waiting) Less(a, b int) bool {
	x, y := w.work[w.pending[a]], w.work[w.pending[b]]
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
