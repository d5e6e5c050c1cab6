package roster

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// locked lists the agent's shifts that must stay, by day. They are kept as they are, even
// where they break a rule of the agent's.
func (t *translator) locked(team schedule.Team, a schedule.Agent, duties []Duty, meetings []Meeting) [][]Placed {
	out := make([][]Placed, len(t.p.Days))
	for i, s := range team.Locks {
		if s.Agent != a.ID || !t.grid.Contains(s.Start) || !s.Start.Before(s.End) {
			continue
		}
		d := calendar.DateOf(s.Start.In(t.cal.Zone)).Sub(t.dates[0])
		x := Placed{Day: d, Form: t.formOf(a, s.Kind), Kind: s.Kind, At: t.minute(s.Start), End: t.minuteUp(s.End), Lock: i}
		x.Paid, x.Unpaid = paidMinutes(s), unpaid(s.OnCall)
		x.Night = t.p.isNight(x.At, x.End)
		for _, b := range s.Breaks {
			x.Parts = append(x.Parts, Part{From: t.minute(b.Start), To: t.minute(b.End), Duty: -1, Paid: b.Paid, Meeting: held(meetings, t.minute(b.Start), t.minuteUp(b.End), b.Meeting)})
		}
		if at := standbyOf(duties, s.OnCall, x.At); at >= 0 {
			x.Parts = append(x.Parts, Part{From: x.At, To: x.End, Duty: at, Paid: true})
		}
		for _, y := range s.Duties {
			if at := dutyOf(duties, y.Queues, t.minute(y.Start)); at >= 0 {
				x.Parts = append(x.Parts, Part{From: t.minute(y.Start), To: t.minute(y.End), Duty: at, Paid: true})
			}
		}
		out[d] = append(out[d], x)
	}
	for _, shifts := range out {
		slices.SortFunc(shifts, func(a, b Placed) int { return a.At - b.At })
	}
	return out
}

// history is what the published shifts before the period leave behind.
func (t *translator) history(team schedule.Team, a schedule.Agent) (h Past, toll float64, clocks []int) {
	h.End, h.First, h.Last = -1<<30, -1, -1
	worked, nights := map[int]bool{}, map[int]bool{} // by days before the period
	first, last := t.dates[0], schedule.Shift{}
	for _, s := range team.Published {
		if s.Agent != a.ID || !s.Start.Before(t.grid.Start) || s.Start.Before(t.grid.Start.Add(-lookBack)) || !s.Start.Before(s.End) || s.End.Sub(s.Start) > maxShift {
			continue
		}
		date := calendar.DateOf(s.Start.In(t.cal.Zone))
		back := first.Sub(date)
		h.End = max(h.End, t.minuteUp(s.End))
		worked[back] = true
		if s.Start.After(last.Start) {
			last = s
		}
		if t.atNight(s.Start, s.End) >= aNight*time.Minute {
			nights[back] = true
		}
		weeks := first.Monday().Sub(date.Monday()) / 7
		if weeks == 0 {
			h.Paid += minutesUp(s.PaidHours())
			t.week(&h, s)
		}
		if w := date.Weekday(); w == time.Saturday || w == time.Sunday {
			if weeks < 8 {
				h.Weekends |= 1 << weeks
			}
			toll += presence(s).Hours()
		} else {
			toll += t.atNight(s.Start, s.End).Hours()
		}
		local := s.Start.In(t.cal.Zone)
		clocks = append(clocks, int(calendar.ClockOf(local)))
	}
	for back := 1; back <= int(first.Weekday()+6)%7; back++ {
		if worked[back] {
			h.Days++
		}
	}
	for h.Run = 0; worked[h.Run+1]; h.Run++ {
	}
	for h.Nights = 0; nights[h.Nights+1]; h.Nights++ {
	}
	t.latest(&h, a, last)
	return h, toll, clocks
}

// paidMinutes is the paid time of a locked shift, each stretch rounded up.
func paidMinutes(s schedule.Shift) int {
	if s.OnCall != nil {
		return minutesUp(s.PaidHours())
	}
	sum := 0
	for _, w := range s.PaidTime() {
		sum += minutesUp(w.To.Sub(w.From))
	}
	return sum
}

// presence is the paid time of a shift, or all time on call.
func presence(s schedule.Shift) time.Duration {
	if s.OnCall != nil {
		return s.End.Sub(s.Start)
	}
	return s.PaidHours()
}

// latest adds what the last shift before the period says, if there is one.
func (t *translator) latest(h *Past, a schedule.Agent, s schedule.Shift) {
	if h.First < 0 {
		h.First, h.Last = 0, 0
	}
	if !s.Start.Before(s.End) {
		return
	}
	h.Night = t.atNight(s.Start, s.End) >= aNight*time.Minute
	if h.Run > 0 {
		h.Start, h.Form = t.clockOf(s.Start), 1+t.formOf(a, s.Kind)
		return
	}
	h.Off = t.dates[0].Sub(calendar.DateOf(s.Start.In(t.cal.Zone))) - 1
}

// week adds a shift of the first week, before the period.
func (t *translator) week(h *Past, s schedule.Shift) {
	clock := t.clockOf(s.Start)
	if h.First < 0 {
		h.First = clock
	}
	h.First, h.Last = min(h.First, clock), max(h.Last, clock)
	if t.atNight(s.Start, s.End) >= aNight*time.Minute {
		h.WeekNights++
	}
}

func (t *translator) clockOf(at time.Time) int { return int(calendar.ClockOf(at.In(t.cal.Zone))) }

// formOf is the form of a kind in the agent's contract, -1 for none.
func (t *translator) formOf(a schedule.Agent, kind string) int {
	for _, f := range t.forms[a.Contract] {
		if t.p.Forms[f].Kind == kind {
			return f
		}
	}
	return -1
}

// lookBack is how far before the period published shifts count.
const lookBack = 8 * 7 * 24 * time.Hour

// atNight is the time of [from, to) between 22:00 and 06:00 local time.
func (t *translator) atNight(from, to time.Time) time.Duration {
	night := calendar.Daily(calendar.Span{From: 22 * 60, To: 30 * 60})
	var sum time.Duration
	for _, w := range night.Windows(from, to, t.cal) {
		sum += w.To.Sub(w.From)
	}
	return sum
}
