package nrp

import (
	"bufio"
	"io"
)

// Write writes a roster: a line per employee, "ID:" and a shift or nothing for each day,
// separated by commas.
func (in *Instance) Write(w io.Writer, r Roster) error {
	out := bufio.NewWriter(w)
	for e := range in.Staff {
		out.WriteString(in.Staff[e].ID + ":")
		for d := range in.Days {
			if d > 0 {
				out.WriteByte(',')
			}
			if e < len(r) && d < len(r[e]) && r[e][d] >= 0 {
				out.WriteString(in.Types[r[e][d]].ID)
			}
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}
