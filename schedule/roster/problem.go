package roster

// problem is a rostering problem in the solver's own words. Time is whole minutes since
// the start of the period; interval k is the minutes [k*step, (k+1)*step). Shifts start in
// the period and may run past its end into tail intervals that nothing is asked of.
// translate makes it from the words of schedule; the solver knows nothing else.
type problem struct {
	step   int // minutes
	n      int // intervals of the period
	tail   int // intervals beyond it that shifts can reach
	days   []day
	weeks  []week
	forms  []form
	agents []agent
	lines  []line
	flow   flow
	terms  []term
	groups int     // of agents compared for fairness
	wage   float64 // mean base pay of an hour: the unit of cost
	toll   []int32 // unsocial minutes (nights and weekends) before each minute
	nights []int32 // minutes between 22:00 and 06:00 before each minute
}

// day is one local date of the period.
type day struct {
	from, to int
	week     int
	weekend  bool // Saturday or Sunday
	last     bool // of its week, or of the period
}

// week is one calendar week that the period touches.
type week struct {
	from, to int
	whole    bool // inside the period
}

// form is a shift kind under one contract: the lengths that are legal and the breaks each
// of them has.
type form struct {
	kind    string
	lengths []length // ascending
	classes []class
}

// length is one legal length of a form.
type length struct {
	minutes int
	paid    int // minutes
	class   int
}

// class is a set of breaks with the work asked for between them.
type class struct {
	breaks []breakRule
	block  int // least minutes of work between breaks and in one duty; 0 where the windows leave no room
}

type breakRule struct {
	name                     string
	length, earliest, latest int // minutes; the begin lies in [earliest, latest] after the start
	paid                     bool
}

// agent is one person's own rules: everything that makes a schedule of theirs legal.
type agent struct {
	id     string
	duties []duty
	starts [][]start  // by day
	locked [][]placed // by day: shifts that must stay
	weeks  []weekLimit
	limits limits
	past   past
	before []part // work of published shifts that reaches into the period
	unit   int    // greatest common divisor of all paid minutes

	pay        payScale
	costWeight float64 // of the cost term
	wishes     []wish
	usual      int // minute of the day at which the agent usually starts; -1 where nothing is known
	group      int
	toll       float64 // unsocial hours worked before the period
	tolls      []int32 // of the problem
}

// start is one legal beginning of a shift.
type start struct {
	form int
	at   int
	room int // greatest length that stays clear of absences and availability
}

// limits are the rules that bind a sequence of shifts. A zero limit means none.
type limits struct {
	rest         int // minutes
	weekRest     int // minutes
	run          int // days
	nights       int
	weekDays     int
	weekendsFree int // of any 4
}

// weekLimit is the paid time of one calendar week, in minutes. A zero max means none.
type weekLimit struct{ min, max int }

// past is what the shifts before the period leave behind.
type past struct {
	end      int   // end of the last shift; far below 0 when there is none
	run      int   // days in a row up to the period
	nights   int   // nights in a row up to the period
	paid     int   // minutes in the first week
	days     int   // in the first week
	weekends uint8 // bit k: the weekend k weeks before the first was worked; bit 0 is its own
}

// duty is one way to work: what it adds to the lines of supply and to the flow.
type duty struct {
	queues []string
	adds   []add
	blend  int     // of the flow, -1 for none
	live   int     // live line whose agents this duty is among; -1 when dedicated to deferrable work
	pace   float64 // effective agents
}

type add struct {
	line   int
	amount float64
}

// line is a supply that cover terms ask for.
type line struct {
	queue string
	heads bool // counts agents rather than effective agents
	cover []cover
	cost  [][]float64 // by interval, weighted sum of the covers at whole supplies; the last slope holds beyond
}

// cover is a convex cost of supply: table[i][n] in the term's unit in interval i.
type cover struct {
	term  int
	table [][]float64
}

// term is a named part of the objective. The search minimises the sum of weight times
// value; the weights keep the tiers apart.
type term struct {
	name   string
	tier   int
	weight float64
}

// The terms, by index.
const (
	termMinimum = iota
	termService
	termWaiting
	termBeyond
	termLevel
	termSurplus
	termCost
	termRequests
	termFairness
	termSwitches
	termConsistency
	termCount
)

// placed is a shift of a schedule.
type placed struct {
	day, form int
	kind      string
	at, end   int
	paid      int
	night     bool
	parts     []part
	lock      int // index of the lock it is, or -1
}

// part is a stretch of a shift: duty is -1 on a break.
type part struct {
	from, to int
	duty     int
	paid     bool
}

// plan is what one agent works, by day.
type plan []placed

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
