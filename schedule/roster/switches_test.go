package roster_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/schedule"
	"turno/schedule/roster"
)

// changes counts how often people change their first queue within a shift, breaks or not.
func changes(r schedule.Roster) (sum int) {
	for _, s := range r.Shifts {
		for i := 1; i < len(s.Duties); i++ {
			if s.Duties[i].Queues[0] != s.Duties[i-1].Queues[0] {
				sum++
			}
		}
	}
	return sum
}

func TestPeopleStayWithTheirQueue(t *testing.T) {
	for name, w := range map[string]world{
		"days":             {12, 1, 30 * time.Minute, false, .6},
		"around the clock": {12, 1, 30 * time.Minute, true, .6},
		"idle":             {6, 1, 30 * time.Minute, false, .01},
	} {
		t.Run(name, func(t *testing.T) {
			r := build(t, w.input(), roster.Options{Effort: 8})
			assert.LessOrEqual(t, changes(r.Roster), len(r.Roster.Shifts), "two duties a shift are enough")
			for _, term := range r.Terms {
				if term.Name == "switches" {
					assert.Equal(t, float64(changes(r.Roster)), term.Value)
				}
			}
		})
	}
}
