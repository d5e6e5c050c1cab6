package rows_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"turno/internal/workspace/rows"
)

// all reads a file: the header, the rows with bad ones as what is wrong, and how it ended.
func all(data []byte, opt rows.Options) (out [][]string, err error) {
	f, err := rows.Open(bytes.NewReader(data), opt)
	if err != nil {
		return nil, err
	}
	out = append(out, slices.Clone(f.Header()))
	for {
		cells, err := f.Next()
		var bad *rows.BadRow
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case errors.As(err, &bad):
			out = append(out, []string{bad.Text})
		case err != nil:
			return out, err
		default:
			out = append(out, slices.Clone(cells))
		}
	}
}

func named(names ...string) rows.Options {
	return rows.Options{Names: strings.Join(names, ","), Header: func(cells []string) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(cells, n) })
	}}
}

// TestAsCSV: what encoding/csv writes is read as it was, with the lines that it tells.
func TestAsCSV(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		comma := rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "comma")
		cell := rapid.StringMatching(`[ab, "\n;é\t]{0,6}`)
		table := rapid.SliceOfN(rapid.SliceOfN(cell, 3, 3), 0, 20).Draw(t, "table")
		table = slices.DeleteFunc(table, func(r []string) bool { return strings.TrimSpace(strings.Join(r, "")) == "" })
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = comma
		require.NoError(t, w.WriteAll(append([][]string{{"x", "y", "z"}}, table...)))
		lines := csv.NewReader(bytes.NewReader(b.Bytes()))
		lines.Comma = comma
		_, err := lines.Read()
		require.NoError(t, err)
		opt := named("x", "y", "z")
		opt.Quotes = true
		f, err := rows.Open(&b, opt)
		require.NoError(t, err)
		for _, want := range table {
			got, err := f.Next()
			require.NoError(t, err)
			_, err = lines.Read()
			require.NoError(t, err)
			for i := range want {
				require.Equal(t, strings.Trim(want[i], " \t"), strings.Trim(got[i], " \t"), "blanks around cells are no matter")
			}
			line, _ := f.Place(2)
			wantLine, _ := lines.FieldPos(2)
			require.Equal(t, wantLine, line)
		}
		_, err = f.Next()
		require.ErrorIs(t, err, io.EOF)
	})
}

// TestQuotesOutOfPlace: one bad quote costs one row, and where it is clear none.
func TestQuotesOutOfPlace(t *testing.T) {
	const open = "a quote that is not closed, or text after one: expected a quote at both ends of the cell"
	text := "id,text\n1,\"never closed\n2,plain\n3,5\" pipe\n4,\"said \"yes\" twice\"\n5,\"two\nlines\"\n6,end\n"
	got, err := all([]byte(text), named("id", "text"))
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"id", "text"}, {open}, {"2", "plain"}, {"3", `5" pipe`}, {"4", `said "yes" twice`}, {"5", "two\nlines"}, {"6", "end"}}, got)
	strict := named("id", "text")
	strict.Quotes = true
	got, err = all([]byte(text), strict)
	require.NoError(t, err)
	assert.Equal(t, []string{"2", "plain"}, got[2], "the rows behind are read")
	assert.Len(t, got[3], 1)
	assert.Len(t, got[4], 1)
}

// TestHeaders: titles, blank lines and a line for Excel may stand above the names, which may
// be in two rows, and another separator in the titles than in the table.
func TestHeaders(t *testing.T) {
	want := [][]string{{"id", "text"}, {"1", "x"}}
	for _, text := range []string{"id,text\n1,x\n", "\n\nid;text\n1;x", "Report, of today\nMade by: me; him; her\n\nid\ttext\n\n1\tx\n", "sep=|\nid|text\n1|x\n", "\"a quote\nid;text\n1;x\n"} {
		got, err := all([]byte(text), named("id", "text"))
		require.NoError(t, err, "%q", text)
		assert.Equal(t, want, got, "%q", text)
	}
	got, err := all([]byte("title\n;Care;;Sales\nday;in;out;in\n1;2;3;4\n"), named("Care in", "Care out", "Sales in"))
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"day", "Care in", "Care out", "Sales in"}, {"1", "2", "3", "4"}}, got)
	opt := named("at", "n")
	opt.Labels, opt.Times = true, func(name string) bool { return name == "at" }
	for _, labels := range []string{"Zeit,Anzahl\n", "(UTC),\n", "%,hh:mm:ss\n"} {
		got, err = all([]byte("at,n\n"+labels+"2026-01-01,1\n"), opt)
		require.NoError(t, err)
		assert.Len(t, got, 2, labels)
	}
}

