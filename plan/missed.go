package plan

import (
	"slices"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/simulate"
)

// MissedTargets finds the targets and promises that a simulation does not reach: those
// whose whole confidence interval lies below the share wanted. The queues are those of the
// simulation, in its order.
func MissedTargets(r simulate.Result, queues []schedule.Queue, period calendar.Grid) []schedule.Finding {
	var out []schedule.Finding
	miss := func(code schedule.Code, queue string, e simulate.Estimate, want float64, kinds ...string) {
		if e.High < want {
			out = append(out, schedule.Finding{
				Code: code, Severity: schedule.Missed, Queue: queue, From: period.Start, To: period.End(), Value: e.Mean, Limit: want, Names: kinds,
			})
		}
	}
	for i, s := range r.Queues {
		for k, e := range s.Targets {
			miss(schedule.CodeTarget, s.Queue, e, queues[i].Targets[k].Share)
		}
		for _, k := range s.Kinds {
			if !queues[i].Apart(k.Kind) {
				continue // counted among the queue's own
			}
			for j, e := range k.Targets {
				miss(schedule.CodeKindTarget, s.Queue, e, queues[i].Aim(k.Kind).Targets[j].Share, k.Kind)
			}
		}
		if s.Promise != nil && queues[i].Promise != nil {
			miss(schedule.CodePromise, s.Queue, *s.Promise, queues[i].Promise.Share)
		}
	}
	return out
}

// simulated puts what the simulation reached in place of what the formulas expected of the
// targets: customers will get the former.
func simulated(findings []schedule.Finding, missed []schedule.Finding) []schedule.Finding {
	rest := slices.DeleteFunc(slices.Clone(findings), func(f schedule.Finding) bool {
		return (f.Code == schedule.CodeTarget || f.Code == schedule.CodeKindTarget) && f.Severity == schedule.Missed
	})
	at := slices.IndexFunc(rest, func(f schedule.Finding) bool { return f.Severity != schedule.Broken })
	if at < 0 {
		at = len(rest)
	}
	return slices.Insert(rest, at, missed...)
}
