package check

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"turno/schedule"
)

// Short pieces of other work set people free sooner, so that more of it fits beside the
// same calls; nobody gives more than is idle, and who is alone or has no calls gives none.
func TestBlendedByTheLengthOfPieces(t *testing.T) {
	c := schedule.Curve{Contacts: 20, Load: 2, Target: 0.8, Mark: 4, Missed: []float64{20, 15, 9, 5, 2, 0.8, 0.3, 0.1, 0}}
	for n := 4.0; n < 9; n++ {
		long, short := blended(c, n, 1, 1), blended(c, n, 1, 0.5)
		assert.GreaterOrEqual(t, short, long, n)
		assert.True(t, 0 <= long && short <= n-1, "%v: %v %v", n, long, short)
	}
	assert.Greater(t, blended(c, 5, 1, 0.5), blended(c, 5, 1, 1)+0.2)
	assert.Zero(t, blended(c, 0, 1, 1))
	assert.Zero(t, blended(schedule.Curve{Contacts: 5}, 3, 1, 1))
}

// How many may be there, and how likely: all chances sum to one and their mean is what is
// expected, for parts of people too.
func TestThere(t *testing.T) {
	for _, people := range []float64{0, 0.4, 1, 2.5, 7, 60} {
		for _, keep := range []float64{1, 0.9, 0.3} {
			var all, mean float64
			there(people, keep, func(n, chance float64) { all, mean = all+chance, mean+chance*n })
			assert.InDelta(t, 1, all, 1e-9, "%v %v", people, keep)
			assert.InDelta(t, people*keep, mean, 1e-9, "%v %v", people, keep)
		}
	}
}
