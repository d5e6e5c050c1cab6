package check

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// blend is a way to work: the queues of a duty in order, reduced to known ones.
type blend struct {
	key    string
	first  int   // the queue that has the attention; -1 when it is not known
	defers []int // deferrable queues served, in order, the first included where it is one
	lives  []int // live queues served, in order, where the first is one
}

// crew is the people of one blend in one interval: their time as a share of it after
// shrinkage, and the pace-weighted time per deferrable queue they list.
type crew struct {
	blend int
	heads float64
	time  float64
	pace  []float64 // per blend.defers, sum of time times pace
}

// stint is one person's presence in one interval.
type stint struct {
	blend int
	pace  []float64 // of the person, by queue
	share float64   // of the interval
}

// workforce is who is there: stints by interval, over the blends that occur.
type workforce struct {
	blends []blend
	stints [][]stint
	listed [][]float64 // by deferrable queue and interval, people whose duty lists it
}

// workforce reads the duties of all shifts, published ones that reach into the period too.
func (c *docket) workforce(deferrable []bool) workforce {
	w := workforce{stints: make([][]stint, c.Requirement.Grid.N)}
	known := map[string]int{}
	for _, p := range c.people {
		for _, s := range p.shifts {
			for _, d := range s.Duties {
				if len(d.Queues) == 0 {
					continue
				}
				key := strings.Join(d.Queues, "\x00")
				b, ok := known[key]
				if !ok {
					b = len(w.blends)
					known[key] = b
					w.blends = append(w.blends, c.blend(key, d.Queues, deferrable))
				}
				w.place(c, p, b, calendar.Later(s.Start, d.Start), calendar.Earlier(s.End, d.End))
			}
		}
	}
	return w
}

func (c *docket) blend(key string, names []string, deferrable []bool) blend {
	b := blend{key: key, first: -1}
	live := func(q int) bool { return c.Queues[q].Channel.Live() && !deferrable[q] }
	for i, name := range names {
		q, ok := c.queues[name]
		if !ok {
			continue
		}
		if i == 0 {
			b.first = q
		}
		switch {
		case deferrable[q] && !slices.Contains(b.defers, q):
			b.defers = append(b.defers, q)
		case live(q) && b.first >= 0 && live(b.first) && !slices.Contains(b.lives, q):
			b.lives = append(b.lives, q)
		}
	}
	return b
}

// place puts a stretch of duty, at most as long as a shift, into the intervals it touches.
func (w *workforce) place(c *docket, p *person, blend int, from, to time.Time) {
	grid := c.Requirement.Grid
	from, to = calendar.Later(from, grid.Start), calendar.Earlier(to, grid.End())
	if !from.Before(to) {
		return
	}
	begin, end := from.Sub(grid.Start), to.Sub(grid.Start)
	for i := int(begin / grid.Step); i < grid.N && time.Duration(i)*grid.Step < end; i++ {
		part := min(end, time.Duration(i+1)*grid.Step) - max(begin, time.Duration(i)*grid.Step)
		w.stints[i] = append(w.stints[i], stint{blend, p.at(grid.At(i)).pace, float64(part) / float64(grid.Step)})
	}
}

// crews adds up the stints of interval i by blend, in an order that does not depend on who
// came first: those with fewer deferrable queues to choose from serve theirs first.
func (w *workforce) crews(i int, keep float64) []crew {
	var out []crew
	at := map[int]int{}
	for _, s := range w.stints[i] {
		k, ok := at[s.blend]
		if !ok {
			k = len(out)
			at[s.blend] = k
			out = append(out, crew{blend: s.blend, pace: make([]float64, len(w.blends[s.blend].defers))})
		}
		out[k].heads += s.share
		out[k].time += s.share * keep
		for n, q := range w.blends[s.blend].defers {
			out[k].pace[n] += s.share * keep * s.pace[q]
		}
	}
	slices.SortFunc(out, func(a, b crew) int {
		x, y := w.blends[a.blend], w.blends[b.blend]
		return cmp.Or(cmp.Compare(len(x.defers), len(y.defers)), strings.Compare(x.key, y.key))
	})
	return out
}

// staffed fills Heads and Supplied with the people whose duty is first on each queue, and
// counts those whose duty lists each deferrable queue at all.
func (w *workforce) staffed(keep float64, out []schedule.QueueCoverage) {
	w.listed = make([][]float64, len(out))
	for q := range w.listed {
		w.listed[q] = make([]float64, len(w.stints))
	}
	for i, stints := range w.stints {
		for _, s := range stints {
			for _, q := range w.blends[s.blend].defers {
				w.listed[q][i] += s.share
			}
			if q := w.blends[s.blend].first; q >= 0 {
				out[q].Heads[i] += s.share
				out[q].Supplied[i] += s.share * keep * s.pace[q]
			}
		}
	}
}
