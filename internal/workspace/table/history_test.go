package table

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	require.NoError(t, err)
	return z
}

func mustRead(t *testing.T, text string, opt HistoryOptions) []forecast.Series {
	t.Helper()
	s, err := ReadHistory("history.csv", strings.NewReader(text), opt)
	require.NoError(t, err)
	return s
}

func ExampleReadHistory() {
	rows := "brand;time;count\nnord;2026-11-02 09:00;12\nsud;2026-11-02 09:00;7\nnord;2026-11-02 11:00;9\nnord;2026-11-02 10:00;11\nsud;2026-11-02 10:00;8\n"
	columns, _ := ParseColumns("timestamp=time,queue=brand,volume=count")
	series, err := ReadHistory("export.csv", strings.NewReader(rows), HistoryOptions{Columns: columns})
	for _, s := range series {
		fmt.Println(s.Queue, s.Grid.Start.Format("2006-01-02 15:04"), s.Grid.Step, s.Volume, err)
	}
	// Output:
	// nord 2026-11-02 09:00 1h0m0s [12 11 9] <nil>
	// sud 2026-11-02 09:00 1h0m0s [7 8] <nil>
}

func TestHistoryShapes(t *testing.T) {
	plain := "timestamp,queue,volume\n2026-11-02 09:00,a,1\n2026-11-02 10:00,a,2.5\n2026-11-02 12:00,a,\n"
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := io.WriteString(z, plain)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	for name, text := range map[string]string{
		"plain": plain, "semicolons": strings.ReplaceAll(plain, ",", ";"), "tabs": strings.ReplaceAll(plain, ",", "\t"),
		"mark": "\xef\xbb\xbf" + plain, "CRLF": strings.ReplaceAll(plain, "\n", "\r\n"), "gzip": packed.String(),
		"case and blanks": " Timestamp , QUEUE,Volume \n2026-11-02T09:00:00, a ,1\n2026-11-02 9:00,b,0\n2026-11-02 10:00,b,0\n2026-11-02T10:00Z,a, 2.5\n2026-11-02 12:00:00.000, a,\n",
		"empty rows":      strings.ReplaceAll(plain, "\n", "\n\n,,\n"), "quotes": strings.ReplaceAll(plain, "a,", "\"a\","),
		"offsets": "timestamp,queue,volume\n2026-11-02T10:00:00+01:00,a,1\n2026-11-02T10:00:00+00:00,a,2.5\n2026-11-02 17:30:00+0530,a,\n",
		"wide":    "timestamp,city,queue,volume,\n2026-11-02 09:00,x,a,1,\n2026-11-02 10:00,y,a,2.5,\n2026-11-02 12:00,\"z, z\",a,,\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := mustRead(t, text, HistoryOptions{})[0]
			assert.Equal(t, "a", s.Queue)
			assert.Equal(t, time.Hour, s.Grid.Step)
			assert.True(t, s.Grid.Start.Equal(time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)))
			require.Len(t, s.Volume, 4)
			assert.Equal(t, []float64{1, 2.5}, s.Volume[:2])
			assert.True(t, s.Missing(2) && s.Missing(3))
		})
	}
}

// Hours among half-hours would be taken for half-hours: they are refused where they begin,
// also when a whole queue is told so. Closed hours, and rows that are rare, are not.
func TestMixedStepsAreRefused(t *testing.T) {
	start := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
	rows := func(queue string, at time.Time, step time.Duration, n int) (text string) {
		for range n {
			text += fmt.Sprintf("%s,%s,4\n", at.Format("2006-01-02 15:04"), queue)
			at = at.Add(step)
		}
		return text
	}
	const header = "timestamp,queue,volume\n"
	halves, then := rows("a", start, 30*time.Minute, 60), start.Add(30*time.Hour)
	for want, text := range map[string]string{
		"history.csv:62: \"2026-11-03 06:00\": queue a has rows 1h apart": header + halves + rows("a", then, time.Hour, 30),
		"history.csv:62: \"2026-11-02 00:00\": queue b has rows 1h apart": header + halves + rows("b", start, time.Hour, 30),
		"queue a has rows 24h apart":                                      header + rows("a", start, time.Hour, 72) + rows("a", start.AddDate(0, 0, 3), 24*time.Hour, 40),
	} {
		_, err := ReadHistory("history.csv", strings.NewReader(text), HistoryOptions{})
		assert.ErrorContains(t, err, want)
	}
	open := header
	for day := range 40 {
		open += rows("a", start.AddDate(0, 0, day).Add(9*time.Hour), 30*time.Minute, 1+day%3)
	}
	for _, text := range []string{open, header + halves + rows("rare", start.Add(9*time.Hour), 24*time.Hour, 40)} {
		mustRead(t, text, HistoryOptions{})
	}
}

