package matsp

import (
	"bufio"
	"fmt"
	"io"
)

// Write writes a line for every stretch of one task: employee, day and clock at which it
// begins, clock at which it ends, and the task from 1. Days are calendar days from 1.
func (in *Instance) Write(w io.Writer, r Roster) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# employee,day,from,to,task")
	for e := range in.Staff {
		if e >= len(r) {
			break
		}
		for _, s := range shifts(r[e]) {
			for p := s.from; p < s.to; {
				end := p
				for ; end < s.to && r[e][end] == r[e][p]; end++ {
				}
				fmt.Fprintf(out, "%s,%d,%s,%s,%d\n", in.Staff[e].ID, date(p)+1, clock(p), clock(end), r[e][p]+1)
				p = end
			}
		}
	}
	return out.Flush()
}

// clock is the time of day at which a period begins.
func clock(p int) string {
	minutes := (p + opening) % day * Minutes
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}
