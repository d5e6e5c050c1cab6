package shiftdesign

import (
	"bufio"
	"fmt"
	"io"
)

// Write writes a design: a line for each shift that anybody works, with its start and
// length in slots and the workers of each day.
func (in *Instance) Write(w io.Writer, d Design) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# start,length,workers of each day")
	for _, x := range d {
		line, any := fmt.Sprintf("%d,%d", x.Start, x.Length), false
		for day := range in.Days {
			n := 0
			if day < len(x.Workers) {
				n = x.Workers[day]
			}
			line, any = fmt.Sprintf("%s,%d", line, n), any || n != 0
		}
		if any {
			fmt.Fprintln(out, line)
		}
	}
	return out.Flush()
}
