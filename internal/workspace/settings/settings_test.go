package settings_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/settings"
	"turno/schedule"
	"turno/skills"
)

var update = flag.Bool("update", false, "write the golden files")

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return data
}

func TestDecodeReadsTheDocumentedExample(t *testing.T) {
	data := read(t, "full.yaml")
	s, err := settings.Decode("turno.yaml", data)
	require.NoError(t, err)
	assert.Equal(t, "Moda Italia social care", s.Name)
	assert.Equal(t, "Europe/Rome", s.Calendar.Zone.String())
	assert.Equal(t, "Sant'Ambrogio", s.Calendar.Holiday(calendar.Date{Year: 2026, Month: 12, Day: 7}))
	assert.Equal(t, 30*time.Minute, s.Interval)
	assert.Equal(t, schedule.Shrinkage{Planned: 0.06, Unplanned: 0.05}, s.Shrinkage)

	require.Len(t, s.Queues, 2)
	q := s.Queues[0]
	assert.Equal(t, "social-it", q.Name)
	assert.Equal(t, skills.Social, q.Channel)
	assert.Equal(t, "@modaitalia", q.Handle)
	assert.Equal(t, []schedule.Target{{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}, q.Targets)
	assert.Equal(t, &schedule.Target{Share: 0.95, Within: 4 * time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}, q.Promise)
	assert.Equal(t, []calendar.Span{{From: calendar.Clock(10, 0), To: calendar.Clock(18, 0)}}, q.Hours.Holiday)
	assert.Equal(t, 0.3, s.Queues[1].Inflation)

	streams := s.Streams["social-it"]
	require.Len(t, streams, 3)
	assert.EqualValues(t, "complaint", streams[1].Kind)
	assert.InDelta(t, 0.3, streams[1].Share.At(0), 1e-12)
	assert.Equal(t, 2.4, streams[1].Turns.At(0))
	assert.Equal(t, 360.0, streams[1].AHT.At(0))
	assert.Equal(t, 0.6, streams[1].Flush.At(0), "taken from work")
	assert.Equal(t, "chat-it", streams[1].Pivots[0].To)
	assert.Equal(t, 0.76, streams[1].Pivots[0].DropOff)

	full := s.Contracts["full"]
	assert.Equal(t, schedule.Rules{WeekHoursMin: 36 * time.Hour, WeekHoursMax: 40 * time.Hour, WeekDaysMax: 5, DayHoursMax: 9 * time.Hour,
		DailyRest: 11 * time.Hour, WeeklyRest: 35 * time.Hour, ConsecutiveDaysMax: 6, ConsecutiveNights: 4, WeekendsFree: 1}, full.Rules)
	assert.Equal(t, "14.5", full.Pay.Wage.String())
	assert.Equal(t, 40*time.Hour, full.Pay.OvertimeAfter)
	assert.True(t, s.Contracts["part"].Pay.Highest)
	assert.Equal(t, 5, s.Contracts["part"].Rules.ConsecutiveDaysMax)

	day := s.ShiftKinds["day"]
	assert.Equal(t, schedule.Range{Min: 6 * time.Hour, Max: 510 * time.Minute}, day.Length)
	assert.Len(t, day.Breaks, 2)
	assert.Equal(t, "2026-11-27T06:00:00+01:00", s.Campaigns[0].Start.Format(time.RFC3339))
	assert.Equal(t, 1.3, s.Events[0].Uplift)
	require.Len(t, s.Overrides, 2)
	o := s.Overrides[0]
	assert.Equal(t, []any{"social-it", forecast.Times, 1.4, "the influencer posts as well", "Marta"}, []any{o.Queue, o.Op, o.Value, o.Reason, o.Who})
	assert.Equal(t, 18*time.Hour, o.To.Sub(o.From))
	assert.Equal(t, []any{"", forecast.Plus, -2.5}, []any{s.Overrides[1].Queue, s.Overrides[1].Op, s.Overrides[1].Value})
	for _, o := range s.Overrides {
		assert.NoError(t, o.Check())
	}
}

const least = `
queues: {posts: {channel: social}}
shifts: {day: {start: 09:00, length: 8h}}
contracts: {full: {}}
`

func TestDecodeDefaults(t *testing.T) {
	s, err := settings.Decode("turno.yaml", []byte(least))
	require.NoError(t, err)
	assert.Equal(t, time.UTC.String(), s.Calendar.Zone.String())
	assert.Equal(t, 100, s.Replications)
	assert.True(t, s.Queues[0].Hours.AlwaysOpen())
	assert.Equal(t, 0.8, s.Queues[0].Targets[0].Share)
	w := s.Streams["posts"][0]
	assert.Equal(t, []float64{1, 0.6, 12, 1.67, 300}, []float64{w.Share.At(0), w.Flush.At(0), w.Triage.At(0), w.Turns.At(0), w.AHT.At(0)})
	assert.Equal(t, 11*time.Hour, s.Contracts["full"].Rules.DailyRest)
	assert.Equal(t, [7]bool{true, true, true, true, true, true, true}, s.ShiftKinds["day"].Days)
}

func TestDecodeReadsWhatTheReplayNeeds(t *testing.T) {
	s, err := settings.Decode("turno.yaml", []byte(`
queues:
  calls: {channel: voice, redial: 30%, work: {aht: 4m}}
  later: {channel: voice, redial: 10%, redial_after: 2h, work: {aht: 4m}}
  posts: {channel: social, interruptible: true, owned: true, closing_post: 90s}
shifts: {day: {start: 09:00, length: 8h}}
contracts: {full: {}}
`))
	require.NoError(t, err)
	assert.Equal(t, 0.3, s.Queues[0].Redial)
	assert.Equal(t, 10*time.Minute, s.Queues[0].RedialAfter)
	assert.Equal(t, 2*time.Hour, s.Queues[1].RedialAfter)
	assert.True(t, s.Queues[2].Interruptible && s.Queues[2].Owned)
	assert.Equal(t, 90*time.Second, s.Queues[2].ClosingPost)
}

func TestDecodeFollowsAliases(t *testing.T) {
	s, err := settings.Decode("turno.yaml", []byte(`
queues:
  one: {channel: social, hours: &open {mon-fri: 09:00-18:00}, targets: [&goal {share: 80%, within: 2h}]}
  two: {channel: email, hours: *open, targets: *goal}
shifts: {day: {start: 09:00, length: 8h}}
contracts: {full: {}}
`))
	require.NoError(t, err)
	assert.Equal(t, s.Queues[0].Hours, s.Queues[1].Hours)
	assert.Equal(t, 2*time.Hour, s.Queues[1].Targets[0].Within)
}

func BenchmarkDecode(b *testing.B) {
	data, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := settings.Decode("turno.yaml", data); err != nil {
			b.Fatal(err)
		}
	}
}