func TestHistoryWithoutQueueIsNamedAfterTheFile(t *testing.T) {
	text := "timestamp,volume\n2026-11-02,5\n2026-11-03,6\n"
	s, err := ReadHistory("data/care.CSV.gz", strings.NewReader(text), HistoryOptions{})
	require.NoError(t, err)
	assert.Equal(t, "care", s[0].Queue)
	assert.Equal(t, "x", mustRead(t, text, HistoryOptions{Queue: "x"})[0].Queue)
}

func TestHistoryExtraColumns(t *testing.T) {
	s := mustRead(t, "timestamp,volume,handled,flushed,aht\n2026-11-02 09:30,9,8,1,5m\n2026-11-02 09:00,5,5,,300\n", HistoryOptions{})[0]
	assert.Equal(t, []float64{5, 8}, s.Handled)
	assert.Equal(t, []float64{300, 300}, s.AHT)
	assert.True(t, math.IsNaN(s.Flushed[0]))
	assert.Nil(t, mustRead(t, "timestamp,volume\n2026-11-02 09:30,9\n2026-11-02 09:00,5\n", HistoryOptions{})[0].Handled)
}

func TestClocksGoBack(t *testing.T) {
	rome := HistoryOptions{Zone: zone(t, "Europe/Rome")}
	once := mustRead(t, "timestamp,volume,aht\n2026-10-25 01:00,4,60\n2026-10-25 02:00,10,60\n2026-10-25 03:00,6,60\n", rome)[0]
	assert.Equal(t, []float64{4, 5, 5, 6}, once.Volume)
	assert.Equal(t, []float64{60, 60, 60, 60}, once.AHT)
	twice := mustRead(t, "timestamp,volume\n2026-10-25 03:00,6\n2026-10-25 02:00,10\n2026-10-25 02:00,3\n2026-10-25 01:00,4\n", rome)[0]
	assert.Equal(t, []float64{4, 10, 3, 6}, twice.Volume)
	_, err := ReadHistory("h.csv", strings.NewReader("timestamp,volume\n2026-10-25 01:00,6\n2026-10-25 02:00,10\n2026-10-25 02:00,3\n2026-10-25 02:00,4\n"), rome)
	assert.EqualError(t, err, "h.csv:5: queue h has a third row for 2026-10-25 02:00, after lines 3 and 4: expected at most two where the clocks go back")
}

// Read in a zone without the change, the doubled hour must not be summed or thrown away.
func TestDoubledHourOfAnotherZone(t *testing.T) {
	const header, a, b = "timestamp,queue,volume\n", "2026-10-25 02:00,a,10\n2026-10-25 02:00,a,3\n", "2026-10-25 02:00,b,1\n2026-10-25 02:00,b,2\n"
	const name = "sum them or take one away; or, if this is the hour that clocks show twice, name the zone (--zone Europe/Rome, or zone: in turno.yaml)"
	for rows, named := range map[string]bool{
		header + a + b:                                                   true,
		header + a + "2026-10-25 01:00,b,1\n":                            true,
		header + a + "2026-10-25 02:00,b,1\n":                            false, // not all queues alike
		header + a + b + "2026-10-25 02:00,b,2\n":                        false,
		strings.ReplaceAll(header+a+b, "2026-10-25", "2026-04-05"):       true, // Sydney
		strings.ReplaceAll(header+a+b, "2026-10-25", "2026-10-26"):       false,
		strings.ReplaceAll(header+a+b, "2026-10-25", "2026-06-28"):       false,
		strings.ReplaceAll(header+a+b, "2026-10-25 02", "2026-10-25T04"): false,
	} {
		_, err := ReadHistory("h.csv", strings.NewReader(rows), HistoryOptions{})
		require.ErrorContains(t, err, "has this time on line 2 too: expected one; sum them or take one away", rows)
		assert.Equal(t, named, strings.Contains(err.Error(), name), rows)
	}
}

