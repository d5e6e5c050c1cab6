package roster

// Problem is the general form of a rostering problem: the days, the shifts that can be
// worked, each agent's own rules, convex costs of supply, the flow of deferrable work and
// the named terms of the objective. It is values only and the solver knows nothing else;
// Build translates the words of schedule into it, published instances do likewise.
//
// Time is whole minutes since the start of the period; interval k is the minutes
// [k*Step, (k+1)*Step). Shifts start in the period and may run past its end into Tail
// intervals that nothing is asked of.
type Problem struct {
	Step   int // minutes
	N      int // intervals of the period
	Tail   int // intervals beyond it that shifts can reach
	Days   []Day
	Weeks  []Week
	Forms  []Form
	Agents []Agent
	Lines  []Line
	Flow   Flow
	Terms  []Objective
	Groups int     // of agents compared for fairness
	Wage   float64 // mean base pay of an hour: the unit of cost
	Toll   []int32 // unsocial minutes (nights and weekends) before each minute
	Nights []int32 // minutes between 22:00 and 06:00 before each minute
}

// Day is one local date of the period.
type Day struct {
	From, To int
	Week     int
	Weekend  bool // Saturday or Sunday
	Last     bool // of its week, or of the period
	Change   int  // from this minute on the local clock is
	Ahead    int  // so many minutes ahead of the time since midnight
	Cut      bool // it goes on after the period: that it is free is not known yet
	second   bool // the later day of its weekend
}

// clock is the local time of day at a minute of the day.
func (d *Day) clock(at int) int {
	if d.Ahead != 0 && at >= d.Change {
		return at - d.From + d.Ahead
	}
	return at - d.From
}

// Week is one calendar week that the period touches.
type Week struct {
	From, To int
	Whole    bool // inside the period
}

// Form is a shift kind under one contract: the lengths that are legal and the breaks each
// of them has.
type Form struct {
	Kind     string
	Lengths  []Length // ascending
	Classes  []Class
	Excludes []int   // forms that may not be worked on the next day
	Unpaid   float64 // share of its pay that is not paid, 0 to 1: of time on call, which holds no meetings
	OnCall   bool    // time on call
}

// Length is one legal length of a form.
type Length struct {
	Minutes int
	Paid    int // minutes
	Class   int
}

// Class is a set of breaks with the work asked for between them.
type Class struct {
	Breaks  []BreakRule
	Strict  bool // blocks are never rounded down to whole intervals
	Longest int  // most minutes of work without a break, 0 is no limit
	Block   int  // least minutes of work between breaks and in one duty; 0 where the windows leave no room
}

// BreakRule is one break of a class.
type BreakRule struct {
	Name                     string
	Length, Earliest, Latest int // minutes; the begin lies in [earliest, latest] after the start
	Paid                     bool
	meeting                  int // 1 + index of the agent's meeting, 0 for none
}

// Frame is the days, weeks, unsocial and night minutes by another clock than the problem's,
// each as in Problem. The first day may begin before the period and the last end after it.
type Frame struct {
	Days         []Day
	Weeks        []Week
	Toll, Nights []int32
}

// Agent is one person: everything that makes a schedule of theirs legal, and what it
// costs.
type Agent struct {
	ID      string
	Duties  []Duty
	Starts  [][]Start  // by day
	Locked  [][]Placed // by day: shifts that must stay
	Weeks   []WeekLimit
	Limits  Limits
	Soft    SoftLimits
	Outside []int32     // minutes outside opening hours before each minute; only asked for where Soft.Outside is above 0
	Means   []MeanLimit // by week; nil is none
	Caps    []int       // by form: most shifts in the period of all forms of its kind together, 0 is no limit; nil is none at all
	Past    Past
	Before  []Part   // work of published shifts that reaches into the period
	Frame   *Frame   // by which days and weeks the agent lives; nil is the problem's own
	home    *Problem // by that frame
	unit    int      // greatest common divisor of all paid minutes
	needs            // what of a schedule so far its rules ask about

	Pay        PayScale
	costWeight float64 // of the cost term
	Wishes     []Wish
	Meetings   []Meeting // by beginning; those of fixed times do not overlap
	Usual      int       // minute of the day at which the agent usually starts; -1 where nothing is known
	Kept       bool      // works what is locked and nothing else, whether that is legal or not
	Told       []Told    // by day: what a roster before this one announced; nil where none did
	Group      int
	Toll       float64 // unsocial hours worked before the period
	Balance    float64 // hours paid above what was agreed, with nothing worked in the period
	tolls      []int32 // of the problem
}

// Start is one legal beginning of a shift.
type Start struct {
	Form int
	At   int
	Room int // greatest length that stays clear of absences and availability
}

