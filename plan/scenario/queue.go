package scenario

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// SetHours opens queues at other hours.
type SetHours struct {
	Queues []string // empty is all
	Hours  calendar.Hours
}

// Kind implements Change.
func (SetHours) Kind() Kind { return KindHours }

func (c SetHours) apply(d *draft) error {
	return d.each(c.Queues, func(q *schedule.Queue) { q.Hours = c.Hours })
}

// SetTarget gives a queue one target in place of its own.
type SetTarget struct {
	Queue  string
	Target schedule.Target
}

// Kind implements Change.
func (SetTarget) Kind() Kind { return KindTarget }

func (c SetTarget) apply(d *draft) error {
	return d.each([]string{c.Queue}, func(q *schedule.Queue) { q.Targets = []schedule.Target{c.Target} })
}

// SetPromise announces another time on a queue.
type SetPromise struct {
	Queue   string
	Promise schedule.Target
}

// Kind implements Change.
func (SetPromise) Kind() Kind { return KindPromise }

func (c SetPromise) apply(d *draft) error {
	return d.each([]string{c.Queue}, func(q *schedule.Queue) { q.Promise = &c.Promise })
}

// SetPatience changes how long customers of live queues wait, in seconds. Deferrable queues
// have no patience and stay as they are.
type SetPatience struct {
	Queues []string // empty is all live ones
	Amount Amount
}

// Kind implements Change.
func (SetPatience) Kind() Kind { return KindPatience }

func (c SetPatience) apply(d *draft) error {
	return d.each(c.Queues, func(q *schedule.Queue) {
		if q.Channel.Live() {
			q.Patience = time.Duration(c.Amount.of(q.Patience.Seconds()) * float64(time.Second))
		}
	})
}
