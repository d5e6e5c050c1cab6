package schedule

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/skills"
)

// Team is everything the roster needs to know about people.
type Team struct {
	Agents     []Agent
	Contracts  map[string]Contract
	ShiftKinds map[string]ShiftKind
	Absences   []Absence
	Meetings   []Meeting
	Requests   []Request
	Locks      []Shift // shifts that must stay as they are
	Published  []Shift // shifts that start before the period, worked or announced: rules reach across its edge; the last 8 weeks of them are looked at, for MeanWeekHours all it asks for
	Shrinkage  Shrinkage
	Weights    map[string]float64 // of the terms that a planner may weigh, by name (see Weighable): multiples of the usual weight; 1 where left out
}

// Weighable lists the terms of the roster's objective whose weights are a planner's to
// choose. What lies above them (rules, minimum staffing, service, meetings, cost) is not.
func Weighable() []string {
	return []string{"requests", "fairness", "hours", "switches", "consistency", "stability"}
}

// Shrinkage is paid time that serves no customer, as shares of rostered time.
type Shrinkage struct {
	Planned   float64 // coaching, meetings, quality review within shifts
	Unplanned float64 // sickness, lateness, system trouble
}

// Share is the part of rostered time lost: 1-(1-planned)(1-unplanned).
func (s Shrinkage) Share() float64 { return 1 - (1-s.Planned)*(1-s.Unplanned) }

// Agent is one member of the team.
type Agent struct {
	ID        string           // unique
	Name      string           // for people; may equal ID
	Contract  string           // a key of Team.Contracts
	Abilities []skills.Ability // several of one channel hold one after the other
	Barred    []Barred         // why the agent may not serve a channel, beyond what the abilities say
	Languages []skills.Language
	Queues    []string        // the only queues served; empty means every one that fits
	Available calendar.Hours  // when work is possible; Always by default
	From, To  calendar.Date   // employed in [From, To); zero dates are open ends
	Group     string          // a name for reports: site, team
	Centre    string          // the cost centre that pays, for finance
	Grade     string          // a name for reports: of the pay scale
	Wage      decimal.Decimal // an hour's base pay; 0 means the contract's
	Rotation  int             // weeks by which the agent is ahead in the contract's Rotation
	Zone      *time.Location  // the agent's own clock, by which days, weeks, nights, weekends, starts of shifts, Available, From and To are read; nil is the team's
}

// Can is the agent's ability on the queue, the first to hold: the channel, the language and
// the list of queues must all fit.
func (a Agent) Can(q Queue) (skills.Ability, bool) {
	return a.ability(q, func(skills.Ability) bool { return true })
}

// CanAt is the agent's ability on the queue at a time.
func (a Agent) CanAt(q Queue, t time.Time) (skills.Ability, bool) {
	return a.ability(q, func(b skills.Ability) bool { return b.Holds(t) })
}

func (a Agent) ability(q Queue, holds func(skills.Ability) bool) (skills.Ability, bool) {
	if len(a.Queues) > 0 && !slices.Contains(a.Queues, q.Name) {
		return skills.Ability{}, false
	}
	if q.Language != "" && !slices.Contains(a.Languages, q.Language) {
		return skills.Ability{}, false
	}
	for _, b := range a.Abilities {
		if b.Channel == q.Channel && b.Pace > 0 && holds(b) {
			return b, true
		}
	}
	return skills.Ability{}, false
}

// Serves lists the queues that the agent can serve in the order of attention: live ones
// first, then by priority.
func (a Agent) Serves(queues []Queue) []string {
	able := slices.DeleteFunc(slices.Clone(queues), func(q Queue) bool {
		_, ok := a.Can(q)
		return !ok
	})
	rank := func(q Queue) int {
		if q.Channel.Live() {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(able, func(a, b Queue) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Priority, b.Priority))
	})
	names := make([]string, len(able))
	for i, q := range able {
		names[i] = q.Name
	}
	return names
}

// Employed says whether the agent is employed on the date.
func (a Agent) Employed(d calendar.Date) bool {
	var open calendar.Date
	return (a.From == open || !d.Before(a.From)) && (a.To == open || d.Before(a.To))
}

// Contract is what the agent and the employer agreed.
type Contract struct {
	Name       string
	ShiftKinds []string // keys of Team.ShiftKinds that may be worked; empty means all
	Rules      Rules
	Pay        Pay
}

// Range is a closed interval of durations.
type Range struct{ Min, Max time.Duration }

