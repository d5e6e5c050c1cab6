package auto

import (
	"context"
	"math"

	"turno/forecast"
)

// learn fits what was chosen before, or chooses first.
func (q *queue) learn(ctx context.Context) (forecast.Fitted, error) {
	if q.given {
		if fitted, err := q.fit(ctx, q.choice); err == nil || ctx.Err() != nil {
			return fitted, err
		}
	}
	c, err := q.choose(ctx)
	if err != nil {
		return nil, err
	}
	fitted, err := q.fit(ctx, c)
	if err != nil {
		return nil, err
	}
	q.choice = c
	q.choice.Members = fitted.(*combination).choice.Members
	return fitted, nil
}

// choose decides how the queue is forecast. Candidates are weighed by what they would have
// lost in the rehearsal, shrunk towards equal weights the less was rehearsed; the combined
// distribution is then calibrated on the same origins. Without enough history for a
// rehearsal all candidates but seasonal naive count the same.
func (q *queue) choose(ctx context.Context) (Choice, error) {
	origins, cost := q.in.effort()
	list := affordable(cost)
	runs, err := q.rehearse(ctx, list, origins)
	if err != nil {
		return Choice{}, err
	}
	return q.decide(list, runs), nil
}

// decide weighs and calibrates the candidates by their rehearsal.
func (q *queue) decide(list []candidate, runs []rehearsal) Choice {
	c := Choice{Queue: q.series.Queue, Origins: len(runs), Slow: unknownSlow, Bursts: usualRushes}
	losses := lossesOf(runs, len(list))
	weights := weigh(list, losses, days(runs), q.week.Memory(), q.weeks())
	naive := -1
	for k, m := range list {
		if m.Name() == naiveName {
			naive = k
		}
	}
	if len(runs) > 0 {
		weights = q.guard(runs, weights, naive)
		c.Loss, c.Naive = lossOf(runs, weights), losses[naive]
	}
	for k, m := range list {
		member := Member{Method: m.Name(), Weight: weights[k]}
		if len(runs) > 0 && !math.IsInf(losses[k], 0) {
			member.Loss = losses[k]
		}
		c.Members = append(c.Members, member)
	}
	c.Members = byWeight(c.Members)
	if len(runs) > 0 {
		q.calibrate(runs, weights, &c)
	}
	return c
}
