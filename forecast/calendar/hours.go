package calendar

import (
	"sort"
	"time"
)

// Span is a stretch of local time [From, To) that begins on its day; To above 24:00
// reaches into the next one.
type Span struct{ From, To TimeOfDay }

// Hours says when a queue is open or an agent available. The zero value is never open.
type Hours struct {
	Week       [7][]Span       // by time.Weekday, Sunday first
	Holiday    []Span          // instead of Week on public holidays, when HasHoliday
	HasHoliday bool            // whether public holidays differ from their weekday
	Dates      map[Date][]Span // instead of both on single days; an empty list is closed
}

// Always is open around the clock.
func Always() Hours { return Daily(Span{0, Clock(24, 0)}) }

// Daily is open in the same spans every day.
func Daily(spans ...Span) Hours {
	var h Hours
	for d := range h.Week {
		h.Week[d] = spans
	}
	return h
}

// On lists the spans that begin on the date.
func (h Hours) On(d Date, cal *Calendar) []Span {
	if s, ok := h.Dates[d]; ok {
		return s
	}
	if h.HasHoliday && cal.Holiday(d) != "" {
		return h.Holiday
	}
	return h.Week[d.Weekday()]
}

// AlwaysOpen says whether the hours are round the clock on every day.
func (h Hours) AlwaysOpen() bool {
	full := func(spans []Span) bool { return len(spans) == 1 && spans[0].From == 0 && spans[0].To >= Clock(24, 0) }
	for _, s := range h.Week {
		if !full(s) {
			return false
		}
	}
	for _, s := range h.Dates {
		if !full(s) {
			return false
		}
	}
	return !h.HasHoliday || full(h.Holiday)
}

// Open says whether t falls in opening hours, read in the calendar's zone.
func (h Hours) Open(t time.Time, cal *Calendar) bool {
	today := DateOf(t.In(cal.Zone))
	for back := range 3 { // a span of an earlier day may reach into this one
		d := today.Add(-back)
		for _, s := range h.On(d, cal) {
			if back > 0 && s.To <= Clock(24*back, 0) {
				continue // ended by today's midnight
			}
			if !t.Before(d.At(s.From, cal.Zone)) && t.Before(d.At(s.To, cal.Zone)) {
				return true
			}
		}
	}
	return false
}

// Share is the open part of each interval of the grid, 0 to 1.
func (h Hours) Share(g Grid, cal *Calendar) []float64 {
	share := make([]float64, g.N)
	for _, w := range h.Windows(g.Start, g.End(), cal) {
		for i := max(0, g.Index(w.From)); i < g.N && g.At(i).Before(w.To); i++ {
			from, to := Later(w.From, g.At(i)), Earlier(w.To, g.At(i+1))
			share[i] += float64(to.Sub(from)) / float64(g.Step)
		}
	}
	return share
}

// Window is an absolute stretch of time [From, To).
type Window struct{ From, To time.Time }

// Windows lists the open stretches within [from, to), in order, merged where they touch.
func (h Hours) Windows(from, to time.Time, cal *Calendar) []Window {
	if !from.Before(to) {
		return nil
	}
	var out []Window
	last := DateOf(to.In(cal.Zone))
	for d := DateOf(from.In(cal.Zone)).Add(-2); !last.Before(d); d = d.Add(1) {
		for _, s := range h.On(d, cal) {
			w := Window{Later(from, d.At(s.From, cal.Zone)), Earlier(to, d.At(s.To, cal.Zone))}
			if w.From.Before(w.To) {
				out = append(out, w)
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].From.Before(out[j].From) })
	merged := out[:0]
	for _, w := range out {
		if n := len(merged); n > 0 && !merged[n-1].To.Before(w.From) {
			merged[n-1].To = Later(merged[n-1].To, w.To)
			continue
		}
		merged = append(merged, w)
	}
	return merged
}

// Advance is the instant at which open time of length d has passed since t (the open
// clock of a target). It looks at most a year ahead and returns that horizon when the
// hours open too little; ok is then false.
func (h Hours) Advance(t time.Time, d time.Duration, cal *Calendar) (due time.Time, ok bool) {
	limit := t.AddDate(1, 0, 0)
	for from, days := t, 1; from.Before(limit); days = min(2*days, 64) {
		to := Earlier(limit, from.AddDate(0, 0, days))
		for _, w := range h.Windows(from, to, cal) {
			if open := w.To.Sub(w.From); open < d {
				d -= open
				continue
			}
			return w.From.Add(d), true
		}
		from = to
	}
	return limit, false
}

// Later is the later of two instants.
func Later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Earlier is the earlier of two instants.
func Earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
