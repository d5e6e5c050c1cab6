package html_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/internal/report/html"
	"turno/plan"
	"turno/plan/repair"
	"turno/schedule"
)

func page(t testing.TB, p plan.Plan) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, html.Plan(&b, p, html.Options{Words: words()}))
	return b.String()
}

// The page says what the plan comes to: who works, what is kept and missed, and why.
func TestPlan(t *testing.T) {
	s := page(t, world(6, 1, func(k int) string { return []string{"Anna", "Bea", "Cai"}[k%3] }))
	for _, want := range []string{
		"People at work</span><b>6 of 6", "Targets met</span><b><i class=\"dot missed\"></i>1 of 2", "Day by day", "chat Bea misses its target: 70 % (between 68 % and 72 %) instead of 80 % in 1 min",
		"Mon 26 Oct", `id="d2026-10-26"`, "07:00–15:30", "unpaid break", "36.0–40.0", "not granted", "granted on", "social Cai",
		"would help", "within target", "Sunday", "As of 2026-10-26 00:00, seed 7", `lang="en"`,
	} {
		assert.True(t, strings.Contains(strings.ToLower(s), strings.ToLower(want)), want)
	}
	assert.True(t, s == page(t, world(6, 1, func(k int) string { return []string{"Anna", "Bea", "Cai"}[k%3] })), "the same plan gives the same bytes")
	assert.False(t, strings.Contains(s, "NaN"), "NaN")
	assert.False(t, strings.Contains(s, "%!"), "%!")
	assert.False(t, strings.Contains(s, "ZgotmplZ"), "ZgotmplZ")
}

// Nothing is fetched: no address stands in the page, and its policy allows none.
func TestNoNetwork(t *testing.T) {
	s := page(t, world(3, 1, func(int) string { return "x" }))
	assert.True(t, strings.Contains(s, "default-src 'none'"), "default-src 'none'")
	assert.Empty(t, regexp.MustCompile(`https?:|src=|<link|url\(|@import`).FindAllString(s, -1))
}

// Text of the input stays text wherever it stands, and never ends a tag, an attribute or a
// script.
func TestHostileNames(t *testing.T) {
	nasty := []string{
		`<script>alert(1)</script>`, `" onmouseover="alert(1)`, `</style><img src=x onerror=alert(1)>`, `'); alert(1)//`, `{{.}} ${x} <!--`,
		`=HYPERLINK("http://x")`, strings.Repeat("long", 250), "مرحبا שלום", "👩‍💻\x00\x07", "javascript:alert(1)",
	}
	p := world(10, 1, func(k int) string { return nasty[k%len(nasty)] })
	s := page(t, p)
	for _, tag := range []string{"<script>alert", "<img", "</style><", `" onmouseover=`, "<!-- "} {
		assert.False(t, strings.Contains(s, tag), tag)
	}
	assert.Equal(t, 1, strings.Count(s, "<script>"), "the page's own script alone")
	assert.Equal(t, 1, strings.Count(s, "</script>"))
	assert.True(t, strings.Contains(s, "&lt;script&gt;alert(1)&lt;/script&gt;"), "&lt;script&gt;alert(1)&lt;/script&gt;")
	assert.True(t, strings.Contains(s, "مرحبا שלום"), "مرحبا שלום")
	bare := regexp.MustCompile(`(?s)<script>.*?</script>|"[^"]*"`).ReplaceAllString(s, "")
	assert.Empty(t, regexp.MustCompile(`<[a-z]+[^>]*\son[a-z]+=`).FindAllString(bare, -1), "no handler of events")
}

