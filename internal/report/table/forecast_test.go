package table_test

import (
	"bytes"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
	"turno/internal/report/table"
)

// weeks is a forecast of hours with a level, a season and a campaign on its second day.
func weeks(n int) auto.Result {
	grid := calendar.Grid{Start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: n * 168}
	v := forecast.Volume{Queue: "brand", Grid: grid, Levels: forecast.Levels(), Quantiles: make([][]float64, 3), Components: make([]forecast.Component, 3)}
	for k, name := range []string{"level", "season", "campaign"} {
		v.Components[k].Name = name
	}
	for i := range grid.N {
		season, campaign := 1-0.5*math.Cos(float64(i%24)/24*2*math.Pi), 1.0
		if i/24 == 1 {
			campaign = 2
		}
		mean := 20 * season * campaign
		v.Mean = append(v.Mean, mean)
		for k, by := range []float64{0.6, 0.9, 1.5} {
			v.Quantiles[k] = append(v.Quantiles[k], by*mean)
		}
		for k, factor := range []float64{20, season, campaign} {
			v.Components[k].Factor = append(v.Components[k].Factor, factor)
		}
	}
	sale := forecast.Note{Code: forecast.NoteCampaign, Queue: "brand", Name: "Sale", Value: 2, Span: calendar.Window{From: grid.At(24), To: grid.At(48)}}
	return auto.Result{Volumes: []forecast.Volume{v}, Methods: []string{"profile"}, Notes: []forecast.Note{sale},
		Choices: []auto.Choice{{Queue: "brand", Members: []auto.Member{{Method: "profile", Weight: 0.75}, {Method: "naive", Weight: 0.25}}}}}
}

// The rows of an explanation multiply to the day's mean; the interval is told in words,
// with the name of what acts in it.
func TestExplain(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, table.Explain(&b, weeks(1), -1, options()))
	out := b.String()
	assert.Regexp(t, `Mon 5 Jan\s+480\.0\s+1\.00\s+1\.00\s+480\.0`, out)
	assert.Regexp(t, `Tue 6 Jan\s+480\.0\s+1\.00\s+2\.00\s+960\.0`, out)
	assert.Contains(t, out, "Tue 6 Jan 12:00-13:00: 60 expected, between 36 and 90 in 8 of 10 such intervals, median 54.")
	assert.Contains(t, out, "The level is 20; x 1.50 for the hour of the week; x 2.00 for campaigns (Sale).")
	assert.Contains(t, out, "Methods: profile 75 %, naive 25 %.")
	b.Reset()
	require.NoError(t, table.Explain(&b, weeks(1), 0, options()))
	assert.Contains(t, b.String(), "Mon 5 Jan 00:00-01:00: 10 expected")
}

// The plot has one column for two hours, and every kind of period sums to the same volume.
func TestForecastPeriods(t *testing.T) {
	for by, name := range map[forecast.Period]string{forecast.Day: "Mon 5 Jan", forecast.Week: "week of 5 Jan", forecast.Month: "January 2026", forecast.Hour: "Mon 5 Jan 00:00"} {
		var b bytes.Buffer
		require.NoError(t, table.Forecast(&b, weeks(5), table.ForecastOptions{Options: options(), By: by}))
		assert.Contains(t, b.String(), name)
		assert.Regexp(t, regexp.MustCompile(`0 └─{84}\n`), b.String())
	}
	var b bytes.Buffer
	require.NoError(t, table.Forecast(&b, weeks(53), table.ForecastOptions{Options: options()}))
	assert.Contains(t, b.String(), "January 2027", "a long forecast is told by month")
	assert.Less(t, strings.Count(b.String(), "\n"), 60)
}

func TestPeaks(t *testing.T) {
	s := forecast.Series{Queue: "brand", Grid: calendar.Grid{Start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 8 * 168}}
	for i := range s.Grid.N {
		v := 10.0
		if i%24 == 12 && i/24%7 < 5 {
			v = 40
		}
		s.Volume = append(s.Volume, v)
	}
	r := weeks(1)
	r.Bursts = []forecast.BurstShape{{Queue: "brand", N: 4, Multiple: forecast.Estimate{Value: 5, Low: 3, High: 9}, HalfLife: forecast.Estimate{Value: 2.5}, Share: 0.07}}
	r.Campaigns = []forecast.CampaignEffect{{Queue: "brand", Campaign: "Sale", Kind: "sale", Stated: 2, Uplift: forecast.Estimate{Value: 2.3, Low: 2, High: 2.6}}}
	var b bytes.Buffer
	require.NoError(t, table.Peaks(&b, []forecast.Rhythm{s.Rhythm(time.UTC)}, r, options()))
	out := b.String()
	assert.Contains(t, out, "Mon  ▃▃▃▃▃▃▃▃▃▃▃▃█▃▃▃▃▃▃▃▃▃▃▃")
	assert.Contains(t, out, "peak Mon-Fri 12:00-13:00: 3.7 times the usual hour")
	assert.Contains(t, out, "usually 5 x the usual volume (3 x to 9 x)")
	assert.Contains(t, out, "halving every 2 h 30 min; they bring 7 % of the volume")
	assert.Contains(t, out, "2.3 x (2.0-2.6)")
}

func TestBacktest(t *testing.T) {
	m := backtest.Metrics{N: 1680, WAPE: 0.42, MASE: 0.63, WQL: 0.35, Coverage: 0.8, RMSE: 12, Bias: -0.02}
	r := backtest.Report{Design: backtest.Design{Origins: 5, Spacing: 48 * time.Hour, Horizon: 168 * time.Hour}, Methods: []backtest.MethodReport{
		{Name: "turno", Overall: m, Pooled: m, Queues: []backtest.QueueReport{{Queue: "a", Metrics: m}, {Queue: "b", Failed: "no volume"}}},
		{Name: "naive", Overall: backtest.Metrics{N: 1680, WQL: 0.5}},
	}}
	r.Methods[0].Hours[9] = m
	worth := []forecast.Worth{{Queue: "a", N: 5, Came: 100, Without: 40, With: 10, Override: forecast.Override{Op: forecast.Times, Value: 1.4, Reason: "a match"}}}
	var b bytes.Buffer
	require.NoError(t, table.Backtest(&b, r, worth, options()))
	out := b.String()
	assert.Contains(t, out, "7 days ahead from 5 origins, 2 days apart")
	assert.Regexp(t, `pooled\s+1 680\s+0\.420\s+0\.630\s+0\.350\s+80\.0 %\s+12\.000\s+-2\.0 %`, out)
	assert.Contains(t, out, "-30.0 %", "against naive")
	assert.Contains(t, out, "09:00")
	assert.Contains(t, out, "turno: b not measured: no volume")
	assert.Regexp(t, `x 1\.4\s+a match\s+100\s+40\s+10\s+\+75\.0 %`, out)
}
