package scenario_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/scenario"
	"turno/schedule"
)

// pool is changes of every kind, some of queues that only others make.
func pool(in plan.Input) []scenario.Change {
	start := in.Period.Start
	target := schedule.Target{Share: 0.9, Within: 3 * time.Hour, Measure: schedule.FirstReply, Clock: schedule.Elapsed}
	own := func(queues ...string) scenario.AddCampaign {
		c := flash(in)
		c.Name, c.Queues = "own", queues
		return c
	}
	return []scenario.Change{
		flash(in), own("care"), own("social"), own("care", "chat"), own(), scenario.MoveCampaign{Name: "spring", By: 5 * time.Hour}, scenario.BoostCampaign{Name: "spring", Times: 2},
		scenario.DropCampaign{Name: "spring"}, scenario.AddHoliday{Date: calendar.DateOf(start).Add(1), Name: "x"},
		scenario.FromTemplate{Template: scenario.Outage}, scenario.FromTemplate{Template: scenario.Crisis, Parameters: scenario.Parameters{Queue: "social"}},
		scenario.Scale{Times: 2}, scenario.Scale{Queues: []string{"brand"}, Times: 3}, scenario.Scale{Queues: []string{"chat"}, Times: 1.5, From: start.Add(24 * time.Hour)},
		scenario.Scale{Queues: []string{"social"}, Times: 0.5}, scenario.Scale{Queues: []string{"a"}, Times: 2},
		scenario.SetWork{Field: scenario.FieldAHT, Amount: scenario.Times(1.2)}, scenario.SetWork{Queues: []string{"social"}, Field: scenario.FieldFlush, Amount: scenario.To(0.2), From: start.Add(30 * time.Hour)},
		scenario.SetWork{Queues: []string{"care"}, Field: scenario.FieldTurns, Amount: scenario.Times(2)},
		scenario.SetPivot{Queue: "brand", To: "chat", Amount: scenario.To(0.3)}, scenario.SetPivot{Queue: "social", To: "chat", Amount: scenario.Times(0.5)}, scenario.SetPivot{Queue: "chat", To: "care", Amount: scenario.To(0.2)},
		scenario.SetHours{Hours: calendar.Always()}, scenario.SetHours{Queues: []string{"social"}, Hours: calendar.Daily(calendar.Span{From: calendar.Clock(12, 0), To: calendar.Clock(20, 0)})},
		scenario.SetTarget{Queue: "brand", Target: target}, scenario.SetTarget{Queue: "social", Target: target}, scenario.SetPromise{Queue: "care", Promise: target}, scenario.SetPatience{Amount: scenario.Times(0.5)},
		scenario.Hire{Contract: "full", N: 2}, scenario.Leave{Contract: "full", N: 2}, scenario.Leave{Agents: []string{"new-1"}},
		scenario.Absent{Absence: schedule.Absence{Agent: "agent-2", From: start, To: start.Add(48 * time.Hour), Kind: "sick"}},
		scenario.Train{Agents: []string{"agent-8"}, Queue: "chat", Pace: 0.8}, scenario.Train{Agents: []string{"agent-8"}, Queue: "social", Pace: 0.8}, scenario.SetPace{Times: 1.1},
		scenario.SetWage{Times: decimal.NewFromInt(2)}, scenario.SetWage{Contract: "full", To: decimal.NewFromInt(9)}, scenario.SetShrinkage{Amount: scenario.To(0.2)}, scenario.SetRisk{Quantile: 0.8},
		scenario.Merge{Queues: []string{"brand", "care"}, Into: "social"}, scenario.Merge{Queues: []string{"care", "brand"}, Into: "brand"}, scenario.Merge{Queues: []string{"a", "brand"}, Into: "care"},
		scenario.Split{Queue: "care", Parts: []scenario.Part{{Name: "a", Share: 0.25}, {Name: "care", Share: 0.75}}}, scenario.Split{Queue: "social", Parts: []scenario.Part{{Name: "brand", Share: 0.5}, {Name: "a", Share: 0.5}}},
		scenario.Split{Queue: "chat", Parts: []scenario.Part{{Name: "x", Share: 0.6}, {Name: "y", Share: 0.4}}},
		scenario.Dedicate{Groups: [][]string{{"chat"}}}, scenario.Dedicate{Groups: [][]string{{"care"}, {"chat"}}}, scenario.Blend{},
	}
}

// wide is the world with what changes may name: a campaign, people kept to queues, a roster
// that people were told, pivots that differ by the hour.
func wide() plan.Input {
	in := world()
	in.Campaigns = []forecast.Campaign{{Name: "spring", Queues: []string{"care"}, Start: in.Period.Start.Add(30 * time.Hour), Uplift: 2, HalfLife: 3 * time.Hour}}
	in.Team.Agents[8].Queues = []string{"brand", "care"}
	in.Team.Agents[8].Abilities = in.Team.Agents[8].Abilities[1:]
	in.Team.Shrinkage.Unplanned = 0.1
	in.Streams["care"][0].Pivots[0].By = make([]float64, in.Period.N)
	for i := range in.Period.N {
		in.Streams["care"][0].Pivots[0].By[i] = 0.5 + float64(i%24)/24
	}
	shift := schedule.Shift{Agent: "agent-0", Start: in.Period.Start.Add(9 * time.Hour), End: in.Period.Start.Add(17 * time.Hour)}
	shift.Duties = []schedule.Duty{{Start: shift.Start, End: shift.End, Queues: []string{"care", "brand", "chat"}}}
	in.Base = schedule.Roster{Grid: in.Period, Shifts: []schedule.Shift{shift}}
	return in
}

