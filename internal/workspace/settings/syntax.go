package settings

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"turno/internal/workspace/fault"
)

// MaxBytes is the largest turno.yaml that is read.
const MaxBytes = 1 << 20

// Bounds on the text of turno.yaml. They lie far above what a team of any size needs, and
// keep the parser, whose time grows with the square of the tokens and whose stack grows
// with the depth, within a second or two on hostile input.
const (
	maxLine   = 10_000
	maxTokens = 30_000
	maxDepth  = 50
	maxNodes  = 200_000 // aliases expanded
)

type shape int

const (
	scalar shape = iota
	list
	mapping
	null
)

func (s shape) String() string {
	return [...]string{"a value", "a list", "a mapping", "nothing"}[s]
}

// node is one value of the file with its place.
type node struct {
	shape        shape
	text         string // of a scalar, as written, quotes and escapes resolved
	items        []*node
	pairs        []pair
	line, column int
	size         int // nodes in it, aliases expanded
}

type pair struct{ key, value *node }

// parse turns the text of a YAML file into nodes; nil with nil error is an empty file.
func parse(name string, data []byte) (*node, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if f, bad := outOfBounds(data); bad {
		f.File = name
		return nil, &fault.Error{Faults: []fault.Fault{f}}
	}
	file, err := syntaxTree(string(data))
	if err != nil {
		return nil, &fault.Error{Faults: []fault.Fault{syntaxFault(name, err)}}
	}
	c := &converter{file: name, anchors: map[string]*node{}}
	var root *node
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if root != nil {
			line, column := place(doc.Body.GetToken())
			c.faults.Addf(name, line, column, "a second document begins here: expected one document, without ---")
			break
		}
		root = c.convert(doc.Body, 0)
	}
	return root, c.faults.Err()
}

func outOfBounds(data []byte) (fault.Fault, bool) {
	if len(data) > MaxBytes {
		return fault.Fault{Expected: fmt.Sprintf("the file has %d bytes: expected at most %d", len(data), MaxBytes)}, true
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) {
			return fault.Fault{Line: i + 1, Expected: "the line is not UTF-8 text: save the file as UTF-8"}, true
		}
		if len(line) > maxLine {
			return fault.Fault{Line: i + 1, Expected: fmt.Sprintf("the line has %d characters: expected at most %d", len(line), maxLine)}, true
		}
		if k := bytes.IndexFunc(line, func(r rune) bool { return r < ' ' && r != '\t' && r != '\r' || r == 0x7f }); k >= 0 {
			return fault.Fault{Line: i + 1, Column: k + 1, Expected: "a control character: expected plain text"}, true
		}
	}
	return fault.Fault{}, false
}

// syntaxTree parses within the bounds. A panic of the parser is a syntax error without a
// place: hostile text must not end the program.
func syntaxTree(text string) (file *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.New("this is not YAML that can be read: check its brackets, quotes and indentation")
		}
	}()
	tokens := lexer.Tokenize(text)
	depth, count := 0, 0
	for _, t := range tokens {
		if t.Type != token.CommentType {
			count++
		}
		if count > maxTokens {
			return nil, &yaml.SyntaxError{Message: fmt.Sprintf("the file has more than %d words and signs: expected fewer", maxTokens), Token: t}
		}
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			depth++
		case token.MappingEndType, token.SequenceEndType:
			depth--
		}
		if depth > maxDepth {
			return nil, &yaml.SyntaxError{Message: fmt.Sprintf("brackets are nested more than %d deep: expected fewer", maxDepth), Token: t}
		}
	}
	return parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
}

func syntaxFault(name string, err error) fault.Fault {
	f := fault.Fault{File: name, Expected: err.Error()}
	if e, ok := errors.AsType[yaml.Error](err); ok {
		f.Line, f.Column = place(e.GetToken())
		f.Expected = "not valid YAML here: " + strings.ReplaceAll(e.GetMessage(), "\n", " ") + "; check brackets, quotes and indentation"
		if e.GetToken() != nil {
			f.Value = strings.TrimSpace(e.GetToken().Value)
		}
	}
	return f
}

func place(t *token.Token) (line, column int) {
	if t == nil || t.Position == nil {
		return 0, 0
	}
	return t.Position.Line, t.Position.Column
}

// converter makes nodes of the parser's tree.
type converter struct {
	file    string
	anchors map[string]*node
	faults  fault.List
}

func (c *converter) convert(n ast.Node, depth int) *node {
	if n == nil {
		return &node{shape: null, size: 1}
	}
	out := &node{size: 1}
	out.line, out.column = place(n.GetToken())
	if depth > maxDepth {
		c.faults.Addf(c.file, out.line, out.column, "values are nested more than %d deep: expected fewer", maxDepth)
		return out
	}
	switch n := n.(type) {
	case *ast.AnchorNode:
		out = c.convert(n.Value, depth+1)
		c.anchors[n.Name.GetToken().Value] = out
		return out
	case *ast.AliasNode:
		name := n.Value.GetToken().Value
		if target, ok := c.anchors[name]; ok {
			return target
		}
		c.faults.Add(fault.Fault{File: c.file, Line: out.line, Column: out.column, Value: "*" + name, Expected: "no anchor of this name stands above: expected one such as &" + name})
	case *ast.TagNode:
		c.faults.Add(fault.Fault{File: c.file, Line: out.line, Column: out.column, Value: n.GetToken().Value, Expected: "tags have no meaning here: expected a plain value"})
		return c.convert(n.Value, depth+1)
	case *ast.SequenceNode:
		out.shape = list
		for _, v := range n.Values {
			item := c.convert(v, depth+1)
			out.items = append(out.items, item)
			c.grow(out, item)
		}
	case ast.MapNode:
		c.pairs(out, n, depth)
	default:
		c.scalar(out, n)
	}
	return out
}

func (c *converter) pairs(out *node, n ast.MapNode, depth int) {
	out.shape = mapping
	for it := n.MapRange(); it.Next(); {
		k := ast.Node(it.Key())
		if explicit, ok := k.(*ast.MappingKeyNode); ok {
			k = explicit.Value
		}
		key := c.convert(k, depth+1)
		switch k.(type) {
		case *ast.MergeKeyNode, *ast.NullNode: // as a key, null is a name like any other
			key.shape, key.text = scalar, k.GetToken().Value
		}
		if len(out.pairs) == 0 && key.line > 0 { // a block mapping begins at its first key, not at its colon
			if m, ok := n.(*ast.MappingNode); !ok || !m.IsFlowStyle {
				out.line, out.column = key.line, key.column
			}
		}
		value := c.convert(it.Value(), depth+1)
		out.pairs = append(out.pairs, pair{key, value})
		c.grow(out, key)
		c.grow(out, value)
	}
}

func (c *converter) scalar(out *node, n ast.Node) {
	switch n := n.(type) {
	case *ast.NullNode:
		out.shape = null
	case *ast.StringNode:
		out.text = n.Value
	case *ast.LiteralNode:
		out.text = strings.TrimSpace(n.Value.Value)
	default:
		out.text = n.GetToken().Value
	}
}

// grow counts the part into the whole. A file whose aliases expand without end is refused
// at the place where it grows too large.
func (c *converter) grow(whole, part *node) {
	before := whole.size
	whole.size = min(whole.size+part.size, maxNodes+1)
	if before <= maxNodes && whole.size > maxNodes {
		c.faults.Addf(c.file, whole.line, whole.column, "aliases expand this to more than %d values: expected fewer", maxNodes)
	}
}