func TestClocksGoForward(t *testing.T) {
	rome := HistoryOptions{Zone: zone(t, "Europe/Rome")}
	s := mustRead(t, "timestamp,volume\n2026-03-29 01:00,4\n2026-03-29 02:00,0\n2026-03-29 03:00,6\n", rome)[0]
	assert.Equal(t, []float64{4, 6}, s.Volume)
}

func TestDailyHistoryKeepsItsDates(t *testing.T) {
	for _, name := range []string{"UTC", "Europe/Rome", "America/New_York", "America/Sao_Paulo", "America/Havana", "Australia/Sydney"} {
		var b strings.Builder
		b.WriteString("timestamp,volume\n")
		first := time.Date(2018, 9, 1, 0, 0, 0, 0, time.UTC)
		for d := range 400 {
			fmt.Fprintf(&b, "%s,%d\n", first.AddDate(0, 0, d).Format(time.DateOnly), d)
		}
		s := mustRead(t, b.String(), HistoryOptions{Zone: zone(t, name)})[0]
		require.Equal(t, 400, s.Grid.N, name)
		for d := range 400 {
			require.Equal(t, float64(d), s.Volume[d])
			require.Equal(t, first.AddDate(0, 0, d).Format(time.DateOnly), s.Grid.At(d).Format(time.DateOnly), name)
		}
	}
}

// What is written on any grid, in any order and with holes, is read back.
func TestHistoryRoundTrip(t *testing.T) {
	zones := []*time.Location{time.UTC, zone(t, "Europe/Rome"), zone(t, "America/New_York"), zone(t, "Europe/Moscow")}
	rapid.Check(t, func(r *rapid.T) {
		step := time.Duration(rapid.SampledFrom(steps[:8]).Draw(r, "step")) * time.Second
		z := rapid.SampledFrom(zones).Draw(r, "zone")
		start := time.Date(2026, time.Month(rapid.IntRange(1, 12).Draw(r, "month")), rapid.IntRange(1, 31).Draw(r, "day"), 0, 0, 0, 0, z)
		want := rapid.SliceOfN(rapid.IntRange(0, 1000), 12, 60).Draw(r, "volume")
		rows := make([]string, len(want))
		for i, v := range want {
			at := start.Add(time.Duration(i) * step)
			text := FormatTime(at, z)
			if rapid.Bool().Draw(r, "offset") {
				text = at.Format(time.RFC3339)
			}
			rows[i] = fmt.Sprintf("%s,%d", text, v)
		}
		text := "timestamp,volume\n" + strings.Join(rapid.Permutation(rows).Draw(r, "order"), "\n")
		s, err := ReadHistory("h", strings.NewReader(text), HistoryOptions{Zone: z})
		require.NoError(r, err)
		require.Equal(r, step, s[0].Grid.Step)
		require.True(r, s[0].Grid.Start.Equal(start))
		require.Len(r, s[0].Volume, len(want))
		for i, v := range want {
			require.Equal(r, float64(v), s[0].Volume[i])
		}
	})
}

