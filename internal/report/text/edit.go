package text

import (
	"slices"
	"strings"
	"time"
	"turno/forecast/calendar"

	"turno/plan/repair"
	"turno/schedule"
)

// englishEdits words what became of a person's shift: {name1} is it before, {name2} after,
// {name3} how it differs and {agent} the other person.
var englishEdits = map[repair.EditKind]string{
	repair.EditAdded:   "shift added, {name2}{name3}",
	repair.EditRemoved: "shift taken away, {name1}",
	repair.EditMoved:   "{name3}: {name2}, was {name1}",
	repair.EditDuties:  "{name2}: {name3}",
	repair.EditBreaks:  "{name2}: {name3}",
	repair.EditGiven:   "{agent} takes over the shift {name1}",
	repair.EditTaken:   "takes over the shift {name2} of {agent}",
	repair.EditSwapped: "swaps with {agent}: {name2} for {name1}",
}

// Edit words one change of a person's roster, without the person's name and a full stop.
func (c Catalogue) Edit(e repair.Edit) string {
	t, ok := c.edits[e.Kind]
	if !ok {
		t = string(e.Kind) + " {name1} {name2} {name3} {agent}"
	}
	before, after := c.Span(e.Before.Start, e.Before.End), c.Span(e.After.Start, e.After.End)
	how := ""
	switch e.Kind {
	case repair.EditAdded:
		if queues := e.After.Duties; len(queues) > 0 {
			how = ", " + strings.Join(queues[0].Queues, " + ")
		} else if e.After.OnCall != nil {
			how = ", " + doing(e.After)
		}
	case repair.EditMoved:
		before, how = c.clocks(e.Before.Start, e.Before.End), moved(e.Before, e.After)
	case repair.EditDuties:
		how = strings.Join(c.duties(e.Before, e.After), "; ")
	case repair.EditBreaks:
		how = c.breaks(e.Before, e.After)
	}
	return c.fill(t, values{agent: e.With, names: []string{before, after, how}})
}

// clocks is a stretch of time without its day: 09:00-17:30.
func (c Catalogue) clocks(from, to time.Time) string {
	return from.In(c.Zone).Format("15:04") + "-" + to.In(c.Zone).Format("15:04")
}

// moved tells how the times of a shift differ: 2 h later; starts 30 min earlier, ends 1 h
// later.
func moved(a, b schedule.Shift) string {
	start, end := b.Start.Sub(a.Start), b.End.Sub(a.End)
	switch {
	case start == end:
		return "moved " + shift(start)
	case start == 0:
		return "ends " + shift(end)
	case end == 0:
		return "starts " + shift(start)
	}
	return "starts " + shift(start) + ", ends " + shift(end)
}

func shift(d time.Duration) string {
	if d < 0 {
		return Duration(-d) + " earlier"
	}
	return Duration(d) + " later"
}

// duties tells the stretches in which the queues differ: 09:00-12:00 chat-it, was social-it.
func (c Catalogue) duties(a, b schedule.Shift) []string {
	if !a.OnCall.Same(b.OnCall) {
		return []string{doing(b) + ", was " + doing(a)}
	}
	var out []string
	for _, y := range b.Duties {
		for _, x := range a.Duties {
			from, to := calendar.Later(x.Start, y.Start), calendar.Earlier(x.End, y.End)
			if from.Before(to) && !slices.Equal(x.Queues, y.Queues) {
				out = append(out, c.clocks(from, to)+" "+strings.Join(y.Queues, " + ")+", was "+strings.Join(x.Queues, " + "))
			}
		}
	}
	if len(out) == 0 {
		out = append(out, "other duties")
	}
	return out
}

// doing is whether the person works or for which queues stands by.
func doing(s schedule.Shift) string {
	if s.OnCall == nil {
		return "at work"
	}
	return "on call for " + strings.Join(s.OnCall.Queues, " + ")
}

// breaks tells where the breaks lie and lay.
func (c Catalogue) breaks(a, b schedule.Shift) string {
	at := func(s schedule.Shift) string {
		var out []string
		for _, x := range s.Breaks {
			out = append(out, c.clocks(x.Start, x.End))
		}
		if len(out) == 0 {
			return "none"
		}
		return strings.Join(out, " and ")
	}
	return "breaks " + at(b) + ", was " + at(a)
}
