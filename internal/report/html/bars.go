package html

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"turno/schedule"
)

// bar is a stretch of a shift: on queues, at rest, in a meeting or on call.
type bar struct{ Class, From, Long, Words string }

// queuesOf lists the queues of a shift once each.
func queuesOf(s schedule.Shift) []string {
	var out []string
	add := func(queues []string) {
		for _, q := range queues {
			if !slices.Contains(out, q) {
				out = append(out, q)
			}
		}
	}
	for _, d := range s.Duties {
		add(d.Queues)
	}
	if s.OnCall != nil {
		add(s.OnCall.Queues)
	}
	return out
}

func (x *writer) bars(s schedule.Shift, midnight time.Time, a axis) []bar {
	at := func(class, words string, from, to time.Time) bar {
		return bar{class, a.place(from.Sub(midnight).Hours()), a.long(to.Sub(from).Hours()), words}
	}
	if s.OnCall != nil {
		return []bar{at("c", x.T("on call"), s.Start, s.End)}
	}
	var out []bar
	for _, d := range merged(s.Duties) {
		if len(d.Queues) > 0 {
			out = append(out, at(x.color(d.Queues[0]), strings.Join(d.Queues, " + "), d.Start, d.End))
		}
	}
	for _, b := range s.Breaks {
		switch {
		case b.Meeting != "":
			out = append(out, at("m", x.Kind(b.Meeting), b.Start, b.End))
		case b.Paid:
			out = append(out, at("p", "", b.Start, b.End))
		default:
			out = append(out, at("b", "", b.Start, b.End))
		}
	}
	if len(s.Duties) == 0 { // a roster of others that says no more than the times
		out = slices.Insert(out, 0, at("n", "", s.Start, s.End))
	}
	return out
}

// merged joins duties that follow each other on the same queues.
func merged(duties []schedule.Duty) []schedule.Duty {
	var out []schedule.Duty
	for _, d := range duties {
		if n := len(out); n > 0 && out[n-1].End.Equal(d.Start) && slices.Equal(out[n-1].Queues, d.Queues) {
			out[n-1].End = d.End
			continue
		}
		out = append(out, d)
	}
	return out
}

// course tells a shift in words: 09:00–12:30 chat + social; 12:30–13:00 break.
func (x *writer) course(s schedule.Shift) string {
	if s.OnCall != nil {
		return x.T("%s on call for %s", x.clocks(s.Start, s.End), strings.Join(s.OnCall.Queues, " + "))
	}
	type stretch struct {
		from  time.Time
		words string
	}
	var all []stretch
	for _, d := range merged(s.Duties) {
		all = append(all, stretch{d.Start, x.clocks(d.Start, d.End) + " " + strings.Join(d.Queues, " + ")})
	}
	for _, b := range s.Breaks {
		all = append(all, stretch{b.Start, x.clocks(b.Start, b.End) + " " + x.Break(b)})
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return a.from.Compare(b.from) })
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = w.words
	}
	return strings.Join(words, "; ")
}

// hundredths is a number with at most two decimals.
func hundredths(v float64) string {
	return strconv.FormatFloat(math.Round(100*v)/100, 'f', -1, 64)
}
