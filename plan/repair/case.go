package repair

import (
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
)

// Case is a roster to explain, with what it was made from and what the check says of it.
type Case struct {
	Calendar    *calendar.Calendar // nil is the requirement's zone without holidays
	Queues      []schedule.Queue
	Team        schedule.Team
	Requirement schedule.Requirement
	Roster      schedule.Roster
	Report      check.Report       // of the roster, by Futures
	Findings    []schedule.Finding // of the optimiser: who has no legal schedule
	Futures     []check.Future
	Currency    string
	Seed        uint64
}

// Options bound the work. The zero value tells reasons and prices nothing.
type Options struct {
	Repairs  int // troubles to find repairs for, the gravest of each queue first
	Progress forecast.Progress
}

// The bounds of the work.
const (
	solvesEach = 12 // re-solves for one trouble, at most
	kept       = 3  // repairs of a trouble
	atOnce     = 2  // lanes of re-solves: a fixed number, so that nothing depends on the machine
	effort     = 3  // rounds of a re-solve
)

// Trouble is one thing that the roster does not do: why, and what would help.
type Trouble struct {
	Finding       schedule.Finding // as the check or the optimiser has it
	Lost          float64          // contacts missing their target over From..To; 0 for others
	Hours         float64          // agent-hours missing over From..To, before shrinkage
	Heads         int              // people missing at the worst moment
	At            time.Time        // that moment: where the reasons are asked
	Able          int              // agents who can serve the queue
	Reasons       []Reason         // why each of them does not help, most first
	Contradiction []Demand         // demands of which each, taken away, would make it possible; none where nothing contradicts
	Repairs       []Repair         // at most 3, the cheapest first
	Priced        int              // repairs that were tried by a re-solve
}

// Reason is what keeps so many agents from helping at the worst moment.
type Reason struct {
	Cause  Cause
	Agents []string // in the team's order
	Value  float64  // hours, days or, for CauseWindow, minutes after midnight; see Cause
	Name   string   // queue or kind of absence
}

// Cause is a rule or fact that keeps an agent from helping. A rule is named by the code of its
// finding, also where it is not listed here.
type Cause string

// The causes, in the order in which they are asked. The comment says what Value holds.
const (
	CauseOnIt         Cause = "on-it"         // works on the queue at that moment
	CauseBeside       Cause = "beside"        // works on another queue (Name) and takes this one in beside it
	CauseBusy         Cause = "busy"          // works on another queue (Name)
	CauseBreak        Cause = "break"         // is on a break
	CauseOnCall       Cause = "on-call"       // stands by
	CauseUnemployed   Cause = "not-employed"  // not yet or no longer
	CauseBeforePeriod Cause = "before-period" // only a shift begun before the period could reach it
	CauseWindow       Cause = "shift-window"  // no shift of the contract reaches it: earliest start of that day, or latest end where it is Late
	CauseWindowLate   Cause = "shift-end"     // likewise: latest end, minutes after midnight
	CauseDay          Cause = "shift-day"     // no shift of the contract on that day
	CauseNoFit        Cause = "no-fit"        // of a request: no shift of the contract lies within it
	CauseAbsent       Cause = "absent"        // Name is the kind
	CauseUnavailable  Cause = "unavailable"
	CauseLocked       Cause = "locked"           // a locked shift of that day lies elsewhere
	CauseWeekHours    Cause = "week-hours-max"   // hours of the limit
	CauseWeekDays     Cause = "week-days-max"    // days of the limit
	CauseConsecutive  Cause = "consecutive-days" // days of the limit
	CauseDailyRest    Cause = "daily-rest"       // hours of the limit
	CauseWeeklyRest   Cause = "weekly-rest"      // hours of the limit
	CauseNights       Cause = "consecutive-nights"
	CauseWeekends     Cause = "weekends-free"
	CauseDayHours     Cause = "day-hours-max"
	CauseMoved        Cause = "moved" // may, but works at another time of the day, which the plan values more
	CauseIdle         Cause = "idle"  // may, but a shift more costs more than the plan values it
)

// Repair is a change of the input with what it brings, measured by a re-solve in which
// everybody else's shifts stay as they are.
type Repair struct {
	Change  Change
	Gain    Gain
	Cost    decimal.Decimal // change of pay over the period
	Hours   float64         // change of paid hours
	Moved   []string        // agents whose shifts change
	Worse   []Worse         // queues that lose contacts by it
	Team    schedule.Team   // with the change
	Roster  schedule.Roster // the roster that was measured: legal under the change
	Against schedule.Roster // the roster that it is measured against: the case\'s, or the same people planned anew without the change

}

// Gain is what a repair brings over the period, less what it takes elsewhere.
type Gain struct {
	Contacts float64 // served in time, of all queues
	Here     float64 // of these in the queue and stretch of the trouble
	Heads    float64 // agent-hours of minimum staffing
	Granted  int     // requests granted, less those no longer granted
	Kept     float64 // days, hours or weekends by which the wanted limit of the trouble is missed less
}

// Worse is a queue that loses so many contacts.
type Worse struct {
	Queue    string
	Contacts float64
}
