package lever_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/plan"
	"turno/plan/lever"
	"turno/schedule"
)

func team() plan.Input {
	return plan.Input{Team: schedule.Team{
		Contracts: map[string]schedule.Contract{"full time": {}, "Full-Time": {}, "часть": {}},
		Agents: []schedule.Agent{
			{ID: "ada", Contract: "full time", Wage: decimal.NewFromInt(15)}, {ID: "=a", Contract: "unheard of", Wage: decimal.NewFromInt(16)},
		},
	}}
}

// TestEveryLeverMovesItself sets each lever and reads it back; no other one moves.
func TestEveryLeverMovesItself(t *testing.T) {
	in := team()
	before := lever.Of(in)
	names := map[string]bool{}
	for i, l := range before {
		assert.Regexp(t, "^[a-z][A-Za-z0-9_]*$", l.Name)
		assert.False(t, names[l.Name], l.Name)
		names[l.Name] = true
		x := decimal.RequireFromString("0.5")
		if l.Kind == lever.Switch {
			x = decimal.NewFromInt(1)
		}
		out, err := l.Set(in, x)
		require.NoError(t, err, l.Name)
		for k, now := range lever.Of(out) {
			if k == i {
				assert.True(t, now.Value.Equal(x), l.Name)
			} else {
				assert.True(t, now.Value.Equal(before[k].Value), "%s moved %s", l.Name, now.Name)
			}
		}
	}
	for k, l := range lever.Of(in) {
		assert.True(t, l.Value.Equal(before[k].Value), "the input stays as it was: %s", l.Name)
	}
}

func TestLeversHaveBounds(t *testing.T) {
	in := team()
	for _, l := range lever.Of(in) {
		for _, x := range []string{"-1", "99999999999"} {
			_, err := l.Set(in, decimal.RequireFromString(x))
			assert.Error(t, err, "%s=%s", l.Name, x)
		}
	}
}
