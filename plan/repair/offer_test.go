package repair_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/plan/repair"
)

// What an offer says is what the check says of the roster after it.
func TestOffersHold(t *testing.T) {
	s := standing(t, 12)
	shift := s.Roster.Shifts[7]
	before := judge(s, s.Roster)
	offers, err := repair.Offers(context.Background(), s, shift, "")
	require.NoError(t, err)
	require.NotEmpty(t, offers)
	legal := 0
	for i, o := range offers {
		r := s.After(shift, o)
		after := judge(s, r)
		assert.Len(t, r.Shifts, len(s.Roster.Shifts))
		assert.Equal(t, o.Legal(), after.Broken() <= before.Broken(), "offer %d: %v", i, o.Broken)
		if o.Legal() {
			legal++
			assert.InDelta(t, missed(s, r)-missed(s, s.Roster), o.Missed, 1e-5)
			d := repair.Differ(s, r)
			assert.Equal(t, 2, d.People)
			assert.True(t, d.After.Cost.Sub(d.Before.Cost).Equal(o.Cost))
			assert.InDelta(t, d.After.Hours-d.Before.Hours, o.Hours, 1e-9)
		}
		if i > 0 {
			assert.LessOrEqual(t, len(offers[i-1].Broken), len(o.Broken), "legal ones first")
		}
	}
	assert.Positive(t, legal)
	assert.Less(t, legal, len(offers), "and some that cannot be")
}

func TestOffersOfOne(t *testing.T) {
	s := standing(t, 8)
	offers, err := repair.Offers(context.Background(), s, s.Roster.Shifts[0], "a05")
	require.NoError(t, err)
	require.NotEmpty(t, offers)
	for _, o := range offers {
		assert.Equal(t, "a05", o.Agent)
	}
}

// BenchmarkOffers lists who could take one shift of a team of fifty.
func BenchmarkOffers(b *testing.B) {
	s := standing(b, 50)
	for b.Loop() {
		if _, err := repair.Offers(context.Background(), s, s.Roster.Shifts[100], ""); err != nil {
			b.Fatal(err)
		}
	}
}
