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

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/report/text"
	"turno/plan/repair"
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

// TestEveryExplanationIsWorded does the same for causes, changes and demands.
func TestEveryExplanationIsWorded(t *testing.T) {
	c := text.English(time.UTC, 2026)
	for _, code := range constants(t, "../../../plan/repair/case.go", "Cause") {
		s := c.Cause(repair.Reason{Cause: repair.Cause(code), Agents: []string{"anna", "ben"}, Value: 8, Name: "chat"})
		assert.False(t, strings.HasPrefix(s, code), "cause %s has no words", code)
		assert.NotContains(t, s, "{", "cause %s: a placeholder is not known", code)
	}
	day := calendar.Date{Year: 2026, Month: 11, Day: 9}
	for _, kind := range repair.ChangeKinds() {
		s := c.Change(repair.Change{Kind: kind, Agents: []string{"anna"}, Date: day, Days: []calendar.Date{day}, Queue: "chat", Name: "part"})
		assert.False(t, strings.HasPrefix(s, string(kind)+" anna chat"), "change %s has no words", kind)
		assert.NotContains(t, s, "{", "change %s: a placeholder is not known", kind)
	}
	for _, kind := range repair.DemandKinds() {
		s := c.Demand(repair.Demand{Kind: kind, Agent: "anna", Queue: "chat", Value: 2, Name: "full"})
		assert.False(t, strings.HasPrefix(s, string(kind)+" anna"), "demand %s has no words", kind)
		assert.NotContains(t, s, "{", "demand %s: a placeholder is not known", kind)
	}
}

func ExampleCatalogue_Why() {
	c := text.English(time.UTC, 2026)
	at := time.Date(2026, 11, 9, 7, 0, 0, 0, time.UTC)
	fmt.Println(c.Why(repair.Trouble{
		Finding: schedule.Finding{Code: schedule.CodeUncovered, Queue: "chat"}, At: at, Heads: 1, Able: 8,
		Reasons: []repair.Reason{
			{Cause: repair.CauseWeekHours, Agents: make([]string, 6), Value: 40},
			{Cause: repair.CauseWindow, Agents: make([]string, 2), Value: 480},
		},
	}))
	// Output: 1 short at Mon 9 Nov 07:00; of 8 who can serve it 6 would pass the 40 h allowed a week and 2 may not start before 08:00 that day
}

func ExampleCatalogue_Repair() {
	c := text.English(time.UTC, 2026)
	fmt.Println(c.Repair(repair.Repair{
		Change: repair.Change{Kind: repair.ChangeStart, Agents: []string{"anna"}, Date: calendar.Date{Year: 2026, Month: 11, Day: 9}, Clock: calendar.Clock(7, 0)},
		Gain:   repair.Gain{Contacts: 14.2, Here: 9}, Worse: []repair.Worse{{Queue: "social", Contacts: 3}},
		Cost: decimal.RequireFromString("14.5"), Moved: []string{"anna", "ben"},
	}, "EUR"))
	// Output: let anna start at Mon 9 Nov 07:00: 14 more contacts in time (9 of them here, but 3 fewer on social), 14.50 EUR more pay, shifts of ben move with it
}

func ExampleCatalogue_Contradiction() {
	c := text.English(time.UTC, 2026)
	fmt.Println(c.Contradiction([]repair.Demand{
		{Kind: repair.DemandKind(schedule.CodeWeekDays), Agent: "anna", Value: 2},
		{Kind: repair.DemandKind(schedule.CodeWeekHoursMin), Agent: "anna", Value: 38},
	}))
	// Output: at most 2 days a week; at least 38 h a week: these cannot all hold, and giving up any one of them would do
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
		assert.Equal(t, want, text.Catalogue{}.Duration(d))
	}
	assert.Equal(t, "80 % in 1 h, open hours", text.Catalogue{}.Target(schedule.Target{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}))
	assert.Equal(t, "90 % in 20 s, each reply", text.Catalogue{}.Target(schedule.Target{Share: 0.9, Within: 20 * time.Second, Measure: schedule.EachReply}))
}

func TestAFindingSaysOnlyWhatItKnows(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	require.NoError(t, err)
	c := text.English(rome, 2026)
	monday := time.Date(2026, 11, 9, 0, 0, 0, 0, tokyo) // still Sunday in Rome
	f := schedule.Finding{Code: schedule.CodeWeekHoursMin, Agent: "aki", From: monday, Limit: 36}
	assert.Equal(t, "aki is paid 0 h in the week of Mon 9 Nov; the contract asks for at least 36 h", c.Finding(f))
	f = schedule.Finding{Code: schedule.CodeConsecutiveDays, Agent: "anna", Value: 6, Limit: 5, Names: []string{schedule.OnlyWanted}}
	assert.Contains(t, c.In("it").Finding(f), "(desiderato)")
	assert.Contains(t, c.In("ru").Finding(f), "(желательно)")
	f = schedule.Finding{Code: schedule.CodeShiftKind, Agent: "anna", From: monday, To: monday.Add(8 * time.Hour)}
	assert.NotContains(t, c.Finding(f), "it says")
	f.Names = []string{"late"}
	assert.Contains(t, c.Finding(f), "(it says late)")
}
