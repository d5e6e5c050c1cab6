package repair

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/schedule"
)

// At most two days in a row are wanted, but five days have work for one: honouring it costs
// the contacts of a day, and with a colleague planned anew beside nothing.
func TestHonouringAWantedLimitIsPriced(t *testing.T) {
	limit := func(r *schedule.Rules) {
		r.Wanted = []schedule.Wanted{{Rules: schedule.Rules{ConsecutiveDaysMax: 2}, Weight: .01}}
	}
	alone := small(1)
	limited(&alone, limit)
	trouble := of(explain(t, caseOf(t, alone), 10), schedule.CodeConsecutiveDays, hour(2, 10))
	require.NotNil(t, trouble)
	assert.Equal(t, []Reason{{Cause: CauseBusy, Agents: []string{"a0"}, Name: "voice"}}, trouble.Reasons)
	require.Len(t, trouble.Repairs, 1)
	r := trouble.Repairs[0]
	assert.Equal(t, ChangeHonour, r.Change.Kind)
	assert.Equal(t, string(schedule.CodeConsecutiveDays), r.Change.Name)
	assert.InDelta(t, 3, r.Gain.Kept, 1e-9, "5 days in a row become 2 and 2")
	assert.Less(t, r.Gain.Contacts, -40.0, "nobody else is there on one of the days")
	assert.True(t, r.Cost.IsNegative())
	assert.Equal(t, 2, r.Team.Contracts["full (a0)"].Rules.ConsecutiveDaysMax)

	two := small(2)
	limited(&two, limit)
	base := schedule.Roster{Grid: two.Requirement.Grid}
	for day := range 5 {
		base.Shifts = append(base.Shifts, at8(day, "a0"))
	}
	trouble = of(explain(t, judged(two, base, nil), 10), schedule.CodeConsecutiveDays, hour(2, 10))
	require.NotNil(t, trouble)
	require.NotEmpty(t, trouble.Repairs)
	assert.Greater(t, trouble.Repairs[0].Gain.Contacts, -1.0)
	assert.Contains(t, trouble.Repairs[0].Moved, "a1")
}

func at8(day int, agent string) schedule.Shift {
	from := hour(day, 8)
	return schedule.Shift{Agent: agent, Kind: "day", Start: from, End: from.Add(7 * time.Hour), Duties: []schedule.Duty{{Start: from, End: from.Add(7 * time.Hour), Queues: []string{"voice"}}}}
}

// A standing wish that is not met is priced by granting it.
func TestAStandingWishIsPriced(t *testing.T) {
	in := small(1)
	in.Team.Requests = []schedule.Request{{Agent: "a0", Kind: schedule.RequestOff, Weekly: [7]bool{time.Wednesday: true}, Weight: .01}}
	trouble := of(explain(t, caseOf(t, in), 10), schedule.CodePreference, hour(2, 10))
	require.NotNil(t, trouble)
	require.Len(t, trouble.Repairs, 1)
	r := trouble.Repairs[0]
	assert.Equal(t, ChangeGrant, r.Change.Kind)
	assert.Equal(t, 1, r.Gain.Granted)
	assert.Less(t, r.Gain.Contacts, -40.0)
}
