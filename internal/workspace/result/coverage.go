package result

import (
	"io"

	"turno/internal/workspace/table"
	"turno/schedule"
)

// WriteCoverage writes coverage.csv: per queue and interval the agents required and
// supplied, the heads present, and the contacts expected and expected to be missed.
func WriteCoverage(w io.Writer, c schedule.Coverage) error {
	out := newWriter(w, c.Grid.Zone(), "queue", "start", "end", "required", "supplied", "heads", "contacts", "missed")
	for _, q := range c.Queues {
		for i := range c.Grid.N {
			out.row(table.Guard(q.Queue), out.time(c.Grid.At(i)), out.time(c.Grid.At(i+1)), figure(q.Required[i], people),
				figure(q.Supplied[i], people), figure(q.Heads[i], people), figure(q.Contacts[i], people), figure(q.Missed[i], people))
		}
	}
	return out.close()
}
