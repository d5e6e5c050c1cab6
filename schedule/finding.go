package schedule

import "time"

// Severity ranks findings.
type Severity string

// The severities, gravest first.
const (
	Broken Severity = "broken" // a hard rule or an impossible input
	Missed Severity = "missed" // a target, minimum or request that could not be met
	Advice Severity = "advice" // something worth doing
	Info   Severity = "info"   // something worth knowing
)

// Finding is one typed result of looking at a plan. It holds values, not prose:
// internal/report/text words it.
type Finding struct {
	Code     Code
	Severity Severity
	Agent    string    // agent concerned, by ID
	Queue    string    // queue concerned
	From, To time.Time // when
	Value    float64   // what was found, in the code's unit
	Limit    float64   // what was allowed or wanted, in the same unit
	Names    []string  // further names: the rule, the shift kind, other agents
}

// OnlyWanted is the first of a finding's Names where the limit is one that is only wanted.
const OnlyWanted = "wanted"

// Code tells what a finding is about. The comment of each says what Value and Limit hold.
type Code string

// Findings about rules (from check and roster).
const (
	CodeUnknownAgent    Code = "unknown-agent"        // a shift of nobody in the team
	CodeUnknownQueue    Code = "unknown-queue"        // Names[0] is the queue
	CodeOverlap         Code = "overlap"              // hours two shifts of one agent overlap
	CodeShiftKind       Code = "shift-kind"           // Names[0] the kind; no kind allows this start, length or day
	CodeBreaks          Code = "breaks"               // breaks found as asked, breaks the kind asks for (Names[0] the break rule left over)
	CodeDailyRest       Code = "daily-rest"           // hours of rest, hours wanted
	CodeWeeklyRest      Code = "weekly-rest"          // longest free hours in the week, hours wanted
	CodeConsecutiveDays Code = "consecutive-days"     // days in a row, most allowed
	CodeNights          Code = "consecutive-nights"   // nights in a row, most allowed
	CodeWeekends        Code = "weekends-free"        // free weekends, wanted
	CodeWeekHoursMin    Code = "week-hours-min"       // paid hours in the week, least allowed
	CodeWeekHoursMax    Code = "week-hours-max"       // paid hours in the week, most allowed
	CodeWeekDays        Code = "week-days-max"        // days in the week, most allowed
	CodeDayHours        Code = "day-hours-max"        // paid hours of the shift, most allowed
	CodeWeekDaysMin     Code = "week-days-min"        // days in the week, least allowed
	CodePeriodHoursMin  Code = "period-hours-min"     // paid hours in the period, least allowed
	CodePeriodHoursMax  Code = "period-hours-max"     // paid hours in the period, most allowed
	CodePeriodDaysMin   Code = "period-days-min"      // days in the period, least allowed
	CodePeriodDaysMax   Code = "period-days-max"      // days in the period, most allowed
	CodeMeanHours       Code = "mean-week-hours"      // paid hours over the weeks From..To, most allowed
	CodeDaysMin         Code = "consecutive-days-min" // days in a row, least allowed
	CodeDaysOffMin      Code = "days-off-min"         // days off in a row, least allowed
	CodeWeekendsMax     Code = "weekends-max"         // weekends worked in the period, most allowed
	CodeWeekendsRow     Code = "consecutive-weekends" // weekends worked in a row, most allowed
	CodeWeekendRotation Code = "weekend-rotation"     // weekends worked over From..To, most allowed
	CodeWholeWeekends   Code = "whole-weekends"       // days worked of the weekend
	CodeNightRest       Code = "night-rest"           // hours of rest after the last night, hours wanted
	CodeWeekNights      Code = "week-nights-max"      // night shifts in the week, most allowed
	CodePeriodNights    Code = "period-nights-max"    // night shifts in the period, most allowed
	CodeNightHours      Code = "night-hours-max"      // paid hours of the night shift, most allowed
	CodeForward         Code = "forward-rotation"     // hours by which the shift starts earlier than the day before's, most allowed
	CodeStartSpread     Code = "start-spread"         // hours between the earliest and the latest start in the week, most allowed
	CodeRotation        Code = "rotation"             // Names[0] the kind; the rotation's week does not allow it on that day
	CodeKindsMax        Code = "kinds-max"            // shifts of the kind in the period, most allowed; Names[0] the kind
	CodeNotAfter        Code = "not-after"            // Names the kind and that of the day before, which it may not follow
	CodeOutsideHours    Code = "outside-hours"        // hours of the shift in which no queue that the agent can serve is open, most allowed
	CodeBreakAfter      Code = "break-after"          // hours of a shift without a break, most allowed
	CodeAbsent          Code = "absent"               // hours worked during an absence (Names[0] its kind)
	CodeUnavailable     Code = "unavailable"          // hours outside availability or employment
	CodeSkill           Code = "skill"                // duty on a queue the agent cannot serve; where assessments rule it out, Names[0] is the skills.Reason and Names[1] the certificate or competence
	CodeDuty            Code = "duty"                 // hours of the shift that no duty or break covers, or covered twice
	CodeLockMoved       Code = "lock-moved"           // a locked shift is missing or changed
	CodeNoLegalSchedule Code = "no-legal-schedule"    // the agent's own rules contradict; Names lists them
	CodeOutside         Code = "outside-period"       // a shift that starts outside the planned period
	CodeWorkLong        Code = "work-too-long"        // hours of work without a break, most allowed
	CodeWorkShort       Code = "work-too-short"       // hours of work between breaks, least allowed
	CodeMeeting         Code = "meeting"              // hours of the meeting held, hours wanted (Names[0] its kind); broken where the agent serves queues or rests in its fixed time
	CodeDutyShort       Code = "duty-too-short"       // hours on the queue next to a change of duty, least asked for
)

