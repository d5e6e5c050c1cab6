package result

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/simulate"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	require.NoError(t, err)
	return z
}

func number(r *rapid.T, most float64) float64 {
	return rapid.OneOf(rapid.Float64Range(0, most), rapid.Float64Range(0, 1e-5), rapid.Just(0.0), rapid.Just(most)).Draw(r, "number")
}

func numbers(r *rapid.T, n int, most float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = number(r, most)
	}
	return out
}

func name() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"social-it", "=1+1", "'=x", "''", "a b", "a;b", "a,b", `a"b`, "@x", "-", "ü"})
}

// grid draws a grid across a change of the clocks.
func grid(r *rapid.T, z *time.Location) calendar.Grid {
	start := time.Date(2026, 10, 24, rapid.IntRange(0, 23).Draw(r, "hour"), 0, 0, 0, z)
	return calendar.Grid{Start: start, Step: rapid.SampledFrom([]time.Duration{5 * time.Minute, 30 * time.Minute, time.Hour}).Draw(r, "step"), N: rapid.IntRange(1, 60).Draw(r, "n")}
}

func TestForecastRoundTrip(t *testing.T) {
	rome := zone(t, "Europe/Rome")
	rapid.Check(t, func(r *rapid.T) {
		var want []forecast.Volume
		for _, queue := range rapid.SliceOfNDistinct(name(), 1, 3, rapid.ID).Draw(r, "queues") {
			g := grid(r, rome)
			v := forecast.Volume{Queue: queue, Grid: g, Mean: numbers(r, g.N, 1e9), Correlation: number(r, 1), Slow: number(r, 1), Bursts: forecast.Bursts{Share: number(r, 1), HalfLife: number(r, 48)}}
			if slows := numbers(r, g.N, 1); slices.Min(slows) < slices.Max(slows) && rapid.Bool().Draw(r, "slows") {
				v = v.WithSlows(slows)
			}
			for _, p := range []float64{0.025, 0.1, 0.5, 0.9, 0.99} {
				if !rapid.Bool().Draw(r, "level") {
					continue
				}
				q := numbers(r, g.N, 1e9)
				for i := range q {
					if n := len(v.Quantiles); n > 0 {
						q[i] = max(q[i], v.Quantiles[n-1][i])
					}
				}
				v.Levels, v.Quantiles = append(v.Levels, p), append(v.Quantiles, q)
			}
			if rapid.Bool().Draw(r, "factors") {
				v.Components = []forecast.Component{{Name: "level", Factor: numbers(r, g.N, 1e6)}, {Name: "Black Friday, 2", Factor: numbers(r, g.N, 9)}}
			}
			want = append(want, v)
		}
		var b bytes.Buffer
		require.NoError(r, WriteForecast(&b, want))
		text := b.String()
		got, err := ReadForecast("forecast.csv", &b, rome)
		require.NoError(r, err, text)
		require.Equal(r, want, got, text)
	})
}

func TestForecastKeepsEveryDigit(t *testing.T) {
	g := calendar.Grid{Start: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC), Step: time.Hour, N: 2}
	v := forecast.Volume{Queue: "social-it", Grid: g, Mean: []float64{100.0 / 3, 1e7 / 3}, Levels: []float64{0.1, 0.9},
		Quantiles: [][]float64{{20, 3e6}, {40, 4e6}}, Correlation: 0.25, Slow: 0.125, Bursts: forecast.Bursts{Share: 0.5, HalfLife: 2}, Components: []forecast.Component{{Name: "level", Factor: []float64{1, 2}}}}
	var b strings.Builder
	require.NoError(t, WriteForecast(&b, []forecast.Volume{v}))
	assert.Equal(t, `queue,start,end,mean,p10,p90,correlation,slow,bursts,burst_hours,factor level
social-it,2026-11-02 09:00,2026-11-02 10:00,33.333333333333336,20,40,0.25,0.125,0.5,2,1
social-it,2026-11-02 10:00,2026-11-02 11:00,3.3333333333333335e+06,3e+06,4e+06,0.25,0.125,0.5,2,2
`, b.String())
	v.Quantiles[1][1] = 1
	assert.ErrorContains(t, WriteForecast(&b, []forecast.Volume{v}), "quantile 0.9")
}

