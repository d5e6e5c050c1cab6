package plan

import (
	"context"
	"math"

	"turno/forecast"
	"turno/schedule"
	"turno/schedule/check"
)

// FuturesOf are the Futures in which a roster for the requirement is judged where nothing
// but the requirement is given: those of the input's own forecast, where that asks for the
// same. Where it does not, or cannot be made, there are none and deferrable work is judged
// at its mean, which a finding says. It fails where ctx ends.
func (in Input) FuturesOf(ctx context.Context, r schedule.Requirement, progress forecast.Progress) ([]check.Future, []schedule.Finding, error) {
	hours, _ := waits(r)
	if hours == 0 {
		return nil, nil, nil
	}
	futures, err := in.ownFutures(ctx, r, progress)
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	if err != nil || len(futures) == 0 {
		return nil, []schedule.Finding{{Code: schedule.CodeMeanVolume, Severity: schedule.Info, From: r.Grid.Start, To: r.Grid.End(), Value: hours}}, nil
	}
	return futures, nil, nil
}

// ownFutures are none where the input's own forecast asks for another requirement.
func (in Input) ownFutures(ctx context.Context, r schedule.Requirement, progress forecast.Progress) ([]check.Future, error) {
	if len(in.History) == 0 {
		return nil, nil
	}
	forecast, err := in.Forecast(ctx, progress)
	if err != nil {
		return nil, err
	}
	profiles, err := in.Profile(forecast.Volumes)
	if err != nil {
		return nil, err
	}
	own, _, err := in.Require(ctx, profiles)
	if err != nil || !alike(own, r) {
		return nil, err
	}
	return in.Futures(ctx, profiles)
}

// alike says whether two requirements ask for the same deferrable work, but for rounding.
func alike(a, b schedule.Requirement) bool {
	_, mine := waits(a)
	_, other := waits(b)
	for _, queues := range []map[string]float64{mine, other} {
		for q := range queues {
			if math.Abs(mine[q]-other[q]) > 1e-3*max(mine[q], other[q]) {
				return false
			}
		}
	}
	return true
}

// waits is the agent-hours of deferrable work, altogether and by queue.
func waits(r schedule.Requirement) (sum float64, byQueue map[string]float64) {
	byQueue = map[string]float64{}
	for _, d := range r.Deferrable {
		for _, w := range d.Work {
			byQueue[d.Queue] += w.Hours
			sum += w.Hours
		}
	}
	return sum, byQueue
}
