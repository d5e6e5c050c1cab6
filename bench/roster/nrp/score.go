package nrp

import "fmt"

// Roster is the type each employee works on each day, or -1.
type Roster [][]int

// Score is what a roster costs and which hard rules it breaks.
type Score struct {
	OnRequests, OffRequests, Under, Over int
	Broken                               []string // rule, employee and day, in words
}

// Penalty is the sum of the soft costs.
func (s Score) Penalty() int { return s.OnRequests + s.OffRequests + s.Under + s.Over }

// Score judges a roster by the instance's own words; it shares no code with the solver.
// Rows that are missing or too short count as days off that broke no rule but minutes.
func (in *Instance) Score(r Roster) Score {
	var s Score
	staffed := make([]int, in.Days*len(in.Types))
	for e := range in.Staff {
		cells := make([]int, in.Days)
		for d := range cells {
			cells[d] = -1
			if e < len(r) && d < len(r[e]) {
				cells[d] = r[e][d]
			}
			if cells[d] >= 0 {
				staffed[d*len(in.Types)+cells[d]]++
			}
		}
		s.Broken = append(s.Broken, in.broken(e, cells)...)
	}
	for _, q := range in.Requests {
		granted := q.Employee < len(r) && q.Day < len(r[q.Employee]) && r[q.Employee][q.Day] == q.Type
		if q.On && !granted {
			s.OnRequests += q.Weight
		} else if !q.On && granted {
			s.OffRequests += q.Weight
		}
	}
	for _, c := range in.Cover {
		have := staffed[c.Day*len(in.Types)+c.Type]
		s.Under += c.Under * max(0, c.Want-have)
		s.Over += c.Over * max(0, have-c.Want)
	}
	return s
}

// broken names the hard rules that an employee's days break.
func (in *Instance) broken(e int, cells []int) (out []string) {
	p := &in.Staff[e]
	say := func(rule string, day int) { out = append(out, fmt.Sprintf("%s: employee %s, day %d", rule, p.ID, day)) }
	minutes, count := 0, make([]int, len(in.Types))
	for d, t := range cells {
		if t < 0 {
			continue
		}
		minutes += in.Types[t].Minutes
		if count[t]++; count[t] == p.Most[t]+1 {
			say("too many "+in.Types[t].ID, d)
		}
		if d > 0 && cells[d-1] >= 0 {
			for _, x := range in.Types[cells[d-1]].NotBefore {
				if x == t {
					say("succession", d)
				}
			}
		}
	}
	for _, d := range p.DaysOff {
		if cells[d] >= 0 {
			say("fixed day off", d)
		}
	}
	if minutes > p.MaxMinutes {
		say("too many minutes", 0)
	}
	if minutes < p.MinMinutes {
		say("too few minutes", 0)
	}
	if weekends(cells) > p.MaxWeekends {
		say("too many weekends", 0)
	}
	for start, end := 0, 0; start < len(cells); start = end {
		for end = start; end < len(cells) && (cells[end] < 0) == (cells[start] < 0); end++ {
		}
		inside, n := start > 0 && end < len(cells), end-start
		switch {
		case cells[start] < 0 && inside && n < p.MinOff:
			say("too few days off in a row", start)
		case cells[start] >= 0 && n > p.MaxRun:
			say("too many days in a row", start)
		case cells[start] >= 0 && inside && n < p.MinRun:
			say("too few days in a row", start)
		}
	}
	return out
}

// weekends counts those with work on Saturday or Sunday.
func weekends(cells []int) (n int) {
	for d := 5; d < len(cells); d += 7 {
		if cells[d] >= 0 || d+1 < len(cells) && cells[d+1] >= 0 {
			n++
		}
	}
	return n
}
