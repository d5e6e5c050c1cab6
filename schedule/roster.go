package schedule

import (
	"slices"
	"strings"
	"time"

	"turno/forecast/calendar"
)

// Roster says who works when. Shifts are sorted by agent, then start.
type Roster struct {
	Grid   calendar.Grid // the planned period at the planning interval
	Shifts []Shift
}

// Shift is one agent's presence from Start to End.
type Shift struct {
	Agent      string
	Kind       string // the ShiftKind it is of; may be empty in rosters made by others
	Start, End time.Time
	Breaks     []Break // sorted, within the shift, not overlapping
	Duties     []Duty  // sorted, covering the shift but for its breaks
	Locked     bool
	OnCall     *OnCall // stands by instead of working: as its kind says; nil is at work
}

// Break is time off the queues within a shift: rest, or a meeting.
type Break struct {
	Start, End time.Time
	Paid       bool
	Meeting    string // kind of the meeting it is; empty is rest
}

// Duty is what an agent works on for a stretch of a shift: the first queue has the agent's
// attention, the others are served, in order, when it leaves time (blending).
type Duty struct {
	Start, End time.Time
	Queues     []string // at least one
}

// PaidHours is the sum of PaidTime, of time on call its share. It holds for any shift.
func (s Shift) PaidHours() time.Duration {
	if s.OnCall != nil {
		return s.OnCall.Paid(max(0, s.End.Sub(s.Start)))
	}
	var sum time.Duration
	for _, w := range s.PaidTime() {
		sum += w.To.Sub(w.From)
	}
	return sum
}

// PaidTime is the shift less its unpaid breaks, in order, for time on call all of it. It holds for any shift, also
// one whose breaks overlap, lie outside it or are unsorted; the spans of one that ends
// before it starts are none.
func (s Shift) PaidTime() []calendar.Window {
	breaks := make([]Break, 0, len(s.Breaks))
	for _, b := range s.Breaks {
		if !b.Paid {
			breaks = append(breaks, b)
		}
	}
	slices.SortFunc(breaks, func(a, b Break) int { return a.Start.Compare(b.Start) })
	var paid []calendar.Window
	from := s.Start
	for _, b := range breaks {
		to := b.Start
		if to.After(s.End) {
			to = s.End
		}
		if from.Before(to) {
			paid = append(paid, calendar.Window{From: from, To: to})
		}
		if b.End.After(from) && b.End.After(b.Start) {
			from = b.End
		}
	}
	if from.Before(s.End) {
		paid = append(paid, calendar.Window{From: from, To: s.End})
	}
	return paid
}

// On is the duty at t, or false when the agent is away or on a break.
func (s Shift) On(t time.Time) (Duty, bool) {
	for _, d := range s.Duties {
		if !t.Before(d.Start) && t.Before(d.End) {
			return d, true
		}
	}
	return Duty{}, false
}

// Sort puts the shifts into their order.
func (r Roster) Sort() {
	slices.SortFunc(r.Shifts, func(a, b Shift) int {
		if c := strings.Compare(a.Agent, b.Agent); c != 0 {
			return c
		}
		return a.Start.Compare(b.Start)
	})
}

// Coverage is supply against requirement, per queue and interval.
type Coverage struct {
	Grid   calendar.Grid
	Queues []QueueCoverage
}

// QueueCoverage is the coverage of one queue. All slices have one value per interval.
type QueueCoverage struct {
	Queue    string
	Required []float64 // agents: the mark of live work, the level of deferrable work
	Supplied []float64 // effective agents: pace after shrinkage; for deferrable work with what live agents absorb
	Heads    []float64 // agents present whose duty is first on this queue
	Contacts []float64 // expected (deferrable: replies arriving)
	Missed   []float64 // contacts expected to miss the target (deferrable: by the interval in which they fall due)
}

// Service is the share of contacts expected within target over the whole grid, 0 to 1.
func (q QueueCoverage) Service() float64 {
	var offered, missed float64
	for i, c := range q.Contacts {
		offered += c
		missed += q.Missed[i]
	}
	if offered == 0 {
		return 1
	}
	return 1 - missed/offered
}

// Balance is what a stretch of a queue's intervals asks for and gets, in agent-hours. Short
// and Over are added up interval by interval: what is over in one does not help another.
type Balance struct{ Needed, Supplied, Short, Over float64 }

// Balance is that of the whole grid.
func (c Coverage) Balance(q QueueCoverage) Balance { return c.BalanceOf(q, 0, c.Grid.N) }

// BalanceOf is that of n intervals from the first.
func (c Coverage) BalanceOf(q QueueCoverage, first, n int) Balance {
	var b Balance
	hours := c.Grid.Hours()
	for i := first; i < min(first+n, len(q.Required), len(q.Supplied)); i++ {
		more := (q.Supplied[i] - q.Required[i]) * hours
		b.Needed += q.Required[i] * hours
		b.Supplied += q.Supplied[i] * hours
		b.Short += max(0, -more)
		b.Over += max(0, more)
	}
	return b
}
