package text_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/internal/report/text"
	"turno/schedule"
)

func ExampleCatalogue_Finding() {
	c := text.English(time.UTC, 2026)
	fmt.Println(c.Finding(schedule.Finding{
		Code: schedule.CodeDailyRest, Agent: "anna", Value: 9.5, Limit: 11,
		From: time.Date(2026, 11, 10, 6, 0, 0, 0, time.UTC), To: time.Date(2026, 11, 10, 14, 0, 0, 0, time.UTC),
	}))
	// Output: anna rests 9.5 h before the shift Tue 10 Nov 06:00-14:00; 11 h are needed
}

// TestEveryCodeIsWorded reads the codes from the source, so that a new one without words
// fails here.
func TestEveryCodeIsWorded(t *testing.T) {
	c := text.English(time.UTC, 2026)
	for _, code := range constants(t, "../../../schedule/finding.go", "Code") {
		s := c.Finding(schedule.Finding{Code: schedule.Code(code), Names: []string{"one", "two"}})
		assert.False(t, strings.HasPrefix(s, code), "code %s has no words", code)
		assert.NotContains(t, s, "{", "code %s: a placeholder is not known", code)
	}
	for _, code := range constants(t, "../../../forecast/model.go", "NoteCode") {
		s := c.Note(forecast.Note{Code: forecast.NoteCode(code)})
		assert.False(t, strings.HasPrefix(s, code), "note %s has no words", code)
		assert.NotContains(t, s, "{", "note %s: a placeholder is not known", code)
	}
}

func constants(t *testing.T, file, typ string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	require.NoError(t, err)
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := spec.Type.(*ast.Ident); ok && id.Name == typ {
			for _, v := range spec.Values {
				s, err := strconv.Unquote(v.(*ast.BasicLit).Value)
				require.NoError(t, err)
				out = append(out, s)
			}
		}
		return true
	})
	require.NotEmpty(t, out, "no constants of type %s in %s", typ, file)
	return out
}

func TestSpan(t *testing.T) {
	at := func(d, h, m int) time.Time { return time.Date(2026, 11, d, h, m, 0, 0, time.UTC) }
	c := text.English(time.UTC, 2026)
	for _, x := range []struct {
		from, to time.Time
		want     string
	}{
		{at(9, 18, 0), at(9, 20, 30), "Mon 9 Nov 18:00-20:30"},
		{at(9, 18, 0), at(10, 0, 0), "Mon 9 Nov 18:00-24:00"},
		{at(9, 22, 0), at(10, 6, 0), "Mon 9 Nov 22:00 to Tue 10 Nov 06:00"},
		{at(9, 0, 0), at(10, 0, 0), "Mon 9 Nov"},
		{at(9, 0, 0), at(16, 0, 0), "Mon 9 Nov to Sun 15 Nov"},
		{at(9, 7, 0), time.Time{}, "Mon 9 Nov 07:00"},
	} {
		assert.Equal(t, x.want, c.Span(x.from, x.to))
	}
}

func TestDurationAndTarget(t *testing.T) {
	for d, want := range map[time.Duration]string{
		20 * time.Second: "20 s", 90 * time.Second: "1 min 30 s", 15 * time.Minute: "15 min", time.Hour: "1 h",
		90 * time.Minute: "1 h 30 min", 48 * time.Hour: "2 d",
	} {
		assert.Equal(t, want, text.Duration(d))
	}
	assert.Equal(t, "80 % in 1 h, open hours", text.Target(schedule.Target{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}))
	assert.Equal(t, "90 % in 20 s, each reply", text.Target(schedule.Target{Share: 0.9, Within: 20 * time.Second, Measure: schedule.EachReply}))
}
