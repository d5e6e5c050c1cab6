package cost_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"turno/plan/cost"
)

// TestPartsMakeTheStatement works every line out of the parts, for premiums that add up and
// for the highest alone.
func TestPartsMakeTheStatement(t *testing.T) {
	cal := rome(t)
	rapid.Check(t, func(t *rapid.T) {
		tm, shifts := world(t, cal)
		type own [6]time.Duration
		hours := map[string]own{}
		for _, p := range cost.Parts(tm, shifts, cal) {
			h := hours[p.Agent]
			h[5] += p.Paid
			for _, k := range cost.Premiums() {
				if p.Premiums.Pays(k, tm.Contracts["full"].Pay) {
					h[k] += p.Paid
				}
			}
			hours[p.Agent] = h
		}
		pay := tm.Contracts["full"].Pay
		for _, l := range cost.Of(tm, shifts, cal, "EUR").Agents {
			h := hours[l.Agent]
			for k, want := range []decimal.Decimal{cost.Holiday: l.Holiday, cost.Sunday: l.Sunday, cost.Saturday: l.Saturday, cost.Night: l.Night, cost.Overtime: l.Overtime, 5: l.Base} {
				share := decimal.NewFromInt(1)
				if k < 5 {
					share = cost.Premium(k).Share(pay)
				}
				got := decimal.NewFromInt(int64(h[k])).Mul(pay.Wage).Mul(share).DivRound(decimal.NewFromInt(int64(time.Hour)), 2)
				if !got.Equal(want) {
					t.Fatalf("%s, line %d: parts make %s, the statement says %s", l.Agent, k, got, want)
				}
			}
		}
	})
}
