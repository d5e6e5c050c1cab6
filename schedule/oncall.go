package schedule

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// OnCall is time in which somebody stands by: no queue is served and nothing supplied, but
// whoever can serve one of the queues counts towards the least staff of those that let
// people on call count (see Queue.OnCall). Hours count, wherever paid hours do, as their
// share. For everything that looks at days, nights, weekends and rest it is a shift like any
// other. It has no breaks, no duties and no meetings.
type OnCall struct {
	Pay    decimal.Decimal // share of the pay of an hour, premiums included, 0 to 1
	Queues []string        // at least one
}

// Paid is what so much time on call counts as, to the minute.
func (o *OnCall) Paid(d time.Duration) time.Duration {
	return time.Duration(decimal.NewFromInt(int64(d)).Mul(o.Pay).IntPart()).Round(time.Minute)
}

// Same says whether both are the same; nil is a shift at work.
func (o *OnCall) Same(x *OnCall) bool {
	if o == nil || x == nil {
		return o == x
	}
	return o.Pay.Equal(x.Pay) && slices.Equal(o.Queues, x.Queues)
}

// StandsBy says whether the agent, on call at the time, counts towards the least staff of the
// queue.
func (o *OnCall) StandsBy(a Agent, q Queue, t time.Time) bool {
	return q.OnCall && slices.Contains(o.Queues, q.Name) && a.Pace(q, t) > 0
}

// Recognised is the shifts, with those whose kind is time on call marked as such.
func (t Team) Recognised(shifts []Shift) []Shift {
	out := slices.Clone(shifts)
	for i := range out {
		out[i].OnCall = t.ShiftKinds[out[i].Kind].OnCall
	}
	return out
}
