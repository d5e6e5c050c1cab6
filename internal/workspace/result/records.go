package result

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"turno/forecast/calendar"
	"turno/internal/workspace/table"
	"turno/schedule/simulate"
)

// WriteRecords writes the turns of one replication, one a row. Times are RFC 3339 with
// milliseconds in the zone; what did not happen is an empty cell.
func WriteRecords(w io.Writer, records []simulate.Record, zone *time.Location) error {
	out := newWriter(w, zone, "contact", "turn", "queue", "channel", "kind", "arrival", "start", "answer", "end", "agent", "outcome", "again")
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(zone).Format("2006-01-02T15:04:05.000Z07:00")
	}
	for _, r := range records {
		again := ""
		if r.Again {
			again = "yes"
		}
		out.row(strconv.Itoa(r.Contact), strconv.Itoa(r.Turn), table.Guard(r.Queue), string(r.Channel), table.Guard(string(r.Kind)),
			at(r.Arrival), at(r.Start), at(r.Answer), at(r.End), table.Guard(r.Agent), string(r.Outcome), again)
	}
	return out.close()
}

// WriteServiceCourse writes service-intervals.csv: per queue and interval what those who
// arrive in it get, and the share within each target with its 95 % confidence interval.
func WriteServiceCourse(w io.Writer, g calendar.Grid, r simulate.Result) error {
	header := []string{"queue", "start", "end", "arrivals", "left", "wait", "backlog", "occupancy", "closed_per_agent_hour"}
	most := 0
	for _, s := range r.Queues {
		most = max(most, len(s.Reached))
	}
	for k := range most {
		number := ""
		if k > 0 {
			number = fmt.Sprintf("_%d", k+1)
		}
		header = append(header, "reached"+number, "low"+number, "high"+number)
	}
	out := newWriter(w, g.Zone(), header...)
	for _, s := range r.Queues {
		for i := range g.N {
			row := []string{table.Guard(s.Queue), out.time(g.At(i)), out.time(g.At(i + 1))}
			for _, x := range [][]float64{s.Arrivals, s.Left, s.Waits, s.Backlog, s.Busy, s.Closing} {
				row = append(row, figure(x[i], people))
			}
			for k := range most {
				cells := []string{"", "", ""}
				if k < len(s.Reached) {
					e := s.Reached[k][i]
					cells = []string{figure(e.Mean, people), figure(e.Low, people), figure(e.High, people)}
				}
				row = append(row, cells...)
			}
			out.row(row...)
		}
	}
	return out.close()
}
