package shiftdesign

import (
	"fmt"
	"slices"
)

// Shift is one distinct shift and who works it.
type Shift struct {
	Start, Length int   // slots, the start within its day
	Workers       []int // by day
}

// Design is a set of shifts.
type Design []Shift

// Score is what a design costs.
type Score struct {
	Under, Over int     // minutes of people below and above the demand
	Duties      float64 // a week by which the mean is outside its bounds
	Shifts      int     // distinct ones that anybody works
	Penalty     float64 // the weighted sum
	Broken      []string
}

// Score judges a design by the instance's own words; it shares no code with the solver.
// Shifts that nobody works do not count, shifts of the same start and length are one, and
// what no type allows covers nothing.
// A week whose work is all shorter than WeekMinutes has more duties: their mean is
// WeekMinutes over the mean length of a duty.
func (in *Instance) Score(d Design) Score {
	var s Score
	have := make([]int, len(in.Demand))
	seen := map[[2]int]bool{}
	duties, minutes := 0, 0
	for _, x := range d {
		if !in.allows(x) {
			s.Broken = append(s.Broken, fmt.Sprintf("no shift type has start %d, length %d", x.Start, x.Length))
			continue
		}
		for day, n := range x.Workers {
			if n < 0 || day >= in.Days {
				s.Broken = append(s.Broken, fmt.Sprintf("%d workers on day %d: start %d, length %d", n, day, x.Start, x.Length))
				continue
			}
			if n > 0 {
				seen[[2]int{x.Start, x.Length}] = true
			}
			duties += n
			minutes += n * x.Length * in.Interval
			for k := range x.Length {
				have[(day*in.Slots()+x.Start+k)%len(have)] += n
			}
		}
	}
	for i, want := range in.Demand {
		s.Under += max(0, want-have[i]) * in.Interval
		s.Over += max(0, have[i]-want) * in.Interval
	}
	if minutes > 0 {
		mean := float64(duties) * float64(in.WeekMinutes) / float64(minutes)
		s.Duties = max(0, in.Duties.Min-mean, mean-in.Duties.Max)
	}
	s.Shifts = len(seen)
	s.Penalty = float64(in.Under*s.Under+in.Over*s.Over+in.Shifts*s.Shifts) + float64(in.DutiesOutside)*s.Duties
	return s
}

// allows says whether a shift is of one of the types.
func (in *Instance) allows(x Shift) bool {
	return slices.ContainsFunc(in.Types, func(t Type) bool {
		return x.Start >= t.Start.Min && x.Start <= t.Start.Max && x.Length >= t.Length.Min && x.Length <= t.Length.Max
	})
}
