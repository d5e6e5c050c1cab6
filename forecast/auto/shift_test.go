package auto_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
)

// Steps of a known size are found on their day and within their interval, recent or long
// ago, also where counts are small.
func TestLevelShiftsAreRecovered(t *testing.T) {
	var n, held float64
	for _, weeksAgo := range []int{4, 12, 30} {
		for _, factor := range []float64{0.6, 1.4, 2} {
			for _, scale := range []float64{0.1, 1} {
				at := autumn.AddDate(0, 0, 7*(44-weeksAgo))
				s := made("q", autumn, 44, uint64(weeksAgo), 0.3, func(t time.Time) float64 {
					if t.Before(at) {
						return scale * course(t)
					}
					return factor * scale * course(t)
				})
				_, r := plainly(t, input(s))
				found := notes(r, forecast.NoteLevelShift)
				require.Len(t, found, 1, "factor %v scale %v, %d weeks ago", factor, scale, weeksAgo)
				assert.InDelta(t, 0, found[0].Span.From.Sub(at).Hours(), 25)
				n++
				held += hit(found[0].Low <= factor && factor <= found[0].High)
			}
		}
	}
	t.Logf("within the 80 %% interval: %.0f %%", 100*held/n)
	assert.Greater(t, held/n, 0.75)
}
