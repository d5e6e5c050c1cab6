package main

import (
	"os"
	"path/filepath"
	"time"

	"turno/forecast"
	"turno/forecast/backtest"
	"turno/internal/workspace/table"
)

// publicSet is a published data set with the origins on which the forecaster is judged.
type publicSet struct {
	name, file, columns string
	origins             int
	spacing             time.Duration
	leftOut             int // days that hold these origins: nothing is chosen there
}

var publicSets = []publicSet{
	{"nab", "nab-tweets/hourly.csv", "queue=brand,volume=count", 5, 48 * time.Hour, 17},
	{"spotify", "spotify-cares/hourly.csv", "volume=inbound", 5, 48 * time.Hour, 17},
	{"bank", "bank-calls/halfhour.csv", "volume=calls", 6, 168 * time.Hour, 42},
	{"technion", "technion-bank-1999/hourly.csv", "volume=calls", 5, 48 * time.Hour, 17},
	{"ems", "nyc-ems/hourly.csv.gz", "volume=calls", 5, 48 * time.Hour, 17},
}

// design is how the set is judged: a week ahead.
func (s publicSet) design() backtest.Design {
	return backtest.Design{Origins: s.origins, Spacing: s.spacing, Horizon: 168 * time.Hour}
}

// read reads the set's histories from a folder, as the product does.
func (s publicSet) read(data string) ([]forecast.Series, error) {
	f, err := os.Open(filepath.Join(data, filepath.FromSlash(s.file)))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	columns, err := table.ParseColumns(s.columns)
	if err != nil {
		return nil, err
	}
	return table.ReadHistory(s.file, f, table.HistoryOptions{Zone: time.UTC, Columns: columns, Queue: s.name})
}
