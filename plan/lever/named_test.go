package lever_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/plan/lever"
)

// Every lever is found by its name; all shrinkage at once is planned shrinkage.
func TestNamed(t *testing.T) {
	in := team()
	in.Team.Shrinkage.Unplanned = 0.1
	for _, name := range lever.Known(in) {
		l, there := lever.Named(in, name)
		assert.True(t, there, name)
		assert.Equal(t, name, l.Name)
	}
	_, there := lever.Named(in, "wage_nobody")
	assert.False(t, there)
	l, _ := lever.Named(in, lever.All)
	out, err := l.Set(in, decimal.RequireFromString("0.2"))
	require.NoError(t, err)
	assert.Equal(t, 0.2, out.Team.Shrinkage.Planned)
	assert.Zero(t, out.Team.Shrinkage.Unplanned)
	_, err = l.Set(in, decimal.RequireFromString("0.95"))
	assert.ErrorContains(t, err, "a share from 0% to 90%")
}
