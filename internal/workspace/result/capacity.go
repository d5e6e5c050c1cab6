package result

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/internal/workspace/table"
	"turno/plan/capacity"
)

// WriteCapacity writes capacity.csv: per month and queue, and for the team (without a queue),
// volume and full-time people asked for and there; money stands with the team.
func WriteCapacity(w io.Writer, c capacity.Plan) error {
	out := newWriter(w, time.UTC, "month", "queue", "volume_p50", "volume_p80", "volume_p90", "net_p50", "net_p80", "net_p90", "gross_p50", "gross_p80", "gross_p90",
		"required", "available", "gap", "gap_p80", "gap_p90", "missing", "people", "paid", "away", "learning", "leaving", "starting", "hours", "cost", "cost_p50", "cost_p80", "cost_p90",
		"hires", "hires_missing", "hires_cost", "budget")
	for _, m := range c.Months {
		month := fmt.Sprintf("%04d-%02d", m.First.Year, int(m.First.Month))
		row := func(l capacity.Line, more ...string) {
			cells := []string{month, table.Guard(l.Queue)}
			out.row(slices.Concat(cells, peopled(l.Volume[:]...), peopled(l.Net[:]...), peopled(l.Gross[:]...), peopled(l.Required, l.Available, l.Gap, l.Gaps[1], l.Gaps[2]), more)...)
		}
		for _, l := range m.Queues {
			row(l, make([]string, 16)...)
		}
		row(m.Total, append(peopled(m.Short, m.Heads, m.Paid, m.Away, m.Learning, m.Leaving),
			fmt.Sprint(m.Starting), m.Hours.String(), m.Cost.StringFixed(2), m.Asked[0].StringFixed(2), m.Asked[1].StringFixed(2), m.Asked[2].StringFixed(2),
			fmt.Sprint(m.Closed.Heads), figure(m.Closed.Short, people), m.Closed.Cost.StringFixed(2), cents(m.Budget))...)
	}
	return out.close()
}

func peopled(values ...float64) []string {
	out := make([]string, len(values))
	for i, x := range values {
		out[i] = figure(x, people)
	}
	return out
}

func cents(x *decimal.Decimal) string {
	if x == nil {
		return ""
	}
	return x.StringFixed(2)
}
