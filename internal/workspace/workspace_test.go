package workspace_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/workspace"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/table"
	"turno/samples"
	"turno/schedule"
)

const yaml = `
zone: Europe/Rome
interval: 30m
queues:
  posts: {channel: social, work: {pivots: [{to: calls, share: 5%}]}}
  calls: {channel: voice, work: {aht: 4m}}
shifts: {day: {start: 09:00, length: 8h}}
contracts: {full: {week_hours: 40h}}
`

// hourly is a history of the queue from a local time in Rome, a row for each hour.
func hourly(queue, from string, hours int) string {
	zone, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		panic(err)
	}
	start, err := time.ParseInLocation("2006-01-02 15:04", from, zone)
	if err != nil {
		panic(err)
	}
	var b strings.Builder
	b.WriteString("timestamp,queue,volume\n")
	for h := range hours {
		fmt.Fprintf(&b, "%s,%s,%d\n", start.Add(time.Duration(h)*time.Hour).Format(time.RFC3339), queue, h%7)
	}
	return b.String()
}

func world(files map[string]string) fstest.MapFS {
	w := fstest.MapFS{
		"turno.yaml":  {Data: []byte(yaml)},
		"history.csv": {Data: []byte(hourly("posts", "2026-10-01 00:00", 24*14))},
		"agents.csv":  {Data: []byte("agent,contract,skills\nanna,full,social=1\n")},
	}
	for name, text := range files {
		if text == "" {
			delete(w, name)
			continue
		}
		w[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return w
}

func TestLoadSamples(t *testing.T) {
	for _, name := range samples.Names() {
		fsys, err := samples.Open(name)
		require.NoError(t, err)
		in, err := workspace.Load(fsys, workspace.Options{})
		require.NoError(t, err)
		assert.NotEmpty(t, in.History)
		assert.NotEmpty(t, in.Team.Agents)
		assert.Equal(t, 7*24*time.Hour, in.Period.End().Sub(in.Period.Start))
		assert.Equal(t, 0, in.Period.Start.Hour())
		assert.False(t, in.Now.After(in.Period.Start))
	}
}

func TestLoadPeriods(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	for name, c := range map[string]struct {
		history string
		opt     workspace.Options
		start   string
		hours   int
	}{
		"the day after":   {hourly("posts", "2026-10-01 00:00", 48), workspace.Options{}, "2026-10-03T00:00:00+02:00", 168},
		"ends mid-day":    {hourly("posts", "2026-10-01 00:00", 30), workspace.Options{}, "2026-10-03T00:00:00+02:00", 168},
		"autumn change":   {hourly("posts", "2026-10-17 00:00", 48), workspace.Options{}, "2026-10-19T00:00:00+02:00", 169},
		"spring change":   {hourly("posts", "2026-03-20 00:00", 72), workspace.Options{}, "2026-03-23T00:00:00+01:00", 167},
		"two weeks later": {hourly("posts", "2026-10-01 00:00", 48), workspace.Options{From: calendar.Date{Year: 2026, Month: 11, Day: 2}, Weeks: 2}, "2026-11-02T00:00:00+01:00", 336},
	} {
		t.Run(name, func(t *testing.T) {
			in, err := workspace.Load(world(map[string]string{"history.csv": c.history}), c.opt)
			require.NoError(t, err)
			assert.Equal(t, c.start, in.Period.Start.In(zone).Format(time.RFC3339))
			assert.Equal(t, float64(c.hours), in.Period.End().Sub(in.Period.Start).Hours())
			assert.Equal(t, in.History[0].Grid.End().Unix(), in.Now.Unix())
		})
	}
}

func TestLoadFindsTheFaultsOfAllFiles(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		opt   workspace.Options
		says  []string
	}{
		"nothing there": {map[string]string{"turno.yaml": "", "history.csv": "", "agents.csv": ""}, workspace.Options{},
			[]string{"turno.yaml: no such file: expected the team's plan", "history.csv: no such file", "agents.csv: no such file"}},
		"not YAML": {map[string]string{"turno.yaml": "queues: {", "agents.csv": "agent,contract,skills\nanna,full,sozial=1\n"}, workspace.Options{},
			[]string{"turno.yaml:1:9", `did you mean "social"?`}},
		"half an hour off": {map[string]string{"turno.yaml": strings.Replace(yaml, "Europe/Rome", "Asia/Kolkata", 1)}, workspace.Options{},
			[]string{"begin at 03:30 in Asia/Kolkata, so that none begins with the day"}},
		"tables missing": {map[string]string{"history.csv": "", "agents.csv": ""}, workspace.Options{},
			[]string{"history.csv: no such file", "agents.csv: no such file"}},
		"every file": {map[string]string{"turno.yaml": yaml + "teem: x\n", "history.csv": "timestamp,queue,volume\n2026-10-01 00:00,posts,1x\n",
			"agents.csv": "agent,contract,skills\nanna,full,sozial=1\n", "absences.csv": "agent,from,to\nanna,tomorrow,2026-10-02\n"}, workspace.Options{},
			[]string{`turno.yaml:9:1: "teem"`, `history.csv:2:24: "1x"`, `did you mean "social"?`, `absences.csv:2:6: "tomorrow"`}},
		"unknown names": {map[string]string{"agents.csv": "agent,contract,skills\nanna,ful,social=1\n", "absences.csv": "agent,from,to\nana,2026-10-01,2026-10-02\n",
			"history.csv": hourly("post", "2026-10-01 00:00", 48)}, workspace.Options{},
			[]string{`did you mean "full"?`, `history.csv:2: "post": not a queue of turno.yaml`, `did you mean "posts"?`, `history.csv: "posts": no rows for this queue`}},
		"a queue further down": {map[string]string{"history.csv": "timestamp,queue,volume\n2026-10-01 00:00,posts,1\n2026-10-01 01:00,posts,1\n2026-10-01 01:00,social-ti,1\n2026-10-01 02:00,social-ti,1\n"}, workspace.Options{},
			[]string{`history.csv:4: "social-ti": not a queue of turno.yaml`}},
		"two histories": {map[string]string{"history.csv.gz": "x"}, workspace.Options{}, []string{"both history.csv and history.csv.gz are there"}},
		"a folder":      {map[string]string{"absences.csv/x": "x"}, workspace.Options{}, []string{"absences.csv: is a folder: expected a file"}},
		"the past": {nil, workspace.Options{From: calendar.Date{Year: 2026, Month: 10, Day: 1}},
			[]string{`--from: "2026-10-01": the history reaches to 2026-10-15 00:00, and a plan begins after what is known: expected 2026-10-15 or later`}},
		"far ahead":     {nil, workspace.Options{From: calendar.Date{Year: 2036, Month: 10, Day: 1}}, []string{"within two years after it"}},
		"many weeks":    {nil, workspace.Options{Weeks: 1000}, []string{"--weeks: 1000 weeks: expected 1 to 52"}},
		"bad now":       {nil, workspace.Options{Now: "noon"}, []string{`--now: "noon": expected a time`}},
		"daily history": {map[string]string{"history.csv": "timestamp,queue,volume\n2026-10-01,posts,1\n2026-10-02,posts,1\n2026-10-03,posts,1\n"}, workspace.Options{}, []string{"expected one for each hour or finer"}},
		"a step that does not fit": {map[string]string{"history.csv": "timestamp,queue,volume\n2026-10-01 00:00,posts,1\n2026-10-01 00:20,posts,1\n2026-10-01 00:40,posts,1\n"}, workspace.Options{},
			[]string{"intervals of 20m, which do not fit the planning interval of 30m: expected interval: 1h"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := workspace.Load(world(c.files), c.opt)
			require.IsType(t, &fault.Error{}, err)
			for _, text := range c.says {
				assert.ErrorContains(t, err, text)
			}
		})
	}
}

// closed is a folder whose names nobody may see.
type closed struct{}

func (closed) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

func TestLoadOfAClosedFolder(t *testing.T) {
	_, err := workspace.Load(closed{}, workspace.Options{})
	require.IsType(t, &fault.Error{}, err)
	assert.ErrorContains(t, err, "turno.yaml: cannot be read (permission denied): expected a file in a folder that you may read")
	assert.NotContains(t, err.Error(), "both")
}

func TestLoadJoinsFinerHistory(t *testing.T) {
	rows := "timestamp,queue,volume,handled,aht\n"
	for i := range 4 * 24 * 2 {
		at := time.Date(2026, 9, 30, 22, 15, 0, 0, time.UTC).Add(time.Duration(i) * 15 * time.Minute) // 00:15 in Rome
		if i == 6 {
			continue // a gap
		}
		rows += fmt.Sprintf("%s,posts,%d,%d,%d\n", at.Format(time.RFC3339), i, i, 100+i)
	}
	in, err := workspace.Load(world(map[string]string{"history.csv": rows}), workspace.Options{})
	require.NoError(t, err)
	s := in.History[0]
	assert.Equal(t, 30*time.Minute, s.Grid.Step)
	assert.Equal(t, "2026-10-01T00:00:00+02:00", s.Grid.Start.In(in.Calendar.Zone).Format(time.RFC3339))
	assert.True(t, s.Missing(0), "its first half is not known")
	assert.Equal(t, 3.0, s.Volume[1])
	assert.InDelta(t, (1*101.0+2*102)/3, s.AHT[1], 1e-9)
	assert.True(t, s.Missing(3), "it holds the gap")
	assert.Equal(t, 15.0, s.Volume[4])
}

func TestLoadReadsCompressedTables(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := w.Write([]byte(hourly("posts", "2026-10-01 00:00", 48)))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	_, err = workspace.Load(world(map[string]string{"history.csv": "", "history.csv.gz": packed.String()}), workspace.Options{})
	assert.NoError(t, err)
}

func TestInitCopiesASample(t *testing.T) {
	src, err := samples.Open("moda")
	require.NoError(t, err)
	dir := filepath.Join(t.TempDir(), "a", "b")
	require.NoError(t, workspace.Init(dir, src))
	text, err := os.ReadFile(filepath.Join(dir, "turno.yaml"))
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(text), "# yaml-language-server: $schema=turno.schema.json\n# Moda Italia"))
	assert.FileExists(t, filepath.Join(dir, "turno.schema.json"))
	hidden, err := filepath.Glob(filepath.Join(dir, ".*"))
	require.NoError(t, err)
	assert.Empty(t, hidden)
	_, err = workspace.Load(os.DirFS(dir), workspace.Options{})
	assert.NoError(t, err)
}

