// Package repair explains a roster: of every stretch that is not covered, request that is
// not granted and schedule that cannot be, which rules bind whom, and the cheapest changes
// that would help, each priced by planning again with everybody else's shifts as they are.
//
// trouble.go finds what is wrong, reason.go asks everybody who could help why they do not,
// candidates.go thinks of changes, change.go applies one to a team, price.go re-solves and
// measures by the check, conflict.go finds the demands that contradict each other.
package repair

import (
	"cmp"
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"turno/schedule"
)

// Explain tells of everything that the roster does not do why, and of the gravest what
// would help. The result depends on the case and on opt.Repairs alone. It fails where ctx
// ends, or the case makes no sense to the optimiser.
//
// The work is bounded: beyond the troubles that get repairs, people are asked for their
// reasons until mostAsked is reached, gravest troubles first, and contradictions are looked
// for behind mostContradictions of them.
func Explain(ctx context.Context, c Case, opt Options) ([]Trouble, error) {
	w := open(c)
	out := w.troubles()
	chosen, done, err := w.choose(ctx, out, opt.Repairs)
	if err != nil {
		return nil, err
	}
	for i, asked := 0, 0; i < len(out) && asked < mostAsked; i++ {
		if !done[i] {
			if err := w.explain(ctx, &out[i]); err != nil {
				return nil, err
			}
			asked += 1 + len(w.team.Agents)
		}
	}
	for k, i := range chosen {
		if err := w.repair(ctx, &out[i], out); err != nil {
			return nil, err
		}
		if opt.Progress != nil {
			opt.Progress("repairs", k+1, len(chosen))
		}
	}
	return out, nil
}

const (
	mostAsked          = 6000 // people times troubles
	mostContradictions = 20
)

// choose explains troubles by turns of their queues until so many are found that a change
// may help with.
func (w *world) choose(ctx context.Context, troubles []Trouble, most int) (chosen []int, done map[int]bool, err error) {
	done = map[int]bool{}
	for _, i := range byTurn(troubles) {
		if len(chosen) >= most {
			break
		}
		if err := w.explain(ctx, &troubles[i]); err != nil {
			return nil, nil, err
		}
		done[i] = true
		if t := &troubles[i]; !t.Beyond() && len(t.Contradiction) == 0 {
			chosen = append(chosen, i)
		}
	}
	return chosen, done, nil
}

// At explains one queue at one moment: the trouble whose stretch holds it, or who is not
// there and why where the roster misses nothing then. Repairs are looked for where
// something is missed, however little.
func At(ctx context.Context, c Case, queue string, at time.Time, opt Options) (Trouble, error) {
	w := open(c)
	all := w.troubles()
	at = w.grid.At(w.grid.Index(at))
	k := slices.IndexFunc(all, func(t Trouble) bool {
		return t.Finding.Queue == queue && !at.Before(t.Finding.From) && at.Before(t.Finding.To)
	})
	var t Trouble
	if k >= 0 {
		t = all[k]
	} else {
		t.Finding = schedule.Finding{Queue: queue, From: at, To: at.Add(w.grid.Step)}
	}
	t.At = at
	if err := w.explain(ctx, &t); err != nil || k < 0 || opt.Repairs == 0 || t.Beyond() {
		return t, err
	}
	return t, w.repair(ctx, &t, all)
}

// explain sets the reasons of a trouble, or the contradiction behind it.
func (w *world) explain(ctx context.Context, t *Trouble) (err error) {
	switch {
	case t.Finding.Code == schedule.CodeRequest:
		t.Reasons = w.refusal(t)
	case t.Finding.Queue != "":
		t.Reasons = w.reasons(t)
	}
	if !t.Beyond() && w.contradictions < mostContradictions {
		if t.Contradiction, err = w.contradiction(ctx, t); len(t.Contradiction) > 0 {
			w.contradictions++
		}
	}
	return err
}

// repair prices the candidates of a trouble and keeps the best.
func (w *world) repair(ctx context.Context, t *Trouble, all []Trouble) error {
	list := w.candidates(t, all)
	list = list[:min(len(list), solvesEach-2)]
	found, err := w.priceAll(ctx, t, list)
	if err != nil {
		return err
	}
	t.Priced = len(list)
	more, err := w.further(ctx, t, found)
	if err != nil {
		return err
	}
	t.Repairs, err = w.best(ctx, t, append(found, more...))
	return err
}

// priceAll prices the changes side by side and returns those that help, in their order.
func (w *world) priceAll(ctx context.Context, t *Trouble, list []Change) ([]Repair, error) {
	type answer struct {
		r  Repair
		ok bool
	}
	answers := make([]answer, len(list))
	group, inner := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, c := range list {
		group.Go(func() (err error) {
			answers[i].r, answers[i].ok, err = w.price(inner, t, c)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var out []Repair
	for _, a := range answers {
		if a.ok && helps(t, a.r) {
			out = append(out, a.r)
		}
	}
	return out, nil
}

// further gives the best change for one agent to a second and a third one, while that
// helps and so many are missing.
func (w *world) further(ctx context.Context, t *Trouble, found []Repair) ([]Repair, error) {
	var best *Repair
	for i, r := range found {
		if len(r.Change.next) > 0 && (best == nil || amount(t, r) > amount(t, *best)) {
			best = &found[i]
		}
	}
	var out []Repair
	for best != nil && len(best.Change.next) > 0 && len(best.Change.Agents) < min(t.Heads, 3) && t.Priced < solvesEach {
		c := best.Change
		c.Agents, c.next = append(slices.Clone(c.Agents), c.next[0]), c.next[1:]
		list, err := w.priceAll(ctx, t, []Change{c})
		t.Priced++
		if err != nil {
			return nil, err
		}
		if len(list) == 0 || amount(t, list[0]) < amount(t, *best)+least(t) {
			break
		}
		out = append(out, list[0])
		best = &out[len(out)-1]
	}
	return out, nil
}

// amount is what a repair brings in the unit of the trouble.
func amount(t *Trouble, r Repair) float64 {
	switch t.Finding.Code {
	case schedule.CodeMinStaff:
		return r.Gain.Heads
	case schedule.CodeRequest:
		return float64(r.Gain.Granted)
	}
	return r.Gain.Contacts
}

// least is the amount that is worth telling.
func least(t *Trouble) float64 {
	switch t.Finding.Code {
	case schedule.CodeMinStaff:
		return 0.25
	case schedule.CodeRequest:
		return 1
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
		if t.Finding.Code == schedule.CodeRequest {
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
