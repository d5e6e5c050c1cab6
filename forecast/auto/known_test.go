package auto_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
)

// A campaign known to lie in the history leaves the next week as if it had not been, and
// the same campaign ahead multiplies it.
func TestCampaigns(t *testing.T) {
	plain := made("q", autumn, 8, 11, 0.15, course)
	quiet, _ := plainly(t, input(plain))

	past := forecast.Campaign{Name: "past", Start: plain.Grid.At(7 * 168), End: plain.Grid.At(7*168 + 60), Uplift: 2.5, Rise: 3 * time.Hour, HalfLife: 20 * time.Hour}
	moved := plain
	moved.Volume = nil
	for i, x := range plain.Volume {
		moved.Volume = append(moved.Volume, x*past.Effect(plain.Grid.At(i), plain.Grid.At(i+1)))
	}
	in := input(moved)
	in.Campaigns = []forecast.Campaign{past}
	v, r := plainly(t, in)
	fading := past.Effect(v.Grid.At(0), v.Grid.At(1))
	assert.InEpsilon(t, quiet.Total(), v.Total(), 0.02)
	assert.InEpsilon(t, quiet.Mean[0]*fading, v.Mean[0], 0.02)
	assert.Empty(t, notes(r, forecast.NoteBurst))

	in = input(plain)
	in.Campaigns = []forecast.Campaign{
		{Name: "ahead", Queues: []string{"q"}, Start: in.Future.At(48), End: in.Future.At(72), Uplift: 3},
		{Name: "elsewhere", Queues: []string{"other"}, Start: in.Future.At(48), Uplift: 9},
	}
	v, r = plainly(t, in)
	for i := range v.Mean {
		want := 1.0
		if i >= 48 && i < 72 {
			want = 3
		}
		assert.InEpsilon(t, want*quiet.Mean[i], v.Mean[i], 1e-9)
		assert.InEpsilon(t, want*quiet.Quantiles[1][i], v.Quantiles[1][i], 1e-9)
		spread := func(x forecast.Volume) float64 { return x.Quantiles[2][i] / x.Quantiles[1][i] }
		if want > 1 {
			assert.Greater(t, spread(v), 1.05*spread(quiet), "more doubt under a campaign")
		} else {
			assert.InDelta(t, spread(quiet), spread(v), 1e-9)
		}
	}
	require.Len(t, notes(r, forecast.NoteCampaign), 1)
	assert.InDelta(t, 3.0, notes(r, forecast.NoteCampaign)[0].Value, 1e-9)
}

// Twice as many contacts vary less by chance: while a campaign of certain effect is on, the
// range of a few contacts an hour grows by less than they do.
func TestMoreContactsAreLessChance(t *testing.T) {
	few := made("q", autumn, 8, 11, 0, func(at time.Time) float64 { return []float64{1, 4, 2, 7, 5, 3}[(at.YearDay()+7*at.Hour())%6] })
	in := input(few)
	quiet, _ := plainly(t, in)
	in.Events = []forecast.Event{{Name: "match", Start: in.Future.At(48), End: in.Future.At(96), Uplift: 1.2}}
	v, _ := plainly(t, in)
	spread := func(x forecast.Volume, by float64) (s float64) {
		for i := 48; i < 96; i++ {
			s += math.Log1p(by*x.Quantiles[2][i]) - math.Log1p(by*x.Quantiles[0][i])
		}
		return s
	}
	share := spread(v, 1) / spread(quiet, 1.2)
	t.Logf("spread on the log scale %.2f of that of all quantiles multiplied", share)
	assert.Less(t, share, 0.99)
	assert.Greater(t, share, 0.8)
}

// An event of unknown effect is left out of the history; one of known effect is divided out.
func TestEvents(t *testing.T) {
	plain := made("q", autumn, 8, 12, 0.15, course)
	quiet, _ := plainly(t, input(plain))
	for _, uplift := range []float64{0, 1.8} {
		moved := plain
		moved.Volume = append([]float64(nil), plain.Volume...)
		e := forecast.Event{Name: "strike", Start: plain.Grid.At(7*168 + 24), End: plain.Grid.At(7*168 + 96), Uplift: uplift}
		for i := 24; i < 96; i++ {
			moved.Volume[7*168+i] *= 1.8
		}
		in := input(moved)
		in.Events = []forecast.Event{e}
		v, _ := plainly(t, in)
		assert.InEpsilon(t, quiet.Total(), v.Total(), 0.03)
	}
}

// A year of holidays that behave like Sundays teaches the next one; a queue that does not
// care about holidays is left alone; and without any holiday seen a mixture is expected.
func TestHolidays(t *testing.T) {
	italy, err := calendar.New(rome, "IT", nil)
	require.NoError(t, err)
	start := time.Date(2026, 10, 5, 0, 0, 0, 0, rome).AddDate(-1, 0, 0) // a Sunday
	like := func(factor float64) func(time.Time) float64 {
		return func(t time.Time) float64 {
			if italy.Holiday(calendar.DateOf(t)) != "" && t.Weekday() != time.Sunday {
				return factor * course(t)
			}
			return course(t)
		}
	}
	immacolata := calendar.Grid{Start: time.Date(2026, 12, 8, 0, 0, 0, 0, rome), Step: time.Hour, N: 24} // a Tuesday
	for _, c := range []struct {
		factor, want float64
		weeks        int
	}{{0.5, 0.5, 61}, {1, 1, 61}, {0.2, 0.2, 61}, {0, 0, 61}, {1, 0.75, 3}} {
		s := made("q", start.AddDate(0, 0, 7*(61-c.weeks)), c.weeks, 13, 0.1, like(c.factor))
		in := input(s)
		if c.weeks == 3 { // no holiday in the history
			s = made("q", time.Date(2026, 11, 9, 0, 0, 0, 0, rome), 4, 13, 0.1, like(c.factor))
			in = input(s)
		}
		in.Calendar, in.Future = italy, immacolata
		v, r := plainly(t, in)
		var usual float64
		for i := range 24 {
			usual += course(immacolata.At(i))
		}
		assert.InDelta(t, c.want, v.Total()/usual, 0.08, "factor %v over %d weeks", c.factor, c.weeks)
		found := notes(r, forecast.NoteHoliday)
		require.Len(t, found, 1)
		assert.InDelta(t, c.want, found[0].Value, 0.08)
		assert.Equal(t, "Immacolata Concezione", found[0].Name)
	}
}
