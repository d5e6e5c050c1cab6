package matsp

import "fmt"

// Idle is a period without work in a Roster.
const Idle = -1

// The rules, in periods where they are of time.
const (
	minShift, maxShift = 6 * hour, 10 * hour
	minBlock           = hour // of one task
	minRest            = 14 * hour
	maxRun             = 5 // days
)

// Roster is the task of each employee in each period, from 0, or Idle.
type Roster [][]int

// Score is the penalty of a roster, the sum of squared excesses over the most people asked
// for, and the rules it breaks.
type Score struct {
	Penalty int
	Missing int // people below the least, over all periods: each is a broken rule
	Broken  []string
}

// Score judges a roster. Rows that are missing count as idle.
func (in *Instance) Score(r Roster) Score {
	var s Score
	staffed := make([][]int, in.Tasks)
	for t := range staffed {
		staffed[t] = make([]int, in.Periods())
	}
	for e := range in.Staff {
		row := make([]int, in.Periods())
		for p := range row {
			row[p] = Idle
			if e < len(r) && p < len(r[e]) && r[e][p] >= 0 && r[e][p] < in.Tasks {
				row[p] = r[e][p]
				staffed[row[p]][p]++
			}
		}
		s.Broken = append(s.Broken, in.broken(e, row)...)
	}
	for t := range staffed {
		for p, have := range staffed[t] {
			c := in.Cover[t][p]
			s.Missing += max(0, c.Min-have)
			s.Penalty += max(0, have-c.Max) * max(0, have-c.Max)
		}
	}
	return s
}

// shift is a stretch of work in periods [from, to).
type shift struct{ from, to int }

// shifts is the stretches of work of a row.
func shifts(row []int) (out []shift) {
	for from, to := 0, 0; from < len(row); from = max(to, from+1) {
		for to = from; to < len(row) && row[to] != Idle; to++ {
		}
		if to > from {
			out = append(out, shift{from, to})
		}
	}
	return out
}

// broken names the rules that an employee's row breaks.
func (in *Instance) broken(e int, row []int) (out []string) {
	say := func(rule string, p int) {
		out = append(out, fmt.Sprintf("%s: employee %s, day %d", rule, in.Staff[e].ID, date(p)+1))
	}
	minutes, last, run := 0, shift{-day, -minRest}, 0
	for _, s := range shifts(row) {
		minutes += (s.to - s.from) * Minutes
		if n := s.to - s.from; n < minShift || n > maxShift {
			say("length of shift", s.from)
		}
		if !mayStart((s.from + opening) % day) {
			say("start of shift", s.from)
		}
		if s.from-last.to < minRest {
			say("rest", s.from)
		}
		switch date(s.from) - date(last.from) {
		case 0:
			say("second shift of a day", s.from)
		case 1:
			run++
		default:
			run = 1
		}
		if run == maxRun+1 {
			say("days in a row", s.from)
		}
		for p := s.from; p < s.to; {
			end := p
			for ; end < s.to && row[end] == row[p]; end++ {
			}
			if end-p < minBlock {
				say("length of task", p)
			}
			p = end
		}
		last = s
	}
	if minutes < in.Staff[e].MinMinutes || minutes > in.Staff[e].MaxMinutes {
		say("total time", 0)
	}
	return out
}

// date is the calendar day of a period, from 0.
func date(p int) int { return (p+opening+2*day)/day - 2 }

// mayStart says whether a shift may begin at a clock, in periods since midnight.
func mayStart(clock int) bool {
	return clock == 0 || clock >= 6*hour && clock <= 10*hour || clock >= 14*hour && clock <= 18*hour || clock >= 20*hour
}
