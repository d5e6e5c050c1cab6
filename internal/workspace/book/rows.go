package book

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

// Cell is the content of one cell.
type Cell struct {
	Text   string // as typed; of a number its shortest decimal form, of a truth value true or false
	Number bool   // it is a number, which may stand for a date
	Format Format // that the number is shown in
	Empty  bool   // a formula whose value the file does not hold
}

// Rows walks the rows of a sheet from the first on, hidden ones too.
type Rows struct {
	d     *xml.Decoder
	close io.Closer
	texts []string
	looks []Format // of each style
	early bool
	row   int // last returned
	cells int
}

// Rows opens a sheet by its name. The error is an *Error.
func (b *Book) Rows(name string) (*Rows, error) {
	for _, s := range b.sheets {
		if s.name != name {
			continue
		}
		texts, err := b.texts()
		if err != nil {
			return nil, err
		}
		looks, err := b.formats()
		if err != nil {
			return nil, err
		}
		r, err := b.open(s.part, b.most)
		if err != nil {
			return nil, err
		}
		return &Rows{d: xml.NewDecoder(r), close: r, texts: texts, looks: looks, early: b.early}, nil
	}
	return nil, broken("no sheet %s", name)
}

// Close ends the reading.
func (r *Rows) Close() error { return r.close.Close() }

// Next is the next row that the file holds, with its number from 1; io.EOF behind the last.
// Rows that it leaves out are empty. The error is an *Error.
func (r *Rows) Next() (row int, cells []Cell, err error) {
	for {
		token, err := r.d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return 0, nil, io.EOF
		case err != nil:
			return 0, nil, unread(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "row" {
			continue
		}
		r.row++
		if n, err := strconv.Atoi(attr(start, "r")); err == nil {
			if n < r.row {
				return 0, nil, broken("damaged (row %d comes after row %d): expected a file saved as .xlsx", n, r.row-1)
			}
			r.row = n
		}
		if r.row > maxRows {
			return 0, nil, broken("more than %d rows: expected fewer", maxRows)
		}
		cells, err := r.cellsOf()
		return r.row, cells, err
	}
}

// cellsOf reads to the end of the row.
func (r *Rows) cellsOf() ([]Cell, error) {
	var out []Cell
	for {
		token, err := r.d.Token()
		if err != nil {
			return nil, unread(err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return out, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			column := len(out)
			if k, ok := columnOf(attr(t, "r")); ok {
				column = k
			}
			if r.cells += column + 1 - len(out); column < len(out) || column >= maxColumns || r.cells > maxCells {
				return nil, broken("cells out of order or too many (at %s): expected a table", attr(t, "r"))
			}
			c, err := r.cell(t)
			if err != nil {
				return nil, err
			}
			for len(out) < column {
				out = append(out, Cell{})
			}
			out = append(out, c)
		}
	}
}

// cell reads one cell to its end.
func (r *Rows) cell(start xml.StartElement) (Cell, error) {
	var value, inline strings.Builder
	formula := false
	err := walk(r.d, start, func(path string, text xml.CharData) error {
		switch {
		case path == "v":
			value.Write(text)
		case path == "is/t" || path == "is/r/t":
			inline.Write(text)
		case path == "f":
			formula = true
		}
		if value.Len()+inline.Len() > maxCell {
			return errLong
		}
		return nil
	})
	if err != nil {
		return Cell{}, unread(err)
	}
	v := value.String()
	c := Cell{Text: v, Empty: formula && v == ""}
	switch attr(start, "t") {
	case "s":
		k, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil || k < 0 || k >= len(r.texts) {
			return c, broken("damaged (cell %s has no text): expected a file saved as .xlsx", attr(start, "r"))
		}
		c.Text = r.texts[k]
	case "inlineStr":
		c.Text = inline.String()
	case "b":
		c.Text = strconv.FormatBool(v == "1")
	case "", "n":
		if c.Text, c.Number = plain(v); c.Number {
			if k, err := strconv.Atoi(attr(start, "s")); err == nil && k >= 0 && k < len(r.looks) {
				c.Format = r.looks[k]
			}
		}
	}
	return c, nil
}

// plain is a number without an exponent or the noise of binary fractions; digits alone stay
// as they are, since the number of a message may be longer than a fraction holds.
func plain(v string) (string, bool) {
	v = strings.TrimSpace(v)
	if v != "" && strings.Trim(v, "0123456789") == "" {
		return v, true
	}
	x, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return v, false
	}
	return strconv.FormatFloat(x, 'f', -1, 64), true
}

// texts reads the shared strings.
func (b *Book) texts() ([]string, error) {
	if b.strings == "" {
		return nil, nil
	}
	r, err := b.open(b.strings, maxPart)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	var out []string
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, unread(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "si" {
			continue
		}
		var text strings.Builder
		err = walk(d, start, func(path string, s xml.CharData) error {
			if path == "t" || path == "r/t" { // not the phonetic hints beside them
				text.Write(s)
			}
			return nil
		})
		if err != nil {
			return nil, unread(err)
		}
		if out = append(out, text.String()); len(out) > maxStrings {
			return nil, broken("more than %d different texts: expected fewer; save the sheet as CSV (UTF-8)", maxStrings)
		}
	}
}

// walk visits the texts below an element to its end, with the names that lead to them.
func walk(d *xml.Decoder, start xml.StartElement, visit func(path string, text xml.CharData) error) error {
	var names []string
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if names = append(names, t.Name.Local); len(names) > 8 {
				return errors.New("elements nested too deep in " + start.Name.Local)
			}
			err = visit(strings.Join(names, "/"), nil)
		case xml.EndElement:
			if len(names) == 0 {
				return nil
			}
			names = names[:len(names)-1]
		case xml.CharData:
			err = visit(strings.Join(names, "/"), t)
		}
		if err != nil {
			return err
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// columnOf is the column of a place such as C12, from 0.
func columnOf(place string) (int, bool) {
	n := 0
	for i := 0; i < len(place) && place[i] >= 'A' && place[i] <= 'Z'; i++ {
		if n = 26*n + int(place[i]-'A') + 1; n > maxColumns {
			return n, true
		}
	}
	return n - 1, n > 0
}

// Moment is the local date and time that a number stands for, to the second, as a clock
// without a zone shows it (in UTC); false where no date from 1904 to 9999 is meant.
func (r *Rows) Moment(number string) (time.Time, bool) {
	x, err := strconv.ParseFloat(number, 64)
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC) // day 60 is a 29 February 1900 that never was
	if r.early {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if err != nil || !(x >= 1462) || x >= 2_958_466-1462 {
		return time.Time{}, false
	}
	days := int(x)
	seconds := int((x-float64(days))*daySeconds + .5)
	return first.AddDate(0, 0, days).Add(time.Duration(seconds) * time.Second), true
}
