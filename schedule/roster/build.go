package roster

import (
	"context"
	"time"

	"turno/schedule"
)

// Build makes the best roster it can find for the input: it translates it into a Problem,
// Solves that, and tells in the findings what could not be done.
//
// It fails on input that makes no sense, such as a contract that is not there. Where ctx
// ends first, or opt.Limit does, it returns the best legal roster so far with Stopped set
// and no error. The result depends on the input, opt.Seed, opt.Effort and opt.Searches alone.
func Build(ctx context.Context, in Input, opt Options) (Result, error) {
	if err := validate(in, opt); err != nil {
		return Result{}, err
	}
	grid := in.Requirement.Grid
	if grid.N == 0 {
		return Result{Roster: schedule.Roster{Grid: grid}, Done: 1}, nil
	}
	if grid.Step*time.Duration(grid.N) > longest && !countsWhole(in.Team) {
		return buildWindows(ctx, in, opt)
	}
	r, _, err := build(ctx, in, opt)
	return r, err
}

// build makes the roster of a period that is planned as a whole, and its board.
func build(ctx context.Context, in Input, opt Options) (Result, *board, error) {
	grid := in.Requirement.Grid
	p, t := translate(in)
	if err := p.Validate(); err != nil {
		return Result{}, nil, err
	}
	found, err := p.run(ctx, opt)
	if err != nil {
		return Result{}, nil, err
	}
	r := Result{Roster: t.roster(found.Plans), Total: found.Total, Stopped: found.Stopped, Done: found.Done}
	b := newBoard(p)
	for a, pl := range found.Plans {
		b.put(a, pl)
	}
	for i, v := range found.Values {
		r.Terms = append(r.Terms, Term{Name: p.Terms[i].Name, Tier: p.Terms[i].Tier, Value: v})
	}
	r.Findings = t.findings(b, found.Lost, ctx)
	if r.Stopped {
		r.Findings = append(r.Findings, stopped(ctx, opt, grid.Start, grid.End(), found.Done))
	}
	return r, b, nil
}

// limited is ctx with the time limit, if there is one.
func (o Options) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if o.Limit <= 0 {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, o.Limit)
}

// stopped tells why the search ended early.
func stopped(outer context.Context, opt Options, from, to time.Time, done float64) schedule.Finding {
	f := schedule.Finding{Code: schedule.CodeLimit, Severity: schedule.Info, From: from, To: to, Value: opt.Limit.Seconds()}
	if outer.Err() != nil {
		f.Code, f.Value = schedule.CodeCancelled, done
	}
	return f
}
