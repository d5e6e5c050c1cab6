package repair

import (
	"cmp"
	"context"
	"slices"

	"turno/schedule"
)

// amount is what a repair brings in the unit of the trouble.
func amount(t *Trouble, r Repair) float64 {
	switch t.Finding.Code {
	case schedule.CodeMinStaff:
		return r.Gain.Heads
	case schedule.CodeRequest, schedule.CodePreference:
		return float64(r.Gain.Granted)
	}
	if personal(t.Finding) {
		return r.Gain.Kept
	}
	return r.Gain.Contacts
}

// least is the amount that is worth telling.
func least(t *Trouble) float64 {
	switch t.Finding.Code {
	case schedule.CodeMinStaff:
		return 0.25
	case schedule.CodeRequest, schedule.CodePreference:
		return 1
	}
	if personal(t.Finding) {
		return 0.25
	}
	return max(matters, t.Lost/20)
}

// helps says whether the repair brings enough, some of it where the trouble is, and takes
// nothing graver elsewhere.
func helps(t *Trouble, r Repair) bool {
	switch {
	case amount(t, r) < least(t)-1e-9:
		return false
	case t.Finding.Code == schedule.CodeUncovered:
		return r.Gain.Here > matters/2 && r.Gain.Heads > -1e-6
	}
	return true
}

// best keeps the repairs worth telling: of each kind the best one, of these the cheapest
// for what they bring, as far as they bring a tenth of what the greatest of one day does. What the
// people involved would gain planned anew without the change is not the change's.
func (w *world) best(ctx context.Context, t *Trouble, found []Repair) ([]Repair, error) {
	slices.SortStableFunc(found, func(a, b Repair) int { return w.compare(t, a, b) })
	most := 0.0
	for _, r := range found {
		if len(r.Change.Days) <= 1 {
			most = max(most, amount(t, r))
		}
	}
	var out []Repair
	for _, r := range found {
		same := func(x Repair) bool {
			return x.Change.Kind == r.Change.Kind && (len(x.Change.Days) > 1) == (len(r.Change.Days) > 1)
		}
		if amount(t, r) < most/10 || slices.ContainsFunc(out, same) || len(out) == kept {
			continue
		}
		if err := w.against(ctx, t, &r); err != nil {
			return nil, err
		}
		if helps(t, r) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b Repair) int { return w.compare(t, a, b) })
	return out, nil
}

// compare puts the cheaper repair first: the one that costs less for what it brings, then
// the one that asks less of people.
func (w *world) compare(t *Trouble, a, b Repair) int {
	price := func(r Repair) float64 {
		p := r.Cost.InexactFloat64() / w.state.wage
		if personal(t.Finding) {
			return p - perContact*min(0, r.Gain.Contacts)
		}
		return max(0, p) / max(amount(t, r), 1e-9)
	}
	asks := func(r Repair) int { return slices.Index(ChangeKinds(), r.Change.Kind) }
	late := func(r Repair) int { // what training takes is not in its price
		if r.Change.Kind == ChangeTrain {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(late(a), late(b)), cmp.Compare(price(a), price(b)), cmp.Compare(asks(a), asks(b)), cmp.Compare(amount(t, b), amount(t, a)))
}
