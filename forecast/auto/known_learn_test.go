package auto_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
)

// promoted is a made-up history with the campaigns really acting as given.
func promoted(queue string, weeks int, seed uint64, really []forecast.Campaign) forecast.Series {
	return made(queue, autumn, weeks, seed, 0.25, func(t time.Time) float64 {
		x := course(t)
		for _, c := range really {
			x *= c.Effect(t, t.Add(time.Hour))
		}
		return x
	})
}

// sale is a campaign in the given week, stated as it is really.
func sale(week int, kind string, uplift, rise, half float64) forecast.Campaign {
	start := autumn.AddDate(0, 0, 7*week).Add(33 * time.Hour)
	h := func(x float64) time.Duration { return time.Duration(x * float64(time.Hour)) }
	return forecast.Campaign{Name: fmt.Sprint(kind, week), Kind: kind, Start: start, End: start.Add(60 * time.Hour), Uplift: uplift, Rise: h(rise), HalfLife: h(half)}
}

// A generated uplift and half-life are found within their intervals, whatever was stated.
func TestCampaignsAreRecovered(t *testing.T) {
	var n, uplifts, halves, rises float64
	for seed := range uint64(12) {
		var really, stated []forecast.Campaign
		for k := range 5 {
			c := sale(3+4*k, "sale", 2.2+0.2*float64(k%3), 6, 14)
			really = append(really, c)
			c.Uplift, c.HalfLife, c.Rise = []float64{1.5, 4, 0}[seed%3], 5*time.Hour, 3*time.Hour
			stated = append(stated, c)
		}
		in := input(promoted("q", 24, seed, really))
		in.Campaigns = stated
		_, r := plainly(t, in)
		require.Len(t, r.Campaigns, 5)
		for k, e := range r.Campaigns {
			assert.False(t, e.Ahead)
			assert.Equal(t, 5, e.Alike)
			assert.InEpsilon(t, really[k].Uplift, e.Uplift.Value, 0.25)
			n++
			uplifts += hit(e.Uplift.Holds(really[k].Uplift))
			halves += hit(e.HalfLife.Holds(14))
			rises += hit(e.Rise.Holds(6))
		}
	}
	t.Logf("within the 80 %% interval: uplift %.0f %%, half-life %.0f %%, rise %.0f %%", 100*uplifts/n, 100*halves/n, 100*rises/n)
	assert.Greater(t, uplifts/n, 0.75)
	assert.Greater(t, halves/n, 0.75)
	assert.Greater(t, rises/n, 0.75)
}

func hit(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}

// A campaign ahead is expected to do what its kind did, not what is stated; the more were
// seen, the surer. A kind never seen takes a little from the others and is in more doubt.
func TestCampaignAhead(t *testing.T) {
	ahead := func(past int, kind string, stated float64) forecast.CampaignEffect {
		var really, told []forecast.Campaign
		for k := range past {
			c := sale(2+3*k, "sale", 3, 6, 14)
			really = append(really, c)
			c.Uplift = min(stated, 1.5)
			told = append(told, c)
		}
		c := sale(24, kind, stated, 6, 14)
		in := input(promoted("q", 24, uint64(past), really))
		in.Campaigns = append(told, c)
		_, r := plainly(t, in)
		e := r.Campaigns[len(r.Campaigns)-1]
		require.True(t, e.Ahead)
		return e
	}
	width := func(e forecast.CampaignEffect) float64 { return math.Log(e.Uplift.High / e.Uplift.Low) }

	assert.InDelta(t, 1.5, ahead(0, "sale", 1.5).Uplift.Value, 1e-9, "nothing learned: as stated")
	one, six := ahead(1, "sale", 1.5), ahead(6, "sale", 1.5)
	other := ahead(6, "post", 1.5)
	unknown := ahead(6, "sale", 0)
	t.Logf("stated 1.5 where sales bring 3: after one %.2f, after six %.2f; another kind %.2f; not stated %.2f", one.Uplift, six.Uplift, other.Uplift, unknown.Uplift)
	assert.Greater(t, one.Uplift.Value, 1.6)
	assert.Greater(t, six.Uplift.Value, 2.4)
	assert.Less(t, one.Uplift.Value, six.Uplift.Value)
	assert.Greater(t, six.Uplift.Value, other.Uplift.Value)
	assert.Greater(t, width(other), width(six))
	assert.InDelta(t, 3, unknown.Uplift.Value, 0.4)
	assert.True(t, unknown.Uplift.Holds(3))
}

