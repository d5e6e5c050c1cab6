package people

import (
	"context"
	"maps"
	"math"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
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

// What stands is improved a few times over, each search with a seed of its own, and the means
// are compared: a single search ends a little better or worse by chance.
const (
	repeats = 3
	portion = 4 // of the rounds of a roster that is made from nothing
)

// refined improves the standing roster with another team, once for every seed, and values what
// comes of each beside the plan as it stands. Every search has its part of the customers; they
// and the seeds are the same for every team, so that two teams differ by what they can do.
func (w *world) refined(ctx context.Context, team schedule.Team) (all []outcome, err error) {
	in := w.Input
	in.Team, in.Base = team, w.Roster.Roster // where the search begins; to depart from it costs nothing
	in.Team.Weights = maps.Clone(team.Weights)
	if in.Team.Weights == nil {
		in.Team.Weights = map[string]float64{}
	}
	in.Team.Weights["stability"] = 0
	in.Effort, in.Replications = w.rounds(), max(w.base.service.Replications/repeats, 10)
	for seed := range uint64(repeats) {
		in.Seed = w.Input.Seed + seed
		built, err := in.Roster(ctx, w.Requirement, nil)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		service, err := in.Simulate(ctx, w.Profiles, built.Roster, nil)
		if err != nil {
			return nil, err
		}
		all = append(all, result(service, cost.Of(team, built.Roster.Shifts, in.Calendar, in.Currency).Total.Total))
	}
	return all, nil
}

// rounds is a portion of those that the plan took.
func (w *world) rounds() int {
	n := w.Input.Effort
	if n == 0 {
		n = roster.Rounds(len(w.Input.Team.Agents), int(math.Ceil(weeks(w.Plan))))
	}
	return max(n/portion, 2)
}
