package auto_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
)

// monthly is a made-up queue that is busy after payday, on the first of the month.
func monthly(strength float64) func(time.Time) float64 {
	return func(t time.Time) float64 {
		return course(t) * math.Exp(strength*math.Cos(2*math.Pi*(float64(t.Day())-3)/30.4))
	}
}

// Half a year of paydays teaches the days of the next month, whatever weekday they fall on;
// where dates do not matter none is made up.
func TestMonthlySeason(t *testing.T) {
	ahead := func(strength float64) (wape float64, found []forecast.Note, v forecast.Volume) {
		f := monthly(strength)
		in := input(made("q", autumn.AddDate(0, 0, -7*26), 26, 5, 0.25, f))
		in.Future.N = 4 * 168
		v, r := plainly(t, in)
		product(t, v)
		var miss, sum float64
		for i := range v.Mean {
			y := f(v.Grid.At(i)) * math.Exp(0.25*0.25/2)
			miss, sum = miss+math.Abs(v.Mean[i]-y), sum+y
		}
		return miss / sum, notes(r, forecast.NoteMonth), v
	}
	wape, found, v := ahead(0.3)
	require.Len(t, found, 1)
	assert.InEpsilon(t, math.Exp(0.6), found[0].Value, 0.15)
	assert.Less(t, wape, 0.08)
	assert.Equal(t, "month", v.Components[len(v.Components)-1].Name)
	_, found, _ = ahead(0)
	assert.Empty(t, found)
}
