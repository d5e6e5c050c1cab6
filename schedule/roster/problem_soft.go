package roster

// SoftLimits are limits that cost the TermRules their weight for each day, hour or weekend
// beyond. A zero weight means none; the limits are as in Limits.
type SoftLimits struct {
	Rest, Run, RunMin, OffMin, Weekends, Backward Soft
	Windows                                       []Window
	Whole                                         float64
	Outside                                       float64 // an hour outside opening hours, see Agent.Outside

	// Only rigid problems (see Solve) may have these.
	OffMax           Soft     // days off in a row
	DaysMin, DaysMax Soft     // with a shift in the period
	Series           []Series // by form
}

// Series limits days in a row on one form: each too many or too few costs. A zero max means
// none.
type Series struct {
	Min, Max int
	Weight   float64
}

// Soft is a limit that costs.
type Soft struct {
	Limit  int
	Weight float64
}

// Window is a limit of the weekends with work in any so many weeks on end, at most 8.
type Window struct {
	Weeks, Most int
	Weight      float64 // 0 is a hard limit
}
