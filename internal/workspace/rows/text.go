package rows

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"syscall"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"turno/internal/workspace/book"
)

const bufferSize = 1 << 18

// input is a file unpacked: text, or a workbook.
type input struct {
	text   *bufio.Reader
	coding string // of the letters, where not UTF-8
	book   *book.Book
}

// unpack finds out how a file is packed and how its letters are written.
func unpack(r io.Reader, opt Options) (*input, error) {
	packed := bufio.NewReaderSize(r, bufferSize)
	magic, err := packed.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if bytes.HasPrefix(magic, []byte{0x1f, 0x8b}) {
		plain, err := gzip.NewReader(packed)
		if err != nil {
			return nil, err
		}
		packed = bufio.NewReaderSize(&bounded{src: plain, left: opt.Bytes, most: opt.Bytes}, bufferSize)
		if magic, err = packed.Peek(4); err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
	} else {
		packed = bufio.NewReaderSize(&bounded{src: packed, left: opt.Bytes, most: opt.Bytes}, bufferSize)
	}
	if book.Is(magic) {
		b, err := book.Open(packed, opt.Bytes)
		return &input{book: b}, err
	}
	if what := foreign(magic); what != "" {
		return nil, broken(1, "%s", what)
	}
	return decode(packed)
}

// foreign names well-known contents that are not tables.
func foreign(magic []byte) string {
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		return "compressed twice: expected a file compressed once; unpack it"
	case bytes.HasPrefix(magic, []byte("\x28\xb5\x2f\xfd")), bytes.HasPrefix(magic, []byte("BZh")), bytes.HasPrefix(magic, []byte("\xfd7zX")),
		bytes.HasPrefix(magic, []byte("7z\xbc\xaf")), bytes.HasPrefix(magic, []byte("Rar!")):
		return "compressed in a way that is not known: expected a plain file or gzip (.gz); unpack it"
	case bytes.HasPrefix(magic, []byte("%PDF")):
		return "a PDF: expected a table; export it as CSV"
	}
	return ""
}

// decode takes away marks of the byte order, and turns UTF-16 into UTF-8 and the line ends of
// old Macs into those of others.
func decode(packed *bufio.Reader) (*input, error) {
	head, err := packed.Peek(bufferSize / 4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	in := &input{text: packed}
	var order unicode.Endianness
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, err := packed.Discard(3)
		return in, err
	case bytes.HasPrefix(head, []byte("\xff\xfe")), pairs(head, 1):
		in.coding, order = "UTF-16", unicode.LittleEndian
	case bytes.HasPrefix(head, []byte("\xfe\xff")), pairs(head, 0):
		in.coding, order = "UTF-16", unicode.BigEndian
	case bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0:
		in.text = bufio.NewReaderSize(returns{packed}, bufferSize)
		return in, nil
	default:
		return in, nil
	}
	in.text = bufio.NewReaderSize(transform.NewReader(packed, unicode.UTF16(order, unicode.UseBOM).NewDecoder()), bufferSize)
	return in, nil
}

// pairs says whether the first letters are of two bytes with a zero in one place of each.
func pairs(head []byte, zero int) bool {
	if len(head) < 8 {
		return false
	}
	for i := range 8 {
		if (head[i] == 0) != (i%2 == zero) {
			return false
		}
	}
	return true
}

// head is the beginning of the text, without blank lines at its front.
func (in *input) head() []byte {
	if in.text == nil {
		return nil
	}
	head, err := in.text.Peek(bufferSize / 4) // its error comes again with the first read
	if text := bytes.TrimLeft(head, " \t\r\n"); len(text) > 0 || err != nil {
		return text
	}
	return head // nothing but blanks so far
}

// returns reads the line ends of old Macs as those of others.
type returns struct{ src io.Reader }

// Read implements io.Reader.
func (r returns) Read(p []byte) (int, error) {
	n, err := r.src.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// bounded ends with an error behind so many bytes.
type bounded struct {
	src        io.Reader
	left, most int64
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.src.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, broken(0, "holds more than %d MiB: expected less; cut it into parts or sum it to longer intervals", b.most>>20)
	}
	return n, err
}

