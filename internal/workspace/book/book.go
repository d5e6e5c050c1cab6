// Package book reads a sheet of an .xlsx workbook as rows of text, with the cells' places.
//
// Only what the sheet needs is unpacked: the list of sheets, the shared strings and the
// sheet itself, each within bounds and from front to back, so that a hostile file can
// neither fill the memory nor the disk. Formulas count by the value that the spreadsheet
// program left in their cell. The format is ECMA-376, part 1 (SpreadsheetML).
package book

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// The bounds of a workbook, besides that of its sheet: far beyond what teams have, far below
// what would hurt the machine.
const (
	maxFile    = 128 << 20 // bytes of the file
	maxParts   = 10_000    // files within
	maxPart    = 128 << 20 // bytes of the shared strings, unpacked
	maxStrings = 5_000_000
	maxCell    = 1 << 16 // bytes of one cell's text
	maxColumns = 16_384
	maxRows    = 1 << 20
	maxCells   = 50_000_000 // of the sheet, empty ones before written ones included
)

// Error is what is wrong with a workbook as a file, for people.
type Error struct{ Text string }

// Error implements error.
func (e *Error) Error() string { return e.Text }

func broken(format string, args ...any) error { return &Error{fmt.Sprintf(format, args...)} }

// Is says whether a file that begins so is a workbook, or something that spreadsheet
// programs write and Open explains: a zip archive or a compound file.
func Is(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0"))
}

// Book is an open workbook.
type Book struct {
	parts   map[string]*zip.File
	sheets  []sheet
	strings string // the part with the shared strings, or none
	styles  string // the part with the formats of numbers, or none
	early   bool   // dates are counted from 1904
	most    int64  // bytes of a sheet, unpacked
}

type sheet struct{ name, part string }

// Open reads what the workbook holds, of which a sheet may have as many bytes when unpacked.
// The error is an *Error, or that of the disk.
func Open(r io.Reader, most int64) (*Book, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > maxFile:
		return nil, broken("larger than %d MiB: expected a smaller workbook, or CSV", maxFile>>20)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, broken("an old or a protected workbook: expected one saved as .xlsx, without a password")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) > maxParts {
		return nil, broken("not a workbook, or a damaged one: expected a file saved as .xlsx")
	}
	b := &Book{parts: map[string]*zip.File{}, most: most}
	for _, f := range z.File {
		b.parts[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	if _, ods := b.parts["content.xml"]; ods {
		return nil, broken("an OpenDocument spreadsheet: expected one saved as .xlsx")
	}
	if _, book := b.parts["[content_types].xml"]; !book && b.parts["_rels/.rels"] == nil {
		return nil, broken("a zip archive: expected a workbook (.xlsx), or the file that the archive holds; unpack it")
	}
	if err := b.contents(); err != nil {
		return nil, err
	}
	return b, nil
}

// contents reads the list of sheets and where they are.
func (b *Book) contents() error {
	var roots, links relations
	if err := b.decode("_rels/.rels", &roots); err != nil {
		return err
	}
	main := roots.target("/officeDocument", "")
	var workbook struct {
		Properties struct {
			Early string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name string     `xml:"name,attr"`
			All  []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.decode(main, &workbook); err != nil {
		return err
	}
	dir, base := path.Split(main)
	if err := b.decode(dir+"_rels/"+base+".rels", &links); err != nil {
		return err
	}
	b.early = workbook.Properties.Early == "1" || workbook.Properties.Early == "true"
	b.strings, b.styles = links.target("/sharedStrings", dir), links.target("/styles", dir)
	for _, s := range workbook.Sheets {
		for _, a := range s.All {
			if a.Name.Local == "id" && a.Name.Space != "" {
				b.sheets = append(b.sheets, sheet{s.Name, links.byID(a.Value, dir)})
			}
		}
	}
	return nil
}

// relations is one .rels part: what a part refers to.
type relations struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

func (r relations) target(kind, dir string) string {
	for _, x := range r.List {
		if strings.HasSuffix(x.Type, kind) {
			return place(x.Target, dir)
		}
	}
	return ""
}

func (r relations) byID(id, dir string) string {
	for _, x := range r.List {
		if x.ID == id {
			return place(x.Target, dir)
		}
	}
	return ""
}

func place(target, dir string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(dir, target)
}

// maxIndex bounds the parts that are read whole.
const maxIndex = 16 << 20

func (b *Book) decode(name string, into any) error {
	r, err := b.open(name, maxIndex)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := xml.NewDecoder(r).Decode(into); err != nil {
		return unread(err)
	}
	return nil
}

// part is an unpacked part that ends with an error at its bound, and at a text or a tag so
// long that the reader of XML would gather it in memory.
type part struct {
	io.ReadCloser
	left int64
	run  int // bytes since the last tag began
}

var (
	errLarge = errors.New("too large")
	errLong  = errors.New("a cell of more than 64 KiB")
)

func (p *part) Read(to []byte) (int, error) {
	n, err := p.ReadCloser.Read(to)
	if last := bytes.LastIndexByte(to[:n], '<'); last >= 0 {
		p.run = n - last
	} else {
		p.run += n
	}
	switch p.left -= int64(n); {
	case p.left < 0:
		return 0, errLarge
	case p.run > 2*maxCell:
		return 0, errLong
	}
	return n, err
}

func (b *Book) open(name string, most int64) (io.ReadCloser, error) {
	f, ok := b.parts[strings.ToLower(name)]
	if !ok {
		return nil, broken("a part of the workbook is missing (%s): expected a file saved as .xlsx", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken("a part of the workbook cannot be unpacked (%s): expected a file saved as .xlsx", name)
	}
	return &part{ReadCloser: r, left: most}, nil
}

func unread(err error) error {
	if errors.Is(err, errLarge) {
		return broken("more cells than are read of a workbook: expected fewer; save the sheet as CSV (UTF-8)")
	}
	return broken("damaged (%v): expected a file saved as .xlsx", err)
}

// Sheets are the names of the sheets in their order.
func (b *Book) Sheets() []string {
	out := make([]string, len(b.sheets))
	for i, s := range b.sheets {
		out[i] = s.name
	}
	return out
}
