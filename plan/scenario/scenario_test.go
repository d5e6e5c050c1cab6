package scenario_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/scenario"
	"turno/schedule"
	"turno/skills"
)

// world is a small team with a chat and two handles, open from 9 to 18, four weeks of
// history, and four days to plan.
func world() plan.Input {
	zone := time.UTC
	start := calendar.Date{Year: 2026, Month: time.September, Day: 28}.In(zone)
	hours := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(18, 0)})
	const weeks, days = 4, 4
	series := func(queue string, scale float64) forecast.Series {
		s := forecast.Series{Queue: queue, Grid: calendar.Grid{Start: start, Step: time.Hour, N: weeks * 168}}
		for i := range s.Grid.N {
			hour := float64(s.Grid.At(i).Hour())
			s.Volume = append(s.Volume, math.Round(scale*(1+math.Sin((hour-8)/24*2*math.Pi))+float64(i*7%5)))
		}
		return s
	}
	posts := func(flush float64) []forecast.Stream {
		return []forecast.Stream{{Share: forecast.Constant(1, 0), Flush: forecast.Constant(flush, 0), Triage: forecast.Constant(12, 0), Turns: forecast.Constant(1.5, 1),
			AHT: forecast.Constant(240, 1), Think: forecast.Constant(1200, 1), Pivots: []forecast.Pivot{{To: "chat", Share: 0.1, Lag: 20 * time.Minute, DropOff: 0.5}}}}
	}
	every := [7]bool{true, true, true, true, true, true, true}
	in := plan.Input{
		Name: "small", Calendar: calendar.Plain(zone), Period: calendar.Grid{Start: start.AddDate(0, 0, 7*weeks), Step: time.Hour, N: days * 24},
		Now: start.AddDate(0, 0, 7*weeks), Seed: 7, Currency: "EUR", Replications: 12, Effort: 1,
		History: []forecast.Series{series("chat", 4), series("brand", 10), series("care", 8)},
		Queues: []schedule.Queue{
			{Name: "chat", Channel: skills.Chat, Hours: hours, Slots: 2, Inflation: 0.3, Patience: 3 * time.Minute, Targets: []schedule.Target{{Share: 0.8, Within: time.Minute, Measure: schedule.FirstReply, Clock: schedule.Elapsed}}},
			{Name: "brand", Channel: skills.Social, Hours: hours, Targets: []schedule.Target{{Share: 0.8, Within: 2 * time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}},
			{Name: "care", Channel: skills.Social, Hours: hours, Targets: []schedule.Target{{Share: 0.8, Within: time.Hour, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}},
		},
		Streams: map[string][]forecast.Stream{
			"chat":  {{Share: forecast.Constant(1, 0), Turns: forecast.Constant(1, 0), AHT: forecast.Constant(480, 1)}},
			"brand": posts(0.7), "care": posts(0.4),
		},
		Team: schedule.Team{
			Contracts: map[string]schedule.Contract{"full": {Name: "full", Rules: schedule.Rules{WeekHoursMax: 40 * time.Hour, WeekDaysMax: 5, DailyRest: 11 * time.Hour},
				Pay: schedule.Pay{Wage: decimal.RequireFromString("14.50")}}},
			ShiftKinds: map[string]schedule.ShiftKind{"day": {Name: "day", Days: every, Start: calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(10, 0)}, Every: time.Hour, Length: schedule.Range{Min: 8 * time.Hour, Max: 8 * time.Hour}, Grain: time.Hour}},
		},
	}
	for i := range 9 {
		in.Team.Agents = append(in.Team.Agents, schedule.Agent{
			ID: fmt.Sprintf("agent-%d", i), Name: "x", Contract: "full", Available: calendar.Always(),
			Abilities: []skills.Ability{{Channel: skills.Chat, Level: 1, Pace: 1}, {Channel: skills.Social, Level: 1, Pace: 1}},
		})
	}
	return in
}

func flash(in plan.Input) scenario.AddCampaign {
	return scenario.AddCampaign{Campaign: forecast.Campaign{Name: "flash", Kind: "post", Queues: []string{"brand"},
		Start: in.Period.Start.Add(2*24*time.Hour + 11*time.Hour), Uplift: 6, HalfLife: 2 * time.Hour}}
}

func run(t *testing.T, in plan.Input, opt scenario.Options, changes ...scenario.Change) scenario.Comparison {
	t.Helper()
	c, err := scenario.Run(context.Background(), in, []scenario.Scenario{{Name: "x", Changes: changes}}, opt)
	require.NoError(t, err)
	return c
}

