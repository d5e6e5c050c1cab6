package table

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/stretchr/testify/assert"
)

func widest(s string) int {
	most := 0
	for line := range strings.Lines(s) {
		most = max(most, utf8.RuneCountInString(strings.TrimRight(line, " \n")))
	}
	return most
}

// A table fits the terminal as long as its figures do: names of columns are broken, then
// blanks and at last words are saved.
func TestTablesFit(t *testing.T) {
	header := table.Row{"queue", "what was agreed with the customers", "agents wanted in all", "why"}
	rows := []table.Row{{"social", "80 % in 2 h, open hours, each reply", "12", "the launch of the autumn collection brings more than usual"}}
	show := func(width int) string {
		var b bytes.Buffer
		p := &printer{w: &b, opt: Options{Width: width}}
		p.rows(header, rows, 3)
		return b.String()
	}
	for _, width := range []int{0, 100, 80, 60} {
		s := show(width)
		most := width
		if width == 0 {
			most = widestTable
		}
		assert.LessOrEqual(t, widest(s), most, "%d columns:\n%s", width, s)
		assert.Contains(t, s, "collection")
	}
	assert.LessOrEqual(t, widest(show(20)), 60, "figures are never cut, words keep twelve letters")
}

// A sentence goes on below itself; a table that is already drawn does not change.
func TestSentencesFlow(t *testing.T) {
	long := "  - " + strings.Repeat("word ", 30) + "end"
	got := flowed(long, 40)
	assert.LessOrEqual(t, widest(got), 40)
	assert.True(t, strings.Contains(got, "\n    word"), got)
	assert.Equal(t, strings.Fields(long), strings.Fields(got))
	assert.Equal(t, long, flowed(long, 0), "no terminal")
	assert.Equal(t, "\n"+flowed(long, 40), flowed("\n"+long, 40))
	assert.Equal(t, long+"\n"+long, flowed(long+"\n"+long, 40))
	painted := strings.ReplaceAll(long, "word", "\x1b[31mword\x1b[0m")
	assert.Equal(t, painted, flowed(painted, 160), "colours take no room")
}
