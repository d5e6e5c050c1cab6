package turno_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rooms says, for every package, which packages of turno and which libraries it may import
// directly besides the standard library and x/sync/errgroup. A name ending in /... allows
// everything below it. This is the plan of the house in docs/ARCHITECTURE.md.
var rooms = map[string][]string{
	"forecast":               {"forecast/calendar", "gonum"},
	"forecast/calendar":      {"rickar/cal"},
	"forecast/model":         {"forecast", "forecast/calendar", "gonum"},
	"forecast/backtest":      {"forecast", "forecast/calendar", "gonum"},
	"forecast/auto":          {"forecast/...", "gonum"},
	"forecast/messages":      {"forecast", "forecast/calendar"},
	"skills":                 {},
	"schedule":               {"forecast/calendar", "skills", "decimal"},
	"schedule/staffing":      {"schedule", "skills", "forecast", "forecast/calendar", "gonum"},
	"schedule/roster":        {"schedule", "skills", "forecast", "forecast/calendar", "gonum", "decimal", "schedule/roster/column"},
	"schedule/roster/column": {"gonum"},
	"schedule/check":         {"schedule", "skills", "forecast/calendar"},
	"schedule/simulate":      {"schedule", "skills", "forecast", "forecast/calendar", "gonum"},
	"plan":                   {"forecast/...", "skills", "schedule/...", "plan/...", "decimal"},
	"plan/cost":              {"forecast/calendar", "schedule", "schedule/check", "skills", "decimal"},
	"plan/scenario":          {"forecast/...", "skills", "schedule/...", "plan", "plan/cost", "gonum", "decimal"},
	"plan/ledger":            {"forecast/calendar", "schedule", "plan", "plan/cost"},
	"plan/lever":             {"schedule", "plan", "plan/cost", "decimal"},
	"plan/advice":            {"forecast/...", "skills", "schedule", "schedule/check", "decimal"},
	"plan/people":            {"forecast/...", "skills", "schedule/...", "plan", "plan/cost", "decimal"},
	"plan/track":             {"forecast", "forecast/auto", "forecast/calendar", "plan", "plan/repair", "schedule", "schedule/check", "schedule/roster"},
	"plan/capacity":          {"forecast", "forecast/calendar", "skills", "schedule", "schedule/staffing", "plan/cost", "decimal", "gonum"},
	"plan/repair":            {"forecast", "forecast/calendar", "skills", "schedule/...", "plan/cost", "decimal"},

	"internal/locale":             {},
	"internal/workspace":          {"forecast/...", "skills", "schedule/...", "plan", "plan/capacity", "plan/scenario", "internal/workspace/...", "decimal", "goccy/go-yaml"},
	"internal/workspace/fault":    {"smetrics"},
	"internal/workspace/book":     {},
	"internal/workspace/rows":     {"internal/workspace/book", "x/text"},
	"internal/workspace/value":    {"forecast/calendar", "skills", "decimal", "internal/workspace/fault", "x/text"},
	"internal/workspace/settings": {"x/text", "internal/locale", "forecast/...", "skills", "schedule", "decimal", "goccy/go-yaml", "internal/workspace/...", "plan", "plan/capacity", "plan/scenario"},
	"internal/workspace/table":    {"forecast/...", "skills", "schedule", "plan/capacity", "decimal", "csvutil", "internal/workspace/..."},
	"internal/workspace/result":   {"forecast/...", "skills", "schedule/...", "plan", "plan/capacity", "plan/cost", "decimal", "csvutil", "internal/workspace/..."},
	"internal/workspace/layout":   {"forecast", "forecast/messages", "internal/workspace/..."},

	"internal/report/text":     {"x/text", "decimal", "forecast", "forecast/calendar", "schedule/...", "skills", "plan", "plan/cost", "plan/repair", "plan/people", "plan/scenario"},
	"internal/report/table":    {"forecast/...", "skills", "schedule/...", "plan/...", "internal/report/text", "internal/report/people", "go-pretty", "decimal"},
	"internal/report/people":   {"forecast/...", "skills", "schedule/...", "plan/...", "internal/report/text", "decimal"},
	"internal/report/document": {"forecast/...", "skills", "schedule/...", "plan/...", "internal/report/text", "decimal"},
	"internal/report/palette":  {},
	"internal/report/xlsx":     {"internal/locale", "internal/report/palette", "forecast/...", "skills", "schedule/...", "plan/...", "internal/report/text", "internal/report/people", "excelize", "decimal"},
	"internal/report/chart":    {"forecast", "forecast/calendar", "schedule", "schedule/simulate", "plan/cost", "plan/scenario", "internal/report/palette", "internal/report/text", "gonum"},
	"internal/report/html":     {"forecast/...", "skills", "schedule/...", "plan/...", "internal/report/palette", "internal/report/text", "decimal"},
	"internal/report/ics":      {"schedule", "forecast/calendar", "internal/report/text", "golang-ical"},
	"samples":                  {"internal/workspace/fault"},
	"samples/generate":         {"forecast/calendar", "samples"},
}

