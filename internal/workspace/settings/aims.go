package settings

import (
	"slices"

	"turno/schedule"
)

// aims are what the team aims at with those kinds of message of a queue that say so.
func (d *decoder) aims(p patch[queueDraft], draft queueDraft, q schedule.Queue) []schedule.Aim {
	var all []schedule.Aim
	for _, k := range draft.kinds {
		w := k.value.over(work{})
		for _, key := range []string{"priority", "targets"} {
			if k.value.has(key) && q.Channel.Live() {
				d.say(k.value.place(key), "%s of a kind has a meaning on deferrable queues only, not on %s, where whoever waits longest is next: leave it out, or give the kind a queue of its own", key, q.Channel)
			}
		}
		if a := (schedule.Aim{Kind: k.name, Priority: w.Priority, Targets: d.targets(w.targets, q.Channel)}); a.Priority != 0 || len(a.Targets) > 0 {
			all = append(all, a)
		}
	}
	if q.Channel.Live() || len(all) == 0 {
		return nil
	}
	q.Kinds = all
	if !slices.ContainsFunc(draft.kinds, func(k entry[patch[work]]) bool { return !q.Apart(k.name) }) {
		d.say(p.place("kinds"), "every kind has other targets than the queue, whose own hold for none: leave out the targets of one kind and make them the queue's")
	}
	return all
}