// A scenario that is equal to the base differs by exactly nothing in every figure, also one
// whose changes cancel out or lie outside the period.
func TestEqualIsExactlyNothing(t *testing.T) {
	in := world()
	far := flash(in)
	far.Start = in.Period.End().Add(24 * time.Hour)
	c, err := scenario.Run(context.Background(), in, []scenario.Scenario{
		{Name: "same"}, {Name: "held", Mode: scenario.Held}, {Name: "times one", Changes: []scenario.Change{scenario.Scale{Times: 1},
			scenario.SetWork{Field: scenario.FieldAHT, Amount: scenario.Times(1)}, scenario.SetShrinkage{Amount: scenario.Times(1)}}}, {Name: "far", Changes: []scenario.Change{far}},
	}, scenario.Options{})
	require.NoError(t, err)
	for _, o := range c.Outcomes {
		require.Len(t, o.Difference.Queues, len(in.Queues))
		nothing(t, o)
		if o.Scenario.Name == "far" {
			assert.True(t, o.Outside().Equal(far.Start))
		}
	}
}

// The changes leave the input as it was, and the result does not depend on the cores.
func TestPureOnAnyNumberOfCores(t *testing.T) {
	in := world()
	list := []scenario.Scenario{
		{Name: "a", Changes: []scenario.Change{flash(in), scenario.Hire{Contract: "full", N: 1}}},
		{Name: "b", Changes: []scenario.Change{scenario.Leave{Agents: []string{"agent-3"}}, scenario.SetWage{Times: decimal.NewFromInt(2)}}},
	}
	one, err := scenario.Run(context.Background(), in, list, scenario.Options{})
	require.NoError(t, err)
	assert.True(t, reflect.DeepEqual(world(), in), "the input stays as it was")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	two, err := scenario.Run(context.Background(), in, list, scenario.Options{})
	require.NoError(t, err)
	for i := range one.Outcomes {
		a, b := one.Outcomes[i], two.Outcomes[i]
		assert.Equal(t, a.Figures.Service, b.Figures.Service)
		assert.Equal(t, a.Difference.Promise, b.Difference.Promise)
		assert.True(t, a.Figures.Cost.Total.Equal(b.Figures.Cost.Total))
		assert.True(t, reflect.DeepEqual(a.Plan.Roster.Roster, b.Plan.Roster.Roster))
	}
}

// A campaign brings more, spills over into chat, and is worse for a roster that stays.
func TestCampaign(t *testing.T) {
	in := world()
	in.Team.Agents, in.Replications = in.Team.Agents[:6], 36 // weeks differ widely
	c := run(t, in, scenario.Options{Against: true}, flash(in))
	o := c.Outcomes[0]
	assert.Greater(t, o.Difference.Volume.Mean, 20.0)
	assert.Greater(t, o.Difference.SpillChat.Mean, 0.1, "invited to chat")
	chat, _ := o.Difference.Queue("chat")
	assert.InDelta(t, o.Difference.SpillChat.Mean, chat.Volume.Mean, 0.5, "chat's own history does not hold them")
	require.NotNil(t, o.Nothing)
	assert.Negative(t, o.Nothing.Difference.Service.Mean)
	require.Len(t, o.Options, 5)
	for _, x := range o.Options {
		assert.Equal(t, x.Helps(), !x.LastHour.IsZero(), "%s: helps until an hour or never", x.Kind)
		if x.Kind != scenario.Overtime {
			assert.True(t, x.Cost.IsZero(), x.Kind)
		}
	}
	assert.True(t, o.Options[4].Helps(), "an automatic reply takes work away")
}

// Wages change the cost alone, to the cent; shrinkage and pace the requirement.
func TestPay(t *testing.T) {
	o := run(t, world(), scenario.Options{}, scenario.SetWage{Times: decimal.RequireFromString("1.1")}).Outcomes[0]
	was := o.Figures.Cost.Total.Sub(o.Difference.Cost.Total)
	assert.Truef(t, was.Mul(decimal.RequireFromString("1.1")).Sub(o.Figures.Cost.Total).Abs().LessThan(decimal.RequireFromString("0.1")), "%s %s", was, o.Figures.Cost.Total)
	assert.Zero(t, o.Difference.Service)
}

