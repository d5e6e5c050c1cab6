package result

import (
	"cmp"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/internal/workspace/table"
	"turno/internal/workspace/value"
)

// maxRows bounds the result tables that are read back: a hundred queues for a year in
// intervals of half an hour.
const maxRows = 2_000_000

// interval is one row of one queue.
type interval[T any] struct {
	from, to time.Time
	line     int
	value    T
}

// queueRows are the rows of one queue.
type queueRows[T any] struct {
	name string
	rows []interval[T]
}

// byQueue gathers rows in the order in which their queues first appear.
type byQueue[T any] struct {
	queues []*queueRows[T]
	index  map[string]*queueRows[T]
}

func (b *byQueue[T]) add(queue string, row interval[T]) {
	q := b.index[queue]
	if q == nil {
		q = &queueRows[T]{name: queue}
		if b.index == nil {
			b.index = map[string]*queueRows[T]{}
		}
		b.index[queue] = q
		b.queues = append(b.queues, q)
	}
	q.rows = append(q.rows, row)
}

// grid sorts the rows of a queue and is the grid they lie on: equal intervals without
// gap or overlap.
func (q *queueRows[T]) grid(t *table.Reader) calendar.Grid {
	slices.SortStableFunc(q.rows, func(a, b interval[T]) int {
		return cmp.Or(a.from.Compare(b.from), cmp.Compare(a.line, b.line))
	})
	first := q.rows[0]
	g := calendar.Grid{Start: first.from, Step: first.to.Sub(first.from), N: len(q.rows)}
	for i, r := range q.rows {
		switch {
		case r.to.Sub(r.from) != g.Step:
			t.RejectRow(r.line, "queue %s: an interval of %s, the queue's first has %s: expected equal intervals", q.name, value.FormatDuration(r.to.Sub(r.from)), value.FormatDuration(g.Step))
		case !r.from.Equal(g.At(i)):
			t.RejectRow(r.line, "queue %s: an interval from %s: expected the next one from %s, without gap or overlap", q.name,
				r.from.Format("2006-01-02 15:04"), g.At(i).Format("2006-01-02 15:04"))
		default:
			continue
		}
		break
	}
	return g
}
