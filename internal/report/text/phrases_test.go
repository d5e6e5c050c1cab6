package text

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wording names the functions that say a phrase, and the folder in which they do; T says
// one everywhere, as does t, which stands for it. All arguments of header are phrases, of
// the others the first.
var wording = map[string]string{"T": "", "t": "", "say": "report/table", "line": "report/table", "heading": "report/table", "header": "report/table", "worded": "cmd/turno"}

// TestPhrasesAreTranslated walks the sources for the phrases that people read. To add what
// is missing, copy the lines that it prints into the file it names and fill them in.
func TestPhrasesAreTranslated(t *testing.T) {
	used := map[string]string{}
	for _, root := range []string{"..", "../../../cmd/turno"} {
		collect(t, root, used)
	}
	require.Greater(t, len(used), 200)
	for english := range used {
		assert.NotContains(t, verb.ReplaceAllString(english, ""), "%", "%q is no format: a percent sign is written twice", english)
		checkForms(t, "en", english)
	}
	for _, tag := range Languages()[1:] {
		said := speeches[tag].phrases
		var missing strings.Builder
		for _, english := range slices.SortedFunc(maps.Keys(used), func(a, b string) int { return strings.Compare(used[a]+a, used[b]+b) }) {
			if _, ok := said[english]; !ok {
				fmt.Fprintf(&missing, "\t%s: \"\", // %s\n", strconv.Quote(english), used[english])
			}
		}
		assert.Empty(t, missing.String(), "phrases_%s.go lacks these phrases:\n%s", tag, missing.String())
		for _, english := range slices.Sorted(maps.Keys(said)) {
			assert.NotEmpty(t, used[english], "phrases_%s.go: %q: nobody says this any more: take the line out", tag, english)
			assert.NotEmpty(t, said[english], "phrases_%s.go: %q has no words", tag, english)
			assert.Equal(t, verbs(english), verbs(said[english]), "phrases_%s.go: other verbs than in %q: %q", tag, english, said[english])
			checkForms(t, tag, said[english])
		}
	}
}

// collect finds the phrases of the Go files below a folder, with the file of each.
func collect(t *testing.T, root string, used map[string]string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".tmpl") {
			return collectTemplate(name, used)
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				for _, english := range phrasesOf(t, files.Position(call.Pos()), call) {
					used[english] = strings.TrimLeft(filepath.ToSlash(name), "./")
				}
			}
			return true
		})
		return nil
	}))
}

// inTemplate is a phrase of a page's template: {{t "a phrase"}}.
var inTemplate = regexp.MustCompile(`\bt ("(?:[^"\\]|\\.)*")`)

// collectTemplate does the same for a template.
func collectTemplate(name string, used map[string]string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for _, m := range inTemplate.FindAllSubmatch(b, -1) {
		english, err := strconv.Unquote(string(m[1]))
		if err != nil {
			return fmt.Errorf("%s: %s: %w", name, m[1], err)
		}
		if said.MatchString(verb.ReplaceAllString(english, "")) {
			used[english] = strings.TrimLeft(filepath.ToSlash(name), "./")
		}
	}
	return nil
}

// phrasesOf are the phrases that a call says. They stand there literally; what only hands
// one on calls it phrase.
func phrasesOf(t *testing.T, at token.Position, call *ast.CallExpr) []string {
	t.Helper()
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	folder, ok := wording[name]
	if home, err := filepath.Abs(at.Filename); err != nil || !ok || len(call.Args) == 0 || !strings.Contains(filepath.ToSlash(home), folder) {
		return nil
	}
	args := call.Args[:1]
	if name == "header" {
		args = call.Args
	}
	var out []string
	for _, a := range args {
		lit, ok := a.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			id, handed := a.(*ast.Ident)
			if !handed || id.Name != "phrase" {
				t.Errorf("%s: a call of %s whose phrase is no literal: write all of it there", at, name)
			}
			continue
		}
		english, err := strconv.Unquote(lit.Value)
		require.NoError(t, err)
		if name == "line" {
			english = strings.TrimLeft(english, " \n-")
		}
		if said.MatchString(verb.ReplaceAllString(english, "")) {
			out = append(out, english)
		}
	}
	return out
}

var (
	verb  = regexp.MustCompile(`%[-+# 0]*(\[\d+\])?(\d+|\*)?(\.\d+)?[a-zA-Z%]`)
	said  = regexp.MustCompile(`\pL`)
	forms = regexp.MustCompile(`\{[^{}:]*/[^{}:]*\}`)
)

// verbs lists the verbs of a phrase by the argument they take.
func verbs(phrase string) []string {
	var out []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(phrase, -1) {
		if m[0] == "%%" {
			out = append(out, m[0])
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1][1 : len(m[1])-1])
		}
		out = append(out, fmt.Sprint(next, " ", m[0][len(m[0])-1:]))
		next++
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// checkForms wants as many forms of a noun as the language has.
func checkForms(t *testing.T, tag, phrase string) {
	t.Helper()
	want := map[string]int{"en": 2, "it": 2, "ru": 3}[tag]
	for _, f := range forms.FindAllString(phrase, -1) {
		assert.Len(t, strings.Split(f, "/"), want, "%s: %q: %s has other forms than the language", tag, phrase, f)
	}
}

// TestTablesAreComplete holds every language against the English templates: the same codes,
// the same placeholders, all forms.
func TestTablesAreComplete(t *testing.T) {
	for _, tag := range Languages() {
		s := speeches[tag]
		complete(t, tag, "findings", englishFindings, s.findings)
		complete(t, tag, "notes", englishNotes, s.notes)
		complete(t, tag, "rules", englishRules, s.rules)
		complete(t, tag, "edits", englishEdits, s.edits)
		complete(t, tag, "causes", englishCauses, s.causes)
		complete(t, tag, "changes", englishChanges, s.changes)
		complete(t, tag, "demands", englishDemands, s.demands)
		for _, name := range slices.Concat(s.weekdays[:], s.months[:], s.named[:], []string{s.comma}) {
			assert.NotEmpty(t, name, tag)
		}
	}
}

func complete[K ~string](t *testing.T, tag, table string, english, own map[K]string) {
	t.Helper()
	for _, k := range slices.Sorted(maps.Keys(english)) {
		words, ok := own[k]
		if assert.True(t, ok && words != "", "%s, %s: no words for %q: %s", tag, table, k, english[k]) {
			assert.Equal(t, holders(english[k]), holders(words), "%s, %s: other placeholders for %q: %s", tag, table, k, words)
			checkHolders(t, tag, words)
		}
	}
	for k := range own {
		assert.Contains(t, english, k, "%s, %s: nothing is called %q", tag, table, k)
	}
}

var holder = regexp.MustCompile(`\{(\w+)(:[^{}]*)?\}`)

// holders are the fields that a template shows.
func holders(template string) []string {
	var out []string
	for _, m := range holder.FindAllStringSubmatch(template, -1) {
		out = append(out, m[1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// checkHolders wants known formats, and as many forms of a noun as the language has.
func checkHolders(t *testing.T, tag, template string) {
	t.Helper()
	for _, m := range holder.FindAllStringSubmatch(template, -1) {
		format := strings.TrimPrefix(m[2], ":")
		if nouns, ok := strings.CutPrefix(format, "n "); ok {
			checkForms(t, tag, "{"+nouns+"}")
			continue
		}
		if m[1] == "from" && format == "w" {
			continue
		}
		_, ok := Catalogue{}.number(1, format)
		assert.True(t, ok || format == "" || m[2] == "", "%s: %q: unknown format %s", tag, template, m[0])
	}
}
