package repair

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
)

// contradiction is the set of demands behind a trouble that cannot all hold; none where
// they can, or where nothing of the kind is behind it.
func (w *world) contradiction(ctx context.Context, t *Trouble) ([]Demand, error) {
	f := t.Finding
	a, known := w.agent(f.Agent)
	switch {
	case f.Code == schedule.CodeNoLegalSchedule && known:
		list := w.demands(a)
		return smallest(list, func(kept []Demand) (bool, error) { return w.possible(ctx, a, list, kept) })
	case f.Severity == schedule.Broken && known && f.Code != schedule.CodeWeekHoursMin && w.locked(a.ID):
		list := w.fixed(a)
		return smallest(list, func(kept []Demand) (bool, error) { return !w.lockedBreak(a, kept, f.Code), nil })
	case f.Code == schedule.CodeMinStaff:
		list := w.reachDemands(t)
		return smallest(list, func(kept []Demand) (bool, error) { return w.enough(t, kept), nil })
	}
	return nil, nil
}

// smallest is an irreducible set of the demands that cannot all hold, by deletion: give up
// one after the other, and take back what made room (Chinneck & Dravnieks 1991). Because an
// absence also lowers what the week asks for, giving up one demand may make another
// needless after all: the filter goes round until nothing more can go. It is done in both
// orders and the smaller set kept. Nothing is returned where all can hold.
func smallest(all []Demand, possible func(kept []Demand) (bool, error)) ([]Demand, error) {
	if ok, err := possible(all); ok || err != nil {
		return nil, err
	}
	backwards := slices.Clone(all)
	slices.Reverse(backwards)
	var best []Demand
	for _, order := range [][]Demand{all, backwards} {
		kept, err := filtered(order, possible)
		if err != nil {
			return nil, err
		}
		if best == nil || len(kept) < len(best) {
			best = kept
		}
	}
	slices.SortStableFunc(best, func(a, b Demand) int { return cmp.Compare(slices.Index(all, a), slices.Index(all, b)) })
	return best, nil
}

func filtered(order []Demand, possible func(kept []Demand) (bool, error)) ([]Demand, error) {
	kept := slices.Clone(order)
	for again := true; again; {
		again = false
		for _, d := range slices.Clone(kept) {
			fewer := slices.DeleteFunc(slices.Clone(kept), func(x Demand) bool { return x == d })
			ok, err := possible(fewer)
			if err != nil {
				return nil, err
			}
			if !ok {
				kept, again = fewer, true
			}
		}
	}
	return kept, nil
}

// possible says whether the agent has a legal schedule when of the demands only some are
// kept: the optimiser plans them alone, with nothing to do.
func (w *world) possible(ctx context.Context, a schedule.Agent, all, kept []Demand) (bool, error) {
	team := w.without(a, all, kept)
	bare := schedule.Requirement{Grid: w.grid}
	for _, q := range w.Queues {
		if q.Channel.Live() {
			bare.Live = append(bare.Live, schedule.LiveRequirement{Queue: q.Name})
		} else {
			bare.Deferrable = append(bare.Deferrable, schedule.DeferrableRequirement{Queue: q.Name})
		}
	}
	legal, err := roster.Legal(ctx, roster.Input{Calendar: w.Calendar, Queues: w.Queues, Team: team, Requirement: bare})
	return err == nil && legal[0], err
}

// without is a team of the agent alone with those demands given up that are not kept.
func (w *world) without(a schedule.Agent, all, kept []Demand) schedule.Team {
	team := schedule.Team{ShiftKinds: maps.Clone(w.team.ShiftKinds), Shrinkage: w.team.Shrinkage}
	contract := w.team.Contracts[a.Contract]
	for _, d := range all {
		if slices.Contains(kept, d) {
			w.impose(&team, a.ID, d)
		} else {
			a, contract = w.giveUp(&team, a, contract, d)
		}
	}
	team.Agents = []schedule.Agent{a}
	team.Contracts = map[string]schedule.Contract{a.Contract: contract}
	return team
}

// impose adds what a demand of the agent's calendar asks to the team.
func (w *world) impose(team *schedule.Team, agent string, d Demand) {
	switch d.Kind {
	case DemandLock:
		team.Locks = append(team.Locks, pick(w.Team.Locks, func(s schedule.Shift) bool {
			return s.Agent == agent && s.Start.Equal(d.From) && s.End.Equal(d.To)
		})...)
	case DemandAbsence:
		team.Absences = append(team.Absences, pick(w.Team.Absences, func(x schedule.Absence) bool {
			return x.Agent == agent && x.From.Equal(d.From) && x.To.Equal(d.To) && x.Kind == d.Name
		})...)
	case DemandPublished:
		team.Published = pick(w.Team.Published, func(s schedule.Shift) bool { return s.Agent == agent })
	}
}

// giveUp takes a demand off the agent and the contract.
func (w *world) giveUp(team *schedule.Team, a schedule.Agent, c schedule.Contract, d Demand) (schedule.Agent, schedule.Contract) {
	switch d.Kind {
	case DemandAvailable:
		a.Available = calendar.Always()
	case DemandEmployed:
		a.From, a.To = calendar.Date{}, calendar.Date{}
	case DemandShifts:
		team.ShiftKinds[anyShift.Name] = anyShift
		c.ShiftKinds = []string{anyShift.Name}
	case DemandSkill:
		a = able(a, w.Queues)
	}
	if code := schedule.Code(d.Kind); slices.Contains(rules(), code) {
		roster.Relax(code, team, &a, &c.Rules)
	}
	return a, c
}

// anyShift is what may be worked where no kind of shift is asked for.
var anyShift = schedule.ShiftKind{
	Name: "any shift", Days: [7]bool{true, true, true, true, true, true, true},
	Start: calendar.Span{From: 0, To: calendar.Clock(23, 0)}, Every: time.Hour,
	Length: schedule.Range{Min: time.Hour, Max: 12 * time.Hour}, Grain: time.Hour,
}

// able is the agent with every skill.
func able(a schedule.Agent, queues []schedule.Queue) schedule.Agent {
	a.Queues = nil
	for _, q := range queues {
		if _, can := a.Can(q); !can {
			a.Languages = append(slices.Clone(a.Languages), q.Language)
			Change{Kind: ChangeTrain, Queue: q.Name, Pace: 1}.train(&a, queues)
		}
	}
	return a
}

// locked says whether the agent has a locked shift.
func (w *world) locked(id string) bool {
	return slices.ContainsFunc(w.Team.Locks, func(s schedule.Shift) bool { return s.Agent == id })
}

// fixed are the agent's demands that locked shifts may break.
func (w *world) fixed(a schedule.Agent) []Demand {
	var out []Demand
	for _, d := range w.demands(a) {
		if d.Kind != DemandSkill {
			out = append(out, d)
		}
	}
	return out
}

// lockedBreak says whether the locked shifts alone break the rule when of the agent's demands
// only some are kept.
func (w *world) lockedBreak(a schedule.Agent, kept []Demand, code schedule.Code) bool {
	team := w.without(a, w.fixed(a), kept)
	found := w.alone(team, team.Locks)
	return slices.ContainsFunc(found, func(f schedule.Finding) bool { return f.Code == code && f.Severity == schedule.Broken })
}