// far forbids what must not be reached even through others.
var far = map[string][]string{
	"forecast":          {"internal", "cmd", "excelize", "go-pretty", "goccy/go-yaml", "urfave/cli"},
	"skills":            {"internal", "cmd", "excelize", "go-pretty", "goccy/go-yaml", "urfave/cli"},
	"schedule":          {"internal", "cmd", "excelize", "go-pretty", "goccy/go-yaml", "urfave/cli", "plan"},
	"plan":              {"internal", "cmd", "excelize", "go-pretty", "goccy/go-yaml", "urfave/cli"},
	"schedule/staffing": {"forecast/model", "forecast/auto", "schedule/roster"},
	"schedule/simulate": {"forecast/model", "forecast/auto", "schedule/roster"},
	"schedule/check":    {"schedule/roster", "schedule/simulate"},
}

func TestLayering(t *testing.T) {
	imports := directImports(t)
	for pkg, list := range imports {
		if pkg == "cmd/turno" || strings.HasPrefix(pkg, "bench") {
			continue // the wiring may import everything
		}
		allowed, known := rooms[pkg]
		if !assert.True(t, known, "package %s has no room in the table: add it here and to docs/ARCHITECTURE.md", pkg) {
			continue
		}
		for _, imp := range list {
			assert.True(t, permitted(imp, allowed), "package %s may not import %s", pkg, imp)
		}
	}
	for pkg := range imports {
		for root, forbidden := range far {
			if pkg != root && !strings.HasPrefix(pkg, root+"/") {
				continue
			}
			for _, reached := range reach(pkg, imports) {
				for _, bad := range forbidden {
					assert.False(t, reached == bad || strings.HasPrefix(reached, bad+"/") || strings.Contains(reached, "/"+bad), "package %s reaches %s", pkg, reached)
				}
			}
		}
	}
}

func permitted(imp string, allowed []string) bool {
	if imp == "golang.org/x/sync/errgroup" {
		return true
	}
	return slices.ContainsFunc(allowed, func(a string) bool {
		if tree, ok := strings.CutSuffix(a, "/..."); ok {
			return imp == tree || strings.HasPrefix(imp, tree+"/")
		}
		if strings.HasPrefix(imp, "github.com/") || strings.Contains(imp, ".org/") {
			return strings.Contains(imp, a)
		}
		return imp == a
	})
}

// directImports maps each package of the module to what its non-test files import, the
// standard library aside. Packages of the module are named without its path.
func directImports(t *testing.T) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && name != "." || d.Name() == "testdata" || name == "tools") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(name))
		if _, ok := imports[pkg]; !ok {
			imports[pkg] = nil
		}
		for _, spec := range f.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			own, isOwn := strings.CutPrefix(imp, "turno/")
			switch {
			case isOwn:
				imp = own
			case !strings.Contains(strings.Split(imp, "/")[0], "."):
				continue // standard library
			}
			if !slices.Contains(imports[pkg], imp) {
				imports[pkg] = append(imports[pkg], imp)
			}
		}
		return nil
	})
	require.NoError(t, err)
	return imports
}

func reach(pkg string, imports map[string][]string) []string {
	seen := map[string]bool{}
	var walk func(string)
	walk = func(p string) {
		for _, imp := range imports[p] {
			if !seen[imp] {
				seen[imp] = true
				walk(imp)
			}
		}
	}
	walk(pkg)
	var out []string
	for p := range seen {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}
