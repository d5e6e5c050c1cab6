package simulate

import "fmt"

// justBefore is when a known backlog arrives, in seconds: the last instant before the
// period, so that it is served but not counted.
const justBefore = -0.001

// layBacklog takes the known backlogs. A queue that has one starts with exactly that many
// posts waiting, whatever the time before would have left.
func (w *world) layBacklog(backlog map[string]int) {
	for i := range w.queues {
		q := &w.queues[i]
		n, known := backlog[q.name]
		if !known {
			continue
		}
		q.since = 0
		w.start = min(w.start, justBefore)
		w.add(step{at: justBefore, kind: stepBacklog, who: int32(i), what: int32(n)})
	}
}

// inherit lets n posts of a queue wait.
func (e *engine) inherit(q, n int) {
	key := mix(mix(e.key, e.w.queues[q].key), purposeBacklog)
	for k := range n {
		c := arrival{at: justBefore, key: mix(key, uint64(k)), queue: int16(q)}
		e.nature(&c, 0)
		e.welcome(c)
	}
}

func checkBacklog(in Input) error {
	live := map[string]bool{}
	for _, q := range in.Queues {
		live[q.Name] = q.Channel.Live()
	}
	total := 0
	for name, n := range in.Backlog {
		isLive, known := live[name]
		switch {
		case !known:
			return fmt.Errorf("backlog of %q: expected one of the queues", name)
		case isLive:
			return fmt.Errorf("backlog of %s: nobody waits on a live queue from the day before; leave it out", name)
		case n < 0 || n > mostContacts:
			return fmt.Errorf("backlog of %s: %d posts: expected 0 to %d", name, n, mostContacts)
		}
		total += n
	}
	if total > mostContacts {
		return fmt.Errorf("backlog: %d posts in all: expected at most %d", total, mostContacts)
	}
	return nil
}
