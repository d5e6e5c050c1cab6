package roster_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
)

// broken lists the broken hard rules that the independent check finds, but for those of
// agents that the roster itself says have no legal schedule.
func broken(in roster.Input, r roster.Result) []schedule.Finding {
	hopeless := map[string]bool{}
	for _, f := range r.Findings {
		if f.Code == schedule.CodeNoLegalSchedule {
			hopeless[f.Agent] = true
		}
	}
	report := check.Run(check.Input{
		Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: r.Roster,
	})
	var out []schedule.Finding
	for _, f := range report.Findings {
		if f.Severity == schedule.Broken && !hopeless[f.Agent] {
			out = append(out, f)
		}
	}
	return out
}

func build(t testing.TB, in roster.Input, opt roster.Options) roster.Result {
	t.Helper()
	r, err := roster.Build(context.Background(), in, opt)
	require.NoError(t, err)
	return r
}

func TestBuildKeepsEveryRule(t *testing.T) {
	for name, w := range map[string]world{
		"days":             {8, 1, 30 * time.Minute, false, .8},
		"four weeks":       {3, 4, time.Hour, true, .6},
		"around the clock": {12, 2, 30 * time.Minute, true, .6},
		"coarse":           {6, 1, time.Hour, true, .6},
		"fine":             {5, 1, 15 * time.Minute, false, .6},
	} {
		t.Run(name, func(t *testing.T) {
			in := w.input()
			r := build(t, in, roster.Options{Effort: 2})
			assert.Empty(t, broken(in, r))
			assert.Equal(t, 1.0, r.Done)
			assert.False(t, r.Stopped)
			assert.NotContains(t, codes(r), schedule.CodeNoLegalSchedule)
			assert.NotEmpty(t, r.Roster.Shifts)
		})
	}
}

func TestBuildIsTheSameOnAnyNumberOfCores(t *testing.T) {
	in := world{10, 1, 30 * time.Minute, true, .6}.input()
	opt := roster.Options{Seed: 7, Effort: 3}
	many := build(t, in, opt)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	assert.Equal(t, many, build(t, in, opt))
}

func TestMoreEffortIsNotWorse(t *testing.T) {
	in := world{8, 1, 30 * time.Minute, false, .6}.input()
	lost := func(effort int) float64 { return build(t, in, roster.Options{Effort: effort}).Terms[1].Value }
	assert.LessOrEqual(t, lost(30), lost(1)+1)
}

// Whenever it is cancelled, everybody has a legal schedule.
func TestCancelReturnsTheBestSoFar(t *testing.T) {
	in := world{40, 1, 15 * time.Minute, true, .6}.input()
	for _, after := range []time.Duration{0, 20 * time.Millisecond, 200 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(context.Background(), after)
		r, err := roster.Build(ctx, in, roster.Options{Effort: 1000})
		cancel()
		require.NoError(t, err)
		assert.True(t, r.Stopped)
		assert.Less(t, r.Done, 1.0)
		assert.Empty(t, broken(in, r))
		assert.Contains(t, codes(r), schedule.CodeCancelled)
	}
}

func TestLimitIsACeiling(t *testing.T) {
	in := world{30, 1, 30 * time.Minute, true, .6}.input()
	r := build(t, in, roster.Options{Effort: 100000, Limit: 300 * time.Millisecond})
	assert.True(t, r.Stopped)
	assert.Contains(t, codes(r), schedule.CodeLimit)
}

func codes(r roster.Result) []schedule.Code {
	var out []schedule.Code
	for _, f := range r.Findings {
		out = append(out, f.Code)
	}
	return out
}

func TestHopelessInputs(t *testing.T) {
	base := world{3, 1, 30 * time.Minute, false, .6}
	for name, c := range map[string]struct {
		spoil func(in *roster.Input)
		code  schedule.Code
	}{
		"no agents":  {func(in *roster.Input) { in.Team.Agents = nil }, schedule.CodeNobody},
		"no queues":  {func(in *roster.Input) { in.Queues, in.Requirement.Live, in.Requirement.Deferrable = nil, nil, nil }, schedule.CodeNoLegalSchedule},
		"no shifts":  {func(in *roster.Input) { in.Team.ShiftKinds = nil; ease(in, schedule.Rules{WeekHoursMin: time.Hour}) }, schedule.CodeNoLegalSchedule},
		"few curves": {func(in *roster.Input) { in.Requirement.Live[0].Curves = in.Requirement.Live[0].Curves[:5] }, ""},
		"absent all week": {func(in *roster.Input) {
			for _, a := range in.Team.Agents {
				in.Team.Absences = append(in.Team.Absences, schedule.Absence{Agent: a.ID, From: in.Requirement.Grid.Start, To: in.Requirement.Grid.End()})
			}
		}, schedule.CodeMinStaff},
		"contradictory hours": {func(in *roster.Input) {
			ease(in, schedule.Rules{WeekHoursMin: 40 * time.Hour, WeekHoursMax: 20 * time.Hour})
		}, schedule.CodeNoLegalSchedule},
		"never available": {func(in *roster.Input) {
			for i := range in.Team.Agents {
				in.Team.Agents[i].Available = calendar.Hours{}
			}
		}, schedule.CodeNoLegalSchedule},
		"nothing at all": {func(in *roster.Input) { *in = roster.Input{} }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := base.input()
			c.spoil(&in)
			r := build(t, in, roster.Options{Effort: 1})
			if c.code != "" {
				assert.Contains(t, codes(r), c.code)
			}
		})
	}
}

