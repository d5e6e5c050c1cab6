package layout

import (
	"slices"
	"strings"
	"unicode"

	"turno/internal/workspace/fault"
	"turno/internal/workspace/settings"
)

// totals begin the rows that sum up others, in the languages in which exports name them.
var totals = []string{"total", "totals", "grand total", "grand totals", "sub total", "subtotal", "summary", "sum", "totale", "totale complessivo", "totali",
	"итого", "всего", "общий итог", "summe", "gesamt", "gesamtsumme", "gesamtergebnis", "total general", "total général", "totaal"}

// isTotal says whether a cell names a sum: Total, Totals (5,700 records).
func isTotal(cell string) bool {
	words := strings.FieldsFunc(strings.ToLower(cell), func(r rune) bool { return !unicode.IsLetter(r) })
	for n := min(2, len(words)); n > 0; n-- {
		if slices.Contains(totals, strings.Join(words[:n], " ")) {
			return n == len(words) || strings.ContainsAny(cell, "(:0123456789")
		}
	}
	return false
}

// summed says whether a row sums up others: its first cell with content names a sum, and it
// has no time.
func (x *reader) summed(cells []string) bool {
	if at := x.column[x.timeField()]; at >= 0 && at < len(cells) && cells[at] != "" && cells[at][0] >= '0' && cells[at][0] <= '9' {
		return false // nearly every row of most exports
	}
	first := slices.IndexFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
	if first < 0 || !isTotal(cells[first]) {
		return false
	}
	at := x.column[x.timeField()]
	return at < 0 || at >= len(cells) || at == first || strings.TrimSpace(cells[at]) == ""
}

// timeField is the field that tells when what a row is about began.
func (x *reader) timeField() int {
	if x.layout.Rows == settings.TicketRows {
		return fOpened
	}
	return fAt
}

// remark says whether a row is words in its first cell alone, such as those that some programs
// put below a table: by whom it was made, and whose it is.
func remark(cells []string, width int) bool {
	if width < 3 || len(cells) == 0 || slices.ContainsFunc(cells[1:], func(c string) bool { return c != "" && strings.TrimSpace(c) != "" }) {
		return false
	}
	return strings.ContainsFunc(cells[0], unicode.IsLetter) && strings.ContainsAny(strings.TrimSpace(cells[0]), " \u00a0")
}

// pending are rows that are remarks where no other row follows, and bad rows else.
type pending struct {
	lines []int // of the first of them
	n     int64
}

func (p *pending) add(line, most int) {
	if p.n++; len(p.lines) < most {
		p.lines = append(p.lines, line)
	}
}

// between makes remarks between rows bad ones.
func (x *reader) between() {
	if x.below.n == 0 {
		return
	}
	line := x.line
	for _, x.line = range x.below.lines {
		x.list(fault.Fault{Expected: "words in the first cell alone: expected a row; a cell that holds the separator or a line break needs quotes"})
	}
	x.report.Rows += x.below.n
	x.report.Bad += x.below.n - int64(len(x.below.lines))
	x.line, x.below = line, pending{lines: x.below.lines[:0]}
}
