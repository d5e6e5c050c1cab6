package table

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/text"

	"turno/forecast"
	words "turno/internal/report/text"
)

// The size of the plot of a week.
const (
	courseDays = 7
	courseRows = 10
)

// courseCell is what a column of the plot stands for: means over its stretch.
type courseCell struct{ low, middle, high float64 }

// courseColumn is the time of a column: two hours, three where the terminal is narrow.
func (p *printer) courseColumn() time.Duration {
	if p.width() < 96 {
		return 3 * time.Hour
	}
	return 2 * time.Hour
}

// course draws the first week of a forecast: the median as blocks, the range as shade.
// Shorter forecasts take less room, those by day none.
func (p *printer) course(v forecast.Volume) {
	column := p.courseColumn()
	if v.Grid.Step > column || len(v.Levels) == 0 || v.Grid.N == 0 {
		return
	}
	cells, days := courseCells(v, column, p.opt.Words)
	top := 0.0
	for _, c := range cells {
		top = math.Max(top, c.high)
	}
	if top == 0 {
		return
	}
	for row := courseRows - 1; row >= 0; row-- {
		label := ""
		if row == courseRows-1 || row == courseRows/2-1 {
			label = p.perHour(top * float64(row+1) / courseRows)
		}
		p.drawn("%8s │%s", label, p.courseRow(cells, row, top))
	}
	p.drawn("%8s └%s", "0", strings.Repeat("─", len(cells)))
	p.drawn("%8s  %s", "", strings.TrimRight(days, " "))
	p.line("%8s  %s median an hour, %s range (8 in 10)", "", p.paint("█", text.FgBlue), p.paint("░", text.FgCyan))
}

// courseCells averages the hourly rate over the columns and names the days below them.
func courseCells(v forecast.Volume, column time.Duration, words words.Catalogue) (cells []courseCell, days string) {
	per := max(1, int(column/v.Grid.Step))
	rate := 1 / v.Grid.Hours()
	n := min(v.Grid.N, int(courseDays*24*time.Hour/v.Grid.Step))
	var names strings.Builder
	for i := 0; i < n; i += per {
		end := min(i+per, n)
		var c courseCell
		for k := i; k < end; k++ {
			share := rate / float64(end-i)
			c.low += v.Quantiles[0][k] * share
			c.middle += v.Quantiles[len(v.Levels)/2][k] * share
			c.high += v.Quantiles[len(v.Levels)-1][k] * share
		}
		cells = append(cells, c)
		at := v.Grid.At(i)
		if at.Sub(time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())) < column && utf8.RuneCountInString(names.String()) <= len(cells)-1 {
			names.WriteString(strings.Repeat(" ", len(cells)-1-utf8.RuneCountInString(names.String())) + words.Weekday(at.Weekday()) + " " + strconv.Itoa(at.Day()))
		}
	}
	return cells, names.String()
}

// courseRow draws one line of the plot; eighths of a block give the median its height.
func (p *printer) courseRow(cells []courseCell, row int, top float64) string {
	const eighths = "▁▂▃▄▅▆▇█"
	var b strings.Builder
	for _, c := range cells {
		scale := courseRows / top
		switch part := c.middle*scale - float64(row); {
		case part >= 1.0/16:
			k := min(7, int(math.Round(8*part))-1)
			b.WriteString(p.paint(string([]rune(eighths)[max(k, 0)]), text.FgBlue))
		case c.high*scale-float64(row) >= 0.5:
			b.WriteString(p.paint("░", text.FgCyan))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.TrimRight(b.String(), " ")
}

func (p *printer) perHour(x float64) string {
	if x < 10 {
		return p.decimal1(x)
	}
	return count(x)
}
