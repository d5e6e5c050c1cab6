package chart_test

import (
	"bytes"
	"image/png"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/report/chart"
	"turno/internal/report/text"
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
	for _, want := range []string{"social-it, contacts an hour", "median", "80 % range", "Mid-season sale", "Ognissanti", "5000", "Sun 25"} {
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
