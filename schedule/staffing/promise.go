package staffing

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"turno/forecast/calendar"
)

// Promise is what may honestly be announced for one queue: the time to the first reply that
// a staffing keeps for the share, over the possible days that the forecast holds.
type Promise struct {
	Queue    string
	Share    float64
	All      PromiseHour   // over all hours; its Hour is -1
	Hours    []PromiseHour // local hours of the day in which contacts come, ascending
	OffHours []AutoReply   // deferrable queues: one for each opening of the grid
}

// PromiseHour is the response time kept for what comes in one local hour of the day.
type PromiseHour struct {
	Hour     int
	Contacts float64 // expected a day
	Wall     float64 // seconds by the clock on the wall; +Inf where no time is kept: too many leave, or wait beyond the period
	Open     float64 // seconds of opening hours
	Left     float64 // live: share that leaves unanswered
}

// AutoReply is what may be told to those who write while the queue is closed: the share of
// those who wait for this opening has an answer within so many seconds of it.
type AutoReply struct {
	Opens    time.Time
	Contacts float64 // expected to wait
	Within   float64 // seconds after the opening; +Inf as above
}

// Promises computes the promise of one queue with so many effective agents per interval, or
// with those that Require asks for where agents is nil.
//
// Live work is answered by the queueing model of each interval; contacts that come while
// closed are turned away and not counted. Deferrable work is followed through possible
// weeks of the forecast, drawn from the seed, as a fluid served first come first served.
// Pivots come as expected. It fails as Require does.
func Promises(ctx context.Context, grid calendar.Grid, cal *calendar.Calendar, demands []Demand, opt Options, queue string, agents []float64, share float64, seed uint64) (Promise, error) {
	q := slices.IndexFunc(demands, func(d Demand) bool { return d.Queue.Name == queue })
	switch {
	case q < 0:
		return Promise{}, fmt.Errorf("queue %s: not one of the demands", queue)
	case !(share > 0 && share < 1):
		return Promise{}, fmt.Errorf("share %v: expected more than 0 and less than 1", share)
	case agents != nil && len(agents) != grid.N:
		return Promise{}, fmt.Errorf("%d numbers of agents for %d intervals", len(agents), grid.N)
	}
	for i, x := range agents {
		if !finite(x, 0, MaxAgents) {
			return Promise{}, fmt.Errorf("agents %v at %s: expected 0 to %d", x, grid.At(i).Format("2006-01-02 15:04"), MaxAgents)
		}
	}
	if err := validate(grid, cal, demands, opt); err != nil {
		return Promise{}, err
	}
	if agents == nil {
		r, _, err := Require(ctx, grid, cal, demands, opt)
		if err != nil {
			return Promise{}, err
		}
		agents = asked(r, queue)
	}
	a := newAxis(grid)
	flows, err := newFlows(ctx, a, cal, demands, Options{})
	if err != nil {
		return Promise{}, err
	}
	p := Promise{Queue: queue, Share: share}
	if demands[q].Queue.Channel.Live() {
		return p, p.live(ctx, a, flows[q], demands[q], agents)
	}
	return p, p.deferrable(ctx, a, flows[q], demands[q], agents, seed)
}

// wait is a response with its part of the contacts.
type wait struct {
	wall, open float64 // seconds
	contacts   float64
}

// within is the least time that keeps the share of the contacts, read off each wait by by.
func within(waits []wait, share float64, by func(wait) float64) float64 {
	slices.SortFunc(waits, func(a, b wait) int { return cmp.Compare(by(a), by(b)) })
	var all, sum float64
	for _, w := range waits {
		all += w.contacts
	}
	for _, w := range waits {
		if sum += w.contacts; sum >= share*all {
			return by(w)
		}
	}
	return math.Inf(1)
}

// kept fills in an hour from its waits.
func (p Promise) kept(hour int, waits []wait, days float64) PromiseHour {
	out := PromiseHour{Hour: hour}
	for _, w := range waits {
		out.Contacts += w.contacts / days
	}
	out.Wall = within(waits, p.Share, func(w wait) float64 { return w.wall })
	out.Open = within(waits, p.Share, func(w wait) float64 { return w.open })
	return out
}
