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

// Forecast prints the expected volume per queue, the days ahead and what was noticed.
func Forecast(w io.Writer, r auto.Result, opt Options) error {
	p := &printer{w: w, opt: opt}
	rows := make([]table.Row, 0, len(r.Volumes))
	for i, v := range r.Volumes {
		low, high := plan.TotalRange(v, 0)
		rows = append(rows, table.Row{v.Queue, r.Methods[i], count(v.Total()), count(low) + " - " + count(high), sparkline(hours(v))})
	}
	p.rows(table.Row{"queue", "method", "volume", "range (8 in 10)", "usual day, by local hour"}, rows, 3, 4)
	for _, v := range r.Volumes {
		p.days(v)
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

// days prints the totals of each local day with its busiest hour.
func (p *printer) days(v forecast.Volume) {
	p.heading(v.Queue)
	var rows []table.Row
	for _, d := range v.Grid.Days() {
		if len(rows) == 14 {
			p.line("(first 14 days)")
			break
		}
		var sum, most float64
		busiest := v.Grid.At(d.First)
		for i := d.First; i < d.First+d.N; i++ {
			sum += v.Mean[i]
			if v.Mean[i] > most {
				most, busiest = v.Mean[i], v.Grid.At(i)
			}
		}
		rows = append(rows, table.Row{v.Grid.At(d.First).Format("Mon 2 Jan"), count(sum), busiest.Format("15:04"), count(most), sparkline(v.Mean[d.First : d.First+d.N])})
	}
	p.rows(table.Row{"day", "volume", "busiest", "in it", "through the day"}, rows, 2, 4)
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
