package table

import (
	"io"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	pages "turno/internal/report/people"
)

// People shows a page about people.
func People(w io.Writer, page pages.Page, opt Options) error {
	p := &printer{w: w, opt: opt}
	if page.Title != "" {
		p.line("%s", page.Title)
	}
	for _, b := range page.Blocks {
		if b.Book {
			continue
		}
		if b.Heading != "" {
			p.line("\n%s", p.paint(b.Heading, text.Bold))
		}
		if len(b.Rows) > 0 {
			p.block(b)
		}
		for _, n := range b.Notes {
			p.wrapped(n)
		}
	}
	return p.err
}

// wide is how many columns of a terminal a note may take.
const wide = 98

// wrapped prints a note over as many lines as it takes.
func (p *printer) wrapped(note string) {
	line := "  "
	for i, word := range strings.Fields(note) {
		if i > 0 && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > wide {
			p.line("%s", line)
			line = "   "
		}
		if strings.TrimSpace(line) != "" || i > 0 {
			line += " "
		}
		line += word
	}
	p.line("%s", line)
}

// block prints the rows of a block; columns of figures are aligned to the right.
func (p *printer) block(b pages.Block) {
	header := table.Row{}
	var right []int
	for i, name := range b.Columns {
		header = append(header, name)
		figures := false
		for _, row := range b.Rows {
			figures = figures || row[i].Right()
		}
		if figures {
			right = append(right, i+1)
		}
	}
	var rows []table.Row
	for _, row := range b.Rows {
		var out table.Row
		for _, c := range row {
			s := c.In(p.opt.Words)
			if c.Form == pages.Course {
				s = sparkline(c.Series)
			}
			out = append(out, s)
		}
		rows = append(rows, out)
	}
	p.rows(header, rows, right...)
}
