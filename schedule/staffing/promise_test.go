package staffing_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule/staffing"
)

// A lone agent with calls that all take their time: what is promised is what Erlang A says.
func TestPromiseOfALiveQueue(t *testing.T) {
	g, cal := week(t, 1, time.Hour)
	d := demand(g, voice(), 1, 0, stream(240))
	d.Profile.Streams[0].AHT.CV = 1
	agents := make([]float64, g.N)
	for i := range agents {
		agents[i] = 9
	}
	p, err := staffing.Promises(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{}, "voice-it", agents, 0.95, 1)
	require.NoError(t, err)
	require.Len(t, p.Hours, 24)
	noon := p.Hours[12]
	assert.Equal(t, noon.Wall, noon.Open)
	steady := staffing.ErlangA(dayRates[12], 240, 180, 9)
	assert.GreaterOrEqual(t, steady.Served(noon.Wall), 0.95)
	assert.InDelta(t, steady.Abandon, noon.Left, 0.002)
	few := make([]float64, g.N)
	for i := range few {
		few[i] = 1
	}
	p, err = staffing.Promises(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{}, "voice-it", few, 0.95, 1)
	require.NoError(t, err)
	assert.True(t, math.IsInf(p.Hours[12].Wall, 1), "most leave: nothing can be promised")
}

// Posts of the night wait for the opening: by the open clock they are answered soon, by the
// clock on the wall they wait for hours, and the auto-reply counts from the opening. More
// agents never promise a longer time.
func TestPromiseOfADeferrableQueue(t *testing.T) {
	g, cal := week(t, 7, time.Hour)
	d := demand(g, social(2*time.Hour, calendar.Daily(calendar.Span{From: 9 * 60, To: 21 * 60})), 1, 0.3, stream(300))
	ask := func(agents float64) staffing.Promise {
		staff := make([]float64, g.N)
		for i := range staff {
			staff[i] = agents
		}
		p, err := staffing.Promises(context.Background(), g, cal, []staffing.Demand{d}, staffing.Options{}, "social-it", staff, 0.95, 1)
		require.NoError(t, err)
		return p
	}
	p, more := ask(9), ask(11)
	require.Len(t, p.Hours, 24)
	assert.Greater(t, p.Hours[2].Wall, 7*3600.0)
	assert.InDelta(t, p.Hours[2].Wall-p.Hours[2].Open, 6.5*3600, 1800)
	for h := range p.Hours {
		assert.LessOrEqual(t, more.Hours[h].Wall, p.Hours[h].Wall+60, h)
	}
	require.NotEmpty(t, p.OffHours)
	for k, o := range p.OffHours[:7] {
		assert.Equal(t, 9, o.Opens.Hour())
		assert.Greater(t, o.Contacts, 100.0)
		assert.Greater(t, o.Within, 0.0)
		assert.LessOrEqual(t, more.OffHours[k].Within, o.Within+60)
	}
	assert.Equal(t, p, ask(9), "the same seed, the same promise")
	none := ask(0)
	assert.True(t, math.IsInf(none.All.Wall, 1))
}

func TestPromisesRefuses(t *testing.T) {
	g, cal := week(t, 1, time.Hour)
	demands := []staffing.Demand{demand(g, voice(), 1, 0, stream(240))}
	for want, ask := range map[string]func() (staffing.Promise, error){
		"queue other": func() (staffing.Promise, error) {
			return staffing.Promises(context.Background(), g, cal, demands, staffing.Options{}, "other", nil, 0.95, 1)
		},
		"share 1": func() (staffing.Promise, error) {
			return staffing.Promises(context.Background(), g, cal, demands, staffing.Options{}, "voice-it", nil, 1, 1)
		},
		"3 numbers of agents": func() (staffing.Promise, error) {
			return staffing.Promises(context.Background(), g, cal, demands, staffing.Options{}, "voice-it", make([]float64, 3), 0.95, 1)
		},
		"agents NaN": func() (staffing.Promise, error) {
			agents := make([]float64, g.N)
			agents[3] = math.NaN()
			return staffing.Promises(context.Background(), g, cal, demands, staffing.Options{}, "voice-it", agents, 0.95, 1)
		},
	} {
		_, err := ask()
		assert.ErrorContains(t, err, want)
	}
}
