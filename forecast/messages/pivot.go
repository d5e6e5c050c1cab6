package messages

import (
	"cmp"
	"slices"
	"time"
)

// departure is an answered public conversation, whose customer may have gone on elsewhere.
type departure struct {
	author, began, first, last uint32
	invited                    uint32 // when; 0 where nobody asked
	part                       uint32
	matched                    bool
}

// arrival is a conversation that a customer began out of the public.
type arrival struct {
	author, at uint32
	queue      uint16
}

// pivots finds who went on elsewhere: a customer of a public conversation who turns up on
// another side within Follow after being asked to or, where no rule tells who was asked,
// after an agent's reply. Both are sorted.
func (w *walk) pivots() {
	byRule := slices.ContainsFunc(w.left, func(d departure) bool { return d.invited > 0 })
	for _, a := range w.came {
		d := w.leftBy(a, byRule)
		if d == nil || d.matched || w.t.parts[d.part].queue.number == a.queue {
			continue
		}
		d.matched = true
		w.t.went(w.t.parts[d.part], int64(d.began), w.t.queues[a.queue-1], int64(a.at-d.since(a.at)))
	}
	for _, d := range w.left {
		if d.invited > 0 {
			w.t.parts[d.part].invited++
		}
	}
}

// since is when the customer was last told, before the arrival.
func (d departure) since(at uint32) uint32 {
	switch {
	case d.invited > 0:
		return d.invited
	case d.last <= at:
		return d.last
	}
	return d.first
}

// leftBy is the latest public conversation that may have led to an arrival, or nil.
func (w *walk) leftBy(a arrival, byRule bool) *departure {
	i, _ := slices.BinarySearchFunc(w.left, a, func(d departure, a arrival) int {
		return cmp.Or(cmp.Compare(d.author, a.author), cmp.Compare(d.began, a.at+1))
	})
	for i--; i >= 0 && w.left[i].author == a.author; i-- {
		d := &w.left[i]
		told := d.first
		if byRule {
			told = d.invited
		}
		if told == 0 || told > a.at {
			continue
		}
		if int64(a.at-d.since(a.at)) > int64(w.c.opt.Follow/time.Second) {
			return nil
		}
		return d
	}
	return nil
}
