package inrc2

import (
	"fmt"
	"slices"
)

// Cell is what a nurse does on a day: Shift is -1 for a day off.
type Cell struct{ Shift, Skill int }

// Off is a day off.
var Off = Cell{-1, -1}

// Roster is what each nurse does on each day.
type Roster [][]Cell

// Score is what a roster costs, by the names of the constraints in Ceschia et al. 2015, and
// which hard constraints it breaks.
type Score struct {
	Coverage         int // S1
	Consecutive      int // S2
	DaysOff          int // S3
	Preferences      int // S4
	CompleteWeekends int // S5
	Assignments      int // S6
	Weekends         int // S7
	Broken           []string
}

// Penalty is the sum of the soft costs.
func (s Score) Penalty() int {
	return s.Coverage + s.Consecutive + s.DaysOff + s.Preferences + s.CompleteWeekends + s.Assignments + s.Weekends
}

// Score judges a roster by the instance's own words; it shares no code with the solver.
// A nurse has one cell a day, so that H1 cannot be broken; rows that are missing or too
// short count as days off.
func (in *Instance) Score(r Roster) Score {
	var s Score
	staffed := make([]int, len(in.Cover))
	for n := range in.Nurses {
		cells := in.row(r, n)
		in.hard(&s, n, cells, staffed)
		in.soft(&s, n, cells)
	}
	for d := range in.Days() {
		for shift := range in.Shifts {
			for skill := range in.Skills {
				c, have := in.CoverOf(d, shift, skill), staffed[in.cover(d, shift, skill)]
				s.Coverage += weightCoverage * max(0, c.Best-have)
				if have < c.Min {
					s.Broken = append(s.Broken, fmt.Sprintf("H2 %d of %d on %s as %s: day %d", have, c.Min, in.Shifts[shift].Name, in.Skills[skill], d))
				}
			}
		}
	}
	for _, q := range in.Requests {
		if got := in.row(r, q.Nurse)[q.Day].Shift; got >= 0 && (q.Shift < 0 || q.Shift == got) {
			s.Preferences += weightPreference
		}
	}
	return s
}

// row is a nurse's days, as many as the horizon has.
func (in *Instance) row(r Roster, n int) []Cell {
	out := slices.Repeat([]Cell{Off}, in.Days())
	if n < len(r) {
		copy(out, r[n])
	}
	return out
}

// hard counts who is there and notes the hard constraints that the nurse's days break.
func (in *Instance) hard(s *Score, n int, cells []Cell, staffed []int) {
	last := in.Nurses[n].History.Last
	for d, c := range cells {
		if c.Shift >= 0 {
			if last >= 0 && slices.Contains(in.Shifts[last].NotBefore, c.Shift) {
				s.Broken = append(s.Broken, fmt.Sprintf("H3 %s after %s: nurse %s, day %d", in.Shifts[c.Shift].Name, in.Shifts[last].Name, in.Nurses[n].Name, d))
			}
			if !slices.Contains(in.Nurses[n].Skills, c.Skill) {
				s.Broken = append(s.Broken, fmt.Sprintf("H4 skill %d: nurse %s, day %d", c.Skill, in.Nurses[n].Name, d))
			}
			if c.Skill >= 0 && c.Skill < len(in.Skills) {
				staffed[in.cover(d, c.Shift, c.Skill)]++
			}
		}
		last = c.Shift
	}
}

// soft adds the costs of the nurse's days.
func (in *Instance) soft(s *Score, n int, cells []Cell) {
	p := in.Nurses[n]
	c, h := in.Contracts[p.Contract], p.History
	s.Consecutive += weightRun * excess(cells, h.Run, c.Run, func(x int) bool { return x >= 0 })
	s.DaysOff += weightDaysOff * excess(cells, h.DaysOff, c.DaysOff, func(x int) bool { return x < 0 })
	for shift, t := range in.Shifts {
		before := 0
		if h.Last == shift {
			before = h.ShiftRun
		}
		s.Consecutive += weightShiftRun * excess(cells, before, t.Run, func(x int) bool { return x == shift })
	}
	assigned, weekends := h.Assignments, h.Weekends
	for d, x := range cells {
		if x.Shift >= 0 {
			assigned++
		}
		if d%7 != 5 {
			continue
		}
		saturday, sunday := x.Shift >= 0, cells[d+1].Shift >= 0
		if saturday || sunday {
			weekends++
		}
		if c.Complete && saturday != sunday {
			s.CompleteWeekends += weightWeekend
		}
	}
	s.Assignments += weightAssignments * (max(0, c.Assignments.Min-assigned) + max(0, assigned-c.Assignments.Max))
	s.Weekends += weightWeekends * max(0, weekends-c.Weekends)
}

// excess is the days by which runs of the days that are meant are too long or too short.
// The first run goes on from so many days before the horizon, of which none is too many any
// more; one that reaches the last day may yet grow, so that it is never too short.
func excess(cells []Cell, before int, limits Range, meant func(shift int) bool) int {
	sum, run := 0, before
	for _, c := range cells {
		if meant(c.Shift) {
			if run++; run > limits.Max {
				sum++
			}
			continue
		}
		if run > 0 {
			sum += max(0, limits.Min-run)
		}
		run = 0
	}
	return sum
}

// String lists the costs by constraint.
func (s Score) String() string {
	return fmt.Sprintf("S1 coverage %d, S2 consecutive %d, S3 days off %d, S4 preferences %d, S5 complete weekends %d, S6 assignments %d, S7 weekends %d",
		s.Coverage, s.Consecutive, s.DaysOff, s.Preferences, s.CompleteWeekends, s.Assignments, s.Weekends)
}