// TestBounds: what would never end, or fill the memory, ends soon.
func TestBounds(t *testing.T) {
	endless := func(unit string) io.Reader {
		return io.MultiReader(strings.NewReader("id,text\n"), io.LimitReader(&repeat{unit: unit}, 1<<31))
	}
	for name, r := range map[string]io.Reader{
		"one line": endless("text,"), "a quote": endless("\"x"), "empty lines": endless("\n"), "nothing": endless("\x00"),
		"one object": io.MultiReader(strings.NewReader(`[{"id":"`), endless("x")), "a deep list": io.MultiReader(strings.NewReader(`{"list":`), endless("[")),
	} {
		opt := named("id", "text")
		opt.Fields, opt.Bytes = []rows.Field{{Name: "id", Keys: []string{"id"}}}, 1<<31
		f, err := rows.Open(r, opt)
		for n := 0; err == nil && n < 100_000; n++ {
			var bad *rows.BadRow
			if _, err = f.Next(); errors.As(err, &bad) {
				err = nil
			}
		}
		var whole *rows.Error
		if name != "a quote" { // every row is bad
			require.ErrorAs(t, err, &whole, name)
		}
	}
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, err := io.Copy(z, io.LimitReader(&repeat{unit: "1,x\n"}, 3<<20))
	require.NoError(t, errors.Join(err, z.Close()))
	_, err = all(bomb.Bytes(), rows.Options{Bytes: 1 << 20})
	assert.ErrorContains(t, err, "holds more than 1 MiB")
	_, err = all(bomb.Bytes()[:bomb.Len()/2], rows.Options{})
	assert.ErrorContains(t, err, "damaged: the compressed file breaks off")
}

// repeat reads a text again and again.
type repeat struct {
	unit string
	at   int
}

// Read implements io.Reader.
func (r *repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = r.unit[r.at]
		r.at = (r.at + 1) % len(r.unit)
	}
	return len(p), nil
}

// TestForeign: what is no table is called by its name.
func TestForeign(t *testing.T) {
	for head, want := range map[string]string{"%PDF-1.7\n": "a PDF", "<html><table>": "a web page", "BZh9": "compressed in a way", "\xd0\xcf\x11\xe0": "an old or a protected workbook",
		"PK\x03\x04": "not a workbook", "": "empty", " \n\n": "empty", "\x1f\x8b": "damaged", "a\x00b\n": "not a text file"} {
		_, err := all([]byte(head), named("id"))
		assert.ErrorContains(t, err, want, "%q", head)
	}
	var twice bytes.Buffer
	outer := gzip.NewWriter(&twice)
	inner := gzip.NewWriter(outer)
	require.NoError(t, errors.Join(inner.Close(), outer.Close()))
	_, err := all(twice.Bytes(), named("id"))
	assert.ErrorContains(t, err, "compressed twice")
}