// damaged words an error of reading as far as the file is to blame.
func damaged(err error) error {
	var whole *Error
	var row *BadRow
	var workbook *book.Error
	var corrupt flate.CorruptInputError
	switch {
	case err == nil, errors.As(err, &whole), errors.As(err, &row), errors.Is(err, io.EOF):
		return err
	case errors.As(err, &workbook):
		return broken(0, "%s", workbook.Text)
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &corrupt):
		return broken(0, "damaged: the compressed file breaks off or does not unpack; copy it again")
	case errors.Is(err, syscall.EISDIR), strings.Contains(err.Error(), "is a directory"):
		return broken(0, "a directory: expected a file")
	}
	return err
}

// lines gives text line by line within bounds, in UTF-8.
type lines struct {
	text  *bufio.Reader
	head  []byte // of the text, by which a code page is told
	n     int    // lines given
	blank int    // empty ones at the end of them
	back  []string
	page  *charmap.Charmap // that lines are in; nil is UTF-8
	name  string           // of the page
	buf   []byte
}

// next gives the next line with its end, valid until the next call.
func (l *lines) next() ([]byte, error) {
	if k := len(l.back); k > 0 {
		line := l.back[k-1]
		l.back = l.back[:k-1]
		l.n++
		return []byte(line), nil
	}
	line, err := l.text.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		l.buf = append(l.buf[:0], line...)
		for errors.Is(err, bufio.ErrBufferFull) {
			if len(l.buf) > maxRow {
				return nil, l.long()
			}
			line, err = l.text.ReadSlice('\n')
			l.buf = append(l.buf, line...)
		}
		if line = l.buf; len(line) > maxRow {
			return nil, l.long()
		}
	}
	if len(line) == 0 {
		return nil, err
	}
	if l.n++; len(line) > 2 {
		l.blank = 0
	} else if l.blank++; l.blank > maxBlank {
		return nil, broken(l.n, "more than %d empty lines: expected rows of a table", maxBlank)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return l.legible(line), nil
}

func (l *lines) long() error {
	return broken(l.n+1, "the line is longer than %d KiB: expected a row of a table; is a line break or a closing quote missing?", maxRow>>10)
}

// giveBack makes lines come again, the first of them first.
func (l *lines) giveBack(given []string) {
	l.n -= len(given)
	for i := len(given) - 1; i >= 0; i-- {
		l.back = append(l.back, given[i])
	}
}

// legible is a line in UTF-8. From the first on that is not, lines are read in the code page
// in which spreadsheet programs save CSV, unless the beginning has letters in UTF-8: then the
// line is damaged, and stays as it is.
func (l *lines) legible(line []byte) []byte {
	if l.page == nil {
		if utf8.Valid(line) {
			return line
		}
		if utf8.RuneCount(l.head) < len(l.head) && utf8.Valid(whole(l.head)) {
			return line
		}
		l.page, l.name = pageOf(line)
	}
	if out, err := l.page.NewDecoder().Bytes(line); err == nil && !bytes.ContainsRune(out, encoding.ASCIISub) && !bytes.ContainsRune(out, utf8.RuneError) {
		return out
	}
	return line
}

// whole is text without a letter cut off at its end.
func whole(head []byte) []byte {
	for k := range min(utf8.UTFMax, len(head)) {
		if rest := head[:len(head)-k]; utf8.Valid(rest) {
			return rest
		}
	}
	return head
}

// pageOf is the code page of a line: Windows-1251 where most letters beyond ASCII stand in
// runs of three, as in Cyrillic, else Windows-1252.
func pageOf(line []byte) (*charmap.Charmap, string) {
	inRuns, all, run := 0, 0, 0
	for _, b := range append(bytes.Clone(line), ' ') {
		if b >= 0xc0 {
			all++
			run++
			continue
		}
		if run >= 3 {
			inRuns += run
		}
		run = 0
	}
	if 2*inRuns > all {
		return charmap.Windows1251, "Windows-1251"
	}
	return charmap.Windows1252, "Windows-1252"
}
