package scenario

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"
)

// SetWage changes what an hour costs. A new wage replaces that of the contract and of its
// agents who have one of their own; a multiple keeps their differences.
type SetWage struct {
	Contract string // empty is every contract
	To       decimal.Decimal
	Times    decimal.Decimal // where To is 0
}

// Kind implements Change.
func (SetWage) Kind() Kind { return KindWage }

func (c SetWage) apply(d *draft) error {
	if _, known := d.Team.Contracts[c.Contract]; !known && c.Contract != "" {
		return fmt.Errorf("%q is not a contract: expected one of %v", c.Contract, slices.Sorted(maps.Keys(d.Team.Contracts)))
	}
	of := func(wage decimal.Decimal) decimal.Decimal {
		if c.To.IsZero() {
			return wage.Mul(c.Times)
		}
		return c.To
	}
	for name, k := range d.Team.Contracts {
		if c.Contract == "" || c.Contract == name {
			k.Pay.Wage = of(k.Pay.Wage)
			d.Team.Contracts[name] = k
		}
	}
	for i, a := range d.Team.Agents {
		if (c.Contract == "" || c.Contract == a.Contract) && !a.Wage.IsZero() {
			d.Team.Agents[i].Wage = of(a.Wage)
		}
	}
	return nil
}

// SetShrinkage changes the share of rostered time that serves nobody, planned and unplanned
// in the proportion they have.
type SetShrinkage struct{ Amount Amount }

// Kind implements Change.
func (SetShrinkage) Kind() Kind { return KindShrinkage }

func (c SetShrinkage) apply(d *draft) error {
	s := d.Team.Shrinkage
	was := s.Planned + s.Unplanned
	want := min(max(c.Amount.of(s.Share()), 0), 0.9)
	if was <= 0 {
		d.Team.Shrinkage.Unplanned = want
		return nil
	}
	// planned p and unplanned u grow by one factor f: 1-(1-fp)(1-fu) = want
	p, u := s.Planned, s.Unplanned
	low, high := 0.0, 0.9/max(p, u)
	for range 60 {
		mid := (low + high) / 2
		if 1-(1-mid*p)*(1-mid*u) < want {
			low = mid
		} else {
			high = mid
		}
	}
	if c.Amount != Times(1) {
		d.Team.Shrinkage.Planned, d.Team.Shrinkage.Unplanned = high*p, high*u
	}
	return nil
}

// SetRisk staffs for another quantile of the volume; 0 is the expected service.
type SetRisk struct{ Quantile float64 }

// Kind implements Change.
func (SetRisk) Kind() Kind { return KindRisk }

func (c SetRisk) apply(d *draft) error {
	d.Risk = c.Quantile
	return nil
}

// decimalOf is a multiple as money takes it.
func decimalOf(x float64) decimal.Decimal { return decimal.NewFromFloat(x).Round(6) }
