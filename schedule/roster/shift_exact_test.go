package roster

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The filling of a shift is the best there is: every place of the breaks and every duty in
// every hour are tried.
func TestFillingIsTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := func(name string, least, most int) int { return rapid.IntRange(least, most).Draw(t, name) }
		const hours, duties = 9, 2
		class := Class{Block: 60 * n("block", 0, 2), Longest: 60 * rapid.SampledFrom([]int{0, 2, 3, 4, 5}).Draw(t, "longest"), Strict: true}
		for range n("breaks", 0, 2) {
			b := BreakRule{Length: 60 * n("length", 1, 2), Earliest: 60 * n("earliest", 0, 6), meeting: n("meeting", 0, 1)}
			b.Latest = b.Earliest + 60*n("wide", 0, 4)
			class.Breaks = append(class.Breaks, b)
		}
		ag := &Agent{Duties: []Duty{{Least: 60 * n("least", 0, 4)}, {Least: 60 * n("least", 0, 4)}}, Pay: PayScale{UpTo: make([]float64, 60*hours+200)}}
		pr := &prices{duty: make([]float64, duties*(hours+2)), upTo: make([]float64, duties*(hours+3)), change: float64(n("change", 0, 3))}
		for k := range pr.duty {
			pr.duty[k] = float64(n("gain", -3, 6))
			pr.upTo[k+duties] = pr.upTo[k] + pr.duty[k]
		}
		p := &Problem{Step: 60, N: hours + 2, Forms: []Form{{Lengths: []Length{{Minutes: 60 * hours}}, Classes: []Class{class}}}}
		w := dayPlanner{p: p}
		w.fill(ag, pr, &p.Forms[0], 0, 0, 60*hours)

		best := never
		var how []int
		var try func(kinds []int, hour int, left []int)
		try = func(kinds []int, hour int, left []int) {
			if hour == hours {
				if len(left) == 0 {
					if v := worthOf(kinds, &class, ag, pr); v > best {
						best, how = v, append([]int(nil), kinds...)
					}
				}
				return
			}
			for d := range duties {
				try(append(kinds, d), hour+1, left)
			}
			for k, i := range left {
				b := class.Breaks[i]
				if hour*60 < b.Earliest || hour*60 > b.Latest || hour+b.Length/60 > hours {
					continue
				}
				rest := append(append([]int(nil), left[:k]...), left[k+1:]...)
				filled := kinds
				for range b.Length / 60 {
					filled = append(filled, -1-i)
				}
				try(filled, hour+b.Length/60, rest)
			}
		}
		var all []int
		for i := range class.Breaks {
			all = append(all, i)
		}
		try(nil, 0, all)
		if math.Abs(best-w.best[0]) > 1e-9 && best != w.best[0] {
			t.Fatalf("the best filling is worth %v: %v, found %v for %+v %+v", best, how, w.best[0], class, ag.Duties)
		}
		if best > never {
			sum, last := 0.0, -1
			for _, x := range w.parts(&p.Forms[0], 0) {
				if x.Duty < 0 {
					continue
				}
				sum += pr.upTo[x.To/60*duties+x.Duty] - pr.upTo[x.From/60*duties+x.Duty]
				if last >= 0 && last != x.Duty {
					sum -= pr.change
				}
				last = x.Duty
			}
			if math.Abs(sum-best) > 1e-9 {
				t.Fatalf("parts are worth %v of %v: %v", sum, best, w.parts(&p.Forms[0], 0))
			}
		}
	})
}

// worthOf is the value of a filling by hour (a duty, or -1-i in break i), never where a
// rule of the class forbids it.
func worthOf(kinds []int, c *Class, ag *Agent, pr *prices) float64 {
	sum, last, rested, stretch, after, run := 0.0, -1, 0, 0, 0, 0
	changed := false
	short := func(d int) bool { return run*60 < max(ag.Duties[d].Least, c.Block) }
	for h := 0; h <= len(kinds); h++ {
		begins := h == len(kinds) || kinds[h] < 0 && (h == 0 || kinds[h-1] != kinds[h])
		if begins { // a stretch of work ends: after a meeting it may be of any length, before one not
			if changed && short(last) || stretch*60 < c.Block && after == 0 {
				return never
			}
			if (h == len(kinds) || c.Breaks[-1-kinds[h]].meeting == 0) && c.Longest > 0 && (h-rested)*60 > c.Longest {
				return never
			}
			stretch, changed, run = 0, false, 0
		}
		if h == len(kinds) {
			break
		}
		if kinds[h] < 0 {
			if i := -1 - kinds[h]; c.Breaks[i].meeting == 0 {
				after, rested = 0, h+1
			} else {
				after = 1
			}
			continue
		}
		if last >= 0 && kinds[h] != last {
			sum -= pr.change
			if stretch > 0 {
				if short(last) {
					return never
				}
				changed = true
			}
			run = 0
		}
		last = kinds[h]
		sum += pr.duty[h*len(ag.Duties)+last]
		stretch, run = stretch+1, run+1
	}
	return sum
}
