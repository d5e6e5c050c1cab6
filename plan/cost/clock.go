package cost

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
)

// days knows which premiums the local clock brings.
type days struct {
	cal      *calendar.Calendar
	holidays map[calendar.Date]bool // asked before
}

func newDays(cal *calendar.Calendar) *days {
	return &days{cal: cal, holidays: map[calendar.Date]bool{}}
}

func (y *days) holiday(d calendar.Date) bool {
	is, known := y.holidays[d]
	if !known {
		is = y.cal.Holiday(d) != ""
		y.holidays[d] = is
	}
	return is
}

// split cuts the paid time of one agent's shifts, in order, into stretches that the same
// premiums touch. Earlier shifts of a week use up the hours before overtime.
func (y *days) split(pay schedule.Pay, shifts, earlier []schedule.Shift, emit func(s schedule.Shift, touched Set, d time.Duration)) {
	if len(shifts) == 0 {
		return
	}
	used := map[calendar.Date]time.Duration{} // by Monday, paid time
	for _, s := range earlier {
		if s.Start.Before(shifts[0].Start) {
			used[y.week(s)] += s.PaidHours()
		}
	}
	for _, s := range shifts {
		week := y.week(s)
		for _, w := range s.PaidTime() {
			y.book(pay, w, used[week], s.OnCall, func(touched Set, d time.Duration) { emit(s, touched, d) })
			if s.OnCall == nil {
				used[week] += w.To.Sub(w.From)
			}
		}
		if s.OnCall != nil {
			used[week] += s.PaidHours()
		}
	}
}

// week is the Monday of the week to which a shift belongs.
func (y *days) week(s schedule.Shift) calendar.Date {
	return calendar.DateOf(s.Start.In(y.cal.Zone)).Monday()
}

// book cuts a stretch of paid time wherever a premium may begin or end.
// Before it, used has been paid in the week. Of time on call only its share is paid.
func (y *days) book(pay schedule.Pay, w calendar.Window, used time.Duration, call *schedule.OnCall, emit func(Set, time.Duration)) {
	paid := func(d time.Duration) time.Duration { return d }
	if call != nil {
		paid = func(d time.Duration) time.Duration {
			return time.Duration(call.Pay.Mul(decimal.NewFromInt(int64(d))).IntPart())
		}
	}
	nights := y.nights(pay.NightSpan, w)
	cuts := []time.Time{w.To}
	cut := func(t time.Time) {
		if t.After(w.From) && t.Before(w.To) {
			cuts = append(cuts, t)
		}
	}
	for _, n := range nights {
		cut(n.From)
		cut(n.To)
	}
	for d := calendar.DateOf(w.From.In(y.cal.Zone)).Add(1); d.In(y.cal.Zone).Before(w.To); d = d.Add(1) {
		cut(d.In(y.cal.Zone))
	}
	limit := w.To
	if pay.OvertimeAfter > 0 {
		limit = w.From.Add(beforeOvertime(pay.OvertimeAfter-used, call))
		cut(limit)
	}
	slices.SortFunc(cuts, time.Time.Compare)
	from := w.From
	for _, to := range cuts {
		if d := to.Sub(from); d > 0 {
			emit(y.touched(from, nights, pay.OvertimeAfter > 0 && !from.Before(limit)), paid(d))
		}
		from = to
	}
}

// beforeOvertime is the time that passes until so much more has been paid.
func beforeOvertime(left time.Duration, call *schedule.OnCall) time.Duration {
	if call == nil || left <= 0 {
		return left
	}
	if call.Pay.IsZero() {
		return check.MaxShift
	}
	return time.Duration(min(decimal.NewFromInt(int64(left)).Div(call.Pay).IntPart(), int64(check.MaxShift)))
}

// touched are the premiums of the stretch that begins at t.
func (y *days) touched(t time.Time, nights []calendar.Window, over bool) Set {
	var out Set
	d := calendar.DateOf(t.In(y.cal.Zone))
	if y.holiday(d) {
		out = out.with(Holiday)
	}
	switch d.Weekday() {
	case time.Sunday:
		out = out.with(Sunday)
	case time.Saturday:
		out = out.with(Saturday)
	}
	if slices.ContainsFunc(nights, func(n calendar.Window) bool { return !t.Before(n.From) && t.Before(n.To) }) {
		out = out.with(Night)
	}
	if over {
		out = out.with(Overtime)
	}
	return out
}

// nights lists the stretches of the night span that may touch w. A span that ends at or
// before its start on the clock reaches into the next day.
func (y *days) nights(span calendar.Span, w calendar.Window) []calendar.Window {
	if span == (calendar.Span{}) {
		span = calendar.Span{From: calendar.Clock(22, 0), To: calendar.Clock(6, 0)}
	}
	nextDay := 0
	if span.To <= span.From {
		nextDay = 1
	}
	var out []calendar.Window
	for d := calendar.DateOf(w.From.In(y.cal.Zone)).Add(-2); d.In(y.cal.Zone).Before(w.To); d = d.Add(1) {
		out = append(out, calendar.Window{From: d.At(span.From, y.cal.Zone), To: d.Add(nextDay).At(span.To, y.cal.Zone)})
	}
	return out
}
