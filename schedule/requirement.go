package schedule

import "turno/forecast/calendar"

// Requirement is what the forecast asks of the team: per interval for live work, with due
// times for deferrable work. Supply is the sum of the agents' pace after shrinkage, a real
// number, never heads.
type Requirement struct {
	Grid       calendar.Grid
	Live       []LiveRequirement
	Deferrable []DeferrableRequirement
}

// LiveRequirement is the work of one queue that must be met when it arrives.
type LiveRequirement struct {
	Queue   string
	Open    []float64 // per interval, the share in which the queue is answered, 0 to 1
	Curves  []Curve   // per interval
	Minimum float64   // agents wanted while open whatever the work: heads whose duty has the queue first, before shrinkage
}

// Net is the effective agents wanted in interval i when the share lost of rostered time serves
// nobody: the mark, or what is left of the least staff.
func (l LiveRequirement) Net(i int, lost float64) float64 {
	return max(float64(l.Curves[i].Mark), l.Minimum*l.Open[i]*(1-lost))
}

// Curve tells what n effective agents achieve on one live queue in one interval.
type Curve struct {
	Contacts float64   // expected
	Load     float64   // erlangs of agent time
	Target   float64   // share of contacts to be served in time, 0 to 1
	Mark     int       // least n that meets the queue's targets; 0 where nothing is offered
	Missed   []float64 // [n] contacts expected to miss the target with n agents: not increasing, convex; the last value holds beyond
	Absorb   []float64 // [n] erlangs of deferrable work that n agents can take beside it and still meet the target; the last slope holds beyond
}

// MissedAt is the contacts expected to miss the target with a supply of x, linear between
// whole agents.
func (c Curve) MissedAt(x float64) float64 { return along(c.Missed, x, false) }

// AbsorbAt is the deferrable erlangs that a supply of x can take beside the live work.
func (c Curve) AbsorbAt(x float64) float64 { return along(c.Absorb, x, true) }

// along reads a table at a real index; beyond its end it is flat or keeps its last slope.
func along(table []float64, x float64, extend bool) float64 {
	n := len(table)
	switch {
	case n == 0:
		return 0
	case x <= 0 || n == 1:
		return table[0]
	case x >= float64(n-1) && !extend:
		return table[n-1]
	case x >= float64(n-1):
		return table[n-1] + (table[n-1]-table[n-2])*(x-float64(n-1))
	}
	k := int(x)
	return table[k] + (table[k+1]-table[k])*(x-float64(k))
}

// DeferrableRequirement is the work of one queue that may wait until it is due.
type DeferrableRequirement struct {
	Queue   string
	Open    []float64 // per interval, the share in which work may be done, 0 to 1
	Work    []Work    // by arrival; never due before it arrives
	Level   []float64 // per interval, agents wanted when the work is levelled over its windows, earliest due first
	Minimum float64   // agents wanted while open whatever the work: heads whose duty lists the queue, before shrinkage
}

// Work is agent time that arrives in one interval and is due in another.
type Work struct {
	Arrive   int     // interval in which it can first be done
	Due      int     // interval by whose end it should be done; may lie beyond the grid
	Hours    float64 // agent-hours at standard pace
	Contacts float64 // replies it stands for: what is missed when it is late
	Share    float64 // wanted in time where its kind of message has targets of its own; 0 is the queue's
}

// LiveQueue finds the requirement of a live queue.
func (r Requirement) LiveQueue(name string) (LiveRequirement, bool) {
	for _, l := range r.Live {
		if l.Queue == name {
			return l, true
		}
	}
	return LiveRequirement{}, false
}

// DeferrableQueue finds the requirement of a deferrable queue.
func (r Requirement) DeferrableQueue(name string) (DeferrableRequirement, bool) {
	for _, d := range r.Deferrable {
		if d.Queue == name {
			return d, true
		}
	}
	return DeferrableRequirement{}, false
}
