package table

import (
	"io"

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
			p.print(flowed("  "+n, p.width()))
		}
	}
	return p.err
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
