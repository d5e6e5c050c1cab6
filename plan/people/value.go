package people

import (
	"context"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/simulate"
)

// outcome is what a roster brings over the period.
type outcome struct {
	inTime  float64 // contacts served within the first target, simulated
	pay     decimal.Decimal
	service simulate.Result
	plan    plan.Plan // as far as it is of another team
}

// world is what all tries of one question share: only the team differs.
type world struct {
	plan.Plan
	futures []check.Future
	worth   float64 // of one contact in time
	base    outcome
}

// newWorld values the plan as it stands.
func newWorld(ctx context.Context, p plan.Plan) (*world, error) {
	w := &world{Plan: p}
	var err error
	if w.futures, err = p.Input.Futures(ctx, p.Profiles); err != nil {
		return nil, err
	}
	w.base = result(p.Service, p.Cost.Total.Total)
	w.worth = p.Input.Worth.InexactFloat64()
	if w.worth <= 0 && w.base.inTime > 0 {
		w.worth = w.base.pay.InexactFloat64() / w.base.inTime
	}
	return w, nil
}

// result adds up the queues of a simulation.
func result(r simulate.Result, pay decimal.Decimal) outcome {
	out := outcome{pay: pay, service: r}
	for _, s := range r.Queues {
		if len(s.Targets) == 0 {
			continue
		}
		care := s.Offered.Mean - s.Flushed.Mean
		out.inTime += care * s.Targets[0].Mean
	}
	return out
}

// try plans anew with another team and simulates it.
func (w *world) try(ctx context.Context, team schedule.Team) (outcome, error) {
	in := w.Input
	in.Team = team
	built, err := in.Roster(ctx, w.Requirement, nil)
	if err != nil {
		return outcome{}, err
	}
	if err := ctx.Err(); err != nil {
		return outcome{}, err
	}
	service, err := in.Simulate(ctx, w.Profiles, built.Roster, nil)
	if err != nil {
		return outcome{}, err
	}
	p := w.Plan
	p.Input, p.Roster, p.Service, p.Cost = in, built, service, cost.Of(team, built.Roster.Shifts, in.Calendar, in.Currency)
	out := result(service, p.Cost.Total.Total)
	out.plan = p
	return out, nil
}

// value is what an outcome is worth beside the plan as it stands, in money over the period.
func (w *world) value(o outcome) float64 {
	return (o.inTime-w.base.inTime)*w.worth - o.pay.Sub(w.base.pay).InexactFloat64()
}

// tell reports progress where somebody asked for it.
func tell(progress forecast.Progress, stage string, done, all int) {
	if progress != nil {
		progress(stage, done, max(all, 1))
	}
}