func requirementOf(r *rapid.T, z *time.Location) schedule.Requirement {
	g := grid(r, z)
	want := schedule.Requirement{Grid: g}
	for i, queue := range rapid.SliceOfNDistinct(name(), 1, 4, rapid.ID).Draw(r, "queues") {
		minimum := number(r, 5)
		if i%2 == 0 {
			l := schedule.LiveRequirement{Queue: queue, Open: numbers(r, g.N, 1), Minimum: minimum}
			for range g.N {
				n := rapid.IntRange(1, 4).Draw(r, "agents")
				l.Curves = append(l.Curves, schedule.Curve{Contacts: number(r, 1e4), Load: number(r, 500), Target: number(r, 1), Mark: n,
					Missed: numbers(r, n+1, 1e4), Absorb: numbers(r, n, 50)})
			}
			want.Live = append(want.Live, l)
			continue
		}
		d := schedule.DeferrableRequirement{Queue: queue, Open: numbers(r, g.N, 1), Minimum: minimum, Level: numbers(r, g.N, 99)}
		for k := range g.N {
			for range rapid.IntRange(0, 2).Draw(r, "works") {
				d.Work = append(d.Work, schedule.Work{Arrive: k, Due: k + rapid.IntRange(0, 99).Draw(r, "due"), Hours: number(r, 9), Contacts: number(r, 99)})
			}
		}
		want.Deferrable = append(want.Deferrable, d)
	}
	return want
}

func TestRequirementRoundTrip(t *testing.T) {
	rome := zone(t, "Europe/Rome")
	rapid.Check(t, func(r *rapid.T) {
		want := requirementOf(r, rome)
		var b bytes.Buffer
		require.NoError(r, WriteRequirement(&b, want))
		text := b.String()
		got, err := ReadRequirement("requirement.csv", &b, rome)
		require.NoError(r, err, text)
		require.Equal(r, want, got, text)
	})
}

func TestRosterRoundTrip(t *testing.T) {
	rome := zone(t, "Europe/Rome")
	g := calendar.Grid{Start: time.Date(2026, 11, 2, 0, 0, 0, 0, rome), Step: 30 * time.Minute, N: 336}
	at := func(h float64) time.Time { return g.Start.Add(time.Duration(h * float64(time.Hour))) }
	want := schedule.Roster{Grid: g, Shifts: []schedule.Shift{{Agent: "=anna", Kind: "day", Start: at(9), End: at(17.5), Locked: true,
		Breaks: []schedule.Break{{Start: at(12), End: at(12.5)}, {Start: at(15), End: at(15.25), Paid: true}},
		Duties: []schedule.Duty{{Start: at(9), End: at(12), Queues: []string{"chat-it", "social-it"}}, {Start: at(12.5), End: at(17.5), Queues: []string{"@moda"}}}}}}
	var b bytes.Buffer
	require.NoError(t, WriteRoster(&b, want))
	assert.Equal(t, `agent,start,end,kind,breaks,duties,locked
'=anna,2026-11-02 09:00,2026-11-02 17:30,day,12:00-12:30 unpaid; 15:00-15:15 paid,09:00-12:00 chat-it social-it; 12:30-17:30 @moda,yes
`, b.String())
	got, err := ReadRoster("roster.csv", &b, g)
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

func TestFaultsOfEditedTables(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"forecast", "queue,start,end,mean\n", "x.csv: no rows below the header: expected one for each queue and interval"},
		{"forecast", "queue,start,end,mean,p9O\na,2026-11-02 09:00,2026-11-02 10:00,1,1\n", `x.csv:1:22: "p9O": unknown column: expected queue,start,end,mean [correlation,slow]`},
		{"forecast", "queue,start,end,mean,p10,p90\na,2026-11-02 09:00,2026-11-02 10:00,1,2,1\na,2026-11-02 10:00,2026-11-02 11:00,1,1,\n", "x.csv:3: queue a: p90 is empty: expected a number, as in the queue's first row"},
		{"forecast", "queue,start,end,mean,p10,p10.0\na,2026-11-02 09:00,2026-11-02 10:00,1,1,1\n", "x.csv:1: p10 is there twice: expected one column of it"},
		{"forecast", "queue,start,end,mean,p10,p90\na,2026-11-02 09:00,2026-11-02 10:00,1,2,1\n", "x.csv:2: queue a: p90 is below p10: expected quantiles that rise"},
		{"forecast", "queue,start,end,mean\na,2026-11-02 09:00,2026-11-02 10:00,-1\n,2026-11-02 09:00,2026-11-02 09:00,1\n",
			"x.csv:2:37: \"-1\": expected a number from 0 to 1e+15\nx.csv:3:19: \"2026-11-02 09:00\": expected a time after 2026-11-02 09:00; a date alone is its first instant, so that one day ends with the date of the next\nx.csv:3:1: expected the name of a queue"},
		{"forecast", "queue,start,end,mean\na,2026-11-02 09:00,2026-11-02 10:00,1\na,2026-11-02 11:00,2026-11-02 12:00,1\n", "x.csv:3: queue a: an interval from 2026-11-02 11:00: expected the next one from 2026-11-02 10:00, without gap or overlap"},
		{"forecast", "queue,start,end,mean\na,2026-11-02 09:00,2026-11-02 10:00,1\na,2026-11-02 10:00,2026-11-02 10:30,1\n", "x.csv:3: queue a: an interval of 30m, the queue's first has 1h: expected equal intervals"},
		{"requirement", "queue,start,end,work,open,minimum,agents,due\na,2026-11-02 09:00,2026-11-02 10:00,live,1,0,1.5,\na,2026-11-02 10:00,2026-11-02 11:00,defer,1,0,1.5,\na,2026-11-02 10:00,2026-11-02 11:00,deferrable,2,0,1.5,1 1\n",
			"x.csv:2:46: \"1.5\": expected a whole number of agents, since the work is live"},
		{"requirement", "queue,start,end,work,open,minimum,agents,contacts,load,target\na,2026-11-02 09:00,2026-11-02 10:00,live,1,0,1,1,1,1\na,2026-11-02 10:00,2026-11-02 11:00,deferrable,1,0,1.5,,,\nb,2026-11-02 10:00,2026-11-02 11:00,deferrable,1,0,1.5,,,\n",
			"x.csv:3: queue a is live on one line and deferrable on another: expected one of them\nx.csv:4: queue b covers other intervals than queue a: expected the same for all"},
	} {
		var err error
		if c.file == "forecast" {
			_, err = ReadForecast("x.csv", strings.NewReader(c.text), time.UTC)
		} else {
			_, err = ReadRequirement("x.csv", strings.NewReader(c.text), time.UTC)
		}
		require.Error(t, err, c.text)
		if c.file == "requirement" && strings.Contains(c.text, "defer,") {
			assert.Contains(t, err.Error(), c.want)
			assert.Contains(t, err.Error(), `"defer": expected live or deferrable`)
			assert.Contains(t, err.Error(), `"1 1": expected work as hours, contacts and intervals`)
			continue
		}
		assert.Equal(t, c.want, err.Error())
	}
}

