// Package inrc2 reads the instances of the second international nurse rostering competition
// (Ceschia, Dang, De Causmaecker, Haspeslagh & Schaerf 2015), scores and writes their
// rosters. It takes the static view of Legrain, Omer & Rosat 2017: all weeks are known
// before the first is planned.
package inrc2

// Bounds of an instance; anything larger is refused.
const (
	maxWeeks     = 53
	maxSkills    = 50
	maxShifts    = 50
	maxContracts = 100
	maxNurses    = 2000
	maxRequests  = 100_000
	maxNumber    = 10_000
)

// The weights of the soft constraints, which are the same for all instances.
const (
	weightCoverage    = 30
	weightShiftRun    = 15
	weightRun         = 30
	weightDaysOff     = 30
	weightPreference  = 10
	weightWeekend     = 30
	weightAssignments = 20
	weightWeekends    = 30
)

// Instance is a scenario with its history and all its weeks. Day 0 is a Monday.
type Instance struct {
	Name      string
	Weeks     int
	Skills    []string
	Shifts    []Shift
	Contracts []Contract
	Nurses    []Nurse
	Cover     []Cover // by day, shift and skill: see cover
	Requests  []Request
}

// Shift is a type of shift.
type Shift struct {
	Name      string
	Run       Range // days in a row on it
	NotBefore []int // shifts that may not follow on the next day
}

// Range is what is allowed, both ends included.
type Range struct{ Min, Max int }

// Contract holds the soft limits of a nurse.
type Contract struct {
	Name        string
	Assignments Range // over the whole horizon
	Run         Range // working days in a row
	DaysOff     Range // days off in a row
	Weekends    int   // worked at most, over the whole horizon
	Complete    bool  // weekends should be worked on both days or on none
}

// Nurse is one person.
type Nurse struct {
	Name     string
	Contract int
	Skills   []int
	History  History
}

// History is what a nurse brings from before day 0. Of Run and DaysOff one is 0.
type History struct {
	Assignments, Weekends int
	Last                  int // shift of the day before, -1 for none
	ShiftRun, Run         int // days in a row on that shift, and at work
	DaysOff               int // days in a row off
}

// Cover is how many nurses are needed at least and wanted at best.
type Cover struct{ Min, Best int }

// Request costs something when the nurse works the shift, or any where it is -1, on the day.
type Request struct{ Nurse, Day, Shift int }

// Days is the length of the horizon.
func (in *Instance) Days() int { return 7 * in.Weeks }

// CoverOf is the cover of a day, shift and skill.
func (in *Instance) CoverOf(day, shift, skill int) Cover {
	return in.Cover[in.cover(day, shift, skill)]
}

func (in *Instance) cover(day, shift, skill int) int {
	return (day*len(in.Shifts)+shift)*len(in.Skills) + skill
}

// Known are the best published penalties of instances that the project has for development,
// by their usual names: scenario, history and weeks. They are those of Legrain, Omer and
// others in wssuite/NurseScheduler, benchmark/w4.yml (2023); of n080 and n120_1_4-6-2-6 no
// optimality is claimed.
var Known = map[string]int{
	"n030w4_1_6-2-9-1": 1670, "n030w4_1_6-7-5-3": 1815, "n050w4_0_0-4-8-7": 1315, "n050w4_0_7-2-7-2": 1315,
	"n080w4_2_4-3-3-3": 3300, "n080w4_2_6-0-4-8": 3190, "n120w4_1_4-6-2-6": 2020, "n120w4_1_5-6-9-8": 2050,
}
