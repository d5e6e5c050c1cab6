package simulate

import (
	"math"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// warmUp is how long before the period a replication begins where some queue is answered
// across its start: the period then begins with what the day before leaves, work waiting,
// customers thinking and agents busy. A queue that is closed before the period is warmed up
// from its last closing on if that is longer ago.
const warmUp = 24 * time.Hour

// layWarmUp sets when each queue's contacts begin to come, and with which intervals of the
// period those before it are alike: a whole number of weeks later, or of days where the
// period is shorter than a week. A period shorter than a day starts cold.
func (w *world) layWarmUp(g calendar.Grid) {
	reach := 0.0
	for i := range w.queues {
		if h := &w.queues[i].hours; h.closedSince() == 0 && h.open(0) && g.N*int(g.Step) >= int(warmUp) {
			reach = -warmUp.Seconds()
		}
	}
	for i := range w.queues {
		w.queues[i].since = reach
		if !w.queues[i].live {
			w.queues[i].since = min(reach, w.queues[i].hours.closedSince())
		}
		w.start = min(w.start, w.queues[i].since)
	}
	w.worked = reach
	per := int(cycle(g) / g.Step)
	for i := -1; per > 0 && float64(i)*w.step >= w.start; i-- {
		like := i + per*((-i+per-1)/per)
		if like >= g.N && cycle(g) == week { // an hour that the week of the change lacks
			like = g.N - 1
		}
		w.like = append(w.like, like)
	}
	w.start = -float64(len(w.like)) * w.step
}

const week = 7 * 24 * time.Hour

// cycle is after how long demand and work are alike: a week where the period has one, also
// the one that the clocks make an hour shorter.
func cycle(g calendar.Grid) time.Duration {
	if g.End().Sub(g.Start) >= week-time.Hour {
		return week
	}
	return 24 * time.Hour
}

// likened is the interval within the period of which one before it is drawn, and itself for
// one within; -1 where the period is too short to hold one.
func (w *world) likened(i int) int {
	if i < 0 {
		i = w.like[-i-1]
	}
	if i >= w.grid.N {
		return none
	}
	return i
}

// dayBefore are the shifts worked before the period while it is warmed up: the published
// ones that reach into that time, or else those that the roster has a cycle later.
func (w *world) dayBefore(in Input) []schedule.Shift {
	start, from := in.Grid.Start, in.Grid.Start.Add(time.Duration(w.worked*float64(time.Second)))
	before := func(s schedule.Shift) bool { return s.Start.Before(start) && s.End.After(from) }
	if w.worked == 0 || slices.ContainsFunc(in.Team.Published, before) {
		return nil
	}
	var out []schedule.Shift
	for _, s := range in.Roster.Shifts {
		if s = earlier(s, cycle(in.Grid)); before(s) {
			if s.End.After(start) {
				s.End = start // what reaches into the period is the roster's own affair
			}
			out = append(out, s)
		}
	}
	return out
}

// earlier is a shift moved back by d.
func earlier(s schedule.Shift, d time.Duration) schedule.Shift {
	s.Start, s.End = s.Start.Add(-d), s.End.Add(-d)
	breaks, duties := slices.Clone(s.Breaks), slices.Clone(s.Duties)
	for i := range breaks {
		breaks[i].Start, breaks[i].End = breaks[i].Start.Add(-d), breaks[i].End.Add(-d)
	}
	for i := range duties {
		duties[i].Start, duties[i].End = duties[i].Start.Add(-d), duties[i].End.Add(-d)
	}
	s.Breaks, s.Duties = breaks, duties
	return s
}

// number is the interval that t lies in, negative before the period.
func (w *world) number(t float64) int { return int(math.Floor(t / w.step)) }
