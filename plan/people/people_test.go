package people_test

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/cost"
	"turno/plan/people"
	"turno/schedule"
	"turno/schedule/roster"
	"turno/skills"
)

// The three best trainings are those that improving the standing roster and simulating it
// finds for every pair, by code of its own, with the same seeds. Planning from nothing, which
// ends better or worse by chance and may use a training more fully, finds no less in the best.
func TestTrainAgreesWithBruteForce(t *testing.T) {
	p := planned(t, small(t), 19, 40)
	in, fits := p.Input.Assess()
	p.Input = in
	got, err := people.Train(context.Background(), p, fits, people.TrainOptions{})
	require.NoError(t, err)
	require.Len(t, got, 8)

	type pair struct {
		name  string
		value float64
	}
	worth := spent(p) / reached(p)
	var brute []pair
	for i, a := range in.Team.Agents {
		changed := trained(in, i)
		sum := 0.0
		for seed := range uint64(3) {
			sum += improved(t, p, changed, seed, worth) - improved(t, p, in, seed, worth)
		}
		brute = append(brute, pair{fmt.Sprint(a.ID, " ", lacked(i)), max(0, sum/3)})
	}
	slices.SortStableFunc(brute, func(a, b pair) int { return cmp.Compare(b.value, a.value) })
	require.Greater(t, brute[2].value, 0.0, "three trainings that are worth something: %v", brute)
	for i := range 3 {
		assert.Equal(t, brute[i].name, fmt.Sprint(got[i].Agent, " ", got[i].Channel), "%v", brute)
		assert.InDelta(t, brute[i].value, got[i].Value, 1e-6)
		assert.True(t, got[i].Sure())
		assert.Positive(t, got[i].Payback)
	}

	best := slices.IndexFunc(in.Team.Agents, func(a schedule.Agent) bool { return a.ID == got[0].Agent })
	var anew []float64
	mean, squares := 0.0, 0.0
	for seed := range uint64(4) {
		base, changed := in, trained(in, best)
		base.Seed, changed.Seed = 1+seed, 1+seed
		b, q := planned(t, base, 19, 40), planned(t, changed, 19, 40)
		anew = append(anew, (reached(q)-reached(b))*worth-(spent(q)-spent(b)))
		mean += anew[seed] / 4
	}
	for _, x := range anew {
		squares += (x - mean) * (x - mean) / 3
	}
	assert.Positive(t, mean)
	assert.Greater(t, mean+3*math.Sqrt(squares/4)+got[0].Noise, got[0].Value, "%v", anew)
}

// lacked is the channel that agent i of the small team lacks.
func lacked(i int) skills.Channel {
	if i < 4 {
		return skills.Social
	}
	return skills.Voice
}

// trained is the input with agent i of the small team trained, at the pace they have.
func trained(in plan.Input, i int) plan.Input {
	a := in.Team.Agents[i]
	in.Team.Agents = slices.Clone(in.Team.Agents)
	in.Team.Agents[i].Abilities = append(slices.Clone(a.Abilities), skills.Ability{Channel: lacked(i), Level: 0.7, Pace: a.Abilities[0].Pace})
	return in
}

// improved is what the roster of the plan is worth once a search has improved it for the team of
// the input, by a quarter of the rounds.
func improved(t *testing.T, p plan.Plan, in plan.Input, seed uint64, worth float64) float64 {
	t.Helper()
	team := in.Team
	team.Weights = map[string]float64{"stability": 0}
	r, err := roster.Build(context.Background(), roster.Input{Calendar: in.Calendar, Queues: in.Queues, Team: team, Requirement: p.Requirement, Base: p.Roster.Roster}, roster.Options{Seed: in.Seed + seed, Effort: in.Effort / 4})
	require.NoError(t, err)
	q := plan.Plan{Input: in, Roster: r}
	in.Seed += seed
	q.Service, err = in.Simulate(context.Background(), p.Profiles, r.Roster, nil)
	require.NoError(t, err)
	return reached(q)*worth - spent(q)
}

// reached is the contacts in time, spent the pay.
func reached(q plan.Plan) (sum float64) {
	for _, s := range q.Service.Queues {
		sum += (s.Offered.Mean - s.Flushed.Mean) * s.Targets[0].Mean
	}
	return sum
}

