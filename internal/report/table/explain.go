package table

import (
	"fmt"
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
			p.line("\nand %d more queues: --queue NAME explains one", len(r.Volumes)-i)
			break
		}
		p.heading("How the mean of " + v.Queue + " comes about")
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
	header := table.Row{"day", v.Components[0].Name}
	right := []int{2}
	for k, c := range v.Components[1:] {
		header = append(header, "x "+c.Name)
		right = append(right, k+3)
	}
	header = append(header, "= mean")
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
	row := table.Row{v.Grid.At(d.First).Format("Mon 2 Jan"), decimal1(sums[0])}
	for k := 1; k < len(sums); k++ {
		by := 1.0
		if sums[k-1] > 0 {
			by = sums[k] / sums[k-1]
		}
		row = append(row, fmt.Sprintf("%.2f", by))
	}
	return append(row, decimal1(mean))
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
	p.line("  %s: %s expected%s.", span, figure(v.Mean[at]), between(v, at))
	var said []string
	for k, c := range v.Components {
		f := c.Factor[at]
		switch {
		case k == 0:
			said = append(said, fmt.Sprintf("The %s is %s", c.Name, figure(f)))
		case math.Abs(f-1) < 0.005:
		default:
			said = append(said, fmt.Sprintf("x %.2f %s", f, reason(c.Name, v, at, notes)))
		}
	}
	p.line("  %s.", strings.Join(said, "; "))
}

// between says the range of an interval.
func between(v forecast.Volume, at int) string {
	n := len(v.Levels)
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(", between %s and %s in %.0f of 10 such intervals, median %s", figure(v.Quantiles[0][at]), figure(v.Quantiles[n-1][at]),
		10*(v.Levels[n-1]-v.Levels[0]), figure(v.Quantiles[n/2][at]))
}

// reasons say what a component stands for; others go by their name.
var reasons = map[string]string{
	"season":  "for the hour of the week",
	"burst":   "for bursts, which lift the mean above the median",
	"holiday": "for the holiday", "campaign": "for campaigns", "event": "for events", "override": "by the planner's override", "update": "for what the hours so far tell",
	"yearly": "for the time of the year", "year": "for the time of the year", "month": "for the date within the month", "date": "for the date, which goes its own way every year", "trend": "for the trend", "rest": "for the rest, which no component explains",
}

// named are the notes that name what acts in a component.
var named = map[string]forecast.NoteCode{"holiday": forecast.NoteHoliday, "campaign": forecast.NoteCampaign, "event": forecast.NoteCampaign, "override": forecast.NoteOverride}

// reason says what a factor is for, with the names of what acts in the interval.
func reason(component string, v forecast.Volume, at int, notes []forecast.Note) string {
	words, ok := reasons[component]
	if !ok {
		words = "for " + component
	}
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
			parts = append(parts, fmt.Sprintf("%s %s", m.Method, percent(m.Weight)))
		}
		p.line("  Methods: %s.", strings.Join(parts, ", "))
	}
}

// figure is a count with a decimal where it is small.
func figure(x float64) string {
	if x < 100 {
		return strings.TrimSuffix(decimal1(x), ".0")
	}
	return count(x)
}
