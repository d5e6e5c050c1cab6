// Package repair explains a roster: of every stretch that is not covered, request that is
// not granted and schedule that cannot be, which rules bind whom, and the cheapest changes
// that would help, each priced by planning again with everybody else's shifts as they are.
//
// trouble.go finds what is wrong; reason.go asks everybody who could help why they do not;
// candidates.go and capacity.go think of changes, change.go applies one to a team; held.go
// re-solves, price.go measures by the check, rank.go keeps the best; conflict.go, demand.go
// and reach.go find the demands that contradict each other.
package repair

import (
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
	case personal(t.Finding):
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