func spent(q plan.Plan) float64 {
	return cost.Of(q.Input.Team, q.Roster.Roster.Shifts, q.Input.Calendar, "EUR").Total.Total.InexactFloat64()
}

// One number end to end: a faster stress test of one agent is more supply on the same
// roster, by exactly the hours of that agent, a plan that loses fewer contacts or costs
// less, and a service that is simulated better.
func TestOneFasterTestGoesAllTheWay(t *testing.T) {
	in := small(t)
	day := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
	for i, a := range in.Stated[:4] {
		in.Assessed = append(in.Assessed, skills.Assessment{Person: a.ID, Date: day, Kind: skills.StressTest, Subject: "voice", Slots: 1, Minutes: 1400, Done: 280 * (0.9 + 0.05*float64(i))})
	}
	before, _ := in.Assess()
	in.Assessed = slices.Clone(in.Assessed)
	in.Assessed[0].Done *= 1.4
	after, _ := in.Assess()
	pace := func(x plan.Input) float64 { return x.Team.Agents[0].Abilities[0].Pace }
	grown := pace(after) - pace(before)
	assert.Greater(t, grown, 0.2, "1.4 times the conversations, moved a little towards the team")
	assert.Less(t, grown, 0.4)

	p := planned(t, before, 22, 30)
	same := p
	same.Input = after
	futures, err := after.Futures(context.Background(), p.Profiles)
	require.NoError(t, err)
	same.Check = after.Check(p.Requirement, p.Roster.Roster, futures)
	var own, all float64
	for _, s := range p.Roster.Roster.Shifts {
		for i, a := range before.Team.Agents[:4] {
			if more := (after.Team.Agents[i].Abilities[0].Pace - a.Abilities[0].Pace) * 0.95 * s.End.Sub(s.Start).Hours(); s.Agent == a.ID {
				all += more
				if i == 0 {
					own += more
				}
			}
		}
	}
	require.Positive(t, own)
	assert.InDelta(t, all, supplied(same)-supplied(p), 1e-6, "supply grows by the pace, over the hours after shrinkage")
	assert.InDelta(t, own, all, 0.2*own, "the team's mean moves a little with one of four")
	assert.Less(t, missed(same), missed(p))

	service, err := after.Simulate(context.Background(), p.Profiles, p.Roster.Roster, nil)
	require.NoError(t, err)
	assert.Greater(t, service.Queues[0].Targets[0].Mean, p.Service.Queues[0].Targets[0].Mean, "the same roster serves more in time")
	assert.Less(t, service.Queues[0].Abandoned.Mean, p.Service.Queues[0].Abandoned.Mean)

	anew := planned(t, after, 22, 30)
	assert.Less(t, missed(anew), missed(p))
	assert.NotEqual(t, p.Roster.Roster, anew.Roster.Roster, "the roster makes use of it")
}

func supplied(p plan.Plan) (sum float64) {
	for _, x := range p.Check.Coverage.Queues[0].Supplied {
		sum += x
	}
	return sum
}

func missed(p plan.Plan) (sum float64) {
	for _, q := range p.Check.Coverage.Queues {
		for _, x := range q.Missed {
			sum += x
		}
	}
	return sum
}

