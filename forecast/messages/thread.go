package messages

import (
	"cmp"
	"context"
	"slices"
)

// thread puts the rows into conversations. A conversation has one customer, by whose
// message it begins, and one side. What an agent writes belongs to the conversation of the
// message it answers; a customer who answers in somebody else's, or answers a brand's own
// post, begins one; so does a change of sides. Rows of one ticket hang together whoever
// writes. A reply is at least a second later than what it answers, whatever its clock says.
type thread struct {
	c     *Collector
	of    []int32 // conversation of each row
	begun []begin
	order []int32 // rows by conversation, time and id
	first []int32 // of each conversation in order, and the end
	path  []int32
}

// begin is where a conversation starts.
type begin struct {
	row    int32
	origin int32 // the conversation from whose side it went on, or -1
}

// The states of a row before it has its conversation.
const (
	waiting = -1
	onPath  = -2
)

// rebuild finds every conversation. The collector's indexes are given up for it.
func rebuild(ctx context.Context, c *Collector) (*thread, error) {
	t := &thread{c: c, of: make([]int32, c.rows.n)}
	if err := t.resolve(ctx); err != nil {
		return nil, err
	}
	c.ids, c.threads = index{}, index{}
	t.begun = make([]begin, 0, c.counts.Inbound) // about, so that it is not copied as it grows
	for r := range t.of {
		t.of[r] = waiting
	}
	for r := range int32(c.rows.n) {
		if r&(chunkRows-1) == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if t.of[r] == waiting {
			t.climb(r)
		}
	}
	t.sort()
	return t, ctx.Err()
}

// resolve turns every link into the number of its row, from 1; 0 is none.
func (t *thread) resolve(ctx context.Context) error {
	s, n := &t.c.rows, &t.c.counts
	once, twice := make([]uint64, s.n/64+1), make([]uint64, s.n/64+1)
	for r := range int32(s.n) {
		if r&(chunkRows-1) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		c, i := s.row(r)
		if c.flags[i]&inbound != 0 {
			n.Inbound++
		} else {
			n.Outbound++
		}
		switch {
		case c.flags[i]&threaded != 0:
			if p := t.c.threads.put(c.link[i], r); p >= 0 {
				t.of[r] = p + 1 // keys are still looked up: links change afterwards
			}
		case c.flags[i]&linked != 0:
			n.Links++
			p := t.c.ids.get(c.link[i])
			if p < 0 {
				n.Orphans++
				c.flags[i] |= missing
				continue
			}
			t.of[r] = p + 1
			if p == r { // it answers itself: a loop, which is no reply
				continue
			}
			if once[p>>6]&(1<<(p&63)) != 0 {
				twice[p>>6] |= 1 << (p & 63)
			}
			once[p>>6] |= 1 << (p & 63)
		}
	}
	for _, bits := range twice {
		for ; bits != 0; bits &= bits - 1 {
			n.Several++
		}
	}
	for r, p := range t.of {
		c, i := s.row(int32(r))
		c.link[i] = uint64(p)
	}
	return nil
}

// parent is the row that a row hangs on, or -1.
func (t *thread) parent(r int32) int32 {
	c, i := t.c.rows.row(r)
	return int32(c.link[i]) - 1
}

// climb goes up to a row whose conversation is known, or to the top, and comes down again.
func (t *thread) climb(r int32) {
	from := r
	t.path = t.path[:0]
	for r >= 0 && t.of[r] == waiting {
		t.of[r] = onPath
		t.path = append(t.path, r)
		r = t.parent(r)
	}
	if r >= 0 && t.of[r] == onPath {
		t.c.counts.Loops++
		t.cut(r)
		for _, row := range t.path {
			t.of[row] = waiting
		}
		t.climb(from)
		return
	}
	for _, child := range slices.Backward(t.path) {
		t.of[child] = t.place(child, r)
		r = child
	}
}

