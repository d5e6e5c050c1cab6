package table

import (
	"os"
	"testing"
	"time"
)

func TestReal(t *testing.T) {
	for _, c := range []struct{ file, columns string }{
		{"spotify-cares/hourly.csv", "volume=inbound"},
		{"nab-tweets/hourly.csv", "queue=brand,volume=count"},
		{"nab-tweets/5min.csv.gz", "queue=brand,volume=count"},
		{"bank-calls/halfhour.csv", "volume=calls"},
		{"bank-calls/5min.csv.gz", "volume=calls"},
		{"technion-bank-1999/hourly.csv", "volume=calls"},
		{"nyc-ems/hourly.csv.gz", "volume=calls"},
	} {
		f, err := os.Open("../../../../shared/data/forecast/" + c.file)
		if err != nil {
			t.Skip(err)
		}
		cols, err := ParseColumns(c.columns)
		if err != nil {
			t.Fatal(err)
		}
		for _, z := range []string{"UTC", "America/New_York", "Asia/Jerusalem"} {
			zone, _ := time.LoadLocation(z)
			f.Seek(0, 0)
			s, err := ReadHistory(c.file, f, HistoryOptions{Columns: cols, Zone: zone})
			if err != nil {
				t.Log(c.file, z, err)
				continue
			}
			for _, q := range s {
				n := 0
				for i := range q.Volume {
					if q.Missing(i) {
						n++
					}
				}
				t.Log(c.file, z, q.Queue, q.Grid.Start, q.Grid.Step, q.Grid.N, "missing", n, q.Total())
			}
		}
	}
}
