package column

import (
	"cmp"
	"slices"
)

// Widths of the beam: states kept a day, and how far a state may be off an even course of
// time (in days of work) and weekends over the period.
const (
	beamWidth = 250
	beamDays  = 7
	beamEnds  = 2
)

// ray is a way through the days so far.
type ray struct {
	place
	gain   float64
	parent int32 // in the day before
	pick   int32
	count  [maxCaps]uint8
}

// beam finds a good path by keeping the best states of each day (beam search, Lowerre 1976)
// near an even course: a first path for periods whose states are too many to rate. It is
// nil where none is found, which does not mean that there is none.
func (f *finder) beam() []int {
	if !f.seek.prepare(f.w, f.m.p.Days) {
		return nil
	}
	f.reach(0) // for what can still be worked after each day and row
	days := make([][]ray, f.hi-f.lo+1)
	days[0] = []ray{{place: f.from, parent: -1, pick: -1}}
	for s, n := range f.used {
		if c := f.seek.index[s]; c >= 0 {
			days[0][0].count[c] = uint8(n)
		}
	}
	for d := f.lo; d < f.hi; d++ {
		days[d-f.lo+1] = f.fittest(f.radiate(days[d-f.lo], d))
	}
	last := days[f.hi-f.lo]
	if len(last) == 0 {
		return nil
	}
	path := slices.Clone(f.mask)
	for d, i := f.hi-1, int32(0); d >= f.lo; d-- {
		r := &days[d-f.lo+1][i]
		path[d], i = int(r.pick), r.parent
	}
	return path
}

// radiate is where the rays of day d lead to.
func (f *finder) radiate(from []ray, d int) (out []ray) {
	after := f.spans(d + 1)
	for i := range from {
		r := &from[i]
		f.steps(d, r.row, func(g int, m move, units, weekend int) {
			to := place{m.next, r.units + units, r.weekends + weekend}
			if !f.onCourse(&after[m.next], to, d+1) {
				return
			}
			if g < 0 {
				out = append(out, ray{to, r.gain + f.idle[d] - m.cost, int32(i), -1, r.count})
				return
			}
			if s, gain := f.member(g, d, r); s >= 0 {
				x := ray{to, r.gain + gain - m.cost, int32(i), int32(s), r.count}
				if c := f.seek.index[s]; c >= 0 {
					x.count[c]++
				}
				out = append(out, x)
			}
		})
	}
	return out
}

// member is the best shift of a group that a ray may still work on day d, or -1.
func (f *finder) member(g, d int, r *ray) (pick int, gain float64) {
	pick, gain = -1, never
	for _, s := range f.w.groups[g].members {
		if f.mask[d] != anyShift && f.mask[d] != s {
			continue
		}
		if c := f.seek.index[s]; c >= 0 && int(r.count[c]) >= f.seek.limit[c] {
			continue
		}
		if v := f.gain[d*len(f.w.shifts)+s]; v > gain {
			pick, gain = s, v
		}
	}
	return pick, gain
}

// onCourse says whether the place before day d can still end within the limits and is near
// an even course.
func (f *finder) onCourse(s *span, at place, d int) bool {
	days, w := f.m.p.Days, f.w
	if s.more < 0 || at.units+s.more < w.least || at.units+s.less > w.most || at.weekends+s.rest > w.weekends {
		return false
	}
	longest := 0
	for _, g := range w.groups {
		longest = max(longest, g.units)
	}
	left := (days - d) * longest
	low, high := w.least*d/days-beamDays*longest, w.most*d/days+min(beamDays*longest, left)
	return at.units >= low && at.units <= high && at.weekends <= w.weekends*d/days+beamEnds
}

// fittest keeps the best rays, one of a place.
func (f *finder) fittest(rays []ray) []ray {
	order := make([]int32, len(rays))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(rays[b].gain, rays[a].gain), cmp.Compare(a, b)) })
	seen := make(map[place]bool, beamWidth)
	out := make([]ray, 0, beamWidth)
	for _, i := range order {
		if !seen[rays[i].place] {
			seen[rays[i].place] = true
			if out = append(out, rays[i]); len(out) == beamWidth {
				break
			}
		}
	}
	return out
}
