package settings

import (
	"strings"

	"turno/internal/workspace/fault"
)

// field is one key of a mapping and what it sets in a T.
type field[T any] struct {
	key    string
	doc    string // for the editor
	schema schema
	need   bool
	read   func(d *decoder, n *node) (set func(*T), ok bool)
}

// record lists the keys of a mapping. Keys are read in this order, whatever the order of
// the file.
type record[T any] []field[T]

// bind makes a field of a reading and of what to do with its value.
func bind[T, V any](key, doc string, as reading[V], set func(*T, V)) field[T] {
	return field[T]{key: key, doc: doc, schema: as.schema, read: func(d *decoder, n *node) (func(*T), bool) {
		v, ok := as.read(d, n)
		return func(into *T) { set(into, v) }, ok
	}}
}

func (f field[T]) required() field[T] {
	f.need = true
	return f
}

// patch is a mapping that has been read: what it sets, to be laid over any default, and
// where each key stands.
type patch[T any] struct {
	node *node
	at   map[string]*node
	sets []func(*T)
	good bool // without faults of its own
}

// over is the base with everything set that the mapping says.
func (p patch[T]) over(base T) T {
	for _, set := range p.sets {
		set(&base)
	}
	return base
}

// has says whether the mapping holds the key.
func (p patch[T]) has(key string) bool { return p.at[key] != nil }

// place is the value of the key, or the mapping where the key was left out.
func (p patch[T]) place(key string) *node {
	if n := p.at[key]; n != nil {
		return n
	}
	return p.node
}

// patchOf reads a mapping whose keys are those of the record; what names it in faults.
func patchOf[T any](what string, rec record[T]) reading[patch[T]] {
	return reading[patch[T]]{rec.schema(), func(d *decoder, n *node) (patch[T], bool) {
		p := patch[T]{node: n, at: map[string]*node{}, good: true}
		if n.shape == null {
			n = &node{shape: mapping, line: n.line, column: n.column}
			p.node = n
		}
		if n.shape != mapping {
			d.say(n, "found %s: expected %s as a mapping with keys such as %s", n.shape, what, strings.Join(rec.keys()[:min(3, len(rec))], ", "))
			return p, false
		}
		p.good = rec.index(d, n, p.at, what)
		for _, f := range rec {
			v, ok := p.at[f.key]
			if !ok {
				continue
			}
			if set, ok := f.read(d, v); ok {
				p.sets = append(p.sets, set)
			} else {
				p.good = false
			}
		}
		return p, true
	}}
}

// index finds the values by key and records keys that are unknown, repeated or missing.
func (rec record[T]) index(d *decoder, n *node, at map[string]*node, what string) bool {
	good := true
	first := map[string]*node{}
	for _, kv := range n.pairs {
		switch {
		case kv.key.text == "<<":
			d.say(kv.key, "merging mappings is not supported: write the keys out, or name a whole value with an alias")
			good = false
		case !rec.has(kv.key.text):
			d.faults.Add(fault.Fault{File: d.file, Line: kv.key.line, Column: kv.key.column, Value: kv.key.text,
				Expected: "unknown key of " + what + ": expected one of " + strings.Join(rec.keys(), ", "),
				Hint:     fault.Closest(kv.key.text, rec.keys())})
			good = false
		case d.repeated(first, kv.key):
			good = false
		default:
			at[kv.key.text] = kv.value
		}
	}
	for _, f := range rec {
		if f.need && at[f.key] == nil {
			d.say(n, "%s lacks the key %s: %s", what, f.key, f.doc)
			good = false
		}
	}
	return good
}

func (rec record[T]) has(key string) bool {
	for _, f := range rec {
		if f.key == key {
			return true
		}
	}
	return false
}

func (rec record[T]) keys() []string {
	keys := make([]string, len(rec))
	for i, f := range rec {
		keys[i] = f.key
	}
	return keys
}

func (rec record[T]) schema() schema {
	properties, required := schema{}, []string{}
	for _, f := range rec {
		s := schema{"description": f.doc}
		for k, v := range f.schema {
			s[k] = v
		}
		properties[f.key] = s
		if f.need {
			required = append(required, f.key)
		}
	}
	s := schema{"type": []string{"object", "null"}, "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		s["type"], s["required"] = "object", required
	}
	return s
}
