package staffing

import (
	"context"
	"fmt"
	"math"
	"slices"

	"turno/forecast/calendar"
	"turno/schedule"
)

// Opening is a choice of opening hours for one queue with what comes of it over the grid,
// staffed as Require asks.
type Opening struct {
	Hours      calendar.Hours
	Announced  bool    // the hours that the queue has now
	OpenHours  float64 // a week
	AgentHours float64 // effective, a week, minimum staff included
	Cost       float64 // a week, at the rates given
	Kept       float64 // share of contacts answered within the promise, by the clock on the wall
	Backlog    float64 // deferrable: contacts waiting at an opening, on average; live: none
	Lost       float64 // contacts a week: live ones that come while closed or leave; deferrable ones that wait longer than a day
	Efficient  bool    // no other choice is as good in cost, promise kept and customers lost, and better in one
}

// patientFor is how long a post may wait, in hours, before its customer counts as lost.
const patientFor = 24

// Openings compares opening hours for one queue: cost against the promise kept, the backlog
// at opening and the customers lost. Rate is the cost of an agent-hour in each interval of
// the grid. The promise is the queue's own, or its first target where it has none, always
// on the elapsed clock: that is what a customer who writes at night meets. Deferrable work
// is followed as a fluid, first come first served by the levelled staff.
func Openings(ctx context.Context, grid calendar.Grid, cal *calendar.Calendar, demands []Demand, opt Options, queue string, choices []calendar.Hours, rate []float64) ([]Opening, error) {
	q := slices.IndexFunc(demands, func(d Demand) bool { return d.Queue.Name == queue })
	if q < 0 {
		return nil, fmt.Errorf("queue %s: not one of the demands", queue)
	}
	if len(rate) != grid.N {
		return nil, fmt.Errorf("%d rates for %d intervals", len(rate), grid.N)
	}
	var out []Opening
	for k, hours := range slices.Concat([]calendar.Hours{demands[q].Queue.Hours}, choices) {
		list := slices.Clone(demands)
		list[q].Queue.Hours = hours
		if err := validate(grid, cal, list, opt); err != nil {
			return nil, err
		}
		axis := newAxis(grid)
		flows, err := newFlows(ctx, axis, cal, list, opt)
		if err != nil {
			return nil, err
		}
		p := requireQueue(ctx, axis, flows[q], list[q], opt)
		if p.err != nil {
			return nil, p.err
		}
		o := Opening{Hours: hours, Announced: k == 0}
		if list[q].Queue.Channel.Live() {
			o.live(axis, flows[q], p.live, rate)
		} else {
			o.deferrable(axis, flows[q], list[q], p.deferrable, rate)
		}
		o.perWeek(axis)
		out = append(out, o)
	}
	efficient(out)
	return out, nil
}

// perWeek scales what was summed over the grid.
func (o *Opening) perWeek(a axis) {
	weeks := float64(a.grid.N) * a.grid.Hours() / weekHours
	o.OpenHours /= weeks
	o.AgentHours /= weeks
	o.Cost /= weeks
	o.Lost /= weeks
}

func (o *Opening) staff(agents, open, step, rate float64) {
	o.OpenHours += open * step
	o.AgentHours += agents * step
	o.Cost += agents * step * rate
}

func (o *Opening) live(a axis, f flow, r schedule.LiveRequirement, rate []float64) {
	var offered, kept float64
	step := a.grid.Hours()
	for i, c := range r.Curves {
		at := i + a.lead
		o.staff(max(float64(c.Mark)*math.Ceil(r.Open[i]), r.Minimum*r.Open[i]), r.Open[i], step, rate[i])
		all := f.own[at] + f.extra[at]
		missed := c.MissedAt(float64(c.Mark))
		offered += all
		kept += max(0, c.Contacts-missed)
		o.Lost += max(0, all-c.Contacts) + missed
	}
	o.Kept = ratioOr(kept, offered, 1)
}

func ratioOr(x, y, none float64) float64 {
	if y <= 0 {
		return none
	}
	return clamp(x / y)
}

// deferrable follows the work through the levelled staff, week after week as in newAxis.
func (o *Opening) deferrable(a axis, f flow, d Demand, r schedule.DeferrableRequirement, rate []float64) {
	step := a.grid.Hours()
	for i, l := range r.Level {
		o.staff(max(l, r.Minimum)*r.Open[i], r.Open[i], step, rate[i])
	}
	first, later := messages(a, f, d.Profile)
	promise := d.Queue.Targets[0]
	if d.Queue.Promise != nil {
		promise = *d.Queue.Promise
	}
	n := a.wide.N
	came, done := make([]float64, n+1), make([]float64, n+1) // hours of work before each interval
	var waiting, openings float64
	for i := range n {
		came[i+1] = came[i] + first.hours[i] + later.hours[i]
		j := a.source(i)
		can := max(r.Level[j], r.Minimum) * r.Open[j] * step
		done[i+1] = min(came[i+1], done[i]+can)
		if i >= a.lead && i < a.lead+a.grid.N && r.Open[j] > 0 && i > 0 && f.hours.share[i-1] <= 0 {
			each := contactsOf(came[i]-done[i], first.hours[i]+later.hours[i], first.replies[i]+later.replies[i])
			waiting += each
			openings++
		}
	}
	if openings > 0 {
		o.Backlog = waiting / openings
	}
	o.wait(a, came, done, first.replies, promise.Within.Hours())
}

// contactsOf is the contacts that so many hours of work stand for, at the rate of an
// interval's work to its contacts.
func contactsOf(hours, work, contacts float64) float64 {
	if work <= 0 {
		return 0
	}
	return hours / work * contacts
}

// wait reads the waits of what comes in each interval off the two cumulative courses.
func (o *Opening) wait(a axis, came, done, contacts []float64, promise float64) {
	step := a.grid.Hours()
	var offered, kept float64
	at := 0
	const parts = 4
	for i := a.lead; i < a.lead+a.grid.N; i++ {
		for p := range parts {
			part := (float64(p) + 0.5) / parts
			mark := came[i] + (came[i+1]-came[i])*part
			at = max(at, i)
			for at < len(done)-1 && done[at+1] < mark-1e-9 {
				at++
			}
			hours := math.Inf(1)
			if at < len(done)-1 {
				within := 0.0
				if done[at+1] > done[at] {
					within = clamp((mark - done[at]) / (done[at+1] - done[at]))
				}
				hours = max(0, (float64(at-i)+within-part)*step)
			}
			c := contacts[i] / parts
			offered += c
			if hours <= promise+1e-9 {
				kept += c
			}
			if hours > patientFor {
				o.Lost += c
			}
		}
	}
	o.Kept = ratioOr(kept, offered, 1)
}

// efficient marks the frontier.
func efficient(list []Opening) {
	const same = 1e-9
	for i := range list {
		list[i].Efficient = !slices.ContainsFunc(list, func(b Opening) bool {
			a := list[i]
			asGood := b.Cost <= a.Cost*(1+same) && b.Kept >= a.Kept-same && b.Lost <= a.Lost+same
			better := b.Cost < a.Cost*(1-1e-6) || b.Kept > a.Kept+1e-6 || b.Lost < a.Lost-1e-6
			return asGood && better
		})
	}
}
