package text

import (
	"slices"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/plan/repair"
	"turno/schedule"
)

// Edit words one change of a person's roster, without the person's name and a full stop.
func (c Catalogue) Edit(e repair.Edit) string {
	t, ok := c.speech().edits[e.Kind]
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
			how = ", " + c.doing(e.After)
		}
	case repair.EditMoved:
		before, how = c.clocks(e.Before.Start, e.Before.End), c.moved(e.Before, e.After)
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
func (c Catalogue) moved(a, b schedule.Shift) string {
	start, end := b.Start.Sub(a.Start), b.End.Sub(a.End)
	switch {
	case start == end && start < 0:
		return c.T("moved %s earlier", c.Duration(-start))
	case start == end:
		return c.T("moved %s later", c.Duration(start))
	case start == 0:
		return c.ends(end)
	case end == 0:
		return c.starts(start)
	}
	return c.starts(start) + ", " + c.ends(end)
}

func (c Catalogue) starts(by time.Duration) string {
	if by < 0 {
		return c.T("starts %s earlier", c.Duration(-by))
	}
	return c.T("starts %s later", c.Duration(by))
}

func (c Catalogue) ends(by time.Duration) string {
	if by < 0 {
		return c.T("ends %s earlier", c.Duration(-by))
	}
	return c.T("ends %s later", c.Duration(by))
}

// duties tells the stretches in which the queues differ: 09:00-12:00 chat-it, was social-it.
func (c Catalogue) duties(a, b schedule.Shift) []string {
	if !a.OnCall.Same(b.OnCall) {
		return []string{c.T("%s, was %s", c.doing(b), c.doing(a))}
	}
	var out []string
	for _, y := range b.Duties {
		for _, x := range a.Duties {
			from, to := calendar.Later(x.Start, y.Start), calendar.Earlier(x.End, y.End)
			if from.Before(to) && !slices.Equal(x.Queues, y.Queues) {
				out = append(out, c.T("%s, was %s", c.clocks(from, to)+" "+strings.Join(y.Queues, " + "), strings.Join(x.Queues, " + ")))
			}
		}
	}
	if len(out) == 0 {
		out = append(out, c.T("other duties"))
	}
	return out
}

// doing is whether the person works or for which queues stands by.
func (c Catalogue) doing(s schedule.Shift) string {
	if s.OnCall == nil {
		return c.T("at work")
	}
	return c.T("on call for %s", strings.Join(s.OnCall.Queues, " + "))
}

// breaks tells where the breaks lie and lay.
func (c Catalogue) breaks(a, b schedule.Shift) string {
	at := func(s schedule.Shift) string {
		var out []string
		for _, x := range s.Breaks {
			out = append(out, c.clocks(x.Start, x.End))
		}
		if len(out) == 0 {
			return c.T("none")
		}
		return c.List(out)
	}
	return c.T("breaks %s, was %s", at(b), at(a))
}
