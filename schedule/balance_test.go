package schedule

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
)

// What is over in one interval does not help another.
func TestBalance(t *testing.T) {
	c := Coverage{Grid: calendar.Grid{Start: time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC), Step: 30 * time.Minute, N: 3}}
	q := QueueCoverage{Required: []float64{2, 2, 1}, Supplied: []float64{1, 4, 1}}
	assert.Equal(t, Balance{Needed: 2.5, Supplied: 3, Short: 0.5, Over: 1}, c.Balance(q))
	assert.Equal(t, Balance{Needed: 1, Supplied: 2, Over: 1}, c.BalanceOf(q, 1, 1))
	assert.Equal(t, Balance{}, c.Balance(QueueCoverage{}))
}