// A certificate that expires on Thursday: the plan keeps the agent on public posts until
// then and never after, and the check breaks a roster that does not.
func TestExpiryStopsSchedulingFromItsDay(t *testing.T) {
	in := small(t)
	end := in.Period.Start.AddDate(0, 0, 3)
	in.Team.Agents[4].Abilities = append(in.Team.Agents[4].Abilities, skills.Ability{Channel: skills.Voice, Level: 1, Pace: 0.5})
	in.Stated = in.Team.Agents
	plain := planned(t, in, 5, 80)
	in.Assessed = []skills.Assessment{{Person: "a4", Date: in.Period.Start.AddDate(-1, 0, 0), Kind: skills.Certificate, Subject: "policy", Expires: end}}
	in, _ = in.Assess()
	p := planned(t, in, 5, 80)
	days := map[bool]int{}
	for _, s := range p.Roster.Roster.Shifts {
		for _, d := range s.Duties {
			if s.Agent == "a4" && slices.Contains(d.Queues, "posts") {
				assert.False(t, d.End.After(end), d.Start)
				days[true]++
			}
		}
	}
	assert.Positive(t, days[true], "on posts before it expires")

	judged := in.Check(p.Requirement, plain.Roster.Roster, nil)
	i := slices.IndexFunc(judged.Findings, func(f schedule.Finding) bool { return f.Code == schedule.CodeSkill })
	require.GreaterOrEqual(t, i, 0, "the roster made without the expiry breaks it")
	f := judged.Findings[i]
	assert.Equal(t, schedule.Broken, f.Severity)
	assert.Equal(t, []string{"expired", "policy"}, f.Names)
	assert.False(t, f.From.Before(end))
}

// Somebody in their first weeks supplies by the week: less in the first, more in the second.
func TestInductionIsSupplyByTheWeek(t *testing.T) {
	in := small(t)
	in.Skills.Induction = skills.Induction{Pace: []float64{0.5, 1}, Training: []float64{0.4, 0}}
	in.Team.Agents = slices.Clone(in.Team.Agents)
	in.Team.Agents[0].From = calendar.DateOf(in.Period.Start.AddDate(0, 0, -3))
	in.Stated = in.Team.Agents
	in, _ = in.Assess()
	a := in.Team.Agents[0]
	require.Len(t, a.Abilities, 2)
	first, _ := a.CanAt(in.Queues[0], in.Period.Start)
	later, _ := a.CanAt(in.Queues[0], in.Period.Start.AddDate(0, 0, 4))
	assert.InDelta(t, 0.3*later.Pace, first.Pace, 1e-9)
	p := planned(t, in, 19, 40) // also: no hard rule is broken where a duty changes its pace
	shift := p.Roster.Roster.Shifts[0]
	require.Equal(t, "a0", shift.Agent)
	alone := p.Roster.Roster
	alone.Shifts = []schedule.Shift{shift}
	one := in.Check(p.Requirement, alone, nil)
	sum := 0.0
	for _, x := range one.Coverage.Queues[0].Supplied {
		sum += x
	}
	can, _ := a.CanAt(in.Queues[0], shift.Start)
	assert.InDelta(t, can.Pace*0.95*shift.End.Sub(shift.Start).Hours(), sum, 1e-6)
}

// The same weeks as shrinkage of the requirement: 40 % of a first week is training and
// half of the rest is lost to pace, on the three days of it that lie in the period; the hours to roster grow by both.
func TestInductionIsShrinkageOfTheRequirement(t *testing.T) {
	in := small(t)
	in.Skills.Induction = skills.Induction{Pace: []float64{0.5}, Training: []float64{0.4}}
	in, fits := in.Assess()
	p := planned(t, in, 12, 20)
	assert.Empty(t, people.Inductions(in, fits, p.Requirement), "nobody is in induction")

	in.Stated = slices.Clone(in.Stated)
	in.Stated[0].From = calendar.DateOf(in.Period.Start.AddDate(0, 0, -4))
	in, fits = in.Assess()
	weeks := people.Inductions(in, fits, p.Requirement)
	require.Len(t, weeks, 1)
	w := weeks[0]
	assert.Equal(t, []string{"a0"}, w.People)
	hours := 25.0 * 3 / 7 // between 20 and 30 a week
	assert.InDelta(t, 8*25, w.Staffed, 1e-9)
	assert.InDelta(t, 0.4*hours, w.Training, 1e-9)
	assert.InDelta(t, 0.6*0.5*hours, w.Slower, 1e-9)
	assert.InDelta(t, 1-0.95*(1-0.4*hours/200), w.Planned, 1e-9)
	assert.InDelta(t, w.Net/0.95+w.Training+w.Slower, w.Gross, 1e-9)
	assert.Positive(t, w.Net)
}