// Limits are the rules that bind a sequence of shifts. A zero limit means none.
type Limits struct {
	Rest         int // minutes
	WeekRest     int // minutes
	Run          int // days
	Nights       int
	WeekDays     int
	WeekendsFree int // of any 4
	Weekends     int // with work, in the weeks of the period
	RunMin       int // days in a row, unless the run touches an end of the period
	OffMin       int // days off in a row, unless they touch an end of the period
	PaidMin      int // minutes in the period
	PaidMax      int

	DaysMin, DaysMax int  // with a shift in the period
	WeekendsRow      int  // with work, on end
	WeekendCycle     int  // of any so many weekends on end
	WeekendsOn       int  // at most so many with work
	Whole            bool // weekends: both days or none
	NightRest        int  // minutes after a run of nights
	WeekNights       int
	PeriodNights     int
	NightPaid        int // minutes of a night shift
	Backward         int // a shift starts less than so many minutes earlier on the clock than that of the day before
	Spread           int // starts on the clock lie less than so many minutes apart in a calendar week
}

// WeekLimit is the paid time of one calendar week, in minutes, and the least days with a
// shift. A zero max means none.
type WeekLimit struct{ Min, Max, Days int }

// MeanLimit is the paid time, in minutes, of the weeks up to one that is Last, after the
// one that was Last before. A zero max means none, a negative one that nothing may be paid.
type MeanLimit struct {
	Max  int
	Last bool
}

// Past is what the shifts before the period leave behind. Neither a run nor days off mean
// that nothing is known.
type Past struct {
	End      int   // end of the last shift; far below 0 when there is none
	Run      int   // days in a row up to the period
	Nights   int   // nights in a row up to the period
	Paid     int   // minutes in the first week
	Days     int   // in the first week
	Weekends uint8 // bit k: the weekend k weeks before the first was worked; bit 0 is its own

	Off         int  // days off in a row up to the period
	Night       bool // the last shift was a night
	WeekNights  int  // in the first week
	First, Last int  // earliest and latest start on the clock in the first week, where Days are above 0
	Start       int  // minute of the clock of the last start, where Run is above 0
	Form        int  // 1 + form of the last shift, where Run is above 0; 0 is none that matters
	Series      int  // days in a row on that form
}

// Duty is one way to work: what it adds to the lines of supply and to the flow.
type Duty struct {
	Queues []string
	Adds   []Add
	Blend  int      // of the flow, -1 for none
	Live   int      // live line whose agents this duty is among; -1 when dedicated to deferrable work
	Pace   float64  // effective agents
	Least  int      // minutes in it before another may follow without a break between; 0 is the class's block
	Forms  []int    // shifts in which it can be worked; nil is all
	OnCall []string // time on call for these queues; nil is work
	span   span     // minutes in which it can be worked; the zero span is always
}

// Add is what a duty supplies to a line.
type Add struct {
	Line   int
	Amount float64
}

// Line is a supply that cover terms ask for.
type Line struct {
	Queue string
	Heads bool // counts agents rather than effective agents
	Cover []Cover
	cost  [][]float64 // by interval, weighted sum of the covers at whole supplies; the last slope holds beyond
}

// Cover is a convex cost of supply: Table[i][n] in the term's unit at supply n in interval
// i, linear between whole supplies and, with the last slope, beyond. A nil table costs
// nothing.
type Cover struct {
	Term  int
	Table [][]float64
}

// Objective is a named part of what is minimised. The search minimises the sum of weight times
// value; the weights keep the tiers apart.
type Objective struct {
	Name   string
	Tier   int
	Weight float64
}

// The terms of every objective, by index of Problem.Terms.
const (
	TermMinimum     = iota // agent-hours short of minimum staffing
	TermService            // contacts missing the target beyond what it allows
	TermMeetings           // agent-hours of meetings missed
	TermWaiting            // contact-hours after the due time
	TermBeyond             // contacts missing the target within what it allows
	TermLevel              // agent-hours of deferrable work below its level
	TermSurplus            // agent-hours of live work above its mark
	TermCost               // pay, in hours of the mean wage
	TermRequests           // weight of requests not granted
	TermFairness           // squared unsocial hours from the mean
	TermHours              // squared hours from the mean of what is paid above what was agreed
	TermSwitches           // changes of duty within a shift
	TermConsistency        // hours between starts and the usual start
	TermStability          // hours by which days depart from what people were told
	TermRules              // weight of limits missed that are only wanted
	termCount
)

// Placed is a shift of a schedule.
type Placed struct {
	Day, Form int
	Kind      string
	At, End   int
	Paid      int
	Night     bool
	Parts     []Part
	Lock      int     // index of the lock it is, or -1
	Unpaid    float64 // as of its form
}

// Part is a stretch of a shift: duty is -1 on a break and in a meeting.
type Part struct {
	From, To int
	Duty     int
	Paid     bool
	Meeting  int // 1 + index of the agent's meeting that it is, 0 for none
}

// Plan is what one agent works, by day.
type Plan []Placed

// at reads a table of costs at a real supply.
func at(table []float64, x float64) float64 {
	n := len(table)
	switch {
	case n == 0:
		return 0
	case x <= 0 || n == 1:
		return table[0]
	case x >= float64(n-1):
		return table[n-1] + (table[n-1]-table[n-2])*(x-float64(n-1))
	}
	k := int(x)
	return table[k] + (table[k+1]-table[k])*(x-float64(k))
}