// Findings about coverage, service and wishes.
const (
	CodeUncovered   Code = "uncovered"    // contacts expected to miss the target, contacts offered, over From..To
	CodeTarget      Code = "target"       // service expected, share wanted (both 0..1)
	CodeKindTarget  Code = "kind-target"  // the same of the kinds of message in Names, which have targets of their own
	CodePromise     Code = "promise"      // share within the promise, share wanted
	CodeMinStaff    Code = "min-staff"    // fewest agents found over From..To, agents wanted
	CodeNightBefore Code = "night-before" // hours at the start of the period that only a shift begun before it could cover; none is published
	CodeRequest     Code = "request"      // request not granted: weight; Names[0] its kind
	CodePreference  Code = "preference"   // days of From..To on which a standing wish is not met, days it is about; Names[0] its kind
	CodeNobody      Code = "nobody"       // no agent can serve the queue; contacts expected
	CodeNoShift     Code = "no-shift"     // hours of the period in which the queue is open and no shift of those who can serve it can be under way; From..To is the first stretch
	CodeBarred      Code = "barred"       // assessments keep the agent off a channel from From on; Names are the skills.Reason, the certificate or competence, and the channel
	CodeMeanVolume  Code = "mean-volume"  // deferrable work of From..To is judged as the requirement expects it, neither in busy nor in quiet courses of the volume: agent-hours of it
	CodeUnstable    Code = "unstable"     // load in erlangs, supply: the queue grows without end
	CodeAdviseHire  Code = "advise-hire"  // further agent-hours a week that would close the gap; contacts saved; Names[0] channel
	CodeAdviseTrain Code = "advise-train" // agents who could be trained for the queue; contacts saved; Names them
	CodeAdviseMove  Code = "advise-move"  // agent-hours of surplus, agent-hours of shortage over From..To; Names start and end (RFC 3339) of the greatest surplus
	CodeAdviseRisk  Code = "advise-risk"  // P90 over mean volume in the riskiest stretch
	CodeAdviseAhead Code = "advise-ahead" // days from the start of the period to the campaign Names[0]; its uplift
	CodeAdviseHours Code = "advise-hours" // contacts waiting at opening
	CodeCancelled   Code = "cancelled"    // share of the work done when it stopped
	CodeLimit       Code = "limit"        // seconds of the time limit that struck
)
