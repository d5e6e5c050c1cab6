package cost

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
)

// The parts of a line are all of its total, and lines add and take away part by part.
func TestLine(t *testing.T) {
	d := decimal.NewFromInt
	a := Line{Agent: "a", PaidHours: d(8), Base: d(100), Night: d(1), Saturday: d(2), Sunday: d(3), Holiday: d(4), Overtime: d(5), Total: d(115)}
	sum := decimal.Zero
	for _, x := range a.Parts() {
		sum = sum.Add(x)
	}
	assert.True(t, sum.Equal(a.Total))
	assert.Len(t, a.Parts(), 1+len(Premiums()))
	for k, p := range Shown() {
		assert.True(t, a.Parts()[1+k].Equal(a.Premium(p)))
	}
	twice := a.Add(a)
	assert.True(t, twice.Total.Equal(d(230)) && twice.PaidHours.Equal(d(16)) && twice.Premium(Holiday).Equal(d(8)))
	back := twice.Sub(a)
	for k, x := range back.Parts() {
		assert.True(t, x.Equal(a.Parts()[k]))
	}
}
