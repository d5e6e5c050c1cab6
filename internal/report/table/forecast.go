package table

import (
	"io"
	"slices"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/plan"
)

// ForecastOptions are how a forecast is shown.
type ForecastOptions struct {
	Options
	By forecast.Period // of the totals; empty is day, week or month by the length
}

// The most that is shown of a forecast: queues one by one, and rows of totals each.
const (
	mostQueues = 12
	mostTotals = 54
)

// Forecast prints the expected volume per queue, the course of the first week, the totals
// of the periods ahead and what was noticed.
func Forecast(w io.Writer, r auto.Result, opt ForecastOptions) error {
	p := &printer{w: w, opt: opt.Options}
	rows := make([]table.Row, 0, len(r.Volumes))
	for i, v := range r.Volumes {
		low, high := plan.TotalRange(v, 0)
		rows = append(rows, table.Row{v.Queue, r.Methods[i], count(v.Total()), count(low) + " - " + count(high), sparkline(hours(v))})
	}
	p.rows(p.header("queue", "method", "volume", "range (8 in 10)", "usual day, by local hour"), rows, 3, 4)
	for i, v := range r.Volumes {
		if i == mostQueues {
			p.line("\nand %d more {queue/queues}: --queue NAME shows one", len(r.Volumes)-i)
			break
		}
		p.heading("%s", v.Queue)
		p.course(v)
		p.totals(v, opt.By)
	}
	if n := len(r.Volumes); n > 1 && n <= mostQueues {
		p.together(r.Volumes, opt.By)
	}
	if len(r.Notes) > 0 {
		p.heading("What the history tells")
		p.notes(r.Notes)
	}
	return p.err
}

// notes lists the latest first: what happened last matters most to the week ahead.
func (p *printer) notes(notes []forecast.Note) {
	latest := slices.Clone(notes)
	slices.SortStableFunc(latest, func(a, b forecast.Note) int { return b.Span.To.Compare(a.Span.To) })
	for i, n := range latest {
		if i == 2*p.opt.most() {
			p.line("  and %d more", len(latest)-i)
			return
		}
		p.line("  - %s", p.opt.Words.Note(n))
	}
}

// hours is the mean by local hour of day over the grid.
func hours(v forecast.Volume) []float64 {
	sum, n := make([]float64, 24), make([]float64, 24)
	for i, m := range v.Mean {
		h := v.Grid.At(i).Hour()
		sum[h] += m
		n[h] += v.Grid.Step.Seconds() / time.Hour.Seconds()
	}
	for h := range sum {
		if n[h] > 0 {
			sum[h] /= n[h]
		}
	}
	return sum
}
