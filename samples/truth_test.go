package samples_test

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/samples"
)

// told is what truth.json says was at work.
type told struct {
	Campaigns []struct {
		Name, Queue string
		Mean        float64 `json:"mean_multiple"`
		HalfLife    float64 `json:"half_life_hours"`
	}
	Bursts []struct {
		Queue string
		Start time.Time
		Peak  float64 `json:"peak_multiple"`
	}
	Shifts []struct {
		Queue  string
		At     time.Time
		Factor float64
	} `json:"level_shifts"`
	Outages []struct {
		Queues   []string
		From, To time.Time
	}
}

func truthOf(t *testing.T, name string) (out told) {
	data, err := os.ReadFile(name + "/truth.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &out))
	return out
}

// tally counts how many true values lie in the interval told for them.
type tally struct{ n, held float64 }

func (c *tally) count(held bool) {
	c.n++
	if held {
		c.held++
	}
}

func (c tally) share() float64 { return c.held / c.n }

// What truly went on lies in the intervals told of it about as often as they promise, 80 %,
// though no campaign and no burst has exactly the course that is assumed, and what was
// stated is not exact. The outages by day are found.
func TestTruthIsRecovered(t *testing.T) {
	var uplifts, halves, bursts, shifts tally
	var error, stated float64
	for _, name := range samples.Names() {
		truth, r := truthOf(t, name), open(t, name).next(t)
		for _, e := range r.Campaigns {
			if peak, half, ok := truth.campaign(e); ok {
				uplifts.count(e.Uplift.Holds(peak))
				halves.count(e.HalfLife.Holds(half))
				error += math.Abs(math.Log(e.Uplift.Value / peak))
				stated += math.Abs(math.Log(e.Stated / peak))
			}
		}
		truth.bursts(r, &bursts)
		truth.shifts(t, name, r, &shifts)
		truth.outages(t, name, r)
	}
	t.Logf("within the 80 %% interval: uplift of %.0f campaigns %.0f %%, their half-life %.0f %%, size of %.0f bursts %.0f %%, of %.0f level shifts %.0f",
		uplifts.n, 100*uplifts.share(), 100*halves.share(), bursts.n, 100*bursts.share(), shifts.n, shifts.held)
	t.Logf("error of the learned uplift %.3f, of the stated %.3f (log)", error/uplifts.n, stated/uplifts.n)
	assert.InDelta(t, 0.8, uplifts.share(), 0.1)
	assert.InDelta(t, 0.8, halves.share(), 0.1)
	assert.InDelta(t, 0.8, bursts.share(), 0.1)
	assert.Less(t, error/uplifts.n, 0.12)
}

// campaign is the true uplift, over the time it rises as well, and half-life of a campaign
// that was learned.
func (w told) campaign(e forecast.CampaignEffect) (uplift, half float64, ok bool) {
	plain := strings.TrimSuffix(strings.TrimSuffix(e.Campaign, " (posts)"), " (service)")
	share := 1 - e.Rise.Value/2/e.Span.To.Sub(e.Span.From).Hours()
	for _, c := range w.Campaigns {
		if c.Name == plain && c.Queue == e.Queue {
			return 1 + (c.Mean-1)/share, c.HalfLife, true
		}
	}
	return 0, 0, false
}

// bursts compares those found with the largest that began about the same time.
func (w told) bursts(r auto.Result, count *tally) {
	for _, n := range r.Notes {
		largest := 0.0
		for _, b := range w.Bursts {
			late := n.Span.From.Sub(b.Start)
			if n.Code == forecast.NoteBurst && b.Queue == n.Queue && late > -3*time.Hour && late < 6*time.Hour && n.Span.To.After(b.Start) {
				largest = max(largest, b.Peak)
			}
		}
		if largest > 0 {
			count.count(n.Low <= largest && largest <= n.High)
		}
	}
}

// shifts tells which steps of the level were found. The seasons of the worlds change the
// level at the same time, and steps of less than a quarter are not told.
func (w told) shifts(t *testing.T, name string, r auto.Result, count *tally) {
	for _, s := range w.Shifts {
		found := false
		for _, n := range r.Notes {
			if n.Code == forecast.NoteLevelShift && n.Queue == s.Queue && n.Span.From.Sub(s.At).Abs() <= 3*24*time.Hour {
				t.Logf("%s %s: the step of %.2f is told as %.2f, %.2f to %.2f", name, s.Queue, s.Factor, n.Value, n.Low, n.High)
				found = n.Low <= s.Factor && s.Factor <= n.High
			}
		}
		count.count(found)
	}
}

func (w told) outages(t *testing.T, name string, r auto.Result) {
	for _, o := range w.Outages {
		if o.From.In(time.UTC).Hour() < 5 { // at night it may be chance
			continue
		}
		for _, queue := range o.Queues {
			found := false
			for _, note := range r.Notes {
				found = found || note.Code == forecast.NoteOutage && note.Queue == queue && note.Span.From.Before(o.To) && note.Span.To.After(o.From)
			}
			assert.True(t, found, "%s: outage from %s", queue, o.From)
		}
	}
}
