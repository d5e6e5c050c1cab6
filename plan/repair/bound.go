package repair

import (
	"cmp"
	"math"
	"slices"

	"turno/schedule"
	"turno/schedule/check"
)

// record is one agent alone, for the check of their own rules.
type record struct {
	team   schedule.Team
	broken map[schedule.Code]int // by the roster as it is
}

// bindings are the rules that a shift more may break, those that a planner can do most about
// first; further ones follow in the order of their codes.
var bindings = []schedule.Code{
	schedule.CodeWeekHoursMax, schedule.CodeWeekDays, schedule.CodeConsecutiveDays, schedule.CodeDailyRest,
	schedule.CodeWeeklyRest, schedule.CodeWeekends, schedule.CodeNights, schedule.CodeDayHours,
}

// aside are the codes that a shift tried for its times alone cannot help to break, or that
// planning the rest of the week anew would mend.
var aside = []schedule.Code{schedule.CodeBreaks, schedule.CodeBreakAfter, schedule.CodeDuty, schedule.CodeSkill, schedule.CodeUnknownQueue, schedule.CodeWeekHoursMin}

// breaks are the rules that the findings break beyond those broken before, by bindings.
func breaks(found []schedule.Finding, before map[schedule.Code]int) []schedule.Code {
	now := codes(found)
	var out []schedule.Code
	for code, n := range now {
		if n > before[code] && !slices.Contains(aside, code) {
			out = append(out, code)
		}
	}
	place := func(c schedule.Code) int {
		if i := slices.Index(bindings, c); i >= 0 {
			return i
		}
		return len(bindings)
	}
	slices.SortFunc(out, func(a, b schedule.Code) int { return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b)) })
	return out
}

// bound is the rule that forbids the shift which breaks fewest of them, beside the agent's
// other days; moved or idle where one breaks none.
func (w *world) bound(a schedule.Agent, tries []schedule.Shift) Reason {
	w = w.by(a)
	rec := w.record(a)
	rules := w.team.Contracts[a.Contract].Rules
	best, fewest := Reason{}, math.MaxInt
	for _, s := range tries {
		shifts, moved := []schedule.Shift{s}, false
		for _, x := range w.base[a.ID] {
			if w.date(x.Start) == w.date(s.Start) || x.Start.Before(s.End) && x.End.After(s.Start) {
				moved = true
			} else {
				shifts = append(shifts, x)
			}
		}
		broken := breaks(w.alone(rec.team, shifts), rec.broken)
		if len(broken) >= fewest {
			continue
		}
		best, fewest = Reason{Cause: CauseIdle}, len(broken)
		if moved {
			best.Cause = CauseMoved
		}
		if fewest == 0 {
			break
		}
		best = Reason{Cause: Cause(broken[0]), Value: limit(broken[0], rules)}
	}
	return best
}

// record is the agent alone, as the roster has them.
func (w *world) record(a schedule.Agent) record {
	if r, known := w.records[a.ID]; known {
		return r
	}
	team := w.team
	team.Agents, team.Requests, team.Locks, team.Absences, team.Published = []schedule.Agent{a}, nil, nil, nil, nil
	for _, s := range w.team.Published {
		if s.Agent == a.ID {
			team.Published = append(team.Published, s)
		}
	}
	r := record{team: team}
	r.broken = codes(w.alone(team, w.base[a.ID]))
	w.records[a.ID] = r
	return r
}

// alone judges shifts of a team of one by the rules.
func (w *world) alone(team schedule.Team, shifts []schedule.Shift) []schedule.Finding {
	return check.Run(check.Input{Calendar: w.Calendar, Team: team, Roster: schedule.Roster{Grid: w.grid, Shifts: shifts}}).Findings
}

// codes counts the broken rules.
func codes(found []schedule.Finding) map[schedule.Code]int {
	out := map[schedule.Code]int{}
	for _, f := range found {
		if f.Severity == schedule.Broken {
			out[f.Code]++
		}
	}
	return out
}
