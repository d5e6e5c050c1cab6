package staffing

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Layers hold all contacts and all that is planned for, and each saves fewer contacts an
// hour than the one below it.
func TestLayers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := stretch{agents: rapid.Float64Range(0.01, 50).Draw(t, "agents"), hours: rapid.Float64Range(0.25, 30).Draw(t, "hours")}
		sd := s.agents * s.hours * rapid.Float64Range(0.01, 3).Draw(t, "sd")
		margin := s.agents + rapid.Float64Range(0, 2.5).Draw(t, "z")*sd/s.hours
		var hours, contacts float64
		before := 1e9
		for _, l := range layersOf(s, margin, sd) {
			hours += l.hours
			contacts += l.contacts
			if l.hours > 1e-9 {
				require.LessOrEqual(t, l.contacts/l.hours, before*(1+1e-9))
				before = l.contacts / l.hours
			}
		}
		require.InEpsilon(t, margin/s.agents, hours, 1e-9)
		require.InDelta(t, 1, contacts, 1e-9)
	})
}
