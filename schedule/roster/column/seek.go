package column

import "slices"

// maxCaps is how many caps a state of the search can count.
const maxCaps = 32

// seeker is a best-first search (Hart, Nilsson & Raphael 1968) over the states of the path
// with the number of shifts of each capped kind. Its bound is the value without caps, so
// that the first end it takes is the best.
type seeker struct {
	nodes []node
	heap  []int32
	seen  map[key]bool
	index []int   // by position: the cap it counts, -1 for none
	limit []int   // by cap
	floor float64 // what a bound must exceed
}

type node struct {
	key
	parent int32
	pick   int32
	gain   float64
	bound  float64
}

type key struct {
	day, row, weekends, units int16
	count                     [maxCaps]uint8
}

// search finds the best path that keeps the caps, knowing one of some gain (nil if none)
// and a bound. It returns what it knows where it gives up.
func (f *finder) search(path []int, gain, bound float64) ([]int, float64, float64) {
	q := &f.seek
	if !q.prepare(f.w, f.m.p.Days) {
		return path, gain, bound
	}
	back := f.tolled()
	q.floor = gain - back + 1e-9
	root := node{key: key{day: int16(f.lo), row: int16(f.from.row), weekends: int16(f.from.weekends), units: int16(f.from.units)}, parent: -1, pick: -1, gain: f.outside, bound: f.top()}
	for s, n := range f.used {
		if c := q.index[s]; c >= 0 {
			root.count[c] = uint8(n)
		}
	}
	q.push(root)
	for pops := 0; len(q.heap) > 0; pops++ {
		if pops == f.effort.states {
			return path, gain, min(bound, q.nodes[q.heap[0]].bound+back)
		}
		i := q.pop()
		n := q.nodes[i]
		if int(n.day) == f.hi {
			path = slices.Clone(f.mask)
			copy(path[f.lo:], q.trace(i))
			return path, f.worth(path), min(bound, n.bound+back)
		}
		if !q.seen[n.key] {
			q.seen[n.key] = true
			f.expand(i, &n)
		}
	}
	return path, gain, gain // none is better than the one known
}

// expand pushes the states that node i leads to.
func (f *finder) expand(i int32, n *node) {
	q, d := &f.seek, int(n.day)
	f.steps(d, int(n.row), func(g int, m move, units, weekend int) {
		rest := f.at(d+1, m.next, int(n.weekends)+weekend, int(n.units)+units)
		if rest == never {
			return
		}
		to := node{key: n.key, parent: i, pick: -1}
		to.day, to.row, to.weekends, to.units = n.day+1, int16(m.next), n.weekends+int16(weekend), n.units+int16(units)
		if g < 0 {
			to.gain = n.gain + f.idle[d] - m.cost
			to.bound = to.gain + rest
			f.enter(to)
			return
		}
		for _, s := range f.w.groups[g].members {
			if f.mask[d] != anyShift && f.mask[d] != s {
				continue
			}
			v := to
			if c := q.index[s]; c >= 0 {
				if int(v.count[c]) == q.limit[c] {
					continue
				}
				v.count[c]++
			}
			v.pick, v.gain = int32(s), n.gain+f.gain[d*len(f.w.shifts)+s]-m.cost
			v.bound = v.gain + rest
			f.enter(v)
		}
	})
}

// enter pushes a node that may still beat the floor. At the end the tolls of caps that are
// not used up are taken off its bound, which then is its worth.
func (f *finder) enter(n node) {
	q := &f.seek
	if int(n.day) == f.hi {
		for s, toll := range f.toll {
			if c := q.index[s]; c >= 0 {
				n.bound -= toll * float64(q.limit[c]-int(n.count[c]))
			}
		}
	}
	if n.bound > q.floor {
		q.push(n)
	}
}

// prepare empties the search; false where there are more caps than it can count.
func (q *seeker) prepare(w *walker, days int) bool {
	q.nodes, q.heap, q.limit, q.index = q.nodes[:0], q.heap[:0], q.limit[:0], q.index[:0]
	if q.seen == nil {
		q.seen = map[key]bool{}
	}
	clear(q.seen)
	for _, c := range w.cap {
		if c >= days {
			q.index = append(q.index, -1)
			continue
		}
		if c > 255 {
			return false
		}
		q.index = append(q.index, len(q.limit))
		q.limit = append(q.limit, c)
	}
	return len(q.limit) <= maxCaps
}

func (q *seeker) trace(i int32) []int {
	var path []int
	for ; q.nodes[i].parent >= 0; i = q.nodes[i].parent {
		path = append(path, int(q.nodes[i].pick))
	}
	slices.Reverse(path)
	return path
}

// before orders the heap: the greatest bound first, then the latest day.
func (q *seeker) before(i, j int32) bool {
	a, b := &q.nodes[i], &q.nodes[j]
	if a.bound > b.bound+1e-9 || b.bound > a.bound+1e-9 {
		return a.bound > b.bound
	}
	if a.day != b.day {
		return a.day > b.day
	}
	return i < j
}

func (q *seeker) push(n node) {
	q.nodes = append(q.nodes, n)
	q.heap = append(q.heap, int32(len(q.nodes)-1))
	for i := len(q.heap) - 1; i > 0 && q.before(q.heap[i], q.heap[(i-1)/2]); i = (i - 1) / 2 {
		q.heap[i], q.heap[(i-1)/2] = q.heap[(i-1)/2], q.heap[i]
	}
}

func (q *seeker) pop() int32 {
	h := q.heap
	top := h[0]
	h[0] = h[len(h)-1]
	h = h[:len(h)-1]
	for i := 0; 2*i+1 < len(h); {
		c := 2*i + 1
		if c+1 < len(h) && q.before(h[c+1], h[c]) {
			c++
		}
		if !q.before(h[c], h[i]) {
			break
		}
		h[c], h[i] = h[i], h[c]
		i = c
	}
	q.heap = h
	return top
}