// TestObjects: lines of objects, a list of them, and lists within documents.
func TestObjects(t *testing.T) {
	opt := rows.Options{Fields: []rows.Field{{"id", []string{"id"}}, {"who", []string{"user.id", "user"}}}}
	want := [][]string{{"id", "who"}, {"1", "7"}, {"2", "8"}}
	for _, text := range []string{
		"{\"id\":1,\"user\":{\"id\":7}}\n\n{\"id\":2,\"user\":8,\"more\":[{\"id\":9}]}\n",
		`[{"id":1,"user":{"id":7}},{"id":2,"user":8}]`,
		"{\"count\":2,\"page\":{\"id\":5},\"ids\":[],\"rows\":\n[{\"id\":1,\"user\":{\"id\":7}},\n{\"id\":2,\"user\":8}],\"next\":null}",
		"{\"rows\":[{\"id\":1,\"user\":{\"id\":7}}]}\n{\"rows\":[{\"id\":2,\"user\":8}]}\n",
		"{\"more\":[{\"id\":9}],\"id\":1,\"user\":{\"id\":7}}\n{\"id\":2,\"user\":8}\n",
	} {
		got, err := all([]byte(text), opt)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	got, err := all([]byte("{\"id\":1,\"user\":7}\n[1]\n{\"id\":2"), opt)
	require.NoError(t, err)
	assert.Len(t, got, 4, "bad lines are bad rows")
	_, err = all([]byte(`[{"id":1,"user":7},{"id":`), opt)
	assert.ErrorContains(t, err, "damaged behind object 1")
}

// TestWorkbook: the sheet with the names is found, dates and lengths are read as they are
// shown, those of 1904 too, and a formula without a value is told.
func TestWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	early := true
	require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &early}))
	_, err := f.NewSheet("Data")
	require.NoError(t, err)
	require.NoError(t, f.SetCellValue("Sheet1", "A1", "nothing here"))
	style, err := f.NewStyle(&excelize.Style{NumFmt: 46})
	require.NoError(t, err)
	for cell, v := range map[string]any{"B3": "day", "C3": "long", "D3": "id", "E3": "sum", "C4": 1.5, "D4": "123", "F4": "a note"} {
		require.NoError(t, f.SetCellValue("Data", cell, v))
	}
	require.NoError(t, f.SetCellValue("Data", "B4", time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)))
	require.NoError(t, f.SetCellStyle("Data", "C4", "C4", style))
	require.NoError(t, f.SetCellFormula("Data", "E4", "1+1"))
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	r, err := rows.Open(&b, named("day", "long", "id", "sum"))
	require.NoError(t, err)
	assert.Equal(t, []any{"Data", 3, []string{"", "day", "long", "id", "sum"}}, []any{r.Sheet(), r.HeaderLine(), r.Header()})
	cells, err := r.Next()
	require.NoError(t, err)
	assert.Equal(t, []string{"", "2026-03-02 09:30", "36:00:00", "123", ""}, cells)
	assert.NotNil(t, r.Valueless(4))
	assert.Nil(t, r.Valueless(3))
	line, column := r.Place(4)
	assert.Equal(t, []int{4, 5}, []int{line, column})
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{"a,b\n1,\"x\ny\"\n", "sep=;\na;b\n", "{\"a\":[{\"b\":1}]}", "[{\"a\":1}]\n", "\xff\xfea\x00,\x00b\x00", "a,b\r1,2\r", "PK\x03\x04", "a,b\n\"\",\"\"\"\n", "caff\xe8,b\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		opt := named("a", "b")
		opt.Labels, opt.Quotes, opt.Bytes = true, len(data)%2 == 0, 1<<20
		opt.Fields = []rows.Field{{"a", []string{"a"}}, {"b", []string{"c.d", "b"}}}
		r, err := rows.Open(bytes.NewReader(data), opt)
		for n := 0; err == nil && n <= len(data); n++ {
			var cells []string
			cells, err = r.Next()
			var bad *rows.BadRow
			if errors.As(err, &bad) {
				err = nil
			} else if err == nil {
				require.Len(t, cells, len(r.Header()))
				for i := range cells {
					line, column := r.Place(i)
					require.True(t, line >= 1 && column >= 1)
				}
			}
		}
		var whole *rows.Error
		require.True(t, errors.Is(err, io.EOF) || errors.As(err, &whole), "%v", err)
	})
}
