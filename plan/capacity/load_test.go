package capacity

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule/staffing"
)

// At the forecast itself a week's load is what turno staff asks for in it, less the idle time
// of those who can do both.
func TestLoadsAreTheRequirement(t *testing.T) {
	in := input(t, 1, 12)
	load := func() ([]float64, []float64) {
		b := newBook(in)
		l, err := b.loads(context.Background())
		require.NoError(t, err)
		for q := range l[0] {
			for k := 1; k < 40; k++ {
				assert.GreaterOrEqual(t, at(l[0][q], float64(k+1)/10), at(l[0][q], float64(k)/10), "more contacts never ask for fewer people")
			}
		}
		asked := make([]float64, 2)
		for first := in.Grid.Start; first.Before(in.Grid.End()); {
			end := calendar.Earlier(calendar.DateOf(first).Monday().Add(7).In(time.UTC), in.Grid.End())
			g, err := calendar.NewGrid(first, end, in.Grid.Step)
			require.NoError(t, err)
			week := b.scaled(1)
			for q := range week {
				week[q].Profile, err = week[q].Profile.Within(g)
				require.NoError(t, err)
			}
			r, _, err := staffing.Require(context.Background(), g, in.Calendar, week, staffing.Options{})
			require.NoError(t, err)
			for i := range g.N {
				asked[0], asked[1] = asked[0]+float64(r.Live[0].Curves[i].Mark), asked[1]+r.Deferrable[0].Level[i]
			}
			first = end
		}
		return []float64{at(l[0][0], 1), at(l[0][1], 1)}, asked
	}
	got, asked := load()
	assert.InDelta(t, asked[0], got[0], 1e-6)
	assert.Less(t, got[1], asked[1])
	for i := range in.Team.Agents { // nobody does both
		in.Team.Agents[i].Abilities = in.Team.Agents[i].Abilities[:1]
	}
	got, asked = load()
	assert.InDeltaSlice(t, asked, got, 1e-6)
}

// A year ahead nobody knows how much comes, but who plans that week will: the people asked for
// at the volume expected do not grow with the distance.
func TestLoadsDoNotGrowWithDistance(t *testing.T) {
	in := input(t, 2, 6)
	narrow, err := newBook(in).loads(context.Background())
	require.NoError(t, err)
	for q := range in.Demands {
		v := &in.Demands[q].Profile.Volume
		for i := range v.Grid.N {
			if v.Grid.At(i).Month() == time.February {
				v.Quantiles[0][i], v.Quantiles[len(v.Quantiles)-1][i] = v.Quantiles[0][i]/3, v.Quantiles[len(v.Quantiles)-1][i]*3
			}
		}
	}
	wide, err := newBook(in).loads(context.Background())
	require.NoError(t, err)
	for q := range in.Demands {
		assert.InDelta(t, at(narrow[1][q], 1), at(wide[1][q], 1), 0.02*at(narrow[1][q], 1))
	}
}

// Least staff is asked for whatever comes; that of work that may wait also by those on live
// queues who do both.
func TestLeastStaffCounts(t *testing.T) {
	in := input(t, 1, 12)
	hours := func() []float64 {
		l, err := newBook(in).loads(context.Background())
		require.NoError(t, err)
		return []float64{at(l[0][0], 1), at(l[0][1], 1)}
	}
	for i := range in.Team.Agents {
		in.Team.Agents[i].Abilities = in.Team.Agents[i].Abilities[:1]
	}
	in.Demands[1].Queue.MinStaff = 10
	got := hours()
	assert.InDelta(t, 10*0.9*12*31, got[1], 0.1*got[1], "ten heads of which nine tenths serve, twelve hours a day")
}
