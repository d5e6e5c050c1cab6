package auto

import (
	"bufio"
	"compress/gzip"
	"context"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

// dataDir holds the public data sets that some tests measure against when it is there.
const dataDir = "../../../shared/data/forecast"

// readData reads timestamp and count columns of a data set, one series per key.
func readData(t testing.TB, file string, step time.Duration, zone *time.Location, keyColumn, timeColumn, valueColumn int) []forecast.Series {
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
	var order []string
	rows := map[string]map[time.Time]float64{}
	scan := bufio.NewScanner(r)
	scan.Scan()
	for scan.Scan() {
		cells := strings.Split(scan.Text(), ",")
		key := "all"
		if keyColumn >= 0 {
			key = cells[keyColumn]
		}
		at, err := time.ParseInLocation("2006-01-02 15:04:05", cells[timeColumn], zone)
		require.NoError(t, err)
		v, err := strconv.ParseFloat(cells[valueColumn], 64)
		if err != nil {
			continue
		}
		if rows[key] == nil {
			rows[key] = map[time.Time]float64{}
			order = append(order, key)
		}
		rows[key][at] = v
	}
	var out []forecast.Series
	for _, key := range order {
		var first, last time.Time
		for at := range rows[key] {
			if first.IsZero() || at.Before(first) {
				first = at
			}
			if at.After(last) {
				last = at
			}
		}
		g, err := calendar.NewGrid(first, last.Add(step), step)
		require.NoError(t, err)
		s := forecast.Series{Queue: key, Grid: g, Volume: make([]float64, g.N)}
		for i := range s.Volume {
			v, ok := rows[key][g.At(i)]
			if !ok {
				v = math.NaN()
			}
			s.Volume[i] = v
		}
		out = append(out, s)
	}
	return out
}

type score struct{ wape, wapeMean, wql, cover, bias float64 }

func measure(t testing.TB, s forecast.Series, cal *calendar.Calendar, back0 int, origins int, spacing time.Duration, f func(forecast.Series, calendar.Grid) forecast.Volume) score {
	var sc score
	var total, n float64
	h := int(168 * time.Hour / s.Grid.Step)
	gap := int(spacing / s.Grid.Step)
	for k := range origins {
		at := s.Grid.N - h - (k+back0)*gap
		past := s.Before(at)
		g := calendar.Grid{Start: past.Grid.End(), Step: s.Grid.Step, N: h}
		v := f(past, g)
		require.NoError(t, v.Check())
		for i := range h {
			y := s.Volume[at+i]
			if math.IsNaN(y) {
				continue
			}
			total += y
			n++
			sc.wape += math.Abs(y - v.Quantiles[1][i])
			sc.wapeMean += math.Abs(y - v.Mean[i])
			sc.bias += v.Mean[i] - y
			if y >= v.Quantiles[0][i] && y <= v.Quantiles[2][i] {
				sc.cover++
			}
			for q, p := range v.Levels {
				d := y - v.Quantiles[q][i]
				sc.wql += 2 * max(p*d, (p-1)*d) / 3
			}
		}
	}
	return score{sc.wape / total, sc.wapeMean / total, sc.wql / total, sc.cover / n, sc.bias / total}
}

func TestMeasure(t *testing.T) {
	ctx := context.Background()
	var sets []forecast.Series
	sets = append(sets, readData(t, "nab-tweets/hourly.csv", time.Hour, time.UTC, 0, 1, 2)...)
	sp := readData(t, "spotify-cares/hourly.csv", time.Hour, time.UTC, -1, 0, 1)
	sp[0].Queue = "spotify"
	sets = append(sets, sp...)
	bk := readData(t, "bank-calls/halfhour.csv", 30*time.Minute, time.UTC, -1, 0, 1)
	bk[0].Queue = "bank"
	sets = append(sets, bk...)
	te := readData(t, "technion-bank-1999/hourly.csv", time.Hour, time.UTC, -1, 0, 1)
	te[0].Queue = "technion"
	sets = append(sets, te...)
	ny := readData(t, "nyc-ems/hourly.csv.gz", time.Hour, time.UTC, -1, 0, 1)
	ny[0].Queue = "nyc"
	sets = append(sets, ny...)
	back, _ := strconv.Atoi(os.Getenv("BACK"))
	cal := calendar.Plain(time.UTC)
	var nab [4]float64
	for i, s := range sets {
		line := func(name string, f func(forecast.Series, calendar.Grid) forecast.Volume) float64 {
			start := time.Now()
			sc := measure(t, s, cal, back, 5, 48*time.Hour, f)
			t.Logf("%-9s %-8s wape50 %.4f wapeMean %.4f wql %.4f cov %.3f bias %+.3f  %v", s.Queue, name, sc.wape, sc.wapeMean, sc.wql, sc.cover, sc.bias, time.Since(start)/5)
			return sc.wql
		}
		a := line("naive", modelF(t, model.Naive{}, cal))
		b := line("profile", modelF(t, model.Profile{}, cal))
		c := line("auto", func(s forecast.Series, g calendar.Grid) forecast.Volume {
			r, err := Forecast(ctx, Input{History: []forecast.Series{s}, Calendar: cal, Future: g}, Options{})
			require.NoError(t, err)
			return r.Volumes[0]
		})
		if i < 6 {
			nab[0] += a / 6
			nab[1] += b / 6
			nab[2] += c / 6
		}
	}
	t.Log(nab)
}

func modelF(t testing.TB, m forecast.Model, cal *calendar.Calendar) func(forecast.Series, calendar.Grid) forecast.Volume {
	return func(s forecast.Series, g calendar.Grid) forecast.Volume {
		f, err := m.Fit(context.Background(), s, cal)
		require.NoError(t, err)
		return f.Forecast(g)
	}
}
