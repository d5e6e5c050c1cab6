package text

import (
	"fmt"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/plan/repair"
	"turno/schedule"
)

// In these templates {limit:n works/work} is the number of people with its verb.
var englishCauses = map[repair.Cause]string{
	repair.CauseOnIt:         "{limit:n works/work} on it",
	repair.CauseBeside:       "{limit:n does/do} it beside {name1}",
	repair.CauseBusy:         "{limit:n is/are} needed on {name1}",
	repair.CauseBreak:        "{limit:n is/are} on a break",
	repair.CauseOnCall:       "{limit:n is/are} on call",
	repair.CauseUnemployed:   "{limit:n is/are} not employed then",
	repair.CauseBeforePeriod: "{limit:d} could be there only on a shift begun before the period (put last week's roster into published.csv)",
	repair.CauseWindow:       "{limit:d} may not start before {value:c} that day",
	repair.CauseWindowLate:   "{limit:d} must have gone by {value:c} that day",
	repair.CauseDay:          "{limit:n has/have} no kind of shift for that day",
	repair.CauseNoFit:        "has no kind of shift that lies within it",
	repair.CauseAbsent:       "{limit:n is/are} absent ({name1})",
	repair.CauseUnavailable:  "{limit:n is/are} not available then",
	repair.CauseLocked:       "{limit:n has/have} a locked shift at another time of that day",
	repair.CauseWeekHours:    "{limit:d} would pass the {value:h} allowed a week",
	repair.CauseWeekDays:     "{limit:d} would work more than {value:n day/days} that week",
	repair.CauseConsecutive:  "{limit:d} would work more than {value:n day/days} in a row",
	repair.CauseDailyRest:    "{limit:d} would rest less than {value:h} between two shifts",
	repair.CauseWeeklyRest:   "{limit:d} would have less than {value:h} free in a row that week",
	repair.CauseNights:       "{limit:d} would work more than {value:n night/nights} in a row",
	repair.CauseWeekends:     "{limit:d} would have fewer than {value:n free weekend/free weekends} in four",
	repair.CauseDayHours:     "{limit:d} would work more than {value:h} that day",
	repair.CauseMoved:        "{limit:n is/are} planned at another time of that day",
	repair.CauseIdle:         "{limit:n is/are} free, but a further shift costs more than it brings",
}

var englishChanges = map[repair.ChangeKind]string{
	repair.ChangeBreak:    "let the breaks of {agent} on {day} lie up to {value:h} earlier or later",
	repair.ChangeMeeting:  "move {agent}'s absence ({name1}) from {span} to {at}",
	repair.ChangeStart:    "let {agent} start at {at}",
	repair.ChangeRequest:  "ask {agent} to take back the wish for {span}",
	repair.ChangeGrant:    "granting it",
	repair.ChangeHonour:   "honouring it",
	repair.ChangeExtend:   "let {agent} work {value:h} longer on {day}",
	repair.ChangeOvertime: "{value:h} of overtime for {agent}, with a shift on {day}",
	repair.ChangeDay:      "one more day of work for {agent}, {day} ({value:h} above the week)",
	repair.ChangeTrain:    "train {agent} for {queue} (what the training takes is not counted)",
	repair.ChangeHire:     "one more agent for {queue}{alone}, contract {name1}, on {days}",
}

var englishDemands = map[repair.DemandKind]string{
	repair.DemandAbsence:                            "absent {span} ({name1})",
	repair.DemandAvailable:                          "the hours in which {agent} is available",
	repair.DemandEmployed:                           "the dates between which {agent} is employed",
	repair.DemandShifts:                             "the shifts of contract {name1}",
	repair.DemandSkill:                              "who can serve {queue}",
	repair.DemandLock:                               "the locked shift {span}",
	repair.DemandPublished:                          "the shifts published before the period",
	repair.DemandMinimum:                            "at least {value:n agent/agents} on {queue}, {span}",
	repair.DemandPeriod:                             "shifts begin in the period",
	repair.DemandKind(schedule.CodeWeekends):        "{value:n free weekend/free weekends} in four",
	repair.DemandKind(schedule.CodeNights):          "at most {value:n night/nights} in a row",
	repair.DemandKind(schedule.CodeConsecutiveDays): "at most {value:n day/days} in a row",
	repair.DemandKind(schedule.CodeWeeklyRest):      "{value:h} free in a row every week",
	repair.DemandKind(schedule.CodeWorkLong):        "a break after at most {value:h} of work",
	repair.DemandKind(schedule.CodeMeeting):         "the meetings of {agent}",
	repair.DemandKind(schedule.CodeDailyRest):       "{value:h} of rest between two shifts",
	repair.DemandKind(schedule.CodeDayHours):        "at most {value:h} a day",
	repair.DemandKind(schedule.CodeWeekDays):        "at most {value:n day/days} a week",
	repair.DemandKind(schedule.CodeWeekHoursMax):    "at most {value:h} a week",
	repair.DemandKind(schedule.CodeWeekHoursMin):    "at least {value:h} a week",
}

