package result

import (
	"fmt"
	"io"
	"time"

	"github.com/shopspring/decimal"

	"turno/internal/workspace/table"
	"turno/plan/capacity"
)

// WriteCapacity writes capacity.csv: per month and queue, and for the team (without a queue),
// volume and full-time people asked for and there; money stands with the team.
func WriteCapacity(w io.Writer, c capacity.Plan) error {
	out := newWriter(w, time.UTC, "month", "queue", "volume_p50", "volume_p90", "net_p50", "net_p90", "gross_p50", "gross_p90", "required", "available", "gap", "gap_p90",
		"leaving", "starting", "hours", "cost", "cost_p50", "cost_p90", "budget")
	for _, m := range c.Months {
		month := fmt.Sprintf("%04d-%02d", m.First.Year, int(m.First.Month))
		row := func(l capacity.Line, more ...string) {
			cells := []string{month, table.Guard(l.Queue)}
			for _, x := range []float64{l.Volume[0], l.Volume[1], l.Net[0], l.Net[1], l.Gross[0], l.Gross[1], l.Required, l.Available, l.Gap, l.Gap90} {
				cells = append(cells, figure(x, people))
			}
			out.row(append(cells, more...)...)
		}
		for _, l := range m.Queues {
			row(l, "", "", "", "", "", "", "")
		}
		row(m.Total, figure(m.Leaving, people), fmt.Sprint(m.Starting), m.Hours.String(), m.Cost.StringFixed(2), m.Asked[0].StringFixed(2), m.Asked[1].StringFixed(2), cents(m.Budget))
	}
	return out.close()
}

func cents(x *decimal.Decimal) string {
	if x == nil {
		return ""
	}
	return x.StringFixed(2)
}
