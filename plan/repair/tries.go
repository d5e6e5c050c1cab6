package repair

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// tries are shifts of the agent's contract over the moment, those that start in the period.
// Without any the reason says why there are none.
func (w *world) tries(a schedule.Agent, at time.Time) ([]schedule.Shift, Reason) {
	all := w.over(a, at)
	out := pick(all, func(s schedule.Shift) bool { return !s.Start.Before(w.grid.Start) })
	switch {
	case len(out) > 0:
		return out, Reason{}
	case len(all) > 0:
		return nil, Reason{Cause: CauseBeforePeriod}
	}
	return nil, w.outside(a, at)
}

// over are shifts of the agent's contract that hold the moment.
func (w *world) over(a schedule.Agent, at time.Time) []schedule.Shift {
	return pick(w.around(a, at), func(s schedule.Shift) bool { return !at.Before(s.Start) && at.Before(s.End) })
}

// around are shifts at work of the agent's contract that start on the day of the moment or on the
// two before it.
func (w *world) around(a schedule.Agent, at time.Time) []schedule.Shift {
	w = w.by(a)
	var out []schedule.Shift
	for _, name := range w.team.Contracts[a.Contract].ShiftKinds {
		if w.team.ShiftKinds[name].OnCall != nil {
			continue // serves nothing
		}
		for back := 2; back >= 0; back-- {
			out = append(out, w.shiftsOf(w.team.ShiftKinds[name], w.date(at).Add(-back))...)
		}
	}
	for i := range out {
		out[i].Agent = a.ID
	}
	return out
}

// outside says how the shifts of the day miss the moment: by their earliest start, by their
// latest end, or because there is none.
func (w *world) outside(a schedule.Agent, at time.Time) Reason {
	w = w.by(a)
	midnight, next := w.date(at).In(w.cal.Zone), w.date(at).Add(1).In(w.cal.Zone)
	today := pick(w.around(a, at), func(s schedule.Shift) bool { return !s.Start.Before(midnight) && s.Start.Before(next) })
	if len(today) == 0 {
		return Reason{Cause: CauseDay}
	}
	first, last := today[0].Start, today[0].End
	for _, s := range today {
		first, last = calendar.Earlier(first, s.Start), calendar.Later(last, s.End)
	}
	if at.Before(first) {
		return Reason{Cause: CauseWindow, Value: first.Sub(midnight).Minutes()}
	}
	return Reason{Cause: CauseWindowLate, Value: last.Sub(midnight).Minutes()}
}

// shiftsOf lists shifts of the kind whose window opens on the date: the shortest, and the
// longest of each start, at most a few dozen starts.
func (w *world) shiftsOf(kind schedule.ShiftKind, opened calendar.Date) []schedule.Shift {
	if !kind.Days[opened.Weekday()] {
		return nil
	}
	every := calendar.TimeOfDay(kind.Every / time.Minute)
	if every > 0 {
		every *= (kind.Start.To-kind.Start.From)/every/mostStarts + 1
	}
	var out []schedule.Shift
	for clock := kind.Start.From; clock <= kind.Start.To; clock += every {
		start := opened.At(clock, w.cal.Zone)
		for _, length := range []time.Duration{kind.Length.Min, kind.Length.Max} {
			out = append(out, withBreaks(schedule.Shift{Kind: kind.Name, Start: start, End: start.Add(length), OnCall: kind.OnCall}, kind))
		}
		if every <= 0 {
			break
		}
	}
	return out
}

const mostStarts = 24

// withBreaks lays the breaks of the kind as early as they may be, which is all that paid
// time asks.
func withBreaks(s schedule.Shift, kind schedule.ShiftKind) schedule.Shift {
	from := s.Start
	for _, b := range kind.Breaks {
		if s.End.Sub(s.Start) >= b.FromShift {
			from = calendar.Later(from, s.Start.Add(b.Earliest))
			s.Breaks = append(s.Breaks, schedule.Break{Start: from, End: from.Add(b.Length), Paid: b.Paid})
			from = from.Add(b.Length)
		}
	}
	return s
}