func ground(t *testing.T) scenario.Ground {
	t.Helper()
	g, err := scenario.NewGround(wide())
	require.NoError(t, err)
	return g
}

// Two changes mean what the second one makes of what the first one left. What is forecast
// comes first: campaigns and holidays mean the same before and after the others.
func TestChangesCompose(t *testing.T) {
	base := ground(t)
	changes := pool(base.Input)
	draw := rapid.SampledFrom(changes)
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw.Draw(t, "a"), draw.Draw(t, "b")
		both, err := base.After(a, b)
		if err != nil {
			return // b cannot be made of what a leaves, or a of what there is
		}
		sound(t, both.Plan())
		one, err := base.After(a)
		if err != nil {
			t.Fatalf("both can be made, the first alone cannot: %v", err)
		}
		if asks(b) {
			if other, err := base.After(b, a); err == nil && !asks(a) {
				alike(t, both, other)
			}
			return
		}
		then, err := one.Anew().After(b)
		if err != nil {
			t.Fatalf("one after the other cannot be made: %v", err)
		}
		alike(t, both, then)
	})
}

// asks says whether the forecaster is asked about a change, or a part of it.
func asks(c scenario.Change) bool {
	_, template := c.(scenario.FromTemplate)
	return template || scenario.Asked(c)
}

// alike holds two grounds to be the same but for rounding.
func alike(t *rapid.T, a, b scenario.Ground) {
	x, xs := a.Volumes()
	y, ys := b.Volumes()
	if len(x) != len(y) {
		t.Fatalf("%d volumes, one after the other %d", len(x), len(y))
	}
	near := func(what string, a, b []float64) {
		if !slices.EqualFunc(a, b, func(a, b float64) bool { return a-b < 1e-6 && b-a < 1e-6 }) {
			t.Fatalf("%s: %v, one after the other %v", what, a, b)
		}
	}
	for i := range x {
		if x[i].Queue != y[i].Queue {
			t.Fatalf("%s, one after the other %s", x[i].Queue, y[i].Queue)
		}
		near(x[i].Queue, x[i].Mean, y[i].Mean)
		near(x[i].Queue+" p90", x[i].Quantiles[len(x[i].Quantiles)-1], y[i].Quantiles[len(y[i].Quantiles)-1])
		near("moved to "+x[i].Queue, xs[x[i].Queue], ys[x[i].Queue])
	}
	p, q := a.Plan().Input, b.Plan().Input
	for _, part := range []struct {
		name string
		a, b any
	}{{"queues", p.Queues, q.Queues}, {"team", p.Team, q.Team}, {"base", p.Base, q.Base}, {"risk", p.Risk, q.Risk}, {"campaigns", p.Campaigns, q.Campaigns}} {
		if !assert.ObjectsAreEqual(part.a, part.b) {
			t.Fatalf("%s: %+v, one after the other %+v", part.name, part.a, part.b)
		}
	}
}

// sound holds a plan's demand to naming only queues that there are, and to being whole.
func sound(t *rapid.T, p plan.Plan) {
	known := func(what string, names ...string) {
		for _, n := range names {
			if !slices.ContainsFunc(p.Input.Queues, func(q schedule.Queue) bool { return q.Name == n }) {
				t.Fatalf("%s names %q, which is no queue", what, n)
			}
		}
	}
	for i, q := range p.Input.Queues {
		if q.Name != p.Profiles[i].Volume.Queue || len(p.Input.Streams[q.Name]) == 0 {
			t.Fatalf("%s: profile of %s, %d streams", q.Name, p.Profiles[i].Volume.Queue, len(p.Input.Streams[q.Name]))
		}
		for _, s := range p.Input.Streams[q.Name] {
			for k, v := range s.Pivots {
				known("a pivot of "+q.Name, v.To)
				if v.To == q.Name || slices.ContainsFunc(s.Pivots[:k], func(o forecast.Pivot) bool { return o.To == v.To }) {
					t.Fatalf("%s: a pivot to itself, or two to one queue: %+v", q.Name, s.Pivots)
				}
			}
		}
	}
	for name := range p.Input.Streams {
		known("streams", name)
	}
	for _, a := range p.Input.Team.Agents {
		known(a.ID, a.Queues...)
	}
	for _, s := range p.Input.Base.Shifts {
		for _, d := range s.Duties {
			known("a duty", d.Queues...)
		}
	}
	if _, _, err := p.Input.Require(context.Background(), p.Profiles); err != nil {
		t.Fatalf("what comes cannot be staffed: %v", err)
	}
}