// Cause words one reason: 6 would pass the 40 h allowed a week.
func (c Catalogue) Cause(r repair.Reason) string {
	t, ok := c.causes[r.Cause]
	if name := c.rules[schedule.Code(r.Cause)]; !ok && name != "" {
		t = "{limit:d} would break a rule: " + name
	} else if !ok {
		t = string(r.Cause) + " ({limit:d})"
	}
	return c.fill(t, values{agent: people(r.Agents), value: r.Value, limit: float64(len(r.Agents)), names: []string{r.Name}})
}

// Why words all reasons of a trouble in one line without a full stop; it is empty where
// nothing is known.
func (c Catalogue) Why(t repair.Trouble) string {
	switch asked := t.Finding.Queue != "" && !t.At.IsZero(); {
	case asked && t.Able == 0:
		return "nobody in the team can serve it"
	case len(t.Reasons) == 0:
		return ""
	}
	words := make([]string, len(t.Reasons))
	for i, r := range t.Reasons {
		words[i] = c.Cause(r)
	}
	if t.Finding.Agent != "" {
		return t.Finding.Agent + " " + strings.TrimPrefix(words[0], "1 ")
	}
	short := ""
	if t.Heads > 0 {
		short = fmt.Sprintf("%d short ", t.Heads)
	}
	return fmt.Sprintf("%sat %s; of %d who can serve it ", short, c.Moment(t.At), t.Able) + listOf(words)
}

// Contradiction words the demands that cannot all hold, in one line without a full stop.
func (c Catalogue) Contradiction(demands []repair.Demand) string {
	if len(demands) == 0 {
		return ""
	}
	words := make([]string, len(demands))
	for i, d := range demands {
		words[i] = c.Demand(d)
	}
	if len(words) == 1 {
		return words[0] + ": this alone cannot be met; give it up or relax it"
	}
	return strings.Join(words, "; ") + ": these cannot all hold, and giving up any one of them would do"
}

// Demand words one of them: at least 38 h a week.
func (c Catalogue) Demand(d repair.Demand) string {
	t, ok := c.demands[d.Kind]
	if name := c.rules[schedule.Code(d.Kind)]; !ok && name != "" {
		t = "the rule on " + strings.TrimPrefix(name, "the ")
	} else if !ok {
		t = string(d.Kind) + " {agent} {queue} {span} {value}"
	}
	switch {
	case d.Kind == repair.DemandSkill && d.Queue == "":
		t = "what {agent} is able to do"
	case d.Kind == repair.DemandAbsence && d.Agent != "":
		t = "{agent} " + t
	}
	return c.fill(t, values{d.Agent, d.Queue, d.From, d.To, d.Value, 0, []string{d.Name}})
}

// Change words what to change: let anna start at Mon 9 Nov 07:00.
func (c Catalogue) Change(x repair.Change) string {
	t, ok := c.changes[x.Kind]
	if !ok {
		t = string(x.Kind) + " {agent} {queue} {day} {value}"
	}
	at, alone := x.Date.At(x.Clock, c.Zone), ""
	if x.Only {
		alone = " alone"
	}
	days := make([]string, len(x.Days))
	for i, d := range x.Days {
		days[i] = c.date(d)
	}
	t = strings.NewReplacer("{day}", c.date(x.Date), "{alone}", alone, "{at}", c.Moment(at), "{days}", listOf(days)).Replace(t)
	return c.fill(t, values{people(x.Agents), x.Queue, x.From, x.To, x.Hours, x.Pace, []string{x.Name}})
}