// ease replaces the rules of all contracts.
func ease(in *roster.Input, rules schedule.Rules) {
	for name, c := range in.Team.Contracts {
		c.Rules, c.ShiftKinds = rules, nil
		in.Team.Contracts[name] = c
	}
}

func TestContradictionsAreNamed(t *testing.T) {
	in := world{2, 1, 30 * time.Minute, false, .6}.input()
	c := in.Team.Contracts["full"]
	c.Rules.WeekHoursMin = 39 * time.Hour
	c.Rules.WeekDaysMax = 4
	in.Team.Contracts["full"] = c
	r := build(t, in, roster.Options{Effort: 1})
	require.NotEmpty(t, r.Findings)
	f := r.Findings[0]
	assert.Equal(t, schedule.CodeNoLegalSchedule, f.Code)
	assert.Equal(t, schedule.Broken, f.Severity)
	assert.Equal(t, []string{string(schedule.CodeWeekHoursMin), string(schedule.CodeWeekDays)}, f.Names)
	assert.Empty(t, r.Roster.Shifts)
}

func TestNonsenseIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(in *roster.Input){
		"contract \"full\"":   func(in *roster.Input) { in.Team.Contracts = nil },
		"is there twice":      func(in *roster.Input) { in.Team.Agents[1].ID = in.Team.Agents[0].ID },
		"shift kind \"none\"": func(in *roster.Input) { in.Team.Contracts["full"] = schedule.Contract{ShiftKinds: []string{"none"}} },
		"planning interval":   func(in *roster.Input) { in.Requirement.Grid.Step = 7 * time.Second },
		"at most 53 weeks":    func(in *roster.Input) { in.Requirement.Grid.N = 1 << 40 },
	} {
		in := world{2, 1, 30 * time.Minute, false, .6}.input()
		spoil(&in)
		_, err := roster.Build(context.Background(), in, roster.Options{})
		assert.ErrorContains(t, err, name)
	}
}

func TestLocksStay(t *testing.T) {
	in := world{4, 1, 30 * time.Minute, false, .6}.input()
	first := build(t, in, roster.Options{Effort: 2})
	for i, s := range first.Roster.Shifts {
		if i%3 == 0 {
			in.Team.Locks = append(in.Team.Locks, s)
		}
	}
	r := build(t, in, roster.Options{Effort: 2, Seed: 99})
	assert.Empty(t, broken(in, r))
	kept := 0
	for _, s := range r.Roster.Shifts {
		if s.Locked {
			kept++
		}
	}
	assert.Equal(t, len(in.Team.Locks), kept)
}

func TestRequestsAreGrantedWhereTheyCostLittle(t *testing.T) {
	in := world{8, 1, 30 * time.Minute, false, .5}.input()
	day := func(n int) time.Time { return in.Requirement.Grid.Start.AddDate(0, 0, n) }
	in.Team.Requests = []schedule.Request{
		{Agent: "a000", Kind: schedule.RequestOff, From: day(1), To: day(2), Weight: 20},
		{Agent: "a001", Kind: schedule.RequestWork, From: day(5), To: day(6), Weight: 20},
		{Agent: "a002", Kind: schedule.RequestOff, From: day(0), To: day(7), Weight: 1},
	}
	r := build(t, in, roster.Options{Effort: 8})
	var refused []string
	for _, f := range r.Findings {
		if f.Code == schedule.CodeRequest {
			refused = append(refused, f.Agent)
		}
	}
	assert.Equal(t, []string{"a002"}, refused, "hours must be worked, so a week off cannot be had")
}

func TestHoursAreNotWorkedWithoutNeed(t *testing.T) {
	in := world{8, 1, 30 * time.Minute, false, .01}.input()
	in.Queues[0].MinStaff, in.Queues[1].MinStaff = 0, 0
	in.Requirement.Live[0].Minimum, in.Requirement.Deferrable[0].Minimum = 0, 0
	r := build(t, in, roster.Options{Effort: 8})
	paid := map[string]time.Duration{}
	for _, s := range r.Roster.Shifts {
		paid[s.Agent] += s.PaidHours()
	}
	for agent, hours := range paid {
		assert.LessOrEqual(t, hours, 34*time.Hour, agent)
	}
}