// TestDecodeFindsEveryFault compares the faults of each testdata/bad-*.yaml with the list
// beside it.
func TestDecodeFindsEveryFault(t *testing.T) {
	files, err := filepath.Glob("testdata/bad-*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			_, err = settings.Decode("turno.yaml", data)
			require.Error(t, err)
			require.IsType(t, &fault.Error{}, err)
			golden(t, strings.TrimSuffix(file, ".yaml")+".txt", err.Error()+"\n")
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

// The content of shifts: what may stand there, and what cannot be kept.
func TestShiftContent(t *testing.T) {
	file := func(queue, kind, rules string) string {
		return "queues: {social: {channel: social" + queue + "}}\nshifts: {day: {start: 09:00" + kind + "}}\nrules: {daily_rest: 11h" + rules + "}\ncontracts: {full: {week_hours: 30h-40h}}\n"
	}
	meal := ", breaks: {name: meal, length: 30m, earliest: 2h, latest: 5h}"
	s, err := settings.Decode("t", []byte(file(", duty_min: 2h", ", length: 8h, work_between: {min: 1h30m, max: 5h}"+strings.Replace(meal, "}", ", before_end: 3h-5h}", 1), ", break_after: 6h")))
	require.NoError(t, err)
	day := s.ShiftKinds["day"]
	assert.Equal(t, schedule.Range{Min: 90 * time.Minute, Max: 5 * time.Hour}, day.Work)
	assert.Equal(t, schedule.Range{Min: 3 * time.Hour, Max: 5 * time.Hour}, day.Breaks[0].BeforeEnd)
	assert.Equal(t, 2*time.Hour, s.Queues[0].DutyMin)
	assert.Equal(t, 6*time.Hour, s.Contracts["full"].Rules.BreakAfter)
	s, err = settings.Decode("t", []byte(file("", ", length: 10h-12h, split: {gap: 2h-4h, parts: 3h-5h}", "")))
	require.NoError(t, err)
	assert.Equal(t, &schedule.Split{Gap: schedule.Range{Min: 2 * time.Hour, Max: 4 * time.Hour}, Step: 30 * time.Minute, Part: schedule.Range{Min: 3 * time.Hour, Max: 5 * time.Hour}}, s.ShiftKinds["day"].Split)
	s, err = settings.Decode("t", []byte(file("", ", length: 8h", "")+"objective: {requests: 2, consistency: 0}\n"))
	require.NoError(t, err)
	assert.Equal(t, map[string]float64{"requests": 2, "consistency": 0}, s.Weights)
	s, err = settings.Decode("t", []byte(file(", min_staff: 1, min_staff_on_call: true", ", length: 16h, on_call: {pay: 50%, queue: social}", ", break_after: 6h")))
	require.NoError(t, err)
	assert.True(t, s.Queues[0].OnCall)
	assert.Equal(t, []string{"social"}, s.ShiftKinds["day"].OnCall.Queues)
	assert.Equal(t, 8*time.Hour, s.ShiftKinds["day"].OnCall.Paid(16*time.Hour))
	for want, text := range map[string]string{
		"breaks has no meaning in time on call":                       file(", min_staff: 1, min_staff_on_call: true", ", length: 8h, on_call: {pay: 25%, queue: social}"+meal, ""),
		"people on call do not count":                                 file("", ", length: 8h, on_call: {pay: 25%, queue: social}", ""),
		"expected a queue for which people stand by":                  file("", ", length: 8h, on_call: {pay: 25%, queue: []}", ""),
		"expected a share of 0% to 100%":                              file("", ", length: 8h, on_call: {pay: 125%, queue: social}", ""),
		"min_staff_on_call has a meaning beside min_staff only":       file(", min_staff_on_call: true", ", length: 8h", ""),
		"expected a number from 0 to 10":                              file("", ", length: 8h", "") + "objective: {fairness: 11}\n",
		"unknown key of objective":                                    file("", ", length: 8h", "") + "objective: {service: 2}\n",
		"the breaks of a shift of 8h of kind day do not fit":          file("", ", length: 8h, work_between: {max: 3h}"+meal, ""),
		"the least work between breaks (20m) is not a whole number":   file("", ", length: 8h, work_between: {min: 20m}"+meal, ""),
		"has a break where it is longer than 4h":                      file("", ", length: 9h", ", break_after: 4h"),
		"no shift of kind day has a place for its gap and its breaks": file("", ", length: 8h, split: {gap: 2h-4h, parts: 4h-5h}", ""),
		"expected a gap above 0":                                      file("", ", length: 8h, split: {gap: 2h-2h15m}", ""),
		"less than the 30h of the contract full":                      file("", ", length: 8h, split: {gap: 3h}", ""),
	} {
		_, err := settings.Decode("t", []byte(text))
		assert.ErrorContains(t, err, want)
	}
}

func TestSchemaIsTheDecoders(t *testing.T) {
	golden(t, "schema.json", string(settings.Schema()))
}

func TestDecodeRefusesHostileText(t *testing.T) {
	bomb := "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+", ", 9) + "*" + string(c-1) + "]\n"
	}
	for name, c := range map[string]struct{ text, says string }{
		"deep":      {strings.Repeat("[", 400_000), "expected at most 10000"},
		"deeper":    {strings.Repeat("[\n", 100_000), "nested more than 50 deep"},
		"long":      {strings.Repeat("a: 1\n", 11_000), "more than 30000 words and signs"},
		"nested":    {strings.Repeat("[", 500), "nested more than 50 deep"},
		"dashes":    {strings.Repeat("- ", 2000), "nested more than 50 deep"},
		"bomb":      {bomb, "aliases expand this"},
		"large":     {strings.Repeat("# x\n", 300_000), "expected at most 1048576"},
		"binary":    {"a: \x00", "control character"},
		"latin-1":   {"team: Citt\xe0", "not UTF-8"},
		"documents": {least + "---\n" + least, "a second document"},
		"tags":      {"team: !!python/object x\n" + least, "tags have no meaning"},
		"merge":     {"rules: &r {daily_rest: 11h}\n<<: *r\n" + least, "merging mappings is not supported"},
		"empty":     {"", "the file is empty"},
		"comments":  {"# nothing\n", "the file is empty"},
		"list":      {"- a\n", "expected turno.yaml as a mapping"},
		"unclosed":  {"team: [a\n", "not valid YAML here"},
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			_, err := settings.Decode("turno.yaml", []byte(c.text))
			assert.ErrorContains(t, err, c.says)
			assert.Less(t, time.Since(began), 5*time.Second)
		})
	}
}

