package layout

import (
	"fmt"
	"strings"
	"time"

	"turno/forecast/messages"
	"turno/internal/workspace/value"
)

// interval reads a row of an interval report, of all queues side by side.
func (x *reader) interval() error {
	if len(x.wide) == 0 {
		q, ok := x.named(fQueue)
		if !ok {
			return nil
		}
		return x.intervalOf(q)
	}
	bad, all := x.report.Bad, x.column
	for _, q := range x.wide {
		x.column = q.at
		if err := x.intervalOf(q.queue); err != nil || x.report.Bad > bad {
			x.column = all
			return err
		}
	}
	x.column = all
	return nil
}

func (x *reader) intervalOf(queue string) error {
	at, end, ok := x.stretch()
	if !ok {
		return nil
	}
	r := messages.Report{Queue: queue, At: at, Length: time.Duration(max(0, end-at)) * time.Second}
	if end > 0 && (end <= at || x.opt.Step > 0 && r.Length > x.opt.Step) {
		x.reject(fEnd, fmt.Sprintf("expected an end after the beginning, at most %s later: a longer step for the history is given by --step", value.FormatDuration(x.opt.Step)))
		return nil
	}
	for _, n := range []struct {
		field int
		to    *float64
	}{{fOffered, &r.Offered}, {fHandled, &r.Handled}, {fAbandoned, &r.Abandoned}} {
		if *n.to, ok = x.count(n.field, 1e9); !ok {
			return nil
		}
	}
	if r.AHT, ok = x.seconds(fAHT); !ok {
		return nil
	}
	total, ok := x.seconds(fTotal)
	if !ok {
		return nil
	}
	if r.AHT < 0 && total >= 0 && r.Handled > 0 {
		r.AHT = total / r.Handled
	}
	r.Side, r.Medium = x.side(), messages.Key(x.cell(fSide))
	return x.into.AddReport(r)
}

// stretch is when an interval begins and ends: in cells of their own, or both in one with a
// slash between as ISO 8601 has it; an end of 0 is not known.
func (x *reader) stretch() (at, end int64, ok bool) {
	if from, to, both := strings.Cut(x.cell(fAt), "/"); both && strings.ContainsRune(to, 'T') {
		at, ok = x.instant(fAt, from)
		if !ok {
			return 0, 0, false
		}
		begun := x.clock.last
		end, ok = x.instant(fAt, to)
		x.clock.last = begun
		return at, end, ok
	}
	if at, ok = x.when(fAt, true); !ok {
		return 0, 0, false
	}
	end, ok = x.when(fEnd, false)
	return at, end, ok
}