// Merged handles need no more people than apart, people of their own no fewer than blended
// ones, and the simulated teams of both sides keep the targets.
func TestPooling(t *testing.T) {
	in := world()
	in.Queues[2].Targets = in.Queues[1].Targets // merging then asks for nothing more
	c, err := scenario.Run(context.Background(), in, []scenario.Scenario{
		{Name: "merged", Changes: []scenario.Change{scenario.Merge{Queues: []string{"brand", "care"}, Into: "social"}}},
		{Name: "apart", Changes: []scenario.Change{scenario.Dedicate{Groups: [][]string{{"chat"}, {"brand", "care"}}}}},
		{Name: "halves", Changes: []scenario.Change{scenario.Split{Queue: "care", Parts: []scenario.Part{{Name: "a", Share: 0.5}, {Name: "b", Share: 0.5}}}}},
	}, scenario.Options{})
	require.NoError(t, err)
	for _, o := range c.Outcomes {
		require.NotNil(t, o.Pooling, o.Scenario.Name)
		assert.True(t, o.Pooling.Kept(), o.Scenario.Name)
		assert.InDelta(t, 0, o.Difference.Volume.Mean, 1e-6, o.Scenario.Name)
		assert.Equal(t, scenario.Estimate{}, o.Difference.HourP90, "%s: who answers changes nothing about how many come", o.Scenario.Name)
	}
	merged, apart, halves := c.Outcomes[0], c.Outcomes[1], c.Outcomes[2]
	assert.GreaterOrEqual(t, merged.Pooling.Saved, 0.0)
	require.Len(t, merged.Figures.Queues, 2)
	assert.LessOrEqual(t, apart.Pooling.Saved, 0.0, "apart needs as many or more")
	for _, a := range apart.Plan.Input.Team.Agents {
		assert.NotEmpty(t, a.Queues)
	}
	assert.LessOrEqual(t, halves.Pooling.Saved, 0.0)
}

// What cannot be is named before anything is planned.
func TestChangesThatCannotBe(t *testing.T) {
	in := world()
	for _, c := range []struct {
		change scenario.Change
		says   string
	}{
		{scenario.DropCampaign{Name: "x"}, `"x" is not a campaign`},
		{scenario.MoveCampaign{Name: "x"}, `"x" is not a campaign`},
		{scenario.SetTarget{Queue: "posts"}, `"posts" is not a queue: expected one of chat, brand, care`},
		{scenario.Scale{Queues: []string{"posts"}, Times: 1}, "is not a queue"},
		{scenario.Scale{Times: -1}, "expected a number from 0"},
		{scenario.Hire{Like: "nobody", N: 1}, "is not an agent of the team"},
		{scenario.Hire{Contract: "none", N: 1}, "nobody has the contract"},
		{scenario.Leave{Contract: "full", N: 10}, "expected fewer"},
		{scenario.Merge{Queues: []string{"chat", "care"}, Into: "x"}, "differ in channel or language"},
		{scenario.Merge{Queues: []string{"brand", "care"}, Into: "chat"}, "is a queue already"},
		{scenario.Split{Queue: "care", Parts: []scenario.Part{{"a", 0.5}}}, "expected two or more of 100 %"},
		{scenario.Dedicate{}, "all queues are in one group"},
		{scenario.Dedicate{Groups: [][]string{{"chat"}, {"chat"}}}, "stands in two groups"},
		{scenario.SetPivot{Queue: "brand", To: "care", Amount: scenario.Times(2)}, "nothing moves from brand to care"},
		{scenario.SetWage{Contract: "none"}, "is not a contract"},
	} {
		err := scenario.Scenario{Name: "s", Changes: []scenario.Change{c.change}}.Check(in)
		assert.ErrorContains(t, err, c.says)
		assert.ErrorContains(t, err, "scenario s: ")
	}
}

// Every template can be made of a plan, and changes something.
func TestTemplates(t *testing.T) {
	in := world()
	for _, name := range scenario.Templates() {
		s, err := name.Of(in, scenario.Parameters{})
		require.NoError(t, err)
		assert.NoError(t, s.Check(in), name)
		assert.NotEmpty(t, s.Changes, name)
	}
	_, err := scenario.Template("x").Of(in, scenario.Parameters{})
	assert.Error(t, err)
}

// More volume costs more and serves worse; the factor that moves the cost most is first.
func TestSensitivity(t *testing.T) {
	tornado, err := scenario.Sensitivity(context.Background(), world(), scenario.Options{})
	require.NoError(t, err)
	require.Len(t, tornado.Swings, len(scenario.Factors()))
	for i, s := range tornado.Swings {
		if i > 0 {
			assert.LessOrEqual(t, s.Width(), tornado.Swings[i-1].Width())
		}
		switch s.Factor {
		case scenario.FactorVolume, scenario.FactorAHT:
			assert.Negative(t, s.Cost[0], s.Factor)
			assert.Positive(t, s.Cost[1], s.Factor)
			assert.LessOrEqual(t, s.Service[1].Mean, s.Service[0].Mean, s.Factor)
		case scenario.FactorWage:
			assert.InDelta(t, 0.1*tornado.Needed, s.Cost[1], 0.01*tornado.Needed)
			assert.Zero(t, s.Service[1])
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := scenario.Run(ctx, world(), []scenario.Scenario{{Name: "x"}}, scenario.Options{})
	assert.ErrorIs(t, err, context.Canceled)
}
