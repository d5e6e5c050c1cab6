package roster

import (
	"context"
	"slices"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// relaxation is one rule taken out of an agent's world.
type relaxation struct {
	code schedule.Code
	drop func(team *schedule.Team, a *schedule.Agent, rules *schedule.Rules)
}

var relaxations = []relaxation{
	{schedule.CodeWeekHoursMin, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WeekHoursMin = 0 }},
	{schedule.CodeWeekHoursMax, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WeekHoursMax = 0 }},
	{schedule.CodeWeekDays, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WeekDaysMax = 0 }},
	{schedule.CodeDayHours, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.DayHoursMax = 0 }},
	{schedule.CodeDailyRest, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.DailyRest = 0 }},
	{schedule.CodeWeeklyRest, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WeeklyRest = 0 }},
	{schedule.CodeConsecutiveDays, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.ConsecutiveDaysMax = 0 }},
	{schedule.CodeNights, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.ConsecutiveNights = 0 }},
	{schedule.CodeWeekends, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WeekendsFree = 0 }},
	{schedule.CodeAbsent, func(t *schedule.Team, a *schedule.Agent, _ *schedule.Rules) {
		t.Absences = slices.DeleteFunc(slices.Clone(t.Absences), func(x schedule.Absence) bool { return x.Agent == a.ID })
	}},
	{schedule.CodeMeeting, func(t *schedule.Team, _ *schedule.Agent, _ *schedule.Rules) { t.Meetings = nil }},
	{schedule.CodeUnavailable, func(_ *schedule.Team, a *schedule.Agent, _ *schedule.Rules) {
		a.Available, a.From, a.To = calendar.Always(), calendar.Date{}, calendar.Date{}
	}},
	{schedule.CodeShiftKind, func(t *schedule.Team, a *schedule.Agent, _ *schedule.Rules) {
		c := t.Contracts[a.Contract]
		c.ShiftKinds = nil
		t.Contracts[a.Contract] = c
	}},
	{schedule.CodeSkill, func(_ *schedule.Team, a *schedule.Agent, _ *schedule.Rules) {
		a.Queues, a.Abilities = nil, nil
		for _, c := range skills.Channels() {
			a.Abilities = append(a.Abilities, skills.Ability{Channel: c, Pace: 1})
		}
	}},
	{schedule.CodeLockMoved, func(t *schedule.Team, a *schedule.Agent, _ *schedule.Rules) {
		t.Locks = slices.DeleteFunc(slices.Clone(t.Locks), func(x schedule.Shift) bool { return x.Agent == a.ID })
	}},
}

// contradiction is the finding for an agent without a legal schedule. It names the rules
// of which each, taken away alone, would leave one.
func (t *translator) contradiction(ctx context.Context, a int) schedule.Finding {
	who := t.in.Team.Agents[a]
	f := schedule.Finding{
		Code: schedule.CodeNoLegalSchedule, Severity: schedule.Broken, Agent: who.ID,
		From: t.grid.Start, To: t.grid.End(),
	}
	for _, r := range relaxations {
		if ctx.Err() != nil {
			return f
		}
		if t.possible(ctx, who, r) {
			f.Names = append(f.Names, string(r.code))
		}
	}
	return f
}

// possible says whether the agent has a legal schedule without the rule.
func (t *translator) possible(ctx context.Context, who schedule.Agent, r relaxation) bool {
	team := t.in.Team
	contract := team.Contracts[who.Contract]
	team.Contracts = map[string]schedule.Contract{who.Contract: contract}
	r.drop(&team, &who, &contract.Rules)
	if r.code == schedule.CodeSkill {
		for _, q := range t.in.Queues {
			who.Languages = append(slices.Clip(who.Languages), q.Language)
		}
	}
	rules := contract.Rules
	contract = team.Contracts[who.Contract]
	contract.Rules = rules
	team.Contracts[who.Contract] = contract
	team.Agents = []schedule.Agent{who}

	part := *t.p
	part.Forms, part.Agents, part.Flow.Blends = nil, nil, slices.Clip(part.Flow.Blends)
	again := &translator{in: t.in, grid: t.grid, cal: t.cal, p: &part, dates: t.dates, forms: map[string][]int{}, pays: map[string][]float64{}}
	again.in.Team = team
	again.contract(who.Contract)
	ag := again.agent(team, who)
	part.ready(&ag)
	var pr prices
	pr.fit(len(ag.Duties), part.N+part.Tail)
	clear(pr.upTo)
	pr.usual = -1
	_, ok := newPathPlanner(&part).plan(ctx, &ag, &pr, nil)
	return ok
}