// cut lets the earliest message of the loop that a row is in answer nobody: what came later
// can answer it, and the other way round it cannot be.
func (t *thread) cut(r int32) {
	s, first := &t.c.rows, r
	for next := t.parent(r); next != r; next = t.parent(next) {
		if cmp.Or(cmp.Compare(s.at(next), s.at(first)), cmp.Compare(next, first)) < 0 {
			first = next
		}
	}
	c, i := s.row(first)
	c.link[i] = 0
}

// place gives the conversation of a row that hangs on another, whose is known, or on none.
func (t *thread) place(r, parent int32) int32 {
	s := &t.c.rows
	row, i := s.row(r)
	if parent < 0 {
		if row.flags[i]&inbound == 0 && row.flags[i]&missing != 0 {
			row.flags[i] |= headless
		}
		return t.begin(r, -1)
	}
	above, k := s.row(parent)
	if row.handle[i] == 0 {
		row.handle[i] = above.handle[k]
	}
	if row.flags[i]&threaded == 0 && row.at[i] <= above.at[k] { // clocks differ, or show the same second
		if row.at[i] < above.at[k] {
			t.c.counts.Early++
		}
		row.at[i] = above.at[k] + 1
	}
	conv := t.of[parent]
	author, known := t.customer(conv)
	for up := conv; known && author != row.author[i] && row.flags[i]&inbound != 0; { // back in one's own, from within another's
		if up = t.above(up); up < 0 {
			break
		}
		if a, ok := t.customer(up); ok && a == row.author[i] && s.side(t.begun[up].row) == s.side(r) {
			return up
		}
	}
	switch {
	case row.flags[i]&threaded != 0:
		return conv
	case s.side(r) != s.side(t.begun[conv].row):
		row.flags[i] |= crossing
		return t.begin(r, conv)
	case row.flags[i]&inbound == 0:
		return conv
	case !known:
		if top, k := s.row(t.begun[conv].row); top.flags[k]&headless != 0 {
			row.flags[i] |= headless
			top.flags[k] |= continued
		}
		return t.begin(r, -1)
	case author == row.author[i]:
		return conv
	}
	row.flags[i] |= joined
	return t.begin(r, -1)
}

// above is the conversation that another was begun in, or -1.
func (t *thread) above(conv int32) int32 {
	if p := t.parent(t.begun[conv].row); p >= 0 && t.of[p] >= 0 && t.of[p] < conv {
		return t.of[p]
	}
	return -1
}

func (t *thread) begin(r, origin int32) int32 {
	t.begun = append(t.begun, begin{r, origin})
	return int32(len(t.begun) - 1)
}

// customer is whose conversation it is; not known where the brand alone writes.
func (t *thread) customer(conv int32) (author uint32, known bool) {
	for conv >= 0 {
		b := t.begun[conv]
		if c, i := t.c.rows.row(b.row); c.flags[i]&inbound != 0 {
			return c.author[i], true
		}
		conv = b.origin
	}
	return 0, false
}

// sort puts the rows of each conversation together, by time and then id.
func (t *thread) sort() {
	s := &t.c.rows
	t.first = make([]int32, len(t.begun)+1)
	for _, conv := range t.of {
		t.first[conv+1]++
	}
	for k := range t.begun {
		t.first[k+1] += t.first[k]
	}
	t.order = make([]int32, len(t.of))
	next := slices.Clone(t.first[:len(t.begun)])
	for r, conv := range t.of {
		t.order[next[conv]] = int32(r)
		next[conv]++
	}
	t.of = nil
	byTime := func(a, b int32) int {
		ca, i := s.row(a)
		cb, k := s.row(b)
		return cmp.Or(cmp.Compare(ca.at[i], cb.at[k]), cmp.Compare(ca.id[i], cb.id[k]))
	}
	for k := range t.begun {
		if rows := t.order[t.first[k]:t.first[k+1]]; len(rows) > 1 {
			slices.SortFunc(rows, byTime)
		}
	}
}
