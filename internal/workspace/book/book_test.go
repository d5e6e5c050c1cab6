package book_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/internal/workspace/book"
)

// packed is a workbook of the given sheet.
func packed(t testing.TB, sheet io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]io.Reader{
		"_rels/.rels":                strings.NewReader(`<Relationships><Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>`),
		"xl/workbook.xml":            strings.NewReader(`<w:workbook xmlns:w="w" xmlns:r="r"><w:sheets><w:sheet name="A" sheetId="1" r:id="x"/></w:sheets></w:workbook>`),
		"xl/_rels/workbook.xml.rels": strings.NewReader(`<Relationships><Relationship Id="x" Type="t/worksheet" Target="sheets/a.xml"/><Relationship Id="s" Type="t/sharedStrings" Target="s.xml"/></Relationships>`),
		"xl/s.xml":                   strings.NewReader(`<sst><si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></si></sst>`),
		"xl/sheets/a.xml":            sheet,
	} {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = io.Copy(w, text)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

func TestCells(t *testing.T) {
	b, err := book.Open(bytes.NewReader(packed(t, strings.NewReader(`<x:worksheet xmlns:x="w"><x:sheetData>
		<x:row r="2" hidden="1"><x:c r="B2" t="s"><x:v>1</x:v></x:c><x:c t="s"><x:v>0</x:v></x:c><x:c r="E2"><x:f>1+1</x:f><x:v>4.6328375E4</x:v></x:c></x:row>
		<x:row><x:c t="inlineStr"><x:is><x:t>in</x:t></x:is></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t="str"><x:f>A1</x:f></x:c><x:c t="e"><x:v>#REF!</x:v></x:c></x:row>
		</x:sheetData></x:worksheet>`))), 128<<20)
	require.NoError(t, err)
	assert.Equal(t, []string{"A"}, b.Sheets())
	rows, err := b.Rows("A")
	require.NoError(t, err)
	n, cells, err := rows.Next()
	require.NoError(t, err)
	assert.Equal(t, 2, n)
	assert.Equal(t, []book.Cell{{}, {Text: "rich"}, {Text: "plain"}, {}, {Text: "46328.375", Number: true}}, cells)
	at, ok := rows.Moment(cells[4].Text)
	assert.True(t, ok)
	assert.Equal(t, "2026-11-02 09:00:00", at.Format("2006-01-02 15:04:05"))
	n, cells, err = rows.Next()
	require.NoError(t, err)
	assert.Equal(t, 3, n)
	assert.Equal(t, []book.Cell{{Text: "in"}, {Text: "true"}, {Empty: true}, {Text: "#REF!"}}, cells)
	_, _, err = rows.Next()
	assert.ErrorIs(t, err, io.EOF)
}

// blanks gives blanks without end.
type blanks struct{ left int64 }

func (b *blanks) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = ' '
	}
	b.left -= int64(len(p))
	return len(p), nil
}

// A cell without end is left at its bound, not gathered in memory.
func TestBombs(t *testing.T) {
	b, err := book.Open(bytes.NewReader(packed(t, io.MultiReader(strings.NewReader("<worksheet>"), &blanks{64 << 20}, strings.NewReader("</worksheet>")))), 128<<20)
	require.NoError(t, err)
	rows, err := b.Rows("A")
	require.NoError(t, err)
	_, _, err = rows.Next()
	assert.ErrorContains(t, err, "a cell of more than 64 KiB")
}

func TestHostileCells(t *testing.T) {
	for text, want := range map[string]string{
		`<row r="5"/><row r="5"/>`:                 "row 5 comes after row 5",
		`<row><c r="C1"/><c r="B1"/></row>`:        "out of order or too many (at B1)",
		`<row><c r="XFE1"/></row>`:                 "out of order or too many (at XFE1)",
		`<row r="9999999"/>`:                       "more than 1048576 rows",
		`<row><c t="s"><v>7</v></c></row>`:         "has no text",
		`<row><c><v>1</v>`:                         "damaged",
		`<row><c><v>` + strings.Repeat("1", 1<<17): "damaged",
	} {
		b, err := book.Open(bytes.NewReader(packed(t, strings.NewReader("<worksheet>"+text))), 128<<20)
		require.NoError(t, err)
		rows, err := b.Rows("A")
		require.NoError(t, err)
		for err == nil {
			_, _, err = rows.Next()
		}
		assert.ErrorContains(t, err, want, text[:min(len(text), 40)])
	}
}
