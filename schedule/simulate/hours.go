package simulate

import (
	"math"
	"sort"
	"time"

	"turno/forecast/calendar"
)

// How far opening hours are known around the period: back for the closed stretch before
// it, ahead for due times on the open clock.
const (
	hoursBefore = 15 * 24 * time.Hour
	hoursAfter  = 60 * 24 * time.Hour
)

// hours are a queue's opening windows in seconds from the start of the period.
type hours struct {
	always   bool
	from, to []float64
	passedBy []float64 // open seconds before window i
}

func newHours(h calendar.Hours, g calendar.Grid, cal *calendar.Calendar) hours {
	if h.AlwaysOpen() {
		return hours{always: true}
	}
	var out hours
	sum := 0.0
	for _, w := range h.Windows(g.Start.Add(-hoursBefore), g.End().Add(hoursAfter), cal) {
		from, to := w.From.Sub(g.Start).Seconds(), w.To.Sub(g.Start).Seconds()
		out.from, out.to = append(out.from, from), append(out.to, to)
		out.passedBy = append(out.passedBy, sum)
		sum += to - from
	}
	return out
}

// last is the latest window that begins at or before t, or -1.
func (h *hours) last(t float64) int {
	return sort.Search(len(h.from), func(i int) bool { return h.from[i] > t }) - 1
}

func (h *hours) open(t float64) bool {
	if h.always {
		return true
	}
	i := h.last(t)
	return i >= 0 && t < h.to[i]
}

// passed is the open time up to t, in seconds from an arbitrary origin.
func (h *hours) passed(t float64) float64 {
	if h.always {
		return t
	}
	i := h.last(t)
	if i < 0 {
		return 0
	}
	return h.passedBy[i] + math.Min(t, h.to[i]) - h.from[i]
}

// after is the instant at which d seconds of open time have passed since t; +Inf when the
// known windows hold less.
func (h *hours) after(t, d float64) float64 {
	if h.always {
		return t + d
	}
	want := h.passed(t) + d
	i := sort.Search(len(h.passedBy), func(i int) bool { return h.passedBy[i] >= want }) - 1
	if i < 0 {
		i = 0
	}
	if i >= len(h.from) || h.passedBy[i]+h.to[i]-h.from[i] < want {
		return math.Inf(1)
	}
	return math.Max(t, h.from[i]+want-h.passedBy[i])
}

// closedSince is the beginning of the closed stretch that reaches up to the start of the
// period, or 0 when the queue is open just before it or no earlier window is known.
func (h *hours) closedSince() float64 {
	if h.always {
		return 0
	}
	i := sort.Search(len(h.from), func(i int) bool { return h.from[i] >= 0 }) - 1
	if i < 0 || h.to[i] >= 0 {
		return 0
	}
	return h.to[i]
}
