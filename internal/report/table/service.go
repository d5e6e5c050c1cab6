package table

import (
	"io"
	"math"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/schedule"
	"turno/schedule/simulate"
)

// Service prints what customers get, per queue and target, with 95 %% confidence.
func Service(w io.Writer, r simulate.Result, queues []schedule.Queue, opt Options) error {
	p := &printer{w: w, opt: opt}
	var rows []table.Row
	for i, s := range r.Queues {
		q := queues[i]
		for k, e := range s.Targets {
			row := table.Row{"", "", "", "", "", "", opt.Words.Target(q.Targets[k]), p.estimate(e)}
			if k == 0 {
				row = table.Row{
					s.Queue, count(s.Offered.Mean), count(s.Flushed.Mean), count(s.Abandoned.Mean), p.wait(s.WaitMedian.Mean), p.wait(s.WaitP90.Mean),
					opt.Words.Target(q.Targets[k]), p.estimate(e),
				}
			}
			rows = append(rows, row)
		}
		for _, k := range s.Kinds {
			for n, e := range k.Targets {
				rows = append(rows, table.Row{"", "", "", "", "", "", opt.Words.KindTarget(k.Kind, q.Aim(k.Kind).Targets[n]), p.estimate(e)})
			}
		}
		if s.Promise != nil && q.Promise != nil {
			rows = append(rows, table.Row{"", "", "", "", "", "", p.say("promise: %s", opt.Words.Target(*q.Promise)), p.estimate(*s.Promise)})
		}
	}
	p.rows(p.header("queue", "offered", "flushed", "left", "median wait", "9 in 10 within", "target", "reached (95 %% confidence)"), rows, 2, 3, 4, 5, 6)
	var busy []table.Row
	for _, s := range r.Queues {
		busy = append(busy, table.Row{s.Queue, p.percent(s.Occupancy.Mean), p.decimal1(s.ClosingRate.Mean), count(s.Closed.Mean), count(s.Waiting.Mean), sparkline(daily(s.Backlog))})
	}
	p.line("")
	p.rows(p.header("queue", "occupancy", "closed an hour", "closed in all", "waiting at the end", "backlog"), busy, 2, 3, 4, 5)
	for _, s := range r.Queues {
		if s.Redialled.Mean > 0 {
			p.line("%s: %s of those offered had hung up before and tried again", s.Queue, count(s.Redialled.Mean))
		}
		if s.Posted.Mean > 0 {
			p.line("%s: %s closing {post/posts} beside the answers", s.Queue, count(s.Posted.Mean))
		}
	}
	p.line("%d {replication/replications}", r.Replications)
	return p.err
}

func (p *printer) estimate(e simulate.Estimate) string {
	if math.IsNaN(e.Mean) {
		return "-"
	}
	return p.say("%.1f %% (%.1f-%.1f)", 100*e.Mean, 100*e.Low, 100*e.High)
}

func (p *printer) wait(seconds float64) string {
	if math.IsNaN(seconds) {
		return "-"
	}
	return p.opt.Words.Duration(time.Duration(math.Round(seconds)) * time.Second)
}

// daily thins a long series to at most 56 points, the greatest of each stretch.
func daily(values []float64) []float64 {
	const points = 56
	if len(values) <= points {
		return values
	}
	out := make([]float64, points)
	for i, v := range values {
		k := i * points / len(values)
		out[k] = math.Max(out[k], v)
	}
	return out
}
