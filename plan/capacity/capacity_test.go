package capacity

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/staffing"
	"turno/skills"
)

// input is a voice and a social queue over months from January 2027, and a team of so many:
// a third serves voice, a third social, the rest both.
func input(t testing.TB, months, agents int) Input {
	t.Helper()
	grid, err := Months(calendar.Date{Year: 2026, Month: time.December, Day: 15}, months, time.UTC, time.Hour)
	require.NoError(t, err)
	hours := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(21, 0)})
	in := Input{
		Calendar: calendar.Plain(time.UTC), Grid: grid, FTE: 40 * time.Hour, Currency: "EUR", Seed: 1,
		Team: schedule.Team{Shrinkage: schedule.Shrinkage{Planned: .1}, Contracts: map[string]schedule.Contract{
			"full": {Name: "full", Rules: schedule.Rules{WeekHoursMax: 40 * time.Hour}, Pay: schedule.Pay{Wage: decimal.RequireFromString("15.37")}},
			"half": {Name: "half", Rules: schedule.Rules{WeekHoursMax: 20 * time.Hour}, Pay: schedule.Pay{Wage: decimal.RequireFromString("14.10")}},
		}},
	}
	queues := []schedule.Queue{
		{Name: "voice", Channel: skills.Voice, Hours: hours, Targets: []schedule.Target{{Share: .8, Within: 20 * time.Second, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}},
		{Name: "social", Channel: skills.Social, Hours: hours, Targets: []schedule.Target{{Share: .8, Within: 4 * time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}},
	}
	for i, q := range queues {
		v := forecast.Volume{Queue: q.Name, Grid: grid, Levels: forecast.Levels(), Slow: .5, Common: .5}
		for k := range grid.N {
			clock := float64(grid.At(k).Hour())
			v.Mean = append(v.Mean, (4+20*math.Exp(-math.Pow(clock-14, 2)/20))*float64(1+i))
		}
		for _, p := range v.Levels {
			level := make([]float64, grid.N)
			for k := range level {
				level[k] = v.Mean[k] * (0.55 + p*0.8)
			}
			v.Quantiles = append(v.Quantiles, level)
		}
		in.Volumes = append(in.Volumes, v)
		in.Demands = append(in.Demands, staffing.Demand{Queue: q, Profile: forecast.Profile{Volume: v, Streams: []forecast.Stream{{Share: forecast.Constant(1, 0), Turns: forecast.Constant(1, 0), AHT: forecast.Constant(300, 1)}}}})
	}
	for a := range agents {
		x := schedule.Agent{ID: string(rune('a' + a)), Contract: []string{"full", "half"}[a%2]}
		if a%3 != 1 {
			x.Abilities = append(x.Abilities, skills.Ability{Channel: skills.Voice, Pace: 1})
		}
		if a%3 != 0 {
			x.Abilities = append(x.Abilities, skills.Ability{Channel: skills.Social, Pace: 1.1})
		}
		in.Team.Agents = append(in.Team.Agents, x)
	}
	return in
}

// Months hang together: quantiles in order, gaps are differences, money adds up to the cent,
// and the same input gives the same plan.
func TestPlanAddsUp(t *testing.T) {
	in := input(t, 2, 12)
	in.Settings = Settings{Attrition: .2, Leave: .1, Fit: .9, Lead: 1, RampUp: []float64{.5, 1},
		Hires:  []Hire{{Month: calendar.Date{Year: 2027, Month: time.February, Day: 1}, Count: 2, Contract: "half", Queues: []string{"voice"}}},
		Budget: []Amount{{Month: calendar.Date{Year: 2027, Month: time.January, Day: 1}, Money: decimal.NewFromInt(9000)}, {Month: calendar.Date{Year: 2026, Month: time.December, Day: 1}, Money: decimal.NewFromInt(8000)}}}
	p, err := Of(context.Background(), in)
	require.NoError(t, err)
	require.Len(t, p.Months, 2)
	assert.InDelta(t, .9*.9*.9, p.Keep, 1e-12)
	for m, x := range p.Months {
		there, asked := 0.0, 0.0
		for _, l := range x.Queues {
			for k := 1; k < len(l.Gross); k++ {
				assert.LessOrEqual(t, l.Gross[k-1], l.Gross[k])
				assert.LessOrEqual(t, l.Volume[k-1], l.Volume[k])
				assert.InDelta(t, l.Available-l.Gross[k], l.Gaps[k], 1e-9)
			}
			assert.InDelta(t, l.Available-l.Required, l.Gap, 1e-9)
			assert.InDelta(t, l.Net[0]/p.Keep, l.Required, 1e-9)
			there, asked = there+l.Available, asked+l.Gross[2]
		}
		assert.InDelta(t, there, x.Total.Available, 1e-9)
		assert.LessOrEqual(t, x.Total.Gross[2], asked+1e-9, "queues are not all bad at once")
		var sum decimal.Decimal
		for _, pay := range x.Pay {
			assert.True(t, pay.People.Mul(x.Hours).Mul(pay.Wage).Mul(p.Premium).Round(2).Equal(pay.Money))
			sum = sum.Add(pay.Money)
		}
		assert.True(t, sum.Equal(x.Cost))
		assert.Equal(t, m == 0, x.Budget != nil)
		assert.Equal(t, []int{0, 2}[m], x.Starting)
	}
	assert.Equal(t, "177.14", p.Months[0].Hours.String(), "31 days of 40 h a week")
	require.Len(t, p.Past, 1)
	assert.Equal(t, "2026-12-01 31 0 0 8000", fmt.Sprint(p.Past[0].Month, p.Past[0].Days, p.Past[0].Known, p.Past[0].Actual, p.Past[0].Budget))
	again, err := Of(context.Background(), in)
	require.NoError(t, err)
	assert.Equal(t, p, again)
}

// Hires as recommended, once decided, leave no gap in the months that they can reach.
func TestHiresCloseTheGaps(t *testing.T) {
	for _, ramp := range [][]float64{nil, {.5, 1}} {
		in := input(t, 3, 6)
		in.Settings = Settings{Attrition: .3, Lead: 1, RampUp: ramp}
		p, err := Of(context.Background(), in)
		require.NoError(t, err)
		require.NotEmpty(t, p.Missing)
		for _, x := range p.Missing {
			assert.False(t, x.Start.Before(p.Months[0].First.FirstOfMonth(1)), "nobody starts before the lead time")
			in.Settings.Hires = append(in.Settings.Hires, Hire{Month: x.Start, Count: x.Count, Contract: newBook(in).usualContract(), Queues: []string{x.Queue}})
		}
		after, err := Of(context.Background(), in)
		require.NoError(t, err)
		for m := 1 + len(ramp); m < len(after.Months); m++ {
			for _, l := range after.Months[m].Queues {
				assert.Greater(t, l.Gap, worth-1e-6, "%s in %s", l.Queue, after.Months[m].First)
			}
		}
		assert.Empty(t, after.Missing)
	}
}

// Nobody is counted twice, and what is missing is as little as any sharing leaves: on two
// queues, by trying them all.
func TestAllotAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fte := func(name string) float64 { return float64(rapid.IntRange(0, 20).Draw(t, name)) / 2 }
		groups := []group{
			{pace: []float64{1, 0}, works: fte("a")},
			{pace: []float64{0, 1}, works: fte("b")},
			{pace: []float64{1, 1}, works: fte("both")},
		}
		needs := []float64{fte("need a"), fte("need b")}
		got := allot(groups, needs)
		all := groups[0].works + groups[1].works + groups[2].works
		assert.InDelta(t, all, got[0]+got[1], 1e-6, "everybody counts once")
		short := func(x, y float64) float64 { return max(0, needs[0]-x) + max(0, needs[1]-y) }
		least := math.Inf(1)
		for k := range 101 {
			x := groups[2].works * float64(k) / 100
			least = min(least, short(groups[0].works+x, groups[1].works+groups[2].works-x))
		}
		assert.InDelta(t, least, short(got[0], got[1]), 1e-6+all/100)
		rough := greedy(groups, needs)
		for g := range groups {
			assert.LessOrEqual(t, rough[g][0]+rough[g][1], groups[g].works+1e-9)
		}
	})
}
