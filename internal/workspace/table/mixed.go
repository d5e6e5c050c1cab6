package table

import (
	"fmt"
	"slices"
	"time"

	"turno/internal/workspace/value"
)

// evenRows is how many rows in a row, evenly apart by more than the step, are no chance and
// no closed hours but counts of longer intervals.
const evenRows = 24

// mixed faults queues of which a part, or all, is told in a longer step than the history's:
// its counts would be taken for those of shorter intervals.
func (h *history) mixed(step int64) {
	for _, q := range h.queues {
		even, before := 0, int64(0)
		for i := 1; i < len(q.rows) && !h.table.full(); i++ {
			gap := q.rows[i].at - q.rows[i-1].at
			if even++; gap != before {
				even, before = 1, gap
			}
			if even == evenRows && gap > step && slices.Contains(steps, gap) && (gap < daySeconds || h.midnight(q.rows[i].at)) {
				h.rejectTime(q.rows[i-evenRows], fmt.Sprintf("queue %s has rows %s apart from here on, the history's step is %s: expected one step throughout; sum the shorter or split the longer",
					q.name, value.FormatDuration(time.Duration(gap)*time.Second), value.FormatDuration(time.Duration(step)*time.Second)))
				break
			}
		}
	}
}

// midnight says whether a time may stand for its day. A row at the same hour of every day
// is that of a queue which is rarely asked.
func (h *history) midnight(at int64) bool {
	t := time.Unix(at, 0).In(h.opt.Zone)
	return t.Hour() == 0 && t.Minute() == 0
}
