package skills

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The range of somebody near the top is cut at 1; what is not known of them is not.
func TestAboveIsNotCut(t *testing.T) {
	f := Fit{Level: .95, Low: .75, High: 1, Parts: []Part{{Weight: 1, SD: .156}}}
	assert.InDelta(t, .7392, f.Above(.85), 1e-3)
	assert.InDelta(t, .5, f.Above(.95), 1e-9)
	f.Level = .5
	assert.Greater(t, f.Above(.4), f.Above(.45))
}
