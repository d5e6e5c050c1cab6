// Package staffing turns demand into requirement by queue mathematics: one file per model.
//
// Live work is answered by exact queueing models (Erlang A and C, a birth-death chain for
// chats), averaged over the uncertain rate. Deferrable work is counted in the interval in
// which it can first be done, with the returns of its conversations, and levelled earliest
// due first over the time it may take. The models are exported by themselves, and by name
// in Compute.
package staffing

import (
	"context"
	"fmt"
	"math"

	"golang.org/x/sync/errgroup"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
)

// Demand is one queue with its profile on the planning grid.
type Demand struct {
	Queue   schedule.Queue
	Profile forecast.Profile
}

// Options steer the requirement.
type Options struct {
	// Risk is the quantile of every interval's volume to staff for, 0.5 to 0.99: the target is
	// kept on this share of the days or more, for neighbouring intervals rarely err together.
	// 0 weighs the expected service over the quantiles by contacts.
	Risk float64
}

// Require is what the demands ask of the team on the grid, on which every profile must
// lie. The requirement is net: in effective agents, after shrinkage. It holds the queues
// in the order of demands.
//
// Work that was there before the grid begins, and customers who write again about earlier
// posts, count: the week before (and after) is taken to be like the grid's own first (and
// last) week, or day when the grid is shorter than a week, or the whole grid when it is
// shorter than a day.
//
// It fails on input that no staffing can serve, naming the queue and the field, and when
// ctx is cancelled.
func Require(ctx context.Context, grid calendar.Grid, cal *calendar.Calendar, demands []Demand, opt Options) (schedule.Requirement, []schedule.Finding, error) {
	if err := validate(grid, cal, demands, opt); err != nil {
		return schedule.Requirement{}, nil, err
	}
	axis := newAxis(grid)
	flows, err := newFlows(ctx, axis, cal, demands, opt)
	if err != nil {
		return schedule.Requirement{}, nil, err
	}
	parts := make([]part, len(demands))
	var group errgroup.Group
	for q, d := range demands {
		group.Go(func() error {
			parts[q] = requireQueue(ctx, axis, flows[q], d, opt)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return schedule.Requirement{}, nil, err
	}
	for _, p := range parts { // the first in order, whichever failed first
		if p.err != nil {
			return schedule.Requirement{}, nil, p.err
		}
	}
	least, err := floors(ctx, axis, cal, demands, opt)
	if err != nil {
		return schedule.Requirement{}, nil, err
	}
	for q := range parts {
		parts[q].raise(least[q])
	}
	requirement, findings := assemble(grid, demands, parts)
	return requirement, findings, nil
}

// part is what one queue adds to the requirement.
type part struct {
	live       schedule.LiveRequirement
	deferrable schedule.DeferrableRequirement
	findings   []schedule.Finding
	err        error
}

func requireQueue(ctx context.Context, a axis, f flow, d Demand, opt Options) (p part) {
	if d.Queue.Channel.Live() {
		p.live, p.err = requireLive(ctx, a, f, d, opt)
		return p
	}
	if p.err = ctx.Err(); p.err == nil {
		p.deferrable, p.findings = requireDeferrable(a, f, d, opt)
	}
	return p
}

func assemble(grid calendar.Grid, demands []Demand, parts []part) (schedule.Requirement, []schedule.Finding) {
	out := schedule.Requirement{Grid: grid}
	var findings []schedule.Finding
	for q, p := range parts {
		if demands[q].Queue.Channel.Live() {
			out.Live = append(out.Live, p.live)
		} else {
			out.Deferrable = append(out.Deferrable, p.deferrable)
		}
		findings = append(findings, p.findings...)
	}
	return out, findings
}

func validate(grid calendar.Grid, cal *calendar.Calendar, demands []Demand, opt Options) error {
	switch {
	case cal == nil || cal.Zone == nil:
		return fmt.Errorf("staffing needs a calendar with a zone")
	case grid.N <= 0 || grid.Step <= 0:
		return fmt.Errorf("period of %d intervals of %v: expected at least one interval", grid.N, grid.Step)
	case grid.N > maxIntervals || grid.Step > maxStep || grid.Step < minStep:
		return fmt.Errorf("period of %d intervals of %v: expected at most %d of %v to %v", grid.N, grid.Step, maxIntervals, minStep, maxStep)
	case opt.Risk != 0 && !(opt.Risk >= 0.5 && opt.Risk <= 0.99):
		return fmt.Errorf("risk %v: expected 0 or 0.5 to 0.99", opt.Risk)
	}
	seen := map[string]bool{}
	for _, d := range demands {
		if seen[d.Queue.Name] {
			return fmt.Errorf("queue %s is given twice", d.Queue.Name)
		}
		seen[d.Queue.Name] = true
		if err := d.check(grid); err != nil {
			return fmt.Errorf("queue %s: %w", d.Queue.Name, err)
		}
		for _, s := range d.Profile.Streams {
			for _, p := range s.Pivots {
				if !hasQueue(demands, p.To) {
					return fmt.Errorf("queue %s: pivots: %q is not a queue", d.Queue.Name, p.To)
				}
			}
		}
	}
	return nil
}

func hasQueue(demands []Demand, name string) bool {
	for _, d := range demands {
		if d.Queue.Name == name {
			return true
		}
	}
	return false
}

// finite says whether x is a number within [low, high].
func finite(x, low, high float64) bool { return !math.IsNaN(x) && x >= low && x <= high }
