package table_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/internal/report/table"
	"turno/internal/report/text"
	"turno/schedule"
	"turno/schedule/check"
)

func options() table.Options { return table.Options{Words: text.English(time.UTC, 2026)} }

func TestForecast(t *testing.T) {
	grid := calendar.Grid{Start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 48}
	v := forecast.Volume{Queue: "brand", Grid: grid, Levels: forecast.Levels(), Quantiles: make([][]float64, 3)}
	for i := range grid.N {
		v.Mean = append(v.Mean, float64(i%24*100))
		for k := range v.Quantiles {
			v.Quantiles[k] = append(v.Quantiles[k], float64(i%24*100+k))
		}
	}
	var b bytes.Buffer
	note := forecast.Note{Code: forecast.NoteBurst, Queue: "brand", Value: 5, Span: calendar.Window{From: grid.Start, To: grid.At(3)}}
	require.NoError(t, table.Forecast(&b, auto.Result{Volumes: []forecast.Volume{v}, Methods: []string{"profile"}, Notes: []forecast.Note{note}}, table.ForecastOptions{Options: options()}))
	out := b.String()
	assert.Contains(t, out, "Mon 5 Jan")
	assert.Contains(t, out, "23:00")
	assert.Contains(t, out, "27 600", "a day's total in groups of thousands")
	assert.Contains(t, out, "brand: a burst of 5 times the usual volume, Mon 5 Jan 00:00-03:00")
	assert.NotContains(t, out, "\x1b[", "no colour unless asked for")
	assert.NotContains(t, out, "All queues")

	b.Reset()
	two := auto.Result{Volumes: []forecast.Volume{v, v}, Methods: []string{"profile", "naive"}}
	require.NoError(t, table.Forecast(&b, two, table.ForecastOptions{Options: options()}))
	_, all, found := strings.Cut(b.String(), "All queues")
	assert.True(t, found)
	assert.Contains(t, all, "55 200", "a day of both")
}

func TestCheckShowsGravestFirst(t *testing.T) {
	var fs []schedule.Finding
	for i := range 30 {
		fs = append(fs, schedule.Finding{Code: schedule.CodeDailyRest, Severity: schedule.Broken, Agent: fmt.Sprint("agent", i), Value: 9, Limit: 11})
	}
	var b bytes.Buffer
	require.NoError(t, table.Check(&b, check.Report{Findings: fs}, table.Explained{}, options()))
	assert.Contains(t, b.String(), "hard rules broken: 30")
	assert.Equal(t, 10, strings.Count(b.String(), "! agent"), "no more than a screen")
	assert.Contains(t, b.String(), "and 20 more")
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

func TestWriteErrorIsReturned(t *testing.T) {
	assert.ErrorContains(t, table.Check(broken{}, check.Report{}, table.Explained{}, options()), "disk full")
}

// TestTablesAlignInEveryLanguage holds the lines of a table to one width, Cyrillic too.
func TestTablesAlignInEveryLanguage(t *testing.T) {
	grid := calendar.Grid{Start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 1}
	r := check.Report{Coverage: schedule.Coverage{Grid: grid, Queues: []schedule.QueueCoverage{
		{Queue: "social-it", Required: []float64{1.5}, Supplied: []float64{2}, Contacts: []float64{9}, Missed: []float64{0}}, {Queue: "чат", Required: []float64{1234.5}, Supplied: []float64{0}, Contacts: []float64{9}, Missed: []float64{9}},
	}}}
	for tag, word := range map[string]string{"en": "hours needed", "it": "ore necessarie", "ru": "нужно часов"} {
		opt := options()
		opt.Words = opt.Words.In(tag)
		var b bytes.Buffer
		require.NoError(t, table.Check(&b, r, table.Explained{}, opt))
		lines := strings.Split(strings.Trim(b.String(), "\n"), "\n")[1:5]
		require.Len(t, lines, 4)
		assert.Contains(t, lines[0], word)
		for _, l := range lines {
			assert.Equal(t, utf8.RuneCountInString(lines[1]), utf8.RuneCountInString(l), "%s: %s", tag, l)
		}
		comma := map[string]string{"en": "1.5", "it": "1,5", "ru": "1,5"}[tag]
		assert.Contains(t, lines[2], comma)
	}
}
