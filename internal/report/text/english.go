package text

import (
	"turno/forecast"
	"turno/schedule"
)

var englishFindings = map[schedule.Code]string{
	schedule.CodeUnknownAgent:    "{agent} works {span} but is not in the team",
	schedule.CodeUnknownQueue:    "{agent} is on {name1} {span}, which is no queue of the team",
	schedule.CodeOverlap:         "{agent} has two shifts that overlap by {value:h} {span}",
	schedule.CodeShiftKind:       "{agent}: the shift {span} begins, lasts or falls on a day as no shift kind of the contract allows (it says {name1})",
	schedule.CodeBreaks:          "{agent}: the shift {span} should have {limit:n break/breaks} as its kind asks ({name1}); {value:d} found where allowed",
	schedule.CodeWorkLong:        "{agent} works {value:h} without a break, {span}; {limit:h} are allowed",
	schedule.CodeWorkShort:       "{agent} works only {value:h} between breaks, {span}; {limit:h} are asked for",
	schedule.CodeDailyRest:       "{agent} rests {value:h} before the shift {span}; {limit:h} are needed",
	schedule.CodeWeeklyRest:      "{agent} has at most {value:h} free in a row in the week of {from}; {limit:h} are needed",
	schedule.CodeConsecutiveDays: "{agent} works {value:n day/days} in a row, {span}; at most {limit:d} are allowed",
	schedule.CodeNights:          "{agent} works {value:n night/nights} in a row, {span}; at most {limit:d} are allowed",
	schedule.CodeWeekends:        "{agent} has {value:d} free weekends in the four weeks {span}; {limit:d} are needed",
	schedule.CodeWeekHoursMin:    "{agent} is paid {value:h} in the week of {from}; the contract asks for at least {limit:h}",
	schedule.CodeWeekHoursMax:    "{agent} is paid {value:h} in the week of {from}; the contract allows {limit:h}",
	schedule.CodeWeekDays:        "{agent} works {value:n day/days} in the week of {from}; at most {limit:d} are allowed",
	schedule.CodeDayHours:        "{agent}: the shift {span} has {value:h} of paid time; {limit:h} are allowed",
	schedule.CodeAbsent:          "{agent} works {value:h} during an absence ({name1}), {span}",
	schedule.CodeMeeting:         "{agent} is not in the {name1} of {limit:h}, {span}",
	schedule.CodeUnavailable:     "{agent} works {value:h} outside availability or employment, {span}",
	schedule.CodeSkill:           "{agent} cannot serve {queue}, but is on it {span}",
	schedule.CodeDuty:            "{agent}: {value:h} of the shift {span} are given to no queue, or to two duties at once",
	schedule.CodeDutyShort:       "{agent} is on {queue} for only {value:h}, {span}, next to a change of duty; {limit:h} are asked for",
	schedule.CodeLockMoved:       "{agent}: the locked shift {span} was moved",
	schedule.CodeNoLegalSchedule: "{agent} has no legal schedule in this period and is left unplanned: these rules leave no room: {rules}",
	schedule.CodeOutside:         "{agent}: the shift {span} starts outside the period",

	schedule.CodeUncovered:   "{queue}: {value:d} of {limit:d} contacts are expected to miss the target, {span}",
	schedule.CodeTarget:      "{queue}: {value:%} expected within the target; {limit:%} is wanted",
	schedule.CodePromise:     "{queue}: the public promise is kept for {value:%}; {limit:%} is wanted",
	schedule.CodeMinStaff:    "{queue}: {value} agents where at least {limit} are wanted, {span}",
	schedule.CodeNightBefore: "The first {value:h}, {span}, have nobody: only a shift begun before the period could cover them; put last week's roster into published.csv",
	schedule.CodeRequest:     "{agent}: the request ({name1}) for {span} is not granted",
	schedule.CodePreference:  "{agent}: the standing wish ({name1}) is not met on {value:d} of {limit:n day/days}, {span}",
	schedule.CodeNobody:      "{queue}: nobody in the team can serve it; {value:d} contacts are expected",
	schedule.CodeNoShift:     "{queue}: open for {value:h} in which no shift of those who can serve it can be under way, first {span}: change its hours or add a shift",
	schedule.CodeUnstable:    "{queue}: {value} erlangs of work against {limit} people, {span}: the queue only grows",
	schedule.CodeAdviseHire:  "Add {value:h} a week on {queue} ({name1}), first of all {span}: it would save the {limit:d} contacts expected to miss the target",
	schedule.CodeAdviseTrain: "Train {names} for {queue}: they have time to spare when it is short, {span}",
	schedule.CodeAdviseMove:  "Move hours to {queue}: {value:h} are spare and {limit:h} are missing, {span}",
	schedule.CodeAdviseRisk:  "Keep people on call for {queue}, {span}: one week in ten brings {value:x} the expected volume",
	schedule.CodeAdviseAhead: "Plan {name1} now: it starts in {value:n day/days}, {from}, and brings {limit:x} the usual volume",
	schedule.CodeAdviseHours: "{queue}: {value:n contact/contacts} wait at opening, {from}: let somebody start earlier, or tell customers when they will be answered",
	schedule.CodeCancelled:   "Stopped after {value:%} of the work",
	schedule.CodeLimit:       "The time limit of {value} s struck before the search had finished",
}

