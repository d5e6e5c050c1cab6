package auto_test

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

// dataDir holds public data sets; tests that need them are skipped elsewhere.
const dataDir = "../../../shared/data/forecast"

// readData reads the series of a data set: rows of timestamp and count, before which a
// keyed set has the name of the series.
func readData(t testing.TB, file string, keyed bool, step time.Duration) []forecast.Series {
	f, err := os.Open(filepath.Join(dataDir, file))
	if err != nil {
		t.Skipf("data set not here: %v", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		r, err = gzip.NewReader(f)
		require.NoError(t, err)
	}
	type row struct {
		at time.Time
		v  float64
	}
	rows := map[string][]row{}
	for scan := bufio.NewScanner(r); scan.Scan(); {
		cells := strings.Split(scan.Text(), ",")
		key := strings.Split(file, "/")[0]
		if keyed {
			key, cells = cells[0], cells[1:]
		}
		at, err := time.Parse(time.DateTime, cells[0])
		v, err2 := strconv.ParseFloat(cells[1], 64)
		if err == nil && err2 == nil {
			rows[key] = append(rows[key], row{at, v})
		}
	}
	var out []forecast.Series
	for key, list := range rows {
		slices.SortFunc(list, func(a, b row) int { return a.at.Compare(b.at) })
		g, err := calendar.NewGrid(list[0].at, list[len(list)-1].at.Add(step), step)
		require.NoError(t, err)
		s := forecast.Series{Queue: key, Grid: g, Volume: slices.Repeat([]float64{math.NaN()}, g.N)}
		for _, r := range list {
			s.Volume[g.Index(r.at)] = r.v
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b forecast.Series) int { return cmp.Compare(a.Queue, b.Queue) })
	return out
}

// publicSets are the data sets with the origins on which they are judged, the most that the
// loss of the forecaster may be and what the best peer was measured to lose. The methods
// were chosen on earlier origins.
var publicSets = []struct {
	name    string
	file    string
	keyed   bool
	step    time.Duration
	origins int
	spacing time.Duration
	most    float64 // WQL, mean over the series of the set
	peer    string
}{
	{"nab", "nab-tweets/hourly.csv", true, time.Hour, 5, 48 * time.Hour, 0.375, "0.374 prophet on logs, 0.379 regression with ARIMA errors"},
	{"spotify", "spotify-cares/hourly.csv", false, time.Hour, 5, 48 * time.Hour, 0.23, "0.224 regression with ARIMA errors"},
	{"bank", "bank-calls/halfhour.csv", false, 30 * time.Minute, 6, 168 * time.Hour, 0.05, "0.0423 MSTL with ARIMA on logs"},
	{"technion", "technion-bank-1999/hourly.csv", false, time.Hour, 5, 48 * time.Hour, 0.19, ""},
	{"nyc", "nyc-ems/hourly.csv.gz", false, time.Hour, 5, 48 * time.Hour, 0.06, ""},
}

// TestAgainstPublicData holds the forecaster against seasonal naive a week ahead: on a small
// set always, on another one outside of short runs, and on all of them and with the means and medians of the hours of the week
// for comparison where TURNO_MEASURE is set.
func TestAgainstPublicData(t *testing.T) {
	whole := os.Getenv("TURNO_MEASURE") != ""
	for _, set := range publicSets {
		if small := set.name == "spotify" || set.name == "bank" && !testing.Short(); !whole && !small {
			continue
		}
		t.Run(set.name, func(t *testing.T) {
			cal := calendar.Plain(time.UTC)
			design := backtest.Design{Origins: set.origins, Spacing: set.spacing, Horizon: 168 * time.Hour}
			methods := []backtest.Method{{Name: "auto", Forecast: auto.Joint(cal, nil, nil)}, {Name: "naive", Forecast: backtest.Each(backtest.Of(model.Naive{}, cal))}}
			series := readData(t, set.file, set.keyed, set.step)
			if whole {
				for _, weeks := range []int{8, 52, 1000} {
					methods = append(methods, hourOfWeek(weeks, false), hourOfWeek(weeks, true))
				}
				if set.name == "nab" {
					design.Exclude = anomalies(t)
				}
			}
			r, err := backtest.Evaluate(context.Background(), series, backtest.Design{Origins: design.Origins, Spacing: design.Spacing, Horizon: design.Horizon}, methods, nil)
			require.NoError(t, err)
			for _, m := range r.Methods {
				o := m.Overall
				t.Logf("%-14s WQL %.4f WAPE %.4f MASE %.3f coverage %.3f bias of the mean %+.3f", m.Name, o.WQL, o.WAPE, o.MASE, o.Coverage, o.Bias)
				if m.Name == "auto" {
					for _, q := range m.Queues {
						t.Logf("    %-10s WQL %.4f WAPE %.4f MASE %.3f coverage %.3f bias of the mean %+.3f %s", q.Queue, q.WQL, q.WAPE, q.MASE, q.Coverage, q.Bias, q.Failed)
					}
				}
			}
			if design.Exclude != nil {
				r, err := backtest.Evaluate(context.Background(), series, design, methods[:1], nil)
				require.NoError(t, err)
				t.Logf("outside labelled anomalies: bias %+.3f, pooled %+.3f", r.Methods[0].Overall.Bias, r.Methods[0].Pooled.Bias)
			}
			ours, naive := r.Methods[0].Overall.WQL, r.Methods[1].Overall.WQL
			t.Logf("peers %s", cmp.Or(set.peer, "not measured"))
			assert.Less(t, ours, set.most)
			assert.Less(t, ours, 0.99*naive)
		})
	}
}

// anomalies are the labelled windows of the brand mentions.
func anomalies(t testing.TB) (out []backtest.Exclusion) {
	f, err := os.Open(filepath.Join(dataDir, "nab-tweets/anomaly-windows.csv"))
	require.NoError(t, err)
	defer f.Close()
	for scan := bufio.NewScanner(f); scan.Scan(); {
		cells := strings.Split(scan.Text(), ",")
		from, err := time.Parse(time.DateTime, strings.Split(cells[2], ".")[0])
		to, err2 := time.Parse(time.DateTime, strings.Split(cells[3], ".")[0])
		if err == nil && err2 == nil && cells[1] == "window" {
			out = append(out, backtest.Exclusion{Queue: cells[0], Span: calendar.Window{From: from, To: to}})
		}
	}
	require.NotEmpty(t, out)
	return out
}

// hourOfWeek forecasts the mean or the median of the slot of the week over the last weeks,
// its quantiles by those of the values.
func hourOfWeek(weeks int, median bool) backtest.Method {
	name := fmt.Sprint("mean ", weeks, "w")
	if median {
		name = fmt.Sprint("median ", weeks, "w")
	}
	return backtest.Method{Name: name, Forecast: backtest.Each(func(_ context.Context, past forecast.Series, g calendar.Grid) (forecast.Volume, error) {
		v := forecast.Volume{Queue: past.Queue, Grid: g, Levels: forecast.Levels(), Mean: make([]float64, g.N)}
		v.Quantiles = [][]float64{make([]float64, g.N), make([]float64, g.N), make([]float64, g.N)}
		lag := int(168 * time.Hour / g.Step)
		for i := range g.N {
			var values []float64
			for k := past.Grid.N + i - lag; k >= 0 && k >= past.Grid.N-weeks*lag; k -= lag {
				if k < past.Grid.N && !math.IsNaN(past.Volume[k]) {
					values = append(values, past.Volume[k])
				}
			}
			if len(values) == 0 {
				continue
			}
			slices.Sort(values)
			at := func(p float64) float64 {
				x := p * float64(len(values)-1)
				k := min(int(x), max(len(values)-2, 0))
				return values[k] + (x-float64(k))*(values[min(k+1, len(values)-1)]-values[k])
			}
			for _, x := range values {
				v.Mean[i] += x / float64(len(values))
			}
			for k, p := range v.Levels {
				v.Quantiles[k][i] = at(p)
			}
			if !median {
				v.Quantiles[1][i] = min(max(v.Mean[i], at(0.1)), at(0.9))
			}
		}
		return v, nil
	})}
}