// Posts are answered at once and then less and less, a sale holds: the next of either kind
// is expected to run as its kind did.
func TestCoursesAreLearnedByKind(t *testing.T) {
	var campaigns []forecast.Campaign
	for k := range 8 {
		campaigns = append(campaigns, sale(2+3*k, []string{"post", "sale"}[k%2], 2, 2, 3))
	}
	excess := func(c forecast.Campaign, at time.Time) float64 {
		passed := at.Sub(c.Start).Hours() / 60
		switch {
		case passed < 0 || passed >= 1:
			return 0
		case c.Kind == "sale":
			return 1
		}
		return 1.8 - 1.6*passed
	}
	series := made("q", autumn, 26, 4, 0.25, func(at time.Time) float64 {
		x := course(at)
		for _, c := range campaigns {
			x *= 1 + excess(c, at)
		}
		return x
	})
	for k, kind := range []string{"post", "sale"} {
		next := sale(26, kind, 2, 2, 3)
		in := input(series)
		in.Campaigns = append(campaigns[:8:8], next)
		v, _ := plainly(t, in)
		factor := v.Components[len(v.Components)-1]
		require.Equal(t, "campaign", factor.Name)
		first := v.Grid.Index(next.Start)
		early, late := factor.Factor[first+6], factor.Factor[first+54]
		t.Logf("%s: %.2f after six hours, %.2f six hours before the end", kind, early, late)
		assert.InDelta(t, 1+excess(next, v.Grid.At(first+6)), early, 0.3)
		assert.InDelta(t, 1+excess(next, v.Grid.At(first+54)), late, 0.3)
		if k == 0 {
			assert.Greater(t, early, late+0.7)
		}
	}
}

// What a campaign did to one queue is a hint for another that has no history of its kind.
func TestCampaignsTeachSiblings(t *testing.T) {
	var told, really []forecast.Campaign
	for k := range 5 {
		c := sale(2+3*k, "sale", 3, 6, 14)
		c.Queues = []string{"a"}
		really = append(really, c)
		c.Uplift = 0
		told = append(told, c)
	}
	next := sale(24, "sale", 0, 6, 14)
	in := input(promoted("a", 24, 1, really), promoted("b", 24, 2, nil))
	in.Campaigns = append(told, next)
	_, r := plainly(t, in)
	var a, b forecast.CampaignEffect
	for _, e := range r.Campaigns {
		if e.Ahead && e.Queue == "a" {
			a = e
		} else if e.Ahead {
			b = e
		}
	}
	t.Logf("taught itself %.2f, by its sibling %.2f", a.Uplift, b.Uplift)
	assert.Equal(t, 5, a.Alike)
	assert.Equal(t, 0, b.Past)
	assert.Greater(t, b.Uplift.Value, 1.9)
	assert.Greater(t, b.Uplift.High/b.Uplift.Low, a.Uplift.High/a.Uplift.Low)
}

// Two years of hours with ten campaigns, a yearly season and bursts to learn, method chosen.
func BenchmarkLearnTwoYears(b *testing.B) {
	var campaigns []forecast.Campaign
	for k := range 11 {
		campaigns = append(campaigns, sale(3+10*k, "sale", 2.5, 6, 14))
	}
	in := input(promoted("q", 104, 1, campaigns))
	in.Campaigns = campaigns
	for b.Loop() {
		plainly(b, in)
	}
}
