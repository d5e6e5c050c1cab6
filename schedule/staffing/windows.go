package staffing

import (
	"fmt"
	"math"
	"slices"
	"time"

	"turno/schedule"
)

// shares is a window with the parts of the first and of the later replies that it holds.
type shares struct {
	window
	first, later float64
}

// windowsOf are the times that the queue's work may take, shortest first. Each target's
// share of the work has its window, as far as a shorter one does not hold it already; the
// longest holds the rest.
func windowsOf(d Demand, step time.Duration) []shares {
	var first, later []window
	for _, t := range d.Queue.Targets {
		w := window{part: t.Share, steps: float64(t.Within) / float64(step), clock: t.Clock}
		if t.Measure == schedule.EndToEnd {
			w.steps = endToEnd(d, t).Hours() / step.Hours()
		}
		first = append(first, w)
		if t.Measure != schedule.FirstReply {
			later = append(later, w)
		}
	}
	if len(later) == 0 {
		later = first
	}
	var out []shares
	for k, list := range [][]window{first, later} {
		for _, w := range partition(list) {
			at := slices.IndexFunc(out, func(s shares) bool { return s.steps == w.steps && s.clock == w.clock })
			if at < 0 {
				at = len(out)
				out = append(out, shares{window: window{steps: w.steps, clock: w.clock}})
			}
			if k == 0 {
				out[at].first += w.part
			} else {
				out[at].later += w.part
			}
		}
	}
	return out
}

// partition turns targets, whose shares include those of shorter ones, into parts that sum
// to 1. Of two equally long ones the elapsed clock is the stricter.
func partition(targets []window) []window {
	list := slices.Clone(targets)
	slices.SortStableFunc(list, func(a, b window) int {
		switch {
		case a.steps != b.steps:
			return int(math.Copysign(1, a.steps-b.steps))
		case a.clock == b.clock:
			return 0
		case a.clock == schedule.Elapsed:
			return -1
		}
		return 1
	})
	var held float64
	var out []window
	for k, w := range list {
		upTo := w.part
		if k == len(list)-1 {
			upTo = 1
		}
		if upTo > held {
			w.part, held = upTo-held, upTo
			out = append(out, w)
		}
	}
	return out
}

// endToEnd is the time each reply may take so that a mean conversation ends in time: what
// the customers' pauses and the handle times leave, shared by its turns.
func endToEnd(d Demand, t schedule.Target) time.Duration {
	var turns, think, aht, sum float64
	for _, s := range d.Profile.Streams {
		for i := range d.Profile.Volume.Grid.N {
			w := s.Share.At(i) * (1 - s.Flush.At(i))
			sum += w
			turns += w * max(1, s.Turns.At(i))
			think += w * s.Think.At(i)
			aht += w * s.AHT.At(i)
		}
	}
	if sum <= 0 { // nothing comes
		return t.Within
	}
	turns, think, aht = turns/sum, think/sum, aht/sum
	if d.Queue.Channel.Live() {
		turns, think = 1, 0
	}
	each := (t.Within.Seconds()-(turns-1)*think)/turns - aht
	return time.Duration(each * float64(time.Second))
}

// checkEndToEnd fails when customers' pauses and handle times alone take longer than an end to
// end target allows.
func (d Demand) checkEndToEnd() error {
	for _, t := range d.Queue.Targets {
		if t.Measure != schedule.EndToEnd {
			continue
		}
		if each := endToEnd(d, t); each <= 0 {
			return fmt.Errorf("target within %v end to end: handle times and the customers' own pauses take longer: allow more time", t.Within)
		}
	}
	return nil
}