var englishNotes = map[forecast.NoteCode]string{
	forecast.NoteBurst:         "{queue}: a burst of {value:x} the usual volume, {span}; kept out of the baseline, kept as risk",
	forecast.NoteLevelShift:    "{queue}: the level moved to {value:x} what it was, from {from}; the forecast starts from the new level",
	forecast.NoteGap:           "{queue}: {value:n interval/intervals} missing, {span}; read as unknown, not as zero",
	forecast.NoteOutage:        "{queue}: {value:n interval/intervals} near zero where volume is usual, {span}; left out",
	forecast.NoteClosed:        "{queue}: {value:%} of the week's intervals are always empty; read as closed",
	forecast.NoteShortHistory:  "{queue}: only {value} weeks of history; the range is wider for it",
	forecast.NoteHoliday:       "{queue}: {name1}, {span}, counts {value:%} of a usual day",
	forecast.NoteCampaign:      "{queue}: {name1}, {span}, peaks at {value:x} the usual volume",
	forecast.NoteOverride:      "{queue}: the override of {span} adds {value:d} contacts ({name1})",
	forecast.NoteSeason:        "{queue}: the highest week of the year has {value:x} the volume of the lowest",
	forecast.NoteMonth:         "{queue}: the volume follows the date within the month: the highest day has {value:x} that of the lowest",
	forecast.NoteDate:          "{queue}: this date has gone its own way year after year, {span}: {value:%} of a usual day",
	forecast.NoteMethodSkipped: "{queue}: the method {name1} was skipped: it could not learn this history",
}

// englishRules names rules where findings list them by code.
var englishRules = map[schedule.Code]string{
	schedule.CodeShiftKind: "the shift kinds", schedule.CodeWorkLong: "the time to the next break", schedule.CodeDailyRest: "the daily rest", schedule.CodeWeeklyRest: "the weekly rest",
	schedule.CodeConsecutiveDays: "days in a row", schedule.CodeNights: "nights in a row", schedule.CodeWeekends: "free weekends",
	schedule.CodeWeekHoursMin: "the least hours a week", schedule.CodeWeekHoursMax: "the most hours a week", schedule.CodeWeekDays: "days a week",
	schedule.CodeDayHours: "hours a day", schedule.CodeAbsent: "absences", schedule.CodeMeeting: "meetings", schedule.CodeUnavailable: "availability and employment",
	schedule.CodeSkill: "skills", schedule.CodeLockMoved: "locked shifts",
}