// Merging and splitting moves nobody: as many come, and as many move on.
func TestRegroupingKeepsWhatComes(t *testing.T) {
	base := ground(t)
	merge := scenario.Merge{Queues: []string{"brand", "care"}, Into: "social"}
	split := scenario.Split{Queue: "social", Parts: []scenario.Part{{Name: "care", Share: 0.3}, {Name: "new", Share: 0.7}}}
	for _, changes := range [][]scenario.Change{{merge}, {merge, split}, {merge, split, scenario.Merge{Queues: []string{"new", "care"}, Into: "brand"}}} {
		g, err := base.After(changes...)
		require.NoError(t, err)
		was, moved := base.Volumes()
		is, moves := g.Volumes()
		for i := range was[0].Mean {
			var before, after float64
			for _, v := range was {
				before += v.Mean[i]
			}
			for _, v := range is {
				after += v.Mean[i]
			}
			require.InDelta(t, before, after, 1e-9)
			require.InDelta(t, moved["chat"][i], moves["chat"][i], 1e-9, "interval %d", i)
		}
	}
	g, err := base.After(merge, split)
	require.NoError(t, err)
	assert.Equal(t, []string{"care", "new", "chat"}, g.Plan().Input.Base.Shifts[0].Duties[0].Queues)
	assert.Equal(t, []string{"care", "new"}, g.Plan().Input.Team.Agents[8].Queues)
	_, err = base.After(merge, split, scenario.AddCampaign{Campaign: forecast.Campaign{Name: "x", Queues: []string{"new"}}})
	assert.ErrorContains(t, err, "is a part of brand, which is forecast as a whole")
}

// Merged and split again, the scenario compares the handles before with those after.
func TestMergedThenSplit(t *testing.T) {
	in := world()
	in.Replications = 6
	c, err := scenario.Run(context.Background(), in, []scenario.Scenario{
		{Name: "anew", Changes: []scenario.Change{
			scenario.Merge{Queues: []string{"brand", "care"}, Into: "social"},
			scenario.Split{Queue: "social", Parts: []scenario.Part{{Name: "north", Share: 0.5}, {Name: "south", Share: 0.5}}},
			scenario.SetTarget{Queue: "north", Target: in.Queues[1].Targets[0]},
		}},
		{Name: "back", Mode: scenario.Held, Changes: []scenario.Change{
			scenario.Scale{Queues: []string{"brand"}, Times: 4}, scenario.SetWage{Times: decimal.NewFromInt(2)}, scenario.Hire{Contract: "full", N: 1}, flash(in),
			scenario.DropCampaign{Name: "flash"}, scenario.Leave{Agents: []string{"new-1"}}, scenario.SetWage{Times: decimal.RequireFromString("0.5")}, scenario.Scale{Queues: []string{"brand"}, Times: 0.25},
		}},
	}, scenario.Options{})
	require.NoError(t, err)
	anew, back := c.Outcomes[0], c.Outcomes[1]
	assert.Equal(t, [][]string{{"brand"}, {"care"}}, anew.Pooling.Base.Groups)
	assert.Equal(t, [][]string{{"north"}, {"south"}}, anew.Pooling.Scenario.Groups)
	assert.Equal(t, scenario.Estimate{}, anew.Difference.HourP90)
	for _, s := range anew.Nothing.Roster.Shifts {
		for _, d := range s.Duties {
			assert.NotContains(t, d.Queues, "social")
			assert.NotContains(t, d.Queues, "brand")
		}
	}
	nothing(t, back)
}

// nothing holds a scenario to differing from its base by exactly nothing.
func nothing(t *testing.T, o scenario.Outcome) {
	t.Helper()
	d := o.Difference
	for i := range d.Queues {
		assert.Equal(t, scenario.QueueFigures{Queue: d.Queues[i].Queue, Promised: d.Queues[i].Promised}, d.Queues[i], "%s %s", o.Scenario.Name, d.Queues[i].Queue)
	}
	for _, m := range []decimal.Decimal{d.Cost.Base, d.Cost.Overtime, d.Cost.Total, d.Cost.PaidHours} {
		assert.True(t, m.IsZero(), o.Scenario.Name)
	}
	for _, day := range d.Days {
		assert.Equal(t, scenario.DayFigures{Date: day.Date}, day, o.Scenario.Name)
	}
	d.Queues, d.Days, d.Cost = nil, nil, scenario.Figures{}.Cost
	assert.Equal(t, scenario.Figures{}, d, o.Scenario.Name)
}

// A share that moves is bounded in its busiest interval, beside what moves elsewhere.
func TestPivotsNeverMoveMoreThanThereAre(t *testing.T) {
	in := wide()
	in.Streams["care"][0].Pivots = append(in.Streams["care"][0].Pivots, forecast.Pivot{To: "brand", Share: 0.2})
	base, err := scenario.NewGround(in)
	require.NoError(t, err)
	g, err := base.After(scenario.SetPivot{Queue: "care", To: "chat", Amount: scenario.To(1)})
	require.NoError(t, err)
	pivots := g.Plan().Input.Streams["care"][0].Pivots
	assert.InDelta(t, 0.8, pivots[0].Most(), 1e-9)
	assert.Less(t, pivots[0].Share, 0.8)
}
