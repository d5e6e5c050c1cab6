package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

const (
	widestTable = 100 // columns in which a table should fit where no terminal says so
	widestName  = 40  // letters of a name before it goes on in the next line
	narrowest   = 12  // letters to which a column of words may be narrowed
)

// rows prints a table; the columns named in right are aligned to the right.
func (p *printer) rows(header table.Row, rows []table.Row, right ...int) {
	f := p.fit(header, rows, right)
	t := table.NewWriter()
	style := table.StyleLight
	style.Format.Header = text.FormatDefault
	style.Options.DrawBorder = false
	style.Options.SeparateColumns = false
	if f.tight {
		style.Box.PaddingLeft = ""
	}
	t.SetStyle(style)
	t.AppendHeader(f.header)
	t.AppendRows(rows)
	configs := make([]table.ColumnConfig, len(header))
	for i := range configs {
		configs[i] = table.ColumnConfig{Number: i + 1, VAlignHeader: text.VAlignBottom, WidthMax: f.most[i], WidthMaxEnforcer: text.WrapSoft}
		if slices.Contains(right, i+1) {
			configs[i].Align, configs[i].AlignHeader = text.AlignRight, text.AlignRight
		}
	}
	t.SetColumnConfigs(configs)
	p.drawn("%s", t.Render())
}

// fitted is how a table fits its terminal: one blank between columns or two, the header,
// and the most letters of each column, 0 for any.
type fitted struct {
	tight  bool
	header table.Row
	most   []int
}

// fit makes a table that is too wide narrower: it breaks the names of the columns at blanks
// to the width of what stands below them, takes a blank from between the columns, and then
// letters from the widest columns of words.
func (p *printer) fit(header table.Row, rows []table.Row, right []int) fitted {
	f := fitted{p.tight, header, make([]int, len(header))}
	f.most[0] = widestName
	widths := make([]int, len(header)) // of what stands below
	total := 0
	for i, name := range header {
		for _, row := range rows {
			if i < len(row) {
				widths[i] = max(widths[i], printed(row[i]))
			}
		}
		if i == 0 {
			widths[i] = min(widths[i], widestName)
		}
		total += max(widths[i], printed(name)) + 2
	}
	if p.tight {
		total -= len(header)
	}
	if total <= p.width() {
		return f
	}
	f.tight, f.header, total = true, make(table.Row, len(header)), 0
	for i, name := range header {
		folded := folding(fmt.Sprint(name), widths[i])
		f.header[i] = folded
		widths[i] = max(widths[i], text.LongestLineLen(folded))
		total += widths[i] + 1
	}
	for ; total > p.width(); total-- {
		k := widestOf(widths, right)
		if k < 0 {
			break
		}
		widths[k]--
		f.most[k] = widths[k]
	}
	return f
}

// widestOf is the widest column of words that may still be narrowed, below 0 where there is
// none.
func widestOf(widths, right []int) int {
	k := -1
	for i, w := range widths {
		if w > narrowest && !slices.Contains(right, i+1) && (k < 0 || w > widths[k]) {
			k = i
		}
	}
	return k
}

func printed(cell any) int { return text.StringWidthWithoutEscSequences(fmt.Sprint(cell)) }

// folding breaks a name at blanks into lines of so many letters, more where a word is longer.
func folding(name string, width int) string {
	lines, last := "", 0
	for k, word := range strings.Fields(name) {
		n := printed(word)
		switch {
		case k == 0:
			lines, last = word, n
		case last+1+n <= width:
			lines, last = lines+" "+word, last+1+n
		default:
			lines, last = lines+"\n"+word, n
		}
	}
	return lines
}

// flowed breaks a sentence at blanks where it is wider than the terminal; what goes on is
// indented by two letters more than its beginning. What holds several lines stays.
func flowed(s string, width int) string {
	body := strings.TrimLeft(s, "\n")
	if width == 0 || strings.Contains(body, "\n") || printed(body) <= width {
		return s
	}
	lead := len(body) - len(strings.TrimLeft(body, " "))
	lines, last := s[:len(s)-len(body)]+body[:lead], lead
	for k, word := range strings.Fields(body) {
		n := printed(word)
		switch {
		case k == 0:
			lines, last = lines+word, last+n
		case last+1+n <= width:
			lines, last = lines+" "+word, last+1+n
		default:
			lines, last = lines+"\n"+strings.Repeat(" ", lead+2)+word, lead+2+n
		}
	}
	return lines
}
