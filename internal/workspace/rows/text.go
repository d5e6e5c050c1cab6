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

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"turno/internal/workspace/book"
)

const (
	bufferSize = 1 << 18
	maxSheet   = 1 << 30 // bytes of a sheet, unpacked
)

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
		b, err := book.Open(packed, min(opt.Bytes, maxSheet))
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
