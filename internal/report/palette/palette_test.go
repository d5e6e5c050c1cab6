package palette

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Words on every colour have the contrast that WCAG 2.1 asks for (4.5 to 1).
func TestContrast(t *testing.T) {
	light := func(hex string) float64 {
		c := RGB(hex)
		part := func(x uint8) float64 {
			if v := float64(x) / 255; v > 0.03928 {
				return math.Pow((v+0.055)/1.055, 2.4)
			}
			return float64(x) / 255 / 12.92
		}
		return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
	}
	for i := range Size() {
		assert.Greater(t, (light(Queue(i))+0.05)/(light(Ink)+0.05), 4.5, Queue(i))
	}
	assert.Equal(t, Queue(0), Queue(Size()), "they begin again")
	assert.Greater(t, (light(Other)+0.05)/(light(Ink)+0.05), 4.5)
}
