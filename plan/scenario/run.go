package scenario

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"turno/plan"
)

// Run plans the input and every scenario of it with the same seed and compares them. It
// fails with the first scenario that cannot be made, before anything long begins, and when
// the context ends. The result does not depend on the number of cores: scenarios are
// planned beside each other, and each is a function of the input, the base and itself.
func Run(ctx context.Context, in plan.Input, scenarios []Scenario, opt Options) (Comparison, error) {
	drafts := make([]*draft, len(scenarios))
	for i, s := range scenarios {
		var err error
		if drafts[i], err = newDraft(in, s); err != nil {
			return Comparison{}, err
		}
	}
	searches := max(opt.Searches, 1)
	step := stepper(opt, (1+searches)+(2+searches)*len(scenarios))
	unchanged, err := newDraft(in, Scenario{})
	if err != nil {
		return Comparison{}, err
	}
	base, err := unchanged.walk(ctx, nil, searches, step)
	if err != nil {
		return Comparison{}, err
	}
	out := Comparison{Searches: searches, Base: Outcome{Plan: base.plan, Figures: figures(base.measured), Difference: differences(base.measured, base.measured)}}
	out.Outcomes = make([]Outcome, len(scenarios))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range scenarios {
		group.Go(func() error {
			var err error
			if out.Outcomes[i], err = drafts[i].outcome(ctx, s, base, opt, step); err != nil {
				err = fmt.Errorf("scenario %s: %w", s.Name, err)
			}
			return err
		})
	}
	return out, group.Wait()
}

// outcome plans one scenario beside the base.
func (d *draft) outcome(ctx context.Context, s Scenario, base *walked, opt Options, step func()) (Outcome, error) {
	w, err := d.walk(ctx, base, len(base.rosters), step)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Scenario: s, Plan: w.plan, Figures: figures(w.measured), Difference: differences(w.measured, base.measured), outside: d.outside()}
	p, nothing := w.plan, w.measured
	if w.mode != Held && len(w.groups) == 0 && !(sameMeans(w.volumes, base.volumes) && reflect.DeepEqual(w.plan.Input, base.plan.Input)) {
		if p, nothing, err = w.stand(ctx, base); err != nil {
			return Outcome{}, err
		}
		out.Nothing = &Standing{Roster: p.Roster.Roster, Figures: figures(nothing), Difference: differences(nothing, base.measured)}
	}
	if opt.Against {
		if out.Options, err = w.options(ctx, base, p, nothing[0]); err != nil {
			return Outcome{}, err
		}
	}
	if out.Pooling, err = w.pooling(ctx, base); err != nil {
		return Outcome{}, err
	}
	step()
	return out, nil
}

// stepper counts finished steps for the progress callback, one call at a time.
func stepper(opt Options, total int) func() {
	var mu sync.Mutex
	done := 0
	return func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		if opt.Progress != nil {
			opt.Progress("scenarios", done, total)
		}
	}
}
