package schedule

import (
	"maps"
	"time"

	"turno/forecast/calendar"
)

// Rules are the limits of a contract: hard ones, and those Wanted. A zero limit means none.
// Weeks begin on Monday; a shift belongs to the local date on which it starts; a night shift
// holds 3 hours or more of [22:00, 06:00), breaks included. A week that the period cuts is
// judged with its Published shifts by the greatest limits and not at all by WeekHoursMin,
// WeekDaysMin and WeeklyRest. Runs of days, nights and weekends go on from Published; where
// an agent has none, what was before the period is not known and excuses.
//
// All of this is by the agent's own clock (see Agent.Zone). The period is the team's: where an
// agent's day lies across its edge, the other part belongs to the period beside, whose
// shifts on that date count as any other. A calendar week is whole where the team's week of
// the same dates is; of its rest only what lies before the end of the period counts.
type Rules struct {
	WeekHoursMin       time.Duration // paid time per calendar week; less by a day's share of it, one in WeekDaysMax (1 to 7; without a limit 5), for each day wholly absent or not employed, and by the paid absence of other days, a share each at most; never below 0
	WeekHoursMax       time.Duration
	WeekDaysMin        int           // days with a shift per calendar week; less one for each day wholly absent or not employed
	WeekDaysMax        int           // days with a shift per calendar week
	DayHoursMax        time.Duration // paid time per shift
	DailyRest          time.Duration // between the end of a shift and the start of the next
	WeeklyRest         time.Duration // longest stretch free of work that every calendar week must contain, from Monday 00:00 to the next
	ConsecutiveDaysMax int           // working days in a row
	ConsecutiveDaysMin int           // working days in a row, unless the run touches the end of the period
	DaysOffMin         int           // days off in a row between working days
	ConsecutiveNights  int           // night shifts in a row
	BreakAfter         time.Duration // shifts that last longer have a break

	PeriodHours   Range         // paid time of the period; the least is less by shares as WeekHoursMin, of which the period has one for each of its working days, and a week as many as WeekDaysMax at most
	PeriodDays    Days          // days with a shift in the period; the least is less one for each day wholly absent or not employed, WeekDaysMax a week at most
	MeanWeekHours time.Duration // paid time a week on average over MeanWeeks, Published counted; days wholly absent or not employed take their share away as in WeekHoursMin
	MeanWeeks     int           // calendar weeks of the average, up to 53: the last of the period and those before it, and so on backwards through the period; weeks before the agent's first published shift do not count
	WeekendsFree  int           // free Saturday-and-Sunday pairs in any 4 calendar weeks on end, counted with Published; weeks not known are free
	WeekendsMax   int           // weekends with a shift in the calendar weeks of the period
	WeekendsRow   int           // weekends with a shift in a row, up to 7
	WeekendCycle  Cycle         // weekends with a shift: at most On in any On+Off on end, up to 8 together
	WholeWeekends bool          // both days of a weekend are worked, or none
	NightRest     time.Duration // after the last of a run of night shifts, before the next shift
	WeekNights    int           // night shifts per calendar week
	PeriodNights  int           // night shifts in the period
	NightHoursMax time.Duration // paid time of a night shift
	BackwardMax   time.Duration // by which a shift may start earlier on the clock than that of the day before; a second is forward rotation alone
	StartSpread   time.Duration // between the earliest and the latest start on the clock in a calendar week
	InsideHours   bool          // no shift at work touches time, breaks and gaps included, in which every queue that the agent can serve is closed
	KindsMax      map[string]int
	Rotation      Rotation
	Wanted        []Wanted
	Law           map[Code]string // where limits come from: the article, by the code of their finding
}

// Days is a closed interval of numbers of days. A zero Max means no limit.
type Days struct{ Min, Max int }

// Cycle is a turn of weekends: On with work, then Off without.
type Cycle struct{ On, Off int }

// Wanted is a limit that costs the roster where it is missed: Weight for each day, hour or
// weekend beyond it, in the unit of Request.Weight. Of Rules exactly one is set, out of
// DailyRest, ConsecutiveDaysMax, ConsecutiveDaysMin, DaysOffMin, WeekendsFree, WeekendsMax,
// WeekendsRow, WeekendCycle, WholeWeekends, BackwardMax and InsideHours.
type Wanted struct {
	Rules  Rules
	Weight float64
}

// Enacted is the rules with the law of one limit set, or taken away where it is "".
func (r Rules) Enacted(code Code, law string) Rules {
	if r.Law[code] == law {
		return r
	}
	r.Law = maps.Clone(r.Law)
	if law == "" {
		delete(r.Law, code)
		return r
	}
	if r.Law == nil {
		r.Law = map[Code]string{}
	}
	r.Law[code] = law
	return r
}

// AnyKind, in a rotation, stands for every shift kind of the contract.
const AnyKind = "any"

// Rotation is a list of weekly templates that follow each other and then begin anew. It says
// which kinds of shift may be worked on which day; no weeks are no rule.
type Rotation struct {
	Weeks [][7][]string // kinds by time.Weekday, Sunday first; none is a day off
	From  calendar.Date // a day of the week that the first template is for; the zero date stands for 1 January 2024
}

// Allows says whether a shift of the kind may start on the date, for an agent who is so
// many weeks ahead.
func (r Rotation) Allows(kind string, d calendar.Date, ahead int) bool {
	if len(r.Weeks) == 0 {
		return true
	}
	for _, k := range r.On(d, ahead) {
		if k == AnyKind || k == kind {
			return true
		}
	}
	return false
}

// On lists the kinds of the date. The rotation must have weeks.
func (r Rotation) On(d calendar.Date, ahead int) []string {
	n, first := len(r.Weeks), r.From
	if first == (calendar.Date{}) {
		first = anyMonday
	}
	week := (weekOf(d)-weekOf(first))%n + ahead%n
	return r.Weeks[(week+2*n)%n][d.Weekday()]
}

var anyMonday = calendar.Date{Year: 2024, Month: time.January, Day: 1}

// weekOf numbers calendar weeks.
func weekOf(d calendar.Date) int {
	days := d.Sub(anyMonday)
	if days < 0 {
		days -= 6
	}
	return days / 7
}