func TestWritersRefuseIncompleteValues(t *testing.T) {
	g := calendar.Grid{Start: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC), Step: time.Hour, N: 2}
	one := []float64{1, 1}
	for _, r := range []schedule.Requirement{
		{Grid: g, Live: []schedule.LiveRequirement{{Queue: "a", Open: one}}},
		{Grid: g, Deferrable: []schedule.DeferrableRequirement{{Queue: "a", Open: one}}},
		{Grid: g, Deferrable: []schedule.DeferrableRequirement{{Queue: "a", Open: one, Level: one, Work: []schedule.Work{{Arrive: 2, Due: 3}}}}},
	} {
		assert.Error(t, WriteRequirement(&bytes.Buffer{}, r))
	}
}

func TestCoverageServiceAndFindings(t *testing.T) {
	rome := zone(t, "Europe/Rome")
	g := calendar.Grid{Start: time.Date(2026, 10, 25, 0, 0, 0, 0, time.UTC).In(rome), Step: time.Hour, N: 2}
	var b strings.Builder
	require.NoError(t, WriteCoverage(&b, schedule.Coverage{Grid: g, Queues: []schedule.QueueCoverage{{Queue: "a", Required: []float64{1, 2}, Supplied: []float64{2.0 / 3, 2},
		Heads: []float64{1, 2}, Contacts: []float64{3, 4}, Missed: []float64{0, math.NaN()}}}}))
	assert.Equal(t, `queue,start,end,required,supplied,heads,contacts,missed
a,2026-10-25T02:00:00+02:00,2026-10-25T02:00:00+01:00,1,0.666667,1,3,0
a,2026-10-25T02:00:00+01:00,2026-10-25 03:00,2,2,2,4,
`, b.String())

	b.Reset()
	target := schedule.Target{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}
	half := simulate.Estimate{Mean: 0.5, Low: 0.4, High: 0.6}
	require.NoError(t, WriteService(&b, simulate.Result{Queues: []simulate.Service{{Queue: "a", Targets: []simulate.Estimate{half}, Promise: &half}}},
		[]schedule.Queue{{Name: "a", Targets: []schedule.Target{target}, Promise: &target}}))
	assert.Contains(t, b.String(), "a,target: first reply within 1h (open clock),0.8,0.5,0.4,0.6\na,promise: first reply within 1h (open clock),0.8,0.5,0.4,0.6\na,offered,,0,0,0\n")

	b.Reset()
	require.NoError(t, WriteFindings(&b, []schedule.Finding{{Code: schedule.CodeUnstable, Severity: schedule.Missed, Queue: "a", From: g.Start, Value: math.Inf(1), Limit: 2}}, nil, rome,
		func(f schedule.Finding) string { return "worded " + string(f.Code) }))
	var doc map[string]any
	require.NoError(t, json.Unmarshal([]byte(b.String()), &doc))
	assert.Equal(t, map[string]any{"version": 1.0, "kind": "findings", "findings": []any{map[string]any{
		"code": "unstable", "severity": "missed", "text": "worded unstable", "queue": "a", "from": "2026-10-25T02:00:00+02:00", "value": nil, "limit": 2.0}}}, doc)
}
