package repair

import (
	"context"
	"slices"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
)

// freedom is what a re-solve may change: by agent, the dates on which their shifts are not
// held.
type freedom map[string]map[calendar.Date]bool

// solve is the best roster that a re-solve finds with every shift as it is but for those
// free.
func (w *world) solve(ctx context.Context, team schedule.Team, free freedom) (schedule.Roster, error) {
	built, err := roster.Build(ctx, roster.Input{
		Calendar: w.Calendar, Queues: w.Queues, Team: w.held(team, free), Requirement: w.Requirement,
	}, roster.Options{Seed: w.Seed, Effort: effort})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return schedule.Roster{}, err
	}
	out := schedule.Roster{Grid: built.Roster.Grid}
	for _, s := range w.Roster.Shifts {
		if free[s.Agent] == nil {
			out.Shifts = append(out.Shifts, s)
		}
	}
	for _, s := range built.Roster.Shifts {
		if free[s.Agent] != nil {
			s.Locked = s.Locked && w.lockedByTeam(s)
			out.Shifts = append(out.Shifts, s)
		}
	}
	out.Sort()
	return out, nil
}

func (w *world) lockedByTeam(s schedule.Shift) bool {
	return slices.ContainsFunc(w.Team.Locks, func(x schedule.Shift) bool { return x.Agent == s.Agent && x.Start.Equal(s.Start) })
}

// held locks every shift that may not change. Who is not free at all has no rules left to
// break and no time to work beyond those shifts.
func (w *world) held(team schedule.Team, free freedom) schedule.Team {
	out := spelled(team)
	for name, c := range team.Contracts {
		c.Name, c.Rules = name+heldMark, schedule.Rules{}
		out.Contracts[c.Name] = c
	}
	out.Locks = nil
	for i := range out.Agents {
		a := &out.Agents[i]
		dates := free[a.ID]
		if dates == nil {
			a.Available, a.Contract = calendar.Hours{}, a.Contract+heldMark
			out.Locks = append(out.Locks, w.base[a.ID]...)
			continue
		}
		own := w.by(*a)
		for _, s := range w.base[a.ID] {
			if s.Locked || !dates[own.date(s.Start)] {
				out.Locks = append(out.Locks, s)
			}
		}
		a.Available = own.within(a.Available, dates)
	}
	return out
}

// heldMark tells the contracts of those held from the others; no name holds it.
const heldMark = "\x00held"

// within closes the hours on the days of the period that are not among the dates, but for
// the nights that shifts of these reach into.
func (w *world) within(h calendar.Hours, dates map[calendar.Date]bool) calendar.Hours {
	out := h
	out.Dates = map[calendar.Date][]calendar.Span{}
	for d, spans := range h.Dates {
		out.Dates[d] = spans
	}
	last := w.date(w.grid.End().Add(-1)).Add(2)
	for d := w.date(w.grid.Start); !last.Before(d); d = d.Add(1) {
		if !dates[d] {
			out.Dates[d] = nil
		}
		if !dates[d] || dates[d.Add(1)] {
			continue
		}
		morning := calendar.TimeOfDay(0)
		for _, s := range h.On(d.Add(1), w.cal) {
			if s.From == 0 {
				morning = min(s.To, calendar.Clock(12, 0))
			}
		}
		spans := slices.Clone(h.On(d, w.cal))
		for i := range spans {
			if spans[i].To == calendar.Clock(24, 0) {
				spans[i].To += morning
			}
		}
		out.Dates[d] = spans
	}
	return out
}

// freed is what a change lets the re-solve move: the day that it is about, where the agent
// works on it or would work more, else the weeks of the trouble.
func (w *world) freed(t *Trouble, c Change) freedom {
	out := freedom{}
	begin, end := t.Finding.From, t.Finding.To
	if personal(t.Finding) && t.Finding.Code != schedule.CodeRequest { // limits and standing wishes are about all of the period
		begin, end = w.grid.Start, w.grid.End()
	}
	for _, id := range slices.Concat(c.Agents, c.free) {
		a, _ := w.agent(id)
		w := w.by(a)
		from, to := w.date(begin).Monday(), w.date(end.Add(-1)).Monday().Add(7)
		works := map[calendar.Date]bool{}
		for _, s := range w.base[id] {
			works[w.date(s.Start)] = true
		}
		dates := map[calendar.Date]bool{}
		for d := from; d.Before(to); d = d.Add(1) {
			switch c.Kind {
			case ChangeBreak, ChangeExtend, ChangeStart:
				dates[d] = d == c.Date || !works[c.Date]
			case ChangeOvertime, ChangeDay:
				dates[d] = d == c.Date
			default:
				dates[d] = true
			}
		}
		out[id] = dates
	}
	return out
}
