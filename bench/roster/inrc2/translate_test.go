package inrc2

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/schedule/roster"
)

// plans puts rows into the words of the general form.
func plans(in *Instance, rows Roster) []roster.Plan {
	out := make([]roster.Plan, len(rows))
	for n, cells := range rows {
		for d, c := range cells {
			if c.Shift < 0 {
				continue
			}
			duty := c.Shift*len(in.Nurses[n].Skills) + slices.Index(in.Nurses[n].Skills, c.Skill)
			out[n] = append(out[n], roster.Placed{Day: d, Form: c.Shift, Kind: in.Shifts[c.Shift].Name, At: d * 1440, End: d*1440 + 1440, Paid: 1, Lock: -1,
				Parts: []roster.Part{{From: d * 1440, To: d*1440 + 1440, Duty: duty, Paid: true}}})
		}
	}
	return out
}

// TestGeneralFormCostsTheSame holds the general form to the scorer.
func TestGeneralFormCostsTheSame(t *testing.T) {
	in := tiny(t)
	p := in.Problem()
	require.NoError(t, p.Validate())
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		var ann, bob []byte
		for range 7 {
			ann, bob = append(ann, "--eEnN"[rng.IntN(6)]), append(bob, "--EN"[rng.IntN(4)])
		}
		rows := parse(string(ann), string(bob))
		s := in.Score(rows)
		values, total := p.Rate(plans(in, rows))
		missing := values[roster.TermMinimum]
		assert.InDelta(t, float64(s.Penalty()), total-understaffed*missing+float64(in.Spent()), 1e-9, "%s %s %v", ann, bob, s)
		assert.Equal(t, rows, in.Rows(roster.Solution{Plans: plans(in, rows), Lost: make([]bool, 2)}))
	}
}

func TestSolveProvesTheOptimum(t *testing.T) {
	in := tiny(t)
	r, err := roster.Solve(t.Context(), in.Problem(), roster.Options{Seed: 1, Effort: 40})
	require.NoError(t, err)
	got := in.Score(in.Rows(r))
	assert.Empty(t, got.Broken)
	assert.InDelta(t, got.Penalty(), r.Total+float64(in.Spent()), 1e-9)
	assert.InDelta(t, r.Bound, r.Total, 1)
}
