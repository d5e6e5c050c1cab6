package main

import (
	"bytes"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/messages"
)

// mixed is a world of three kinds of message whose mix follows the hour.
func mixed(seed uint64, rows int) world {
	complaints := func(slot int) float64 {
		night := 0.0
		if slot%24 < 8 {
			night = 0.25
		}
		return 0.15 + night + 0.1*float64(slot/24)
	}
	return world{Seed: seed, Messages: rows, PerHour: 60, Sigma: 1.2, Lag: 900, DropOff: 0.5, Agents: 5, Handles: []string{"care"}, Kinds: []kind{
		{Name: "complaint", Share: complaints, Flush: 0.1, Turns: 2.4, Think: 1200, AHT: 300, Pivot: 0.3},
		{Name: "praise", Share: func(int) float64 { return 0.2 }, Flush: 0.8, Turns: 1.1, Think: 400, AHT: 60, Pivot: 0.02},
		{Name: "question", Share: func(slot int) float64 { return 0.8 - complaints(slot) }, Flush: 0.35, Turns: 1.5, Think: 800, AHT: 150, Pivot: 0.1},
	}}
}

// TestKindsRoundTrip makes up exports from known kinds of message and imports them: of the
// intervals of 95 % about as many hold the truth, of the mix by the hour and of each kind's
// flush, turns, handle and think times and pivots.
func TestKindsRoundTrip(t *testing.T) {
	held, all := map[string]float64{}, map[string]float64{}
	for seed := range uint64(6) {
		truth := mixed(seed, 25_000)
		var export bytes.Buffer
		require.NoError(t, generate(&export, truth))
		r := importOf(t, export.Bytes())
		q := &r.Queues[0]
		require.Len(t, q.Kinds, len(truth.Kinds))
		see := func(name string, p messages.Parameter, x float64) {
			if all[name]++; p.Holds(x) {
				held[name]++
			}
		}
		for i := range q.Kinds {
			k, is := &q.Kinds[i], truth.Kinds[i]
			require.EqualValues(t, is.Name, k.Kind)
			see("flush", k.Flush(), is.Flush)
			see("turns", k.Turns(), is.Turns)
			see("think", k.ThinkTime(), is.Think)
			see("aht", k.HandleTime(), is.AHT)
			for _, m := range k.Moved {
				see("pivots", m.Share(&k.Work), is.Pivot)
			}
			for slot := range messages.Slots {
				see("share", q.Mix(k, slot), is.Share(slot))
			}
			p := k.HandleTime()
			assert.Less(t, p.High-p.Low, 0.6*is.AHT, "an interval that says something")
		}
		volume := 0.0
		for _, k := range r.History[0].Kinds {
			volume += k.Total()
		}
		assert.InDelta(t, r.History[0].Total(), volume, 0, "kinds add up to the queue")
	}
	var held1, all1 float64
	for name, n := range all {
		t.Logf("%s: %.0f of %.0f", name, held[name], n)
		assert.GreaterOrEqual(t, held[name], 0.95*n-3*math.Sqrt(0.05*0.95*n), name)
		if name != "share" {
			held1, all1 = held1+held[name], all1+n
		}
	}
	assert.GreaterOrEqual(t, held1/all1, 0.9)
	assert.GreaterOrEqual(t, held["share"]/all["share"], 0.94)
}
