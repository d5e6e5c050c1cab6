package table

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"turno/schedule"
	"turno/schedule/simulate"
)

// A simulated week is marked where the contacts came that wait too long, not where they fall
// due, as on the page; what is not simulated is left alone.
func TestReplayed(t *testing.T) {
	q := schedule.QueueCoverage{Contacts: []float64{0, 4, 4}, Missed: []float64{0, 0, 3}}
	s := simulate.Service{Within: []float64{0.25, 1, math.NaN()}, Arrivals: []float64{4, 8, 0}}
	r := replayed(q, s)
	assert.Equal(t, []float64{4, 8, 0}, r.Contacts)
	assert.Equal(t, []float64{3, 0, 0}, r.Missed)
	assert.Equal(t, []float64{0, 0, 3}, q.Missed, "the coverage stays as it was")
}