// ShiftKind describes the shifts of one sort: when they may start, how long they last and
// where the breaks lie. Starts are read on the local clock, lengths are elapsed time.
type ShiftKind struct {
	Name   string
	Days   [7]bool       // by time.Weekday of the day on which Start opens, Sunday first: a start past 24:00 belongs to the day before
	Start  calendar.Span // earliest and latest start, both allowed
	Every  time.Duration // starts are Start.From plus whole multiples of this, on the clock; 0 allows Start.From alone
	Length Range         // from start to end, elapsed, unpaid breaks included
	Grain  time.Duration // lengths are Length.Min plus whole multiples of this; 0 allows Length.Min alone
	Split  *Split        // in two parts; nil is in one
	Breaks []BreakRule
	OnCall *OnCall // time on call; nil is time at work

	NotAfter []string // kinds on whose morrow this one may not be worked
	Work     Range    // least and greatest stretch of work before, between and after breaks, meetings included, which the least gives way to; a zero least is an hour where the windows allow, a zero greatest none
}

// Split is the long unpaid gap between the two parts of a shift. It is the longest unpaid
// break of the shift, part of its length, and rest between shifts is counted without it.
type Split struct {
	Gap  Range         // its length
	Step time.Duration // lengths are Gap.Min plus whole multiples of this; 0 allows Gap.Min alone
	Part Range         // length of each part, breaks included; a zero greatest is any
}

// Gaps lists the lengths that the gap may have.
func (s Split) Gaps() []time.Duration {
	var out []time.Duration
	for gap := s.Gap.Min; gap <= s.Gap.Max && gap > 0; gap += s.Step {
		out = append(out, gap)
		if s.Step <= 0 {
			break
		}
	}
	return out
}

// Break is the gap as a break rule of shifts of the length, for one of its lengths. Its
// window is empty where the parts do not fit.
func (s Split) Break(gap, length time.Duration) BreakRule {
	b := BreakRule{Name: "split", Length: gap, Earliest: s.Part.Min, Latest: length - gap - s.Part.Min}
	if s.Part.Max > 0 {
		b.Earliest, b.Latest = max(b.Earliest, length-gap-s.Part.Max), min(b.Latest, s.Part.Max)
	}
	return b
}

// BreakRule is one break of a shift. Breaks do not overlap; unless ShiftKind.Work asks for
// more, the roster keeps at least an hour of work before, between and after them where the
// windows allow, which is good practice and not a hard rule.
type BreakRule struct {
	Name      string
	Length    time.Duration
	Paid      bool
	FromShift time.Duration // only in shifts at least this long
	Earliest  time.Duration // earliest begin after the start of the shift
	Latest    time.Duration // latest begin after the start of the shift
	BeforeEnd Range         // the break begins so long before the end of the shift; a zero greatest is any time
}

// Window is when the break may begin in a shift of the length, after its start. It is empty
// where the latest is before the earliest.
func (b BreakRule) Window(length time.Duration) (earliest, latest time.Duration) {
	earliest, latest = b.Earliest, min(b.Latest, length-b.BeforeEnd.Min)
	if b.BeforeEnd.Max > 0 {
		earliest = max(earliest, length-b.BeforeEnd.Max)
	}
	return earliest, latest
}

// Pay is what an hour costs. Premiums are shares of the base wage added for the hours
// they touch.
type Pay struct {
	Wage     decimal.Decimal // per paid hour
	Night    decimal.Decimal // for hours within NightSpan
	Saturday decimal.Decimal
	Sunday   decimal.Decimal
	Holiday  decimal.Decimal
	Overtime decimal.Decimal // for paid hours above OvertimeAfter in a calendar week

	NightSpan     calendar.Span // the zero span means 22:00 to 06:00
	OvertimeAfter time.Duration // 0 means never
	Highest       bool          // only the highest premium of an hour counts; else they add up
}

// Absence is time an agent cannot work: no shift overlaps it, not even with a break.
type Absence struct {
	Agent    string
	From, To time.Time
	Kind     string // leave, sick, training, meeting, ...
	Paid     bool   // counts towards the week's least paid hours (see Rules.WeekHoursMin), not its greatest
}

// Meeting is paid time off the queues within a shift: a team meeting, training, coaching.
// No shift cuts one that has its fixed time; where the agent's rules leave no shift that
// holds it, or no breaks beside it, it is missed and reported.
type Meeting struct {
	Agent    string
	Kind     string // meeting, training, coaching, ...
	From, To time.Time
	Length   time.Duration // time it takes, anywhere within From and To; 0 is all of it
}

// Takes is the time the meeting takes.
func (m Meeting) Takes() time.Duration {
	if m.Length <= 0 {
		return m.To.Sub(m.From)
	}
	return m.Length
}

// Fixed says whether the meeting has its fixed time.
func (m Meeting) Fixed() bool { return m.Takes() >= m.To.Sub(m.From) }