func TestParseColumns(t *testing.T) {
	c, err := ParseColumns(" Timestamp=time, queue=Brand name,volume=a=b ")
	require.NoError(t, err)
	assert.Equal(t, Columns{"timestamp": "time", "queue": "Brand name", "volume": "a=b"}, c)
	_, err = ParseColumns("volum=x,queue,aht=1,aht=2")
	assert.EqualError(t, err, `--columns: "volum": expected one of timestamp, queue, kind, volume, handled, flushed, aht, replies, moved before the = (did you mean "volume"?)
--columns: "queue": expected NAME=COLUMN, such as volume=count
--columns: "aht": mapped twice: expected each name once`)
}

// endless is a reader that never ends and counts what is taken of it.
type endless struct {
	unit  []byte
	taken int
}

func (e *endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], e.unit)
	}
	e.taken += n
	return n, nil
}

func TestEndlessInputIsRefusedAtOnce(t *testing.T) {
	for name, unit := range map[string]string{"one line": "timestamp,volume", "quoted": "\"x\n\nx", "text": "x", "quotes": "\"\"", "zeros": "\x00"} {
		t.Run(name, func(t *testing.T) {
			e := &endless{unit: []byte(unit)}
			_, err := ReadHistory("h.csv", io.MultiReader(strings.NewReader("timestamp,volume\n2026-01-01 00:00,\""), e), HistoryOptions{})
			require.Error(t, err)
			assert.Less(t, e.taken, 2<<20)
			t.Log(err)
		})
	}
}

func TestCompressionBombIsRefused(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	zeros := bytes.Repeat([]byte(" "), 1<<20)
	for range 64 {
		_, err := z.Write(zeros)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	_, err := ReadHistory("h.csv.gz", &b, HistoryOptions{})
	assert.EqualError(t, err, "h.csv.gz:1: the line is longer than 1024 KiB: expected a row of a table; is a line break or a closing quote missing?")
}

func TestDirectory(t *testing.T) {
	d, err := os.Open(t.TempDir())
	require.NoError(t, err)
	defer d.Close()
	_, err = ReadHistory("history.csv", d, HistoryOptions{})
	assert.EqualError(t, err, "history.csv: a directory: expected a file")
}

func TestRealHistories(t *testing.T) {
	for _, c := range []struct {
		file, columns, zone string
		queues, n           int
		step                time.Duration
	}{
		{"spotify-cares/hourly.csv", "volume=inbound", "UTC", 1, 960, time.Hour},
		{"nab-tweets/hourly.csv", "queue=brand,volume=count", "UTC", 6, 1324, time.Hour},
		{"bank-calls/halfhour.csv", "volume=calls", "America/New_York", 1, 7514, 30 * time.Minute},
		{"technion-bank-1999/hourly.csv", "volume=calls", "Asia/Jerusalem", 1, 5831, time.Hour},
		{"nyc-ems/hourly.csv.gz", "volume=calls", "America/New_York", 1, 61368, time.Hour},
	} {
		t.Run(c.file, func(t *testing.T) {
			f, err := os.Open(filepath.Join("../../../../shared/data/forecast", c.file))
			if err != nil {
				t.Skip("real data is not beside the repository: ", err)
			}
			defer f.Close()
			columns, err := ParseColumns(c.columns)
			require.NoError(t, err)
			s, err := ReadHistory(c.file, f, HistoryOptions{Zone: zone(t, c.zone), Columns: columns})
			require.NoError(t, err)
			assert.Len(t, s, c.queues)
			assert.Equal(t, c.n, s[0].Grid.N)
			assert.Equal(t, c.step, s[0].Grid.Step)
		})
	}
}

func BenchmarkReadHistory(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("timestamp,queue,volume\n")
	rome := zone(b, "Europe/Rome")
	at := time.Date(2000, 1, 1, 0, 0, 0, 0, rome)
	const rows = 100_000
	for i := range rows {
		fmt.Fprintf(&text, "%s,social-it,%d\n", at.Add(time.Duration(i)*time.Hour).Format(time.DateTime), i%500)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		_, err := ReadHistory("h", bytes.NewReader(text.Bytes()), HistoryOptions{Zone: rome})
		require.NoError(b, err)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
}
