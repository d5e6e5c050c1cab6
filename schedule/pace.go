package schedule

import (
	"cmp"
	"slices"
	"time"

	"turno/skills"
)

// Pace is the work that the agent does on the queue at a time against an agent of standard
// pace, before shrinkage: of chat at its own number of conversations at once, which its own
// inflation slows. It is 0 where the agent cannot serve the queue then. Whether the agent is
// employed, available or at work is another question.
func (a Agent) Pace(q Queue, t time.Time) float64 {
	b, can := a.CanAt(q, t)
	if !can {
		return 0
	}
	return q.output(b)
}

// output is what the ability does on the queue against an agent of standard pace.
func (q Queue) output(b skills.Ability) float64 {
	if q.Channel != skills.Chat || q.Slots < 1 {
		return b.Pace
	}
	slots, slower := cmp.Or(b.Slots, q.Slots), b.Inflation
	if slower <= 0 {
		slower = q.Inflation
	}
	held := func(slots int, inflation float64) float64 {
		n := float64(max(slots, 1))
		return n / (1 + inflation*(n-1))
	}
	return b.Pace * held(slots, slower) / held(q.Slots, q.Inflation)
}

// Has says whether the agent has an ability on the channel at some time.
func (a Agent) Has(c skills.Channel) bool {
	return slices.ContainsFunc(a.Abilities, func(b skills.Ability) bool { return b.Channel == c && b.Pace > 0 })
}

// Learned is the agent with one more ability, unless there is one on its channel, and with
// the queues added to the only ones served where there is such a list.
func (a Agent) Learned(b skills.Ability, queues ...string) Agent {
	if !a.Has(b.Channel) {
		a.Abilities = append(slices.Clone(a.Abilities), b)
	}
	if len(a.Queues) == 0 {
		return a
	}
	a.Queues = slices.Clone(a.Queues)
	for _, q := range queues {
		if !slices.Contains(a.Queues, q) {
			a.Queues = append(a.Queues, q)
		}
	}
	return a
}
