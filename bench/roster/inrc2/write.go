package inrc2

import (
	"bufio"
	"fmt"
	"io"
)

// Write writes a week of a roster in the form that the competition's validator reads.
func (in *Instance) Write(w io.Writer, r Roster, week int) error {
	out := bufio.NewWriter(w)
	var lines []string
	for n := range in.Nurses {
		for d, c := range in.row(r, n)[7*week : 7*week+7] {
			if c.Shift >= 0 && c.Skill >= 0 {
				lines = append(lines, fmt.Sprintf("%s %s %s %s", in.Nurses[n].Name, dayNames[d], in.Shifts[c.Shift].Name, in.Skills[c.Skill]))
			}
		}
	}
	fmt.Fprintf(out, "SOLUTION\n%d %s\n\nASSIGNMENTS = %d\n", week, in.Name, len(lines))
	for _, line := range lines {
		fmt.Fprintln(out, line)
	}
	return out.Flush()
}

// ReadRoster reads the weeks of a roster that Write or another program wrote, in order. The
// error names every fault with its line.
func (in *Instance) ReadRoster(weeks []io.Reader) (Roster, error) {
	if len(weeks) != in.Weeks {
		return nil, fmt.Errorf("%d weeks are given, expected %d", len(weeks), in.Weeks)
	}
	out := make(Roster, len(in.Nurses))
	for n := range out {
		out[n] = in.row(nil, n)
	}
	for w, r := range weeks {
		f := &file{in: in}
		f.headings = map[string]func([]string){
			"SOLUTION": func(x []string) {
				if f.Count(x, 2, 2) {
					f.Check(x[0] == fmt.Sprint(w), "week %q, expected %d", x[0], w)
					f.belongs(x[1])
				}
			},
			"ASSIGNMENTS": func(x []string) { f.assignment(x, w, out) },
		}
		if err := f.read(r); err != nil {
			return nil, fmt.Errorf("week %d: %w", w+1, err)
		}
	}
	return out, nil
}

// assignment puts one line into the roster. A second one on a day breaks H1.
func (f *file) assignment(x []string, w int, out Roster) {
	if !f.Count(x, 4, 4) {
		return
	}
	n, a := f.nurse(x[0])
	d, b := f.day(x[1])
	s, c := f.shift(x[2])
	k, e := f.skill(x[3])
	if !a || !b || !c || !e {
		return
	}
	cell := &out[n][7*w+d]
	if f.Check(*cell == Off, "a second shift of nurse %s on %s, expected one a day", x[0], x[1]) {
		*cell = Cell{s, k}
	}
}
