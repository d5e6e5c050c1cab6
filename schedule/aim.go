package schedule

import "slices"

// Aim is what the team aims at with one kind of message of a deferrable queue.
type Aim struct {
	Kind     string   // as the streams of the queue's work call it
	Priority int      // 1 comes first among the messages of the queue; 0 is the queue's own
	Targets  []Target // none are the queue's own
}

// Aim is what the team aims at with a kind of message: what it has of its own, and else what
// the queue has.
func (q Queue) Aim(kind string) Aim {
	out := Aim{Kind: kind, Priority: q.Priority, Targets: q.Targets}
	for _, a := range q.Kinds {
		if a.Kind != kind {
			continue
		}
		if a.Priority != 0 {
			out.Priority = a.Priority
		}
		if len(a.Targets) > 0 {
			out.Targets = a.Targets
		}
	}
	return out
}

// Apart says whether a kind of message is held against other targets than the queue's.
func (q Queue) Apart(kind string) bool { return !slices.Equal(q.Aim(kind).Targets, q.Targets) }

// EachTarget is the queue with every target, its own and those of its kinds, changed. The
// queue itself stays as it is.
func (q Queue) EachTarget(change func(*Target)) Queue {
	changed := func(targets []Target) []Target {
		out := slices.Clone(targets)
		for i := range out {
			change(&out[i])
		}
		return out
	}
	q.Targets, q.Kinds = changed(q.Targets), slices.Clone(q.Kinds)
	for i := range q.Kinds {
		q.Kinds[i].Targets = changed(q.Kinds[i].Targets)
	}
	return q
}

// OneTarget is the queue with number k of its targets alone, and of those of its kinds: the
// last where there are fewer.
func (q Queue) OneTarget(k int) Queue {
	one := func(targets []Target) []Target {
		if len(targets) == 0 {
			return nil
		}
		return targets[min(k, len(targets)-1):][:1:1]
	}
	q.Targets, q.Kinds = one(q.Targets), slices.Clone(q.Kinds)
	for i := range q.Kinds {
		q.Kinds[i].Targets = one(q.Kinds[i].Targets)
	}
	return q
}
