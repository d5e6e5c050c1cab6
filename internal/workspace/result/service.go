package result

import (
	"fmt"
	"io"
	"time"

	"turno/internal/workspace/table"
	"turno/internal/workspace/value"
	"turno/schedule"
	"turno/schedule/simulate"
)

// WriteService writes service.csv: per queue and measure the mean over the replications
// with its 95 % confidence interval, and the goal where there is one. Shares are from 0 to
// 1, waits in seconds. Kinds of message with a priority or targets of their own, and those beside
// them, have a row for each target. Queues are those that were simulated, in the same order.
func WriteService(w io.Writer, r simulate.Result, queues []schedule.Queue) error {
	out := newWriter(w, time.UTC, "queue", "measure", "goal", "mean", "low", "high")
	for i, s := range r.Queues {
		row := func(measure, goal string, e simulate.Estimate) {
			out.row(table.Guard(s.Queue), measure, goal, figure(e.Mean, people), figure(e.Low, people), figure(e.High, people))
		}
		for k, e := range s.Targets {
			if i < len(queues) && k < len(queues[i].Targets) {
				target := queues[i].Targets[k]
				row("target: "+within(target), figure(target.Share, people), e)
			}
		}
		for _, k := range s.Kinds {
			for n, e := range k.Targets {
				target := queues[i].Aim(k.Kind).Targets[n]
				row(table.Guard(k.Kind)+": target: "+within(target), figure(target.Share, people), e)
			}
		}
		if s.Promise != nil && i < len(queues) && queues[i].Promise != nil {
			row("promise: "+within(*queues[i].Promise), figure(queues[i].Promise.Share, people), *s.Promise)
		}
		for _, m := range []struct {
			name string
			e    simulate.Estimate
		}{
			{"offered", s.Offered}, {"flushed", s.Flushed}, {"answered", s.Answered}, {"abandoned", s.Abandoned}, {"waiting at the end", s.Waiting},
			{"outside hours", s.Outside}, {"redialled", s.Redialled}, {"closed", s.Closed}, {"closing posts", s.Posted}, {"mean wait", s.WaitMean}, {"median wait", s.WaitMedian}, {"p90 wait", s.WaitP90},
			{"occupancy", s.Occupancy}, {"closed per agent hour", s.ClosingRate},
		} {
			row(m.name, "", m.e)
		}
	}
	return out.close()
}

// within names what a target measures: first reply within 1h (open clock).
func within(t schedule.Target) string {
	return fmt.Sprintf("%s within %s (%s clock)", t.Measure, value.FormatDuration(t.Within), t.Clock)
}