func TestInitNeverOverwrites(t *testing.T) {
	src, err := samples.Open("moda")
	require.NoError(t, err)
	dir := t.TempDir()
	mine := filepath.Join(dir, "notes.txt")
	require.NoError(t, os.WriteFile(mine, []byte("mine"), 0o600))
	for name, target := range map[string]string{"used": dir, "a file": mine, "below a file": filepath.Join(mine, "x"), "none": " "} {
		err := workspace.Init(target, src)
		assert.IsType(t, &fault.Error{}, err, name)
		assert.ErrorContains(t, err, "expected a folder that is new or empty", name)
	}
	require.NoError(t, os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, "link")))
	assert.ErrorContains(t, workspace.Init(filepath.Join(dir, "link"), src), "a link to nothing")
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 2)
	assert.Error(t, workspace.Init(filepath.Join(dir, "fresh"), fstest.MapFS{}), "no turno.yaml")
	assert.NoDirExists(t, filepath.Join(dir, "fresh"))
}

// assertCovers checks that shifts of the kinds can fill every opening hour of a day.
func assertCovers(t *testing.T, spans []calendar.Span, kinds map[string]schedule.ShiftKind) {
	t.Helper()
	for _, s := range spans {
		for at := s.From; at < s.To; at += 30 {
			covered := false
			for _, k := range kinds {
				for start := k.Start.From; start <= k.Start.To; start += calendar.TimeOfDay(k.Every / time.Minute) {
					for _, shown := range []calendar.TimeOfDay{at, at + calendar.Clock(24, 0)} {
						covered = covered || start <= shown && shown < start+calendar.TimeOfDay(k.Length.Max/time.Minute)
					}
				}
			}
			assert.True(t, covered, "no shift reaches %s", at)
		}
	}
}

