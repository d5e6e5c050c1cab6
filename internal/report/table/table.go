// Package table shows results in a terminal: one file per thing shown, each a function
// from a writer, the value and Options to an error.
package table

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	words "turno/internal/report/text"
)

// Options are how a table is shown.
type Options struct {
	Words words.Catalogue
	Color bool
	Width int // columns of the terminal; 0 is none: tables aim at 100, and sentences are not broken
	Most  int // findings listed at most; 0 means 10
}

func (o Options) most() int {
	if o.Most == 0 {
		return 10
	}
	return o.Most
}

// printer keeps the first write error, so that the callers need not ask after every line.
type printer struct {
	w   io.Writer
	opt Options
	why Explained // told below the findings

	tight bool // tables have one blank between columns, not two
	err   error
}

// line prints a phrase, as T takes it, in the reader's language. What leads it, line breaks,
// blanks and the dash of a list, is no part of the phrase.
func (p *printer) line(phrase string, args ...any) {
	lead := phrase[:len(phrase)-len(strings.TrimLeft(phrase, " \n-"))]
	phrase = phrase[len(lead):]
	p.print(flowed(lead+p.say(phrase, args...), p.opt.Width))
}

// drawn prints a line that must not be broken.
func (p *printer) drawn(format string, args ...any) { p.print(fmt.Sprintf(format, args...)) }

func (p *printer) print(s string) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, s)
	}
}

// width is the columns in which tables should fit.
func (p *printer) width() int {
	if p.opt.Width == 0 {
		return widestTable
	}
	return p.opt.Width
}

// say is a phrase in the reader's language.
func (p *printer) say(phrase string, args ...any) string { return p.opt.Words.T(phrase, args...) }

// heading prints a phrase with a line free above it.
func (p *printer) heading(phrase string, args ...any) {
	p.line("\n%s", p.paint(p.say(phrase, args...), text.Bold))
}

// header is a row of column names, each a phrase.
func (p *printer) header(phrases ...string) table.Row {
	row := make(table.Row, len(phrases))
	for i, phrase := range phrases {
		row[i] = p.say(phrase)
	}
	return row
}

func (p *printer) paint(s string, colors ...text.Color) string {
	if !p.opt.Color {
		return s
	}
	return text.Colors(colors).Sprint(s)
}

// count is a number people read: whole, with thin groups of thousands.
func count(x float64) string { return words.Catalogue{}.Count(x) }

func (p *printer) decimal1(x float64) string { return p.opt.Words.Decimal(x, 1) }

func (p *printer) percent(x float64) string { return p.opt.Words.Percent(x, 0) }

func (p *printer) percent1(x float64) string { return p.opt.Words.Percent(x, 1) }

// signed is a share with its sign, as a percentage.
func (p *printer) signed(x float64) string { return p.opt.Words.T("%+.1f %%", 100*x) }

// figure is a count with a decimal where it is small.
func (p *printer) figure(x float64) string {
	if x < 100 {
		return p.opt.Words.Trimmed(x, 1)
	}
	return count(x)
}

// sparkline draws values as eighths of a block, the greatest at full height; zero is a dot.
func sparkline(values []float64) string {
	const blocks = "▁▂▃▄▅▆▇█"
	const nothing = '·'
	top := 0.0
	for _, v := range values {
		top = math.Max(top, v)
	}
	var b strings.Builder
	for _, v := range values {
		if top == 0 || v <= 0 {
			b.WriteRune(nothing)
			continue
		}
		b.WriteRune([]rune(blocks)[min(7, int(8*v/top))])
	}
	return b.String()
}
