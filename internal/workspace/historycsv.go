package workspace

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strconv"
	"time"

	"turno/forecast"
)

// historyCSV writes the series with times that carry their offset, so that the hour which
// autumn repeats is never in doubt. Where kinds of message are told apart each has a row of
// its own. Missing intervals have no row, unless so few rows are neighbours that the file
// would not show how long its intervals are.
func historyCSV(series []forecast.Series, zone *time.Location) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	header, columns := []string{"timestamp", "queue"}, []int{0}
	kinds := slices.ContainsFunc(series, func(s forecast.Series) bool { return s.Kinds != nil })
	if kinds {
		header = append(header, "kind")
	}
	header = append(header, "volume")
	for k, name := range []string{"handled", "flushed", "aht", "replies", "moved"} {
		if slices.ContainsFunc(series, func(s forecast.Series) bool { return *s.Columns()[k+1] != nil }) {
			header, columns = append(header, name), append(columns, k+1)
		}
	}
	_ = w.Write(header) // its error comes with Error below
	all := sparse(series)
	for _, s := range series {
		n := s.Grid.N
		if all && n == 1 {
			n = 2 // an interval that is not known shows where the first ends
		}
		for i := range n {
			if s.Missing(i) && i > 0 && i < n-1 && !all {
				continue
			}
			for _, p := range rowsOf(s, i) {
				row := []string{s.Grid.At(i).In(zone).Format(time.RFC3339), s.Queue}
				if kinds {
					row = append(row, string(p.Kind))
				}
				for _, k := range columns {
					row = append(row, number(at(*p.Columns()[k], i)))
				}
				_ = w.Write(row)
			}
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// rowsOf are the parts of a series that have a row in an interval: those of which anything is
// told, else the whole.
func rowsOf(s forecast.Series, i int) (rows []forecast.Series) {
	for _, k := range s.Kinds {
		if slices.ContainsFunc(k.Columns(), func(c *[]float64) bool { return at(*c, i) > 0 }) {
			rows = append(rows, k)
		}
	}
	if rows == nil {
		s.Kind = ""
		return []forecast.Series{s}
	}
	return rows
}

// sparse says whether most known intervals stand alone.
func sparse(series []forecast.Series) bool {
	pairs, gaps := 0, 0
	for _, s := range series {
		for i := range s.Grid.N {
			switch {
			case s.Missing(i):
			case i > 0 && !s.Missing(i-1):
				pairs++
			default:
				gaps++
			}
		}
	}
	return 4*pairs < gaps
}

func number(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
