package result

import (
	"io"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"turno/internal/workspace/table"
	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
)

// WriteCost writes the cost lines of a roster: a row for each agent and line (base, and the
// premiums that are paid) with its hours, to four places, and its amount to the cent. The
// amounts add up to the cost of the roster.
func WriteCost(w io.Writer, in plan.Input, r schedule.Roster) error {
	out := newWriter(w, in.Calendar.Zone, "agent", "name", "contract", "cost_centre", "team", "line", "hours", "wage", "premium", "amount", "currency")
	hours := map[string][6]time.Duration{} // base, then the premiums
	agents := map[string]schedule.Agent{}
	for i := len(in.Team.Agents) - 1; i >= 0; i-- {
		agents[in.Team.Agents[i].ID] = in.Team.Agents[i] // of equals the first
	}
	for _, part := range cost.Parts(in.Team, r.Shifts, in.Calendar) {
		pay, own := in.Team.PayOf(agents[part.Agent]), hours[part.Agent]
		own[0] += part.Paid
		for k, premium := range cost.Premiums() {
			if part.Premiums.Pays(premium, pay) {
				own[1+k] += part.Paid
			}
		}
		hours[part.Agent] = own
	}
	for _, l := range cost.Of(in.Team, r.Shifts, in.Calendar, in.Currency).Agents {
		a := agents[l.Agent]
		pay, own := in.Team.PayOf(a), hours[l.Agent]
		for k, line := range []struct {
			name   string
			amount decimal.Decimal
		}{{"base", l.Base}, {"holiday", l.Holiday}, {"sunday", l.Sunday}, {"saturday", l.Saturday}, {"night", l.Night}, {"overtime", l.Overtime}} {
			premium := ""
			if k > 0 {
				premium = cost.Premiums()[k-1].Share(pay).String()
			}
			if own[k] != 0 {
				out.row(table.Guard(a.ID), table.Guard(a.Name), table.Guard(a.Contract), table.Guard(a.Centre), table.Guard(a.Group), line.name,
					strconv.FormatFloat(own[k].Hours(), 'f', 4, 64), pay.Wage.String(), premium, line.amount.StringFixed(2), in.Currency)
			}
		}
	}
	return out.close()
}
