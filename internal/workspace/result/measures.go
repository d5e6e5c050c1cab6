package result

import (
	"fmt"
	"io"

	"turno/forecast/messages"
	"turno/internal/workspace/table"
)

// WriteMeasures writes measures.csv: per queue and hour of the local day what came, what
// became of it and how long customers waited, in seconds on both clocks; the hour is empty
// in the row of the whole day. Shares within are those of the queue's first limit.
func WriteMeasures(w io.Writer, queues []messages.Measures) error {
	phases := []string{"first", "each", "end"}
	header := []string{"queue", "hour", "messages", "volume", "answered", "flushed", "replies"}
	for _, p := range phases {
		for _, clock := range []string{"elapsed", "open"} {
			header = append(header, p+"_"+clock+"_median", p+"_"+clock+"_p90")
		}
	}
	out := newWriter(w, nil, append(header, "within_first_limit")...)
	row := func(queue, hour string, n [5]int64, waits *[3]messages.Wait, reached []messages.Reached) {
		cells := []string{table.Guard(queue), hour}
		for _, x := range n {
			cells = append(cells, fmt.Sprint(x))
		}
		for p := range waits {
			for _, t := range []*messages.Times{&waits[p].Elapsed, &waits[p].Open} {
				cells = append(cells, figure(t.Quantile(0.5), 6), figure(t.Quantile(0.9), 6))
			}
		}
		within := ""
		if len(reached) > 0 && reached[0].N > 0 {
			within = figure(reached[0].Share().Value, 6)
		}
		out.row(append(cells, within)...)
	}
	for i := range queues {
		q := &queues[i]
		row(q.Queue, "", [5]int64{q.Messages, q.Volume, q.Answered, q.Flushed, q.Replies}, &q.Waits, q.Reached)
		for h := range q.Hours {
			x := &q.Hours[h]
			row(q.Queue, fmt.Sprint(h), [5]int64{x.Messages, x.Volume, x.Answered, x.Flushed, x.Replies}, &x.Waits, x.Reached)
		}
	}
	return out.close()
}
