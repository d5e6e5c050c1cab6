package forecast_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A slow part makes whole days good or bad: it spreads the totals of days far more than
// the same correlation of neighbours alone, and leaves single intervals as they were.
func TestSlowPartSpreadsTotals(t *testing.T) {
	spread := func(slow float64) (ofDays, ofHours float64) {
		v := flat(24, 100, 80, 100, 120, 0.3)
		v.Slow = slow
		rng := rand.New(rand.NewPCG(5, 5))
		const paths = 2000
		for range paths {
			x := v.Path(rng)
			day := mean(x) - 100
			ofDays += day * day / paths
			for _, y := range x {
				ofHours += (y - 100) * (y - 100) / paths / 24
			}
		}
		return math.Sqrt(ofDays), math.Sqrt(ofHours)
	}
	quickDays, quickHours := spread(0)
	slowDays, slowHours := spread(0.4)
	assert.Greater(t, slowDays, 1.6*quickDays)
	assert.InEpsilon(t, quickHours, slowHours, 0.03)
}
