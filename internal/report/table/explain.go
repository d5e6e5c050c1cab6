package table

import (
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
)

// Explain tells how the mean of every queue comes about: per day the level in contacts and
// the factors by which each component changes it, and the same in words for one interval,
// the busiest where at is negative.
func Explain(w io.Writer, r auto.Result, at int, opt Options) error {
	p := &printer{w: w, opt: opt}
	for i, v := range r.Volumes {
		if i == mostQueues {
			p.line("\nand %d more {queue/queues}: --queue NAME explains one", len(r.Volumes)-i)
			break
		}
		p.heading("How the mean of %s comes about", v.Queue)
		if len(v.Components) == 0 {
			p.line("  the forecast holds no components")
			continue
		}
		p.explainDays(v)
		p.explainInterval(v, at, r.Notes)
		p.explainMethods(r, v.Queue)
	}
	return p.err
}

// explainDays is the table of daily components. The first column is what the first
// component alone expects; each following factor is what the component changes, so that
// the product of a row is the day's mean.
func (p *printer) explainDays(v forecast.Volume) {
	header := table.Row{p.say("day"), p.component(v.Components[0].Name)}
	right := []int{2}
	for k, c := range v.Components[1:] {
		header = append(header, "x "+p.component(c.Name))
		right = append(right, k+3)
	}
	header = append(header, "= "+p.say("mean"))
	right = append(right, len(header))
	var rows []table.Row
	for k, d := range v.Grid.Days() {
		if k == 14 {
			break
		}
		rows = append(rows, p.explainDay(v, d))
	}
	p.rows(header, rows, right...)
	if n := len(v.Grid.Days()); n > len(rows) {
		p.line("(the first %d of %d days; --json shows every interval)", len(rows), n)
	}
}

func (p *printer) explainDay(v forecast.Volume, d calendar.Day) table.Row {
	sums := make([]float64, len(v.Components)) // of the product up to each component
	var mean float64
	for i := d.First; i < d.First+d.N; i++ {
		product := 1.0
		for k, c := range v.Components {
			product *= c.Factor[i]
			sums[k] += product
		}
		mean += v.Mean[i]
	}
	row := table.Row{p.opt.Words.DayShort(v.Grid.At(d.First)), p.decimal1(sums[0])}
	for k := 1; k < len(sums); k++ {
		by := 1.0
		if sums[k-1] > 0 {
			by = sums[k] / sums[k-1]
		}
		row = append(row, p.opt.Words.Decimal(by, 2))
	}
	return append(row, p.decimal1(mean))
}

// explainInterval tells of one interval in words.
func (p *printer) explainInterval(v forecast.Volume, at int, notes []forecast.Note) {
	if at < 0 || at >= v.Grid.N {
		at = 0
		for i, m := range v.Mean {
			if m > v.Mean[at] {
				at = i
			}
		}
	}
	span := p.opt.Words.Span(v.Grid.At(at), v.Grid.At(at+1))
	p.line("  %s: %s expected%s.", span, p.figure(v.Mean[at]), p.between(v, at))
	var said []string
	for k, c := range v.Components {
		f := c.Factor[at]
		switch {
		case k == 0:
			said = append(said, p.say("The %s is %s", p.component(c.Name), p.figure(f)))
		case math.Abs(f-1) < 0.005:
		default:
			said = append(said, p.say("x %.2f %s", f, p.reason(c.Name, v, at, notes)))
		}
	}
	p.line("  %s.", strings.Join(said, "; "))
}

// between says the range of an interval.
func (p *printer) between(v forecast.Volume, at int) string {
	n := len(v.Levels)
	if n < 2 {
		return ""
	}
	return p.say(", between %s and %s in %.0f of 10 such intervals, median %s", p.figure(v.Quantiles[0][at]), p.figure(v.Quantiles[n-1][at]),
		10*(v.Levels[n-1]-v.Levels[0]), p.figure(v.Quantiles[n/2][at]))
}

// component is what a component of the mean is called; those of a single method go by
// their own names.
func (p *printer) component(name string) string {
	switch name {
	case "level":
		return p.say("level")
	case "season":
		return p.say("season")
	case "burst":
		return p.say("burst")
	case "holiday":
		return p.say("holiday")
	case "campaign":
		return p.say("campaign")
	case "event":
		return p.say("event")
	case "override":
		return p.say("override")
	case "update":
		return p.say("update")
	case "yearly", "year":
		return p.say("year")
	case "month":
		return p.say("month")
	case "date":
		return p.say("date")
	case "trend":
		return p.say("trend")
	case "rest":
		return p.say("rest")
	}
	return name
}

// stands says what a component stands for.
func (p *printer) stands(component string) string {
	switch component {
	case "season":
		return p.say("for the hour of the week")
	case "burst":
		return p.say("for bursts, which lift the mean above the median")
	case "holiday":
		return p.say("for the holiday")
	case "campaign":
		return p.say("for campaigns")
	case "event":
		return p.say("for events")
	case "override":
		return p.say("by the planner's override")
	case "update":
		return p.say("for what the hours so far tell")
	case "yearly", "year":
		return p.say("for the time of the year")
	case "month":
		return p.say("for the date within the month")
	case "date":
		return p.say("for the date, which goes its own way every year")
	case "trend":
		return p.say("for the trend")
	case "rest":
		return p.say("for the rest, which no component explains")
	}
	return p.say("for %s", component)
}

// named are the notes that name what acts in a component.
var named = map[string]forecast.NoteCode{"holiday": forecast.NoteHoliday, "campaign": forecast.NoteCampaign, "event": forecast.NoteCampaign, "override": forecast.NoteOverride}

// reason says what a factor is for, with the names of what acts in the interval.
func (p *printer) reason(component string, v forecast.Volume, at int, notes []forecast.Note) string {
	words := p.stands(component)
	var names []string
	for _, n := range notes {
		acts := n.Queue == v.Queue && n.Span.From.Before(v.Grid.At(at+1)) && n.Span.To.After(v.Grid.At(at))
		if acts && n.Name != "" && n.Code == named[component] && !slices.Contains(names, n.Name) {
			names = append(names, n.Name)
		}
	}
	if len(names) > 0 {
		words += " (" + strings.Join(names, ", ") + ")"
	}
	return words
}

// explainMethods says which methods made the forecast and how much each counts.
func (p *printer) explainMethods(r auto.Result, queue string) {
	for _, c := range r.Choices {
		if c.Queue != queue || len(c.Members) == 0 {
			continue
		}
		var parts []string
		for _, m := range c.Members {
			parts = append(parts, m.Method+" "+p.percent(m.Weight))
		}
		p.line("  Methods: %s.", strings.Join(parts, ", "))
	}
}
