// Package table shows results in a terminal: one file per thing shown, each a function
// from a writer, the value and Options to an error.
package table

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	words "turno/internal/report/text"
)

// Options are how a table is shown.
type Options struct {
	Words words.Catalogue
	Color bool
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
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

func (p *printer) heading(s string) { p.line("\n%s", p.paint(s, text.Bold)) }

func (p *printer) paint(s string, colors ...text.Color) string {
	if !p.opt.Color {
		return s
	}
	return text.Colors(colors).Sprint(s)
}

// rows prints a table; the columns named in right are aligned to the right.
func (p *printer) rows(header table.Row, rows []table.Row, right ...int) {
	t := table.NewWriter()
	style := table.StyleLight
	style.Format.Header = text.FormatDefault
	style.Options.DrawBorder = false
	style.Options.SeparateColumns = false
	t.SetStyle(style)
	t.AppendHeader(header)
	t.AppendRows(rows)
	configs := make([]table.ColumnConfig, len(right))
	for i, n := range right {
		configs[i] = table.ColumnConfig{Number: n, Align: text.AlignRight, AlignHeader: text.AlignRight}
	}
	t.SetColumnConfigs(configs)
	p.line("%s", t.Render())
}

// count is a number people read: whole, with thin groups of thousands.
func count(x float64) string {
	s := strconv.FormatFloat(math.Abs(math.Round(x)), 'f', 0, 64)
	var parts []string
	for len(s) > 3 {
		parts = append([]string{s[len(s)-3:]}, parts...)
		s = s[:len(s)-3]
	}
	s = strings.Join(append([]string{s}, parts...), " ")
	if math.Round(x) < 0 {
		s = "-" + s
	}
	return s
}

func fixed(x float64, places int) string { return strconv.FormatFloat(x, 'f', places, 64) }

func decimal1(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

func percent(x float64) string {
	if math.IsNaN(x) {
		return "-"
	}
	return strconv.FormatFloat(100*x, 'f', 0, 64) + " %"
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
