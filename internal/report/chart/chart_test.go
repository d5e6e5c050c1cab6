package chart_test

import (
	"bytes"
	"fmt"
	"image/png"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/report/chart"
	"turno/internal/report/text"
	"turno/plan/cost"
	"turno/schedule"
	"turno/schedule/simulate"
)

// fan is three weeks of history with a gap and a burst, and days ahead with a campaign.
func fan(t *testing.T, days int) chart.Fan {
	t.Helper()
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	start := time.Date(2026, 10, 20, 0, 0, 0, 0, rome)
	f := chart.Fan{Volume: forecast.Volume{Queue: "social-it", Grid: calendar.Grid{Start: start, Step: time.Hour, N: 24 * days}, Levels: forecast.Levels(), Quantiles: make([][]float64, 3)}}
	usual := func(i int) float64 { return 20 - 15*math.Cos(float64(i%24)/24*2*math.Pi) }
	for i := range f.Volume.Grid.N {
		f.Volume.Mean = append(f.Volume.Mean, 1.1*usual(i))
		for k, by := range []float64{0.6, 1, 1.5} {
			f.Volume.Quantiles[k] = append(f.Volume.Quantiles[k], by*usual(i))
		}
	}
	f.History = forecast.Series{Queue: "social-it", Grid: calendar.Grid{Start: start.Add(-21 * 24 * time.Hour), Step: time.Hour, N: 21 * 24}}
	for i := range f.History.Grid.N {
		f.History.Volume = append(f.History.Volume, usual(i))
	}
	f.History.Volume[400] = math.NaN()
	f.History.Volume[450] = 5000
	f.Marks = []forecast.Note{
		{Code: forecast.NoteCampaign, Name: "Mid-season sale", Span: calendar.Window{From: start.Add(30 * time.Hour), To: start.Add(60 * time.Hour)}},
		{Code: forecast.NoteHoliday, Name: "Ognissanti", Span: calendar.Window{From: start.Add(48 * time.Hour), To: start.Add(72 * time.Hour)}},
		{Code: forecast.NoteBurst, Name: "not marked", Span: calendar.Window{From: start.Add(-48 * time.Hour), To: start.Add(-40 * time.Hour)}},
	}
	return f
}

func draw(t *testing.T, f chart.Fan, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, chart.Forecast(&b, f, chart.Options{Format: format, Words: text.English(time.UTC, 2026)}))
	return b.Bytes()
}

// The same forecast gives the same bytes, says what it shows and names what is known.
func TestForecastSVG(t *testing.T) {
	svg := string(draw(t, fan(t, 7), "svg"))
	assert.Equal(t, svg, string(draw(t, fan(t, 7), "svg")))
	for _, want := range []string{"social-it, contacts an hour", "median", "80 % range", "Mid-season sale", "Ognissanti", "5 000", "Sun 25"} {
		assert.Contains(t, svg, want)
	}
	assert.NotContains(t, svg, "not marked")
	assert.NotContains(t, svg, "NaN")
	assert.Contains(t, string(draw(t, fan(t, 100), "svg")), "contacts a day")
}

func TestForecastPNG(t *testing.T) {
	img, err := png.Decode(bytes.NewReader(draw(t, fan(t, 7), "png")))
	require.NoError(t, err)
	assert.Greater(t, img.Bounds().Dx(), 1000)
}

// A forecast without history, quantiles or volume is still drawn; a format is known or not.
func TestForecastEdges(t *testing.T) {
	f := fan(t, 1)
	f.History, f.Volume.Levels, f.Volume.Quantiles, f.Volume.Mean = forecast.Series{}, nil, nil, make([]float64, 24)
	assert.NotEmpty(t, draw(t, f, "svg"))
	f.Volume.Grid.N, f.Volume.Mean = 1, []float64{3}
	assert.NotEmpty(t, draw(t, f, "png"))
	assert.ErrorContains(t, chart.Forecast(&bytes.Buffer{}, f, chart.Options{Format: "gif"}), "expected one of svg, png")
	assert.Error(t, chart.Forecast(&bytes.Buffer{}, chart.Fan{}, chart.Options{Format: "svg"}))
}

// Of a plan the coverage, the service, the roster and the cost are drawn, the same bytes
// each time, in the catalogue's words and without a number that is none.
func TestPlanCharts(t *testing.T) {
	start := time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC)
	for _, days := range []int{3, 28} {
		g := calendar.Grid{Start: start, Step: 30 * time.Minute, N: 48 * days}
		cover, served := schedule.QueueCoverage{Queue: "chat"}, simulate.Service{Queue: "chat"}
		for i := range g.N {
			cover.Required, cover.Supplied = append(cover.Required, float64(i%7)), append(cover.Supplied, float64(i%5))
			served.Within, served.Arrivals = append(served.Within, float64(i%10)/10), append(served.Arrivals, float64(i%3))
		}
		served.Within[3] = math.NaN()
		ro := schedule.Roster{Grid: g}
		var team schedule.Team
		for k := range 90 {
			id := fmt.Sprint("agent <", k, ">")
			team.Agents = append(team.Agents, schedule.Agent{ID: id, Group: fmt.Sprint(k % 3)})
			at := start.Add(time.Duration(k%48) * 30 * time.Minute)
			ro.Shifts = append(ro.Shifts, schedule.Shift{Agent: id, Start: at, End: at.Add(8 * time.Hour), Duties: []schedule.Duty{{Start: at, End: at.Add(4 * time.Hour), Queues: []string{"chat"}}}})
		}
		line := cost.Line{Base: decimal.NewFromInt(12345), Sunday: decimal.RequireFromString("0.5"), Total: decimal.RequireFromString("12345.5")}
		for name, c := range map[string]struct {
			draw func(w io.Writer, opt chart.Options) error
			want []string
		}{
			"coverage": {func(w io.Writer, opt chart.Options) error { return chart.Coverage(w, g, cover, opt) }, []string{"chat, agents required and supplied", "short"}},
			"service":  {func(w io.Writer, opt chart.Options) error { return chart.Service(w, g, served, .8, opt) }, []string{"share served within the target", "80 %"}},
			"gantt": {func(w io.Writer, opt chart.Options) error {
				return chart.Gantt(w, ro, team, []schedule.Queue{{Name: "chat"}}, opt)
			}, []string{"80 of 90 people", "agent &lt;0&gt;"}},
			"cost": {func(w io.Writer, opt chart.Options) error {
				return chart.Cost(w, cost.Statement{Currency: "EUR", Total: line}, opt)
			}, []string{"12 345.50 EUR", "12 345.00 (100.0 %)"}},
		} {
			var a, b bytes.Buffer
			opt := chart.Options{Format: "svg", Words: text.English(time.UTC, 2026)}
			require.NoError(t, c.draw(&a, opt), name)
			require.NoError(t, c.draw(&b, opt), name)
			assert.True(t, bytes.Equal(a.Bytes(), b.Bytes()), name)
			for _, want := range c.want {
				assert.True(t, strings.Contains(a.String(), want), "%s: %s", name, want)
			}
			assert.False(t, strings.Contains(a.String(), "NaN"), name)
			if days == 3 {
				opt.Format = "png"
				b.Reset()
				require.NoError(t, c.draw(&b, opt), name)
				_, err := png.Decode(&b)
				require.NoError(t, err, name)
			}
		}
	}
	assert.Error(t, chart.Coverage(io.Discard, calendar.Grid{}, schedule.QueueCoverage{}, chart.Options{Format: "svg"}))
	assert.Error(t, chart.Cost(io.Discard, cost.Statement{}, chart.Options{Format: "svg"}))
}
