package settings

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"turno/forecast"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/value"
)

// schema is a fragment of the JSON Schema that editors check the file with.
type schema map[string]any

// reading is one way to read a node: what turns it into a value, and the schema of what
// that accepts. Both live in one place so that they cannot disagree. A read that fails has
// recorded its faults and returns false.
type reading[V any] struct {
	schema schema
	read   func(d *decoder, n *node) (V, bool)
}

// decoder is one pass over a file: where it collects faults and what it has learnt.
type decoder struct {
	file   string
	faults fault.List
	zone   *time.Location // of local times; set when zone has been read

	measured Measured                              // defaults of the queues' work
	usedKeys map[string][]string                   // of them those used, by queue
	openKeys map[string]map[forecast.Kind][]string // what turno.yaml does not say of the work, by queue and kind
	unmixed  map[string][]fault.Fault              // by queue, the kinds whose shares only the history may tell
}

// say records what is expected at a node.
func (d *decoder) say(n *node, format string, args ...any) {
	f := fault.Fault{File: d.file, Line: n.line, Column: n.column, Expected: fmt.Sprintf(format, args...)}
	if n.shape == scalar {
		f.Value = n.text
	}
	d.faults.Add(f)
}

// wrong records the error of a value's parser.
func (d *decoder) wrong(n *node, err error) {
	d.faults.Add(value.At(err, d.file, n.line, n.column))
}

// unknown records a name that stands for nothing, with the nearest that does.
func (d *decoder) unknown(n *node, what string, known []string) {
	list := "none is defined"
	if len(known) > 0 {
		shown := known[:min(len(known), 20)]
		list = "expected one of " + strings.Join(shown, ", ")
		if len(known) > len(shown) {
			list += ", …"
		}
	}
	d.faults.Add(fault.Fault{File: d.file, Line: n.line, Column: n.column, Value: n.text,
		Expected: "unknown " + what + ": " + list, Hint: fault.Closest(n.text, known)})
}

// textual reads a scalar by a parser of package value.
func textual[V any](parse func(string) (V, error), s schema) reading[V] {
	return reading[V]{s, func(d *decoder, n *node) (V, bool) {
		if n.shape != scalar {
			_, err := parse("")
			d.say(n, "found %s: %s", n.shape, wanted(err))
			var none V
			return none, false
		}
		v, err := parse(n.text)
		if err != nil {
			d.wrong(n, err)
		}
		return v, err == nil
	}}
}

// wanted is what an error of a value's parser expected, without the value.
func wanted(err error) string {
	if e, ok := errors.AsType[*value.Error](err); ok {
		return e.Expected
	}
	return "expected a value"
}

// within narrows a reading: keep says whether the value is allowed, and want what is.
func within[V any](r reading[V], keep func(V) bool, want string) reading[V] {
	return reading[V]{r.schema, func(d *decoder, n *node) (V, bool) {
		v, ok := r.read(d, n)
		if ok && !keep(v) {
			d.say(n, "%s", want)
			return v, false
		}
		return v, ok
	}}
}

// oneOf reads one of a few words.
func oneOf[V ~string](what string, words ...V) reading[V] {
	known := make([]string, len(words))
	for i, w := range words {
		known[i] = string(w)
	}
	return reading[V]{schema{"enum": known}, func(d *decoder, n *node) (V, bool) {
		if n.shape == scalar && slices.Contains(known, n.text) {
			return V(n.text), true
		}
		if n.shape != scalar {
			d.say(n, "found %s: expected one of %s", n.shape, strings.Join(known, ", "))
		} else {
			d.unknown(n, what, known)
		}
		return "", false
	}}
}

// placed keeps the node beside its value, for faults that only show later.
type placed[V any] struct {
	node  *node
	value V
}

func keep[V any](r reading[V]) reading[placed[V]] {
	return reading[placed[V]]{r.schema, func(d *decoder, n *node) (placed[V], bool) {
		v, ok := r.read(d, n)
		return placed[V]{n, v}, ok
	}}
}

// listOf reads a list of at most most items; a single item needs no brackets, and nothing
// is an empty list.
func listOf[V any](item reading[V], most int) reading[[]V] {
	s := schema{"anyOf": []any{schema{"type": "array", "items": item.schema, "maxItems": most}, item.schema}}
	return reading[[]V]{s, func(d *decoder, n *node) ([]V, bool) {
		items := n.items
		switch {
		case n.shape == null:
			return nil, true
		case n.shape != list:
			items = []*node{n}
		case len(items) > most:
			d.say(n, "found %d items: expected at most %d", len(items), most)
			return nil, false
		}
		all, good := make([]V, 0, len(items)), true
		for _, i := range items {
			v, ok := item.read(d, i)
			all, good = append(all, v), good && ok
		}
		return all, good
	}}
}

// entry is one named value of a mapping.
type entry[V any] struct {
	name  string
	key   *node
	value V
}

// mapOf reads a mapping of at most most names to values, in the order of the file. Entries
// that cannot be read are left out; their faults are recorded.
func mapOf[V any](what string, item reading[V], most int) reading[[]entry[V]] {
	s := schema{"type": []string{"object", "null"}, "additionalProperties": item.schema, "maxProperties": most}
	return reading[[]entry[V]]{s, func(d *decoder, n *node) ([]entry[V], bool) {
		switch {
		case n.shape == null:
			return nil, true
		case n.shape != mapping:
			d.say(n, "found %s: expected a mapping from the name of each %s to its settings", n.shape, what)
			return nil, false
		case len(n.pairs) > most:
			d.say(n, "found %d: expected at most %d", len(n.pairs), most)
			return nil, false
		}
		var all []entry[V]
		first := map[string]*node{}
		for _, p := range n.pairs {
			if d.repeated(first, p.key) {
				continue
			}
			if _, err := value.ParseName(p.key.text); err != nil {
				d.wrong(p.key, err)
			}
			if v, ok := item.read(d, p.value); ok {
				all = append(all, entry[V]{p.key.text, p.key, v})
			}
		}
		return all, true
	}}
}

// repeated records a key that stands in its mapping already.
func (d *decoder) repeated(first map[string]*node, key *node) bool {
	if before, ok := first[key.text]; ok {
		d.say(key, "the key stands in line %d already: expected it once", before.line)
		return true
	}
	first[key.text] = key
	return false
}
