package rows

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// objects is a JSON file: an object a line, or documents that hold a list of objects.
type objects struct {
	lines
	fields []Field
	list   *json.Decoder // of the documents; nil where each line is an object
	fuse   *fuse
	inside bool // the list
	cells  []string
	line   int // of the object, or its number in the lists
}

// fuse ends with an error where one value takes too many bytes.
type fuse struct {
	src  io.Reader
	read int
}

// Read implements io.Reader.
func (f *fuse) Read(p []byte) (int, error) {
	n, err := f.src.Read(p)
	if f.read += n; f.read > 4*maxRow {
		return 0, broken(0, "a value is longer than %d KiB: expected objects of the size of a row", maxRow>>10)
	}
	return n, err
}

// openObjects finds out whether lines are objects, or a document holds a list of them.
func openObjects(text *bufio.Reader, head []byte, fields []Field) (source, error) {
	o := &objects{lines: lines{text: text, head: bytes.Clone(head)}, fields: fields}
	if listed(head, fields) {
		o.fuse = &fuse{src: text}
		o.list = json.NewDecoder(o.fuse)
		o.list.UseNumber()
	}
	return o, nil
}

// listed says whether a document begins that holds its objects in a list: it is one, or an
// object without any of the fields that has a list of objects.
func listed(head []byte, fields []Field) bool {
	d := json.NewDecoder(bytes.NewReader(head))
	if first, err := d.Token(); err != nil || first == json.Delim('[') {
		return err == nil
	}
	found := false
	for d.More() {
		name, err := d.Token()
		key, ok := name.(string)
		if err != nil || !ok {
			break
		}
		if slices.ContainsFunc(fields, func(f Field) bool { return f.has(key) }) {
			return false
		}
		var value json.RawMessage
		rest := bytes.TrimLeft(head[d.InputOffset():], " \t\r\n:")
		found = found || len(rest) > 0 && rest[0] == '[' && bytes.HasPrefix(bytes.TrimLeft(rest[1:], " \t\r\n"), []byte("{"))
		if d.Decode(&value) != nil {
			break
		}
	}
	return found
}

// has says whether a key leads to the field.
func (f Field) has(key string) bool {
	return slices.ContainsFunc(f.Keys, func(k string) bool { return k == key || strings.HasPrefix(k, key+".") })
}

// next implements source.
func (o *objects) next() ([]string, error) {
	if o.list != nil {
		return o.element()
	}
	for {
		data, err := o.lines.next()
		if err != nil {
			return nil, err
		}
		o.line = o.n
		if data = bytes.TrimSpace(data); len(data) > 0 {
			return o.object(data)
		}
	}
}

// element is the next object of the lists.
func (o *objects) element() ([]string, error) {
	for {
		o.fuse.read = 0
		if o.inside && o.list.More() {
			var value json.RawMessage
			if err := o.list.Decode(&value); err != nil {
				return nil, o.syntax(err)
			}
			if o.line++; len(value) > maxRow {
				return nil, broken(o.line, "an object is longer than %d KiB: expected a row", maxRow>>10)
			}
			return o.object(value)
		}
		token, err := o.list.Token()
		if err != nil {
			return nil, o.syntax(err)
		}
		switch {
		case token == json.Delim(']'):
			o.inside = false
		case token == json.Delim('['):
			o.inside = true
		case token == json.Delim('{') || token == json.Delim('}'):
		default: // a key of the document: its list is entered, all else skipped
			if err := o.skip(); err != nil {
				return nil, o.syntax(err)
			}
		}
	}
}

// skip passes over the value of a key, unless it is a list.
func (o *objects) skip() error {
	token, err := o.list.Token()
	if err != nil {
		return err
	}
	if token == json.Delim('[') {
		o.inside = true
		return nil
	}
	depth := 0
	for {
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		o.fuse.read = 0
		if token, err = o.list.Token(); err != nil {
			return err
		}
	}
}

// syntax is what is wrong with a document; the end of one is the end.
func (o *objects) syntax(err error) error {
	var bad *json.SyntaxError
	if errors.As(err, &bad) || errors.Is(err, io.ErrUnexpectedEOF) {
		return broken(0, "breaks off or is damaged behind object %d: expected JSON whose lists and objects are closed", o.line)
	}
	return err
}

func (o *objects) object(data []byte) ([]string, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var object map[string]any
	if err := d.Decode(&object); err != nil || object == nil || d.More() {
		return nil, &BadRow{o.line, 0, -1, "not a JSON object: expected one on each line, or a list of them"}
	}
	o.cells = o.cells[:0]
	for _, f := range o.fields {
		cell := ""
		for k := 0; k < len(f.Keys) && cell == ""; k++ {
			cell = valueAt(object, f.Keys[k])
		}
		o.cells = append(o.cells, cell)
	}
	return o.cells, nil
}

// valueAt is the value of a key, or of keys with dots between, as a cell would hold it.
func valueAt(object map[string]any, key string) string {
	v, ok := object[key]
	for !ok {
		name, rest, nested := strings.Cut(key, ".")
		inner, is := object[name].(map[string]any)
		if !nested || !is {
			return ""
		}
		object, key = inner, rest
		v, ok = object[key]
	}
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// place implements source.
func (o *objects) place(cell int) (line, column int) { return o.line, cell + 1 }