func TestGapsSayWhoComesClose(t *testing.T) {
	in := small(t)
	in.Queues[0].Language = "it"
	in.Team.Agents = slices.Clone(in.Team.Agents)
	for i := range in.Team.Agents {
		if i%2 == 0 {
			in.Team.Agents[i].Languages = []skills.Language{"it"}
		}
	}
	in.Team.Agents[2].Queues = []string{"posts"}
	c := in.Team.Contracts["full"]
	c.Rules.WeekHoursMin = 0 // some can serve nothing
	in.Team.Contracts = map[string]schedule.Contract{"full": c}
	in.Stated = in.Team.Agents
	in, _ = in.Assess()
	g := people.Gaps(planned(t, in, 30, 20))
	assert.Equal(t, 1, g[0].Serve)
	assert.Equal(t, []string{"a1", "a3"}, g[0].NoLanguage)
	assert.Equal(t, []string{"a4", "a6"}, g[0].NoChannel)
	assert.Equal(t, []string{"a2"}, g[0].Elsewhere)
	assert.Positive(t, g[0].Hours)
	assert.GreaterOrEqual(t, g[0].Worst, 0)
	assert.Zero(t, g[0].Short[3], "closed at 3 on Monday")
}

// The fewest people that meet the target: one fewer does not.
func TestHireFindsTheFewest(t *testing.T) {
	in := small(t)
	in, _ = in.Assess()
	p := planned(t, in, 22, 20)
	hires, err := people.Recruit(context.Background(), p, people.HireOptions{Most: 8})
	require.NoError(t, err)
	require.NotEmpty(t, hires)
	h := hires[0]
	assert.Equal(t, "phone", h.Profile.Queue.Name)
	assert.True(t, h.Met)
	assert.Greater(t, h.After.Mean, h.Before.Mean)
	assert.Equal(t, "full", h.Profile.Contract)
	assert.Positive(t, h.Cost.Sign())
}

func TestReadyCountsWhoMayBeThere(t *testing.T) {
	in, fits := small(t).Assess()
	p := planned(t, in, 10, 20)
	r, err := people.GoLive(context.Background(), p, fits, "phone", nil)
	require.NoError(t, err)
	assert.Len(t, r.Able, 4)
	assert.Empty(t, r.Short)
	late := calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(22, 0)})
	p.Profiles[0].Volume = volume(in, "phone", 10)
	for i := range p.Profiles[0].Volume.Mean {
		p.Profiles[0].Volume.Mean[i] = 10
	}
	r, err = people.GoLive(context.Background(), p, fits, "phone", &late)
	require.NoError(t, err)
	assert.Equal(t, people.NoGo, r.Verdict)
	assert.Equal(t, []int{19, 20, 21}, r.Short[:3], "no shift is under way after 19:00")
	assert.Empty(t, r.Blind)

	p.Profiles[0].Volume = volume(in, "phone", 10) // of which nothing comes after 19:00
	r, err = people.GoLive(context.Background(), p, fits, "phone", &late)
	require.NoError(t, err)
	assert.Equal(t, people.NoGo, r.Verdict, "an hour of which nothing is known is not ready because nothing is known of it")
	assert.Equal(t, []int{19, 20, 21}, r.Blind[:3])
	assert.Equal(t, []int{19, 20, 21}, r.Short[:3])
}

func TestFairnessSplitsWhatContractsExplain(t *testing.T) {
	in, _ := small(t).Assess()
	p := planned(t, in, 12, 40)
	f := people.Evenly(p)
	require.Len(t, f.Sides, 2)
	assert.Equal(t, 4, f.Sides[1].People)
	assert.Zero(t, f.Sides[0].Hard, "complaints come to posts alone")
	assert.Positive(t, f.Sides[1].Hard)
	sum := 0.0
	for _, s := range f.People {
		sum += s.Hard * s.Hours / 40
	}
	all := 0.0
	for i, x := range p.Profiles[1].Volume.Mean {
		all += x * 0.5
		_ = i
	}
	assert.InDelta(t, all, sum, 0.05*all, "every complaint falls on somebody, but for those at the very end")
	for _, d := range f.Differences {
		assert.InDelta(t, d.Social-d.Core, d.Contracts+d.Rest, 1e-9)
		if d.Measure == people.Hard {
			assert.True(t, d.Telling)
		}
	}
}
