package table

import (
	"fmt"
	"io"
	"slices"
	"time"

	"turno/forecast/backtest"
	"turno/forecast/calendar"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/value"
)

// ExclusionOptions say how to read windows that a back-test leaves out.
type ExclusionOptions struct {
	Zone    *time.Location // of local times; nil is UTC
	Columns Columns        // other names of the columns; queue alone counts
	Queues  []string       // which queues there are
}

// ReadExclusions reads queue,start,end: what is not scored. Without a queue a window
// holds for all of them; one that ends when it starts is the interval of that instant.
// Other columns are ignored. The error is a *fault.Error with all faults, or that of the
// disk.
func ReadExclusions(name string, r io.Reader, opt ExclusionOptions) ([]backtest.Exclusion, error) {
	const queue, start, end = 0, 1, 2
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	renamed := Columns{}
	if other, ok := opt.Columns["queue"]; ok {
		renamed["queue"] = other
	}
	t := NewReader(name, r, Layout{Rows: maxPeopleRows, Renamed: renamed, Columns: []Column{{"queue", false}, {"start", true}, {"end", true}}})
	var out []backtest.Exclusion
	for t.Next() {
		e := backtest.Exclusion{Queue: t.Text(queue)}
		if e.Queue != "" && !slices.Contains(opt.Queues, e.Queue) {
			t.Reject(queue, "not a queue of the history: expected "+listed(opt.Queues), fault.Closest(e.Queue, opt.Queues))
		}
		e.Span.From, e.Span.To = t.moment(start, opt.Zone), t.moment(end, opt.Zone)
		if e.Span.To.Before(e.Span.From) {
			t.Reject(end, fmt.Sprintf("before the start %s: expected a window that ends after it starts", t.Cell(start)), "")
		}
		if e.Span.From.Equal(e.Span.To) {
			e.Span = calendar.Window{From: e.Span.From, To: e.Span.To.Add(time.Nanosecond)}
		}
		out = append(out, e)
	}
	return out, t.Err()
}

// moment is a cell that holds a time.
func (t *Reader) moment(column int, zone *time.Location) time.Time {
	at, err := value.ParseTime(t.Cell(column), zone)
	if err != nil {
		t.RejectError(column, err)
	}
	return at
}