// A roster without forecast, simulation, wages or anybody at work is still a page.
func TestParts(t *testing.T) {
	p := world(3, 1, func(int) string { return "x" })
	p.Service.Queues, p.Cost.Agents = nil, nil
	s := page(t, p)
	assert.True(t, strings.Contains(s, "expected by formula"), "expected by formula")
	assert.True(t, strings.Contains(s, "contacts due are late"), "contacts due are late")
	assert.False(t, strings.Contains(s, "Median wait"))
	p.Roster.Roster.Shifts = nil
	p.Check = p.Input.Check(p.Requirement, p.Roster.Roster, nil)
	assert.False(t, strings.Contains(page(t, p), `id="roster"`))
	assert.True(t, strings.Contains(page(t, plan.Plan{}), "<b>0 of 0</b>"))
}

// On the day on which clocks go back the axis is as long as the day: the hour that is there
// twice stands twice, and a night shift is as long as it is.
func TestChangeOfClocks(t *testing.T) {
	p := world(1, 1, func(int) string { return "x" })
	start := time.Date(2026, 10, 25, 0, 0, 0, 0, rome)
	p.Input.Period.Start, p.Roster.Roster.Grid.Start, p.Requirement.Grid.Start = start, start, start
	night := shift("a000", p.Input.Queues, start, 0)
	night.End = start.Add(9 * time.Hour)
	night.Duties[2].End = night.End
	p.Roster.Roster.Shifts = append(p.Roster.Roster.Shifts[:0], night)
	p.Check = p.Input.Check(p.Requirement, p.Roster.Roster, nil)
	s := page(t, p)
	assert.True(t, strings.Contains(s, "00:00–08:00"), "00:00–08:00")
	day := s[strings.Index(s, `id="d2026-10-25"`):strings.Index(s, `id="d2026-10-26"`)]
	var hours []string
	for _, m := range regexp.MustCompile(`%">(\d\d)</b>`).FindAllStringSubmatch(day, -1) {
		hours = append(hours, m[1])
	}
	assert.Equal(t, "00 01 02 02 03 04 05 06 07", strings.Join(hours, " "))
}

// Sizes of a large centre are measured, not judged: go test -bench Plan.
func BenchmarkPlan(b *testing.B) {
	for _, size := range []struct{ agents, weeks int }{{50, 1}, {500, 4}} {
		p := world(size.agents, size.weeks, func(k int) string { return fmt.Sprintf("Person Number %d", k) })
		b.Run(fmt.Sprintf("%d agents %d weeks", size.agents, size.weeks), func(b *testing.B) {
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				require.NoError(b, html.Plan(&out, p, html.Options{Words: words()}))
			}
			b.ReportMetric(float64(out.Len())/1e6, "MB")
		})
	}
}

// The page of a difference shows both versions of every shift that differs, and nothing of
// the others.
func TestDifference(t *testing.T) {
	p := world(4, 1, func(k int) string { return []string{"Anna", "<b>Bea", "Cai", "Dan"}[k%4] })
	in := p.Input
	s := repair.Standing{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: p.Requirement, Roster: p.Roster.Roster, Currency: "EUR"}
	other := schedule.Roster{Grid: p.Roster.Roster.Grid, Shifts: slices.Clone(p.Roster.Roster.Shifts)}
	write := func() string {
		var b bytes.Buffer
		require.NoError(t, html.Difference(&b, repair.Differ(s, other), in, html.Options{Words: words()}))
		return b.String()
	}
	assert.True(t, strings.Contains(write(), "The rosters do not differ"))
	moved := shift("a001", in.Queues, other.Shifts[5].Start.Add(2*time.Hour), 1)
	other.Shifts[5] = moved
	other.Shifts = other.Shifts[1:]
	page := write()
	for _, want := range []string{"2 changes for 2 people", "moved 2 h later", "shift taken away", "&lt;b&gt;Bea", ">before <", ">after <", "10:15–18:45", "Hard rules broken", "-8.0"} {
		assert.True(t, strings.Contains(page, want), want)
	}
	for _, not := range []string{"Cai</h3>", "<b>Bea", "ZgotmplZ", "%!", "NaN"} {
		assert.False(t, strings.Contains(page, not), not)
	}
}
