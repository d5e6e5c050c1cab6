package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

const (
	horizon = 48
	season  = 24
)

// Scores of Naive2 on the whole hourly set, by which the overall weighted average (OWA) is
// scaled, as published with the competition.
const (
	naive2SMAPE = 18.383
	naive2MASE  = 2.395
)

// instance is one series with what came after it.
type instance struct {
	past forecast.Series
	came []float64
}

// load reads the series of a folder. Series of the competition have no stamps: they are
// given an arbitrary start.
func load(dir string, validate bool) ([]instance, error) {
	train, order, err := readRows(filepath.Join(dir, "train.csv.gz"))
	if err != nil {
		return nil, err
	}
	test := map[string][]float64{}
	if !validate {
		if test, _, err = readRows(filepath.Join(dir, "test.csv.gz")); err != nil {
			return nil, err
		}
	}
	var all []instance
	for _, id := range order {
		past, came := train[id], test[id]
		if validate {
			cut := len(past) - horizon
			if cut <= season {
				return nil, fmt.Errorf("series %s: %d values, expected more than %d", id, len(past), horizon+season)
			}
			past, came = past[:cut], past[cut:]
		}
		if len(came) != horizon || len(past) <= season {
			return nil, fmt.Errorf("series %s: %d values and %d after them, expected more than %d and %d", id, len(past), len(came), season, horizon)
		}
		grid := calendar.Grid{Start: time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: len(past)}
		all = append(all, instance{forecast.Series{Queue: id, Grid: grid, Volume: past}, came})
	}
	return all, nil
}

// readRows reads ragged rows of an id and values.
func readRows(name string) (map[string][]float64, []string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	rows, order := map[string][]float64{}, []string{}
	scan := bufio.NewScanner(unzipped)
	scan.Buffer(nil, 1<<20)
	for line := 1; scan.Scan(); line++ {
		id, rest, _ := strings.Cut(scan.Text(), ",")
		id = strings.Trim(id, `"`)
		var values []float64
		for _, cell := range strings.Split(rest, ",") {
			cell = strings.Trim(cell, `" `)
			if cell == "" {
				continue
			}
			v, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				return nil, nil, fmt.Errorf("%s:%d: %q: expected a number", name, line, cell)
			}
			values = append(values, v)
		}
		if len(values) > 0 {
			rows[id] = values
			order = append(order, id)
		}
	}
	return rows, order, scan.Err()
}

// score holds the sums of sMAPE and MASE over n series.
type score struct{ n, smape, mase float64 }

// score is the competition's: sMAPE in percent, and the mean absolute error over that of
// repeating the day before within the history.
func (s instance) score(median []float64) score {
	var smape, mae, scale float64
	for h, y := range s.came {
		e := math.Abs(y - median[h])
		mae += e / horizon
		if size := math.Abs(y) + math.Abs(median[h]); size > 0 {
			smape += 200 * e / size / horizon
		}
	}
	past := s.past.Volume
	for i := season; i < len(past); i++ {
		scale += math.Abs(past[i]-past[i-season]) / float64(len(past)-season)
	}
	return score{1, smape, mae / scale}
}

// owa is the overall weighted average of mean scores.
func (s score) owa() float64 { return (s.smape/naive2SMAPE + s.mase/naive2MASE) / 2 }
