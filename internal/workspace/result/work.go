package result

import (
	"fmt"
	"io"

	"turno/forecast"
	"turno/internal/workspace/table"
)

// WriteWork writes work.csv: per queue, kind of message and interval the work that a contact
// is expected to bring, and the relative deviation of that expectation, 0 where it is taken
// as known. Times are in seconds; pivots is the share of the answered that go on elsewhere.
func WriteWork(w io.Writer, profiles []forecast.Profile) error {
	if len(profiles) == 0 {
		return fmt.Errorf("work of no queue")
	}
	out := newWriter(w, profiles[0].Volume.Grid.Zone(), "queue", "kind", "start", "end", "share", "flush", "turns", "aht", "think", "pivots", "spread")
	for _, p := range profiles {
		g := p.Volume.Grid
		for _, s := range p.Streams {
			for i := range g.N {
				var moved, spread float64
				for _, v := range s.Pivots {
					moved += v.ShareAt(i)
				}
				if len(p.Spread) > 0 {
					spread = p.Spread[i]
				}
				row := []string{table.Guard(p.Volume.Queue), string(s.Kind), out.time(g.At(i)), out.time(g.At(i + 1))}
				for _, x := range []float64{s.Share.At(i), s.Flush.At(i), s.Turns.At(i), s.AHT.At(i), s.Think.At(i), moved, spread} {
					row = append(row, figure(x, people))
				}
				out.row(row...)
			}
		}
	}
	return out.close()
}
