package rows

import (
	"bufio"
	"bytes"
	"errors"
	"slices"
	"strings"
)

// named finds the row of the header at the beginning of a text: how many rows stand above it,
// and the last of them where only both together name the columns.
func named(head []byte, comma byte, header func([]string) bool) (skip int, above []string, ok bool) {
	t := &table{lines: lines{text: bufio.NewReaderSize(bytes.NewReader(head), len(head)+1), head: head}, comma: comma}
	for skip := range headerWithin {
		cells, err := t.next()
		var bad *BadRow
		switch {
		case errors.As(err, &bad):
			above = nil
			continue
		case err != nil:
			return 0, nil, false
		case header(cells):
			return skip, nil, true
		case above != nil && header(joined(above, cells)):
			return skip, above, true
		}
		above = slices.Clone(cells)
	}
	return 0, nil, false
}

// joined are the names of columns that two rows make: in the upper stand those of several
// columns, over the first of them.
func joined(above, cells []string) []string {
	out, last := slices.Clone(cells), ""
	for i := range out {
		if i < len(above) && strings.TrimSpace(above[i]) != "" {
			last = strings.TrimSpace(above[i])
		}
		if name := strings.TrimSpace(out[i]); last != "" {
			out[i] = strings.TrimSpace(last + " " + name)
		}
	}
	return out
}

// separators are comma, semicolon, tab and bar by how often the first line that holds any of
// them does so outside quotes.
func separators(head []byte) []byte {
	all := []byte(",;\t|")
	for line := range bytes.Lines(head) {
		quoted, count := false, map[byte]int{}
		for _, b := range line {
			if b == '"' {
				quoted = !quoted
			} else if !quoted {
				count[b]++
			}
		}
		slices.SortStableFunc(all, func(a, b byte) int { return count[b] - count[a] })
		if count[all[0]] > 0 {
			break
		}
	}
	return all
}
