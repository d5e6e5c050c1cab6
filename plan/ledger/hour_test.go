package ledger_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/plan/ledger"
	"turno/schedule"
	"turno/skills"
)

// TestHoursAreThoseOfTheAbility: whoever is barred from noon on supplies nothing after it, and
// who holds one chat where others hold three counts for less.
func TestHoursAreThoseOfTheAbility(t *testing.T) {
	p := made(1, 0, 0)
	works(&p, "a", 8, 16, "chat")
	p.Input.Team.Agents[0].Abilities = []skills.Ability{{Channel: skills.Chat, Pace: 1, To: p.Input.Period.At(12)}}
	assert.InDelta(t, 4, ledger.Of(p, schedule.Shrinkage{}).Rows[0].Queues[0], 1e-9)
	p.Input.Team.Agents[0].Abilities = []skills.Ability{{Channel: skills.Chat, Pace: 1, Slots: 1}}
	p.Input.Queues[0].Slots, p.Input.Queues[0].Inflation = 3, .5
	l := ledger.Of(p, schedule.Shrinkage{})
	assert.InDelta(t, 8/1.5, l.Rows[0].Queues[0], 1e-9, "three at once do half as much again as one")
	assert.Equal(t, 8*time.Hour, l.Rows[0].Duty)
}
