package roster

import (
	"context"
	"maps"
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
	{schedule.CodeWeekDaysMin, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WeekDaysMin = 0 }},
	{schedule.CodePeriodHoursMin, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.PeriodHours.Min = 0 }},
	{schedule.CodePeriodHoursMax, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.PeriodHours.Max = 0 }},
	{schedule.CodePeriodDaysMin, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.PeriodDays.Min = 0 }},
	{schedule.CodePeriodDaysMax, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.PeriodDays.Max = 0 }},
	{schedule.CodeMeanHours, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.MeanWeekHours = 0 }},
	{schedule.CodeDaysMin, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.ConsecutiveDaysMin = 0 }},
	{schedule.CodeDaysOffMin, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.DaysOffMin = 0 }},
	{schedule.CodeWeekendsMax, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WeekendsMax = 0 }},
	{schedule.CodeWeekendsRow, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WeekendsRow = 0 }},
	{schedule.CodeWeekendRotation, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WeekendCycle = schedule.Cycle{} }},
	{schedule.CodeWholeWeekends, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WholeWeekends = false }},
	{schedule.CodeNightRest, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.NightRest = 0 }},
	{schedule.CodeWeekNights, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.WeekNights = 0 }},
	{schedule.CodePeriodNights, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.PeriodNights = 0 }},
	{schedule.CodeNightHours, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.NightHoursMax = 0 }},
	{schedule.CodeForward, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.BackwardMax = 0 }},
	{schedule.CodeStartSpread, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.StartSpread = 0 }},
	{schedule.CodeRotation, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.Rotation = schedule.Rotation{} }},
	{schedule.CodeKindsMax, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.KindsMax = nil }},
	{schedule.CodeNotAfter, func(t *schedule.Team, _ *schedule.Agent, _ *schedule.Rules) {
		t.ShiftKinds = maps.Clone(t.ShiftKinds)
		for name, k := range t.ShiftKinds {
			k.NotAfter = nil
			t.ShiftKinds[name] = k
		}
	}},
	{schedule.CodeOutsideHours, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.InsideHours = false }},
	{schedule.CodeBreakAfter, func(_ *schedule.Team, _ *schedule.Agent, r *schedule.Rules) { r.BreakAfter = 0 }},
	{schedule.CodeAbsent, func(t *schedule.Team, a *schedule.Agent, _ *schedule.Rules) {
		t.Absences = slices.DeleteFunc(slices.Clone(t.Absences), func(x schedule.Absence) bool { return x.Agent == a.ID })
	}},
	{schedule.CodeMeeting, func(t *schedule.Team, a *schedule.Agent, _ *schedule.Rules) {
		t.Meetings = slices.DeleteFunc(slices.Clone(t.Meetings), func(m schedule.Meeting) bool { return m.Agent == a.ID })
	}},
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
	again := &translator{in: t.in, grid: t.grid, cal: t.cal, p: &part, dates: t.dates, due: t.due, whole: t.whole, forms: map[string][]int{}, pays: map[string][]float64{}, own: map[clockKey]*translator{}, shut: map[string][]span{}}
	again.in.Team = team
	again.contract(who.Contract)
	ag := again.agent(team, who)
	part.ready(&ag)
	return part.legal(ctx, &ag)
}

// legal says whether the agent has any legal schedule; it is false as well where ctx ends.
func (p *Problem) legal(ctx context.Context, a *Agent) bool {
	var pr prices
	pr.fit(len(a.Duties), p.N+p.Tail)
	clear(pr.upTo)
	pr.usual = -1
	_, ok := newPathPlanner(p).plan(ctx, a, &pr, nil)
	return ok
}

// RuleCodes lists the rules that Relax can take away, by the codes of their findings.
func RuleCodes() []schedule.Code {
	out := make([]schedule.Code, len(relaxations))
	for i, r := range relaxations {
		out[i] = r.code
	}
	return out
}

// Relax takes the rule of the code out of one agent's world, as far as it is there: of the
// team, the agent and the rules of the agent's contract. Slices and maps within are replaced,
// not changed.
func Relax(code schedule.Code, team *schedule.Team, a *schedule.Agent, rules *schedule.Rules) {
	for _, r := range relaxations {
		if r.code == code {
			r.drop(team, a, rules)
		}
	}
}

// Legal says of every agent of the input, in their order, whether they have a legal
// schedule at all, locked shifts included. It costs far less than a roster. It fails like
// Build, and where ctx ends.
func Legal(ctx context.Context, in Input) ([]bool, error) {
	if err := validate(in, Options{}); err != nil {
		return nil, err
	}
	out := make([]bool, len(in.Team.Agents))
	if in.Requirement.Grid.N == 0 {
		for a := range out {
			out[a] = true
		}
		return out, nil
	}
	p, _ := translate(in)
	if err := p.Validate(); err != nil {
		return nil, err
	}
	for a := range out {
		out[a] = p.legal(ctx, &p.Agents[a])
	}
	return out, ctx.Err()
}
