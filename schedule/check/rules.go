package check

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"turno/schedule"
)

// personRules judge one person's shifts, each on its own.
var personRules = []func(*docket, *person) []schedule.Finding{
	overlap,
	shiftKind,
	breaks,
	workStretches,
	duties,
	dutyTimes,
	skill,
	onCall,
	available,
	absent,
	meetings,
	dailyRest,
	weeklyRest,
	consecutiveDays,
	consecutiveNights,
	weekendsFree,
	weekHoursMax,
	weekHoursMin,
	weekDaysMin,
	weekDaysMax,
	dayHoursMax,
	periodHours,
	periodDays,
	meanHours,
	consecutiveDaysMin,
	daysOffMin,
	weekendsMax,
	weekendsRow,
	weekendCycle,
	wholeWeekends,
	nightRest,
	weekNights,
	periodNights,
	nightHoursMax,
	backward,
	startSpread,
	kindsMax,
	notAfter,
	rotation,
	breakAfter,
	insideHours,
	wanted,
}

// rosterRules judge the roster as a whole.
var rosterRules = []func(*docket) []schedule.Finding{
	unknownQueues,
	locks,
}

// broken is a finding of a hard rule about the person. It names the law that the limit is
// from, where no other names are given.
func (p *person) broken(code schedule.Code, from, to time.Time, value, limit float64, names ...string) schedule.Finding {
	if law := p.rules.Law[code]; law != "" && len(names) == 0 {
		names = []string{law}
	}
	return schedule.Finding{
		Code: code, Severity: schedule.Broken, Agent: p.agent.ID,
		From: from, To: to, Value: value, Limit: limit, Names: names,
	}
}

var gravity = map[schedule.Severity]int{schedule.Broken: 0, schedule.Missed: 1, schedule.Advice: 2, schedule.Info: 3}

// sortFindings puts the gravest first, then orders by time, agent and everything else that
// can differ, so that the order never depends on how findings were gathered.
func sortFindings(findings []schedule.Finding) {
	slices.SortFunc(findings, func(a, b schedule.Finding) int {
		return cmp.Or(
			cmp.Compare(gravity[a.Severity], gravity[b.Severity]),
			a.From.Compare(b.From),
			strings.Compare(a.Agent, b.Agent),
			strings.Compare(a.Queue, b.Queue),
			strings.Compare(string(a.Code), string(b.Code)),
			a.To.Compare(b.To),
			cmp.Compare(a.Value, b.Value),
			cmp.Compare(a.Limit, b.Limit),
			slices.Compare(a.Names, b.Names),
		)
	})
}