// A name must not carry to the terminal what steers it.
func TestDecodeRefusesHiddenCharacters(t *testing.T) {
	const hidden = "holds a line break or control character: expected plain text on one line"
	for _, text := range []string{`a\e[31mb`, `a\nb`, `a\tb`, `a\u0085b`, `a\u202eb`, `a\u2066b`, `a\u2028b`} {
		for _, yaml := range []string{
			least + "team: \"" + text + "\"\n",
			least + "overrides: [{from: 2026-11-27, to: 2026-11-28, times: 2, reason: \"" + text + "\"}]\n",
			least + "overrides: [{from: 2026-11-27, to: 2026-11-28, times: 2, reason: x, who: \"" + text + "\"}]\n",
			least + "campaigns: [{name: \"" + text + "\", start: 2026-11-27}]\n",
		} {
			_, err := settings.Decode("turno.yaml", []byte(yaml))
			assert.ErrorContains(t, err, hidden, yaml)
		}
		_, err := settings.Decode("turno.yaml", []byte(strings.Replace(least, "posts", "\""+text+"\"", 1)+"overrides: [{queue: c, from: 2026-11-27, to: 2026-11-28, times: 2, reason: x}]\n"))
		assert.ErrorContains(t, err, "expected a name")
		assert.NotContains(t, err.Error(), "\x1b", "nor does a message")
		assert.NotContains(t, err.Error(), "\u202e")
	}
	s, err := settings.Decode("turno.yaml", []byte(least+"team: Città d'arte 👩‍💻 «свет» שלום\n"))
	require.NoError(t, err)
	assert.Equal(t, "Città d'arte 👩‍💻 «свет» שלום", s.Name)
}

func FuzzDecode(f *testing.F) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(least))
	f.Fuzz(func(t *testing.T, data []byte) {
		late := time.AfterFunc(20*time.Second, func() { panic(fmt.Sprintf("no answer on %q", data)) })
		defer late.Stop()
		s, err := settings.Decode("turno.yaml", data)
		if err == nil && (s == nil || len(s.Queues) == 0 || len(s.Streams) != len(s.Queues) || s.Calendar == nil) {
			t.Errorf("incomplete settings %+v", s)
		}
		if err != nil {
			if _, ok := err.(*fault.Error); !ok {
				t.Errorf("the error is %T", err)
			}
		}
	})
}
