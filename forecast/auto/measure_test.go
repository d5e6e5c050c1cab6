package auto_test

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
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

// TestAgainstPublicData forecasts public data sets from five origins two days apart, a week
// ahead, and holds the result against seasonal naive and against the best published or
// measured peer where one is known. The method was not tuned on these origins.
func TestAgainstPublicData(t *testing.T) {
	for _, set := range []struct {
		file  string
		keyed bool
		step  time.Duration
		most  float64 // WQL, mean over the series of the set
		peer  string
	}{
		{"nab-tweets/hourly.csv", true, time.Hour, 0.40, "0.374 prophet on logs, 0.379 regression with ARIMA errors"},
		{"spotify-cares/hourly.csv", false, time.Hour, 0.24, "0.224 regression with ARIMA errors"},
		{"bank-calls/halfhour.csv", false, 30 * time.Minute, 0.05, "0.042 MSTL, on other origins"},
		{"technion-bank-1999/hourly.csv", false, time.Hour, 0.20, ""},
		{"nyc-ems/hourly.csv.gz", false, time.Hour, 0.06, ""},
	} {
		t.Run(set.file, func(t *testing.T) {
			cal := calendar.Plain(time.UTC)
			design := backtest.Design{Origins: 5, Spacing: 48 * time.Hour, Horizon: 168 * time.Hour}
			var naive, ours float64
			series := readData(t, set.file, set.keyed, set.step)
			for _, s := range series {
				if cut := s.Grid.N - 2*8766; cut > 0 { // two years are enough
					s.Volume, s.Grid.Start, s.Grid.N = s.Volume[cut:], s.Grid.At(cut), s.Grid.N-cut
				}
				for name, f := range map[string]backtest.Forecaster{"naive": backtest.Of(model.Naive{}, cal), "auto": auto.Forecaster(cal, nil, nil)} {
					m, err := backtest.Run(context.Background(), s, design, f)
					require.NoError(t, err)
					t.Logf("%-20s %-5s WAPE %.3f MASE %.3f WQL %.4f coverage %.3f bias of the mean %+.3f", s.Queue, name, m.WAPE, m.MASE, m.WQL, m.Coverage, m.Bias)
					if name == "auto" {
						ours += m.WQL / float64(len(series))
					} else {
						naive += m.WQL / float64(len(series))
					}
				}
			}
			t.Logf("mean WQL %.4f, seasonal naive %.4f, peers %s", ours, naive, cmp.Or(set.peer, "not measured"))
			assert.Less(t, ours, set.most)
			assert.Less(t, ours, 0.99*naive)
		})
	}
}
