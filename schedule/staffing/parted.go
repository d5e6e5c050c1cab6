package staffing

import (
	"fmt"
	"slices"

	"turno/forecast"
	"turno/schedule"
)

// aimed is the part of a deferrable queue's demand that is held against the same targets.
type aimed struct {
	Demand
	flow  flow
	kinds []string // of message, where they have targets of their own
}

// parted parts a queue by the targets of its kinds of message, the queue's own first: each
// part is a queue of its own with the same hours and agents. A queue without such kinds is
// one part.
func parted(f flow, d Demand) []aimed {
	if !slices.ContainsFunc(d.Profile.Streams, func(s forecast.Stream) bool { return d.Queue.Apart(string(s.Kind)) }) {
		return []aimed{{Demand: d, flow: f}}
	}
	var out []aimed
	for k, s := range d.Profile.Streams {
		targets := d.Queue.Aim(string(s.Kind)).Targets
		at := slices.IndexFunc(out, func(p aimed) bool { return slices.Equal(p.Queue.Targets, targets) })
		if at < 0 {
			at = len(out)
			p := aimed{Demand: d, flow: f}
			p.Queue.Targets, p.Profile.Streams, p.flow.care, p.flow.away = targets, nil, nil, nil
			out = append(out, p)
		}
		p := &out[at]
		p.Profile.Streams, p.flow.care = append(p.Profile.Streams, s), append(p.flow.care, f.care[k])
		if f.away != nil {
			p.flow.away = append(p.flow.away, f.away[k])
		}
		if d.Queue.Apart(string(s.Kind)) {
			p.kinds = append(p.kinds, string(s.Kind))
		}
	}
	own := func(p aimed) int { return min(len(p.kinds), 1) }
	slices.SortStableFunc(out, func(a, b aimed) int { return own(a) - own(b) })
	return out
}

// wanting notes on the work of kinds with targets of their own what share of it is wanted in
// time: the greatest, since it is due by the windows of all their targets together.
func (p aimed) wanting(work []schedule.Work) []schedule.Work {
	if p.kinds == nil {
		return work
	}
	var share float64
	for _, t := range p.Queue.Targets {
		share = max(share, t.Share)
	}
	for i := range work {
		work[i].Share = share
	}
	return work
}

// checkKinds reports kinds of message that cannot have the targets they have, and targets end
// to end that leave no time.
func (d Demand) checkKinds() error {
	live := d.Queue.Channel.Live()
	for _, a := range d.Queue.Kinds {
		if live {
			return fmt.Errorf("kind %s: priority and targets of its own have a meaning on deferrable queues only", a.Kind)
		}
		for _, t := range a.Targets {
			if err := checkTarget(t, live); err != nil {
				return fmt.Errorf("kind %s: %w", a.Kind, err)
			}
		}
	}
	for _, p := range parted(flow{care: make([][]float64, len(d.Profile.Streams))}, d) {
		if err := p.checkEndToEnd(); err != nil {
			return err
		}
	}
	return nil
}
