package capacity

import (
	"math"
	"slices"
)

// worth is the gap that is told: what is less is nobody.
const worth = -0.05

// missing are the people to hire so that no gap is left, month by month: for the queue that
// lacks most, until none does; as late as lets them be fully productive in time, or as early
// as the lead time allows. Before that no hire helps, and while those who come late ramp up
// a part of the gap stays. Everybody is shared out anew after each hire.
func (b *book) missing(months []Month) []Missing {
	var out []Missing
	groups, contract, ramp := slices.Clone(b.groups), b.usualContract(), b.rampTime()
	for g := range groups { // who is learning already needs no second person
		groups[g].works = groups[g].grown
	}
	for m := b.Settings.Lead; m < len(months); m++ {
		start := max(m-ramp, b.Settings.Lead)
		h := Hire{Month: After(b.months[0].first, start), Count: 1, Contract: contract}
		each, _ := b.hired(h, m)
		if each *= b.ramp(nil, ramp); each <= 0 {
			continue
		}
		for {
			q, gap := worst(groups, m, months[m].Queues)
			if gap > worth {
				break
			}
			h.Count = max(1, int(-gap/each))
			groups = append(groups, b.promised(h, q))
			out = added(out, Missing{Queue: b.Queues[q].Name, Start: h.Month, Decide: After(h.Month, -b.Settings.Lead), First: b.months[m].first,
				Months: lacking(months[m:]), Count: h.Count, Late: m-start < ramp})
		}
	}
	return out
}

// worst is the queue that lacks most, and its gap.
func worst(groups []group, m int, lines []Line) (queue int, gap float64) {
	needs := make([]float64, len(lines))
	for q, l := range lines {
		needs[q] = l.Required
	}
	for q, x := range allot(groups, m, needs) {
		if d := x - needs[q]; d < gap {
			queue, gap = q, d
		}
	}
	return queue, gap
}

// promised is the group of a hire for one queue, as productive as it will be.
func (b *book) promised(h Hire, q int) group {
	g := group{queues: []string{b.Queues[q].Name}, pace: make([]float64, len(b.Queues)), works: make([]float64, len(b.months))}
	g.pace[q] = 1
	for m := range b.months {
		paid, _ := b.hired(h, m)
		g.works[m] = paid * b.ramp(nil, math.MaxInt)
	}
	return g
}

// added joins people for the same queue and month of the same need.
func added(list []Missing, x Missing) []Missing {
	k := slices.IndexFunc(list, func(y Missing) bool { return y.Queue == x.Queue && y.Start == x.Start && y.First == x.First })
	if k < 0 {
		return append(list, x)
	}
	list[k].Count += x.Count
	return list
}

// lacking counts the months in which some queue lacks people.
func lacking(months []Month) int {
	n := 0
	for _, m := range months {
		if slices.ContainsFunc(m.Queues, func(l Line) bool { return l.Gap <= worth }) {
			n++
		}
	}
	return n
}

// rampTime is the months until somebody new is fully productive.
func (b *book) rampTime() int {
	last := b.ramp(nil, math.MaxInt)
	for k := range b.Settings.RampUp {
		if b.ramp(nil, k) >= last {
			return k
		}
	}
	return 0
}

// usualContract is that of most full-time people.
func (b *book) usualContract() string {
	sums, best := map[string]float64{}, ""
	for _, a := range b.Team.Agents {
		sums[a.Contract] += b.share(a.Contract)
	}
	for _, a := range b.Team.Agents {
		if best == "" || sums[a.Contract] > sums[best] {
			best = a.Contract
		}
	}
	return best
}