// Repair words a change with what it brings and costs: let anna start at Mon 9 Nov 07:00:
// 14 more contacts in time, costs nothing more.
func (c Catalogue) Repair(r repair.Repair, currency string) string {
	var parts []string
	if h := r.Gain.Heads; h >= 0.05 || h <= -0.05 {
		parts = append(parts, signed(h, trim(abs(h), 1)+" h", "of the minimum staffing filled", "below the minimum staffing"))
	}
	if s := contacts(r); s != "" {
		parts = append(parts, s)
	} else if len(parts) == 0 {
		parts = append(parts, "as many contacts in time")
	}
	if n := r.Gain.Granted; r.Change.Kind != repair.ChangeGrant && n < 0 {
		parts = append(parts, fmt.Sprintf("%d fewer requests granted", -n))
	}
	parts = append(parts, money(r, currency))
	if moved := others(r); len(moved) > 0 {
		parts = append(parts, "shifts of "+people(moved)+" move with it")
	}
	return c.Change(r.Change) + ": " + strings.Join(parts, ", ")
}

// contacts says how many more or fewer are served in time, and where; it is empty where as
// many are.
func contacts(r repair.Repair) string {
	x := r.Gain.Contacts
	n, _ := number(abs(x), "d")
	if n == "0" {
		return ""
	}
	noun := "contacts"
	if n == "1" {
		noun = "contact"
	}
	s := signed(x, n, "more "+noun+" in time", "fewer "+noun+" in time")
	var where []string
	if x > 0 && r.Gain.Here >= 0.5 && x-r.Gain.Here >= 0.5 {
		where = append(where, trim(r.Gain.Here, 0)+" of them here")
	}
	if worse := lost(r); worse != "" {
		where = append(where, worse)
	}
	if len(where) > 0 {
		s += " (" + strings.Join(where, ", ") + ")"
	}
	return s
}

// lost says on which queues fewer are served in time.
func lost(r repair.Repair) string {
	var worse []string
	rest := r.Gain.Contacts
	for _, w := range r.Worse {
		worse = append(worse, trim(w.Contacts, 0)+" fewer on "+w.Queue)
		rest += w.Contacts
	}
	switch {
	case len(worse) == 0:
		return ""
	case r.Gain.Contacts > 0:
		return "but " + listOf(worse)
	case len(worse) == 1 && rest < 0.5:
		return "on " + r.Worse[0].Queue
	case rest >= 0.5:
		worse = append(worse, trim(rest, 0)+" more elsewhere")
	}
	return listOf(worse)
}

func signed(x float64, amount, more, fewer string) string {
	if x < 0 {
		return amount + " " + fewer
	}
	return amount + " " + more
}

func abs(x float64) float64 { return max(x, -x) }

// money is what a repair costs, or the paid hours where no wages are known.
func money(r repair.Repair, currency string) string {
	switch {
	case r.Cost.IsPositive():
		return r.Cost.StringFixed(2) + " " + currency + " more pay"
	case r.Cost.IsNegative():
		return r.Cost.Neg().StringFixed(2) + " " + currency + " less pay"
	case r.Hours >= 0.05:
		return trim(r.Hours, 1) + " more paid hours"
	}
	return "at the same pay"
}

// others are the people whose shifts move though the change does not name them.
func others(r repair.Repair) []string {
	var out []string
	for _, id := range r.Moved {
		named := false
		for _, a := range r.Change.Agents {
			named = named || a == id
		}
		if !named {
			out = append(out, id)
		}
	}
	return out
}

// people names up to three, and says how many others there are.
func people(ids []string) string {
	const most = 3
	if len(ids) > most {
		return strings.Join(ids[:most-1], ", ") + fmt.Sprintf(" and %d more", len(ids)-most+1)
	}
	return listOf(ids)
}

// listOf is a, b and c.
func listOf(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// date is a day as people say it: Mon 9 Nov.
func (c Catalogue) date(d calendar.Date) string {
	return c.day(time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC))
}