// shop is a history of weeks of hourly counts, open in [from, to) local, and closed
// on Sundays unless round the clock.
func shop(cal *calendar.Calendar, queue string, weeks, from, to int) forecast.Series {
	start := calendar.Date{Year: 2026, Month: 9, Day: 7}.In(cal.Zone)
	end := calendar.Date{Year: 2026, Month: 9, Day: 7 + 7*weeks}.In(cal.Zone)
	g := calendar.Grid{Start: start, Step: time.Hour, N: int(end.Sub(start) / time.Hour)}
	s := forecast.Series{Queue: queue, Grid: g, Volume: make([]float64, g.N)}
	for i := range s.Volume {
		switch t := g.At(i); {
		case t.Weekday() == time.Sunday && to-from < 24 || t.Hour() < from || t.Hour() >= to:
			s.Volume[i] = math.NaN()
		default:
			s.Volume[i] = float64(3 + i%5)
		}
	}
	return s
}

func TestInitFromHistoryCanBePlanned(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	cal := calendar.Plain(zone)
	for _, c := range []struct{ from, to, kinds int }{{0, 24, 3}, {9, 21, 2}, {9, 17, 1}, {9, 13, 1}, {5, 23, 3}, {9, 18, 1}, {8, 15, 1}} {
		t.Run(fmt.Sprintf("%d-%d", c.from, c.to), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "w")
			series := []forecast.Series{shop(cal, "Marca & Co", 8, c.from, c.to), shop(cal, "null", 8, c.from, c.to), shop(cal, "Marca-Co", 8, c.from, c.to)}
			require.NoError(t, workspace.InitFromHistory(dir, series, cal, 8, nil))
			in, err := workspace.Load(os.DirFS(dir), workspace.Options{})
			require.NoError(t, err)
			assert.Len(t, in.Team.Agents, 8)
			assert.Len(t, in.Team.ShiftKinds, c.kinds)
			assert.Equal(t, []string{"Marca-Co", "null", "Marca-Co-2"}, []string{in.Queues[0].Name, in.Queues[1].Name, in.Queues[2].Name})
			assert.Equal(t, c.to-c.from == 24, in.Queues[0].Hours.AlwaysOpen())
			for i, v := range series[0].Volume {
				if k := in.History[0].Grid.Index(series[0].Grid.At(i)); k >= 0 && k < in.History[0].Grid.N {
					assert.True(t, v == in.History[0].Volume[k] || math.IsNaN(v) && in.History[0].Missing(k), "interval %d", i)
				}
			}
			assertCovers(t, in.Queues[0].Hours.Week[time.Monday], in.Team.ShiftKinds)
		})
	}
}

