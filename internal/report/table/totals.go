package table

import (
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/forecast"
	"turno/forecast/calendar"
)

// usualPeriod is how a forecast of this length is best read.
func usualPeriod(g calendar.Grid) forecast.Period {
	switch length := g.End().Sub(g.Start); {
	case length <= 15*24*time.Hour:
		return forecast.Day
	case length <= 27*7*24*time.Hour:
		return forecast.Week
	}
	return forecast.Month
}

// totals prints the volume of each hour, day, week or month with its range and its busiest
// hour.
func (p *printer) totals(v forecast.Volume, by forecast.Period) {
	if by == "" {
		by = usualPeriod(v.Grid)
	}
	p.periods(v, by, v.Totals(by, 0))
}

// together prints the same of all queues; they share a grid.
func (p *printer) together(volumes []forecast.Volume, by forecast.Period) {
	all := volumes[0]
	all.Mean = make([]float64, all.Grid.N)
	for _, v := range volumes {
		for i, m := range v.Mean {
			all.Mean[i] += m
		}
	}
	if by == "" {
		by = usualPeriod(all.Grid)
	}
	p.heading("All queues")
	p.periods(all, by, forecast.TotalsOf(volumes, by, 0))
}

// periods prints totals of a volume, of which the mean counts.
func (p *printer) periods(v forecast.Volume, by forecast.Period, totals []forecast.Total) {
	var rows []table.Row
	for k, t := range totals {
		if by != forecast.Hour && k == mostTotals || k == 14*24 {
			break
		}
		means := v.Mean[t.First : t.First+t.N]
		at, most := v.Busiest(t.First, t.N)
		span := ""
		if len(t.Quantiles) > 0 {
			span = count(t.Quantiles[0]) + " - " + count(t.Quantiles[len(t.Quantiles)-1])
		}
		row := table.Row{p.periodName(v.Grid.At(t.First), by), count(t.Mean), span}
		if by != forecast.Hour {
			row = append(row, p.busiestName(at, by), count(most), sparkline(thin(means, 48)))
		}
		rows = append(rows, row)
	}
	header := table.Row{p.period(by), p.say("volume"), p.say("range (8 in 10)")}
	if by != forecast.Hour {
		header = append(header, p.say("busiest hour"), p.say("in it"), p.through(by))
	}
	p.rows(header, rows, 2, 3, 5)
	if len(rows) < len(totals) {
		p.line("(the first %d of %d; --by week or month, or --json, shows all)", len(rows), len(totals))
	}
}

// periodName is how people call a period by its first instant.
func (p *printer) periodName(t time.Time, by forecast.Period) string {
	words := p.opt.Words
	name := words.DayShort(t)
	switch by {
	case forecast.Hour:
		name += t.Format(" 15:04")
	case forecast.Week:
		name = p.say("week of %s", words.DayMonth(t))
	case forecast.Month:
		name = words.Month(t.Month())
	}
	if t.Year() != words.Year || by == forecast.Month {
		name += t.Format(" 2006")
	}
	return name
}

// period is the name of a kind of period.
func (p *printer) period(by forecast.Period) string {
	switch by {
	case forecast.Hour:
		return p.say("hour")
	case forecast.Day:
		return p.say("day")
	case forecast.Week:
		return p.say("week")
	}
	return p.say("month")
}

// through heads the course of the volume through a period.
func (p *printer) through(by forecast.Period) string {
	switch by {
	case forecast.Day:
		return p.say("through the day")
	case forecast.Week:
		return p.say("through the week")
	}
	return p.say("through the month")
}

func (p *printer) busiestName(t time.Time, by forecast.Period) string {
	if by == forecast.Day {
		return t.Format("15:04")
	}
	return p.opt.Words.Moment(t)
}

// thin shortens a long series to at most n points by means of its stretches.
func thin(values []float64, n int) []float64 {
	if len(values) <= n {
		return values
	}
	out := make([]float64, n)
	for k := range out {
		from, to := k*len(values)/n, (k+1)*len(values)/n
		for _, v := range values[from:to] {
			out[k] += v / float64(to-from)
		}
	}
	return out
}
