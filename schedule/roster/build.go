package roster

import (
	"context"
	"time"

	"turno/schedule"
)

// Build makes the best roster it can find for the input: a local search in which one
// agent after the other gets the schedule that is optimal against everybody else's (Burke
// & Curtois 2014 price rosters likewise). Hard rules hold by construction, for they shape
// the schedules an agent can get at all; what cannot be covered is told in the findings.
//
// It fails on input that makes no sense, such as a contract that is not there. Where ctx
// ends first, or opt.Limit does, it returns the best legal roster so far with Stopped set
// and no error. The result depends on the input, opt.Seed and opt.Effort alone.
func Build(ctx context.Context, in Input, opt Options) (Result, error) {
	if err := validate(in, opt); err != nil {
		return Result{}, err
	}
	grid := in.Requirement.Grid
	if grid.N == 0 {
		return Result{Roster: schedule.Roster{Grid: grid}, Done: 1}, nil
	}
	outer := ctx
	if opt.Limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, opt.Limit)
		defer cancel()
	}
	p, t := translate(in)
	best, done := search(ctx, p, opt)
	r := Result{Roster: t.roster(best.best), Stopped: done < 1, Done: done}
	b := newBoard(p)
	for a, pl := range best.best {
		b.put(a, pl)
	}
	for i, v := range b.values() {
		r.Terms = append(r.Terms, Term{Name: p.terms[i].name, Tier: p.terms[i].tier, Value: v})
	}
	r.Findings = t.findings(b, best.none, outer)
	if r.Stopped {
		r.Findings = append(r.Findings, stopped(outer, opt, grid.Start, grid.End(), done))
	}
	return r, nil
}

// stopped tells why the search ended early.
func stopped(outer context.Context, opt Options, from, to time.Time, done float64) schedule.Finding {
	f := schedule.Finding{Code: schedule.CodeLimit, Severity: schedule.Info, From: from, To: to, Value: opt.Limit.Seconds()}
	if outer.Err() != nil {
		f.Code, f.Value = schedule.CodeCancelled, done
	}
	return f
}
