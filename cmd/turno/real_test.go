package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shared is a folder of public data sets that the repository may not carry.
const shared = "../../../shared/data/forecast"

// TestRealHistories forecasts every public history beside the checkout.
func TestRealHistories(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skipf("the public data sets are not beside this checkout (%s)", shared)
	}
	for _, x := range []struct {
		file, columns, zone string
		queues, intervals   int
	}{
		{"spotify-cares/hourly.csv", "volume=inbound", "UTC", 1, 168},
		{"nab-tweets/hourly.csv", "queue=brand,volume=count", "UTC", 6, 168},
		{"bank-calls/halfhour.csv", "volume=calls", "UTC", 1, 336},
		{"technion-bank-1999/hourly.csv", "volume=calls", "Asia/Jerusalem", 1, 168},
		{"nyc-ems/hourly.csv.gz", "volume=calls", "America/New_York", 1, 168},
	} {
		out := turno(t, "forecast", "--history", filepath.Join(shared, x.file), "--columns", x.columns, "--zone", x.zone, "--horizon", "168h", "--json")
		var doc struct {
			Queues []struct {
				Intervals []struct{ Mean, P10, P50, P90 float64 }
			}
		}
		require.NoError(t, json.Unmarshal([]byte(out), &doc), x.file)
		require.Len(t, doc.Queues, x.queues, x.file)
		for _, q := range doc.Queues {
			require.Len(t, q.Intervals, x.intervals, x.file)
			var total float64
			for _, i := range q.Intervals {
				assert.True(t, 0 <= i.P10 && i.P10 <= i.P50 && i.P50 <= i.P90, x.file)
				total += i.Mean
			}
			assert.Positive(t, total, x.file)
		}
	}
}

// TestRealWorkspace begins a workspace from real social care and plans the week after it.
func TestRealWorkspace(t *testing.T) {
	history := filepath.Join(shared, "spotify-cares/hourly.csv")
	if _, err := os.Stat(history); err != nil {
		t.Skipf("the public data sets are not beside this checkout (%s)", shared)
	}
	dir := filepath.Join(t.TempDir(), "team")
	turno(t, "init", "--history", history, "--columns", "volume=inbound", "--team", "8", "--workspace", dir)
	out := turno(t, "plan", "--workspace", dir, "--out", dir+"-plan", "--replications", "10")
	assert.Contains(t, out, "hard rules broken: none")
	assert.FileExists(t, filepath.Join(dir+"-plan", "roster.csv"))
}