func TestInitFromHistoryRefuses(t *testing.T) {
	cal := calendar.Plain(time.UTC)
	daily := shop(cal, "posts", 8, 0, 24)
	daily.Grid.Step = 24 * time.Hour
	for says, c := range map[string]struct {
		series []forecast.Series
		team   int
	}{
		"no queue in the history":      {nil, 8},
		"a team of 0":                  {[]forecast.Series{shop(cal, "posts", 8, 0, 24)}, 0},
		"expected one for each hour":   {[]forecast.Series{daily}, 8},
		"201 queues: expected at most": {make([]forecast.Series, 201), 8},
	} {
		dir := filepath.Join(t.TempDir(), "w")
		err := workspace.InitFromHistory(dir, c.series, cal, c.team, nil)
		require.IsType(t, &fault.Error{}, err)
		assert.ErrorContains(t, err, says)
		assert.NoDirExists(t, dir)
	}
}

func TestInitFromRealHistories(t *testing.T) {
	const data = "../../../shared/data/forecast"
	for file, columns := range map[string]string{
		"spotify-cares/hourly.csv": "volume=inbound", "nab-tweets/hourly.csv": "queue=brand,volume=count",
		"bank-calls/halfhour.csv": "volume=calls", "technion-bank-1999/hourly.csv": "volume=calls",
	} {
		t.Run(file, func(t *testing.T) {
			f, err := os.Open(filepath.Join(data, file))
			if err != nil {
				t.Skip("the data set is not beside the repository: ", err)
			}
			defer f.Close()
			named, err := table.ParseColumns(columns)
			require.NoError(t, err)
			series, err := table.ReadHistory(file, f, table.HistoryOptions{Zone: time.UTC, Columns: named})
			require.NoError(t, err)
			dir := filepath.Join(t.TempDir(), "w")
			require.NoError(t, workspace.InitFromHistory(dir, series, calendar.Plain(time.UTC), 8, nil))
			in, err := workspace.Load(os.DirFS(dir), workspace.Options{})
			require.NoError(t, err)
			t.Log(in.Queues[0].Name, in.Period.Start, len(in.History), in.Queues[0].Hours.AlwaysOpen(), len(in.Team.ShiftKinds))
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	fsys, err := samples.Open("moda")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := workspace.Load(fsys, workspace.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
