package capacity

import (
	"maps"
	"math"
	"slices"
)

// worth is the gap that is told: what is less is nobody.
const worth = -0.05

// missing are the people to hire so that no gap is left, month by month: for the queue that
// lacks most, until none does; as late as lets them be fully productive in time, or as early
// as the lead time allows. Before that no hire helps, and while those who come late ramp up
// a part of the gap stays; who is learning already needs no second person. Everybody is shared
// out anew after each hire.
func (b *book) missing(months []Month) []Missing {
	var out []Missing
	var hires []Hire
	contract := b.usualContract()
	for m := b.Settings.Lead; m < len(months); m++ {
		start := b.latest(m)
		each := b.share(contract) * b.staying(float64(m-start)+0.5) * b.productive(Hire{}, math.MaxInt32, m) / b.staff[m].usual
		if each <= 0 {
			continue
		}
		groups := b.staff[m].copy().grown
		join := func(h Hire) {
			paid, _ := b.hired(h, m)
			groups = place(groups, paid*b.productive(h, math.MaxInt32, m)/b.staff[m].usual, b.serving(h.Queues))
		}
		for _, h := range hires {
			join(h)
		}
		for {
			q, gap := worst(groups, months[m].Queues)
			if gap > worth {
				break
			}
			h := Hire{Month: b.months[0].first.FirstOfMonth(start), Count: max(1, int(-gap/each)), Contract: contract, Queues: []string{b.queues[q].Name}}
			hires = append(hires, h)
			join(h)
			out = added(out, Missing{Queue: b.queues[q].Name, Start: h.Month, Decide: h.Month.FirstOfMonth(-b.Settings.Lead), First: b.months[m].first,
				Months: b.lacking(months, m, q), Count: h.Count, Late: b.productive(h, m-start, m) < b.productive(h, math.MaxInt32, m)})
		}
	}
	return out
}

// latest is the latest month to start in so as to be fully productive in month m, or the first
// that the lead time allows.
func (b *book) latest(m int) int {
	for start := m; start > b.Settings.Lead; start-- {
		if b.productive(Hire{}, m-start, m) >= b.productive(Hire{}, math.MaxInt32, m) {
			return start
		}
	}
	return min(m, b.Settings.Lead)
}

// close sets what the months are with the people of Missing hired.
func (b *book) close(p Plan) {
	contract := b.usualContract()
	for m := range p.Months {
		s, c := b.staff[m].copy(), Closed{}
		for _, x := range p.Missing {
			if !b.months[m].first.Before(x.Start) {
				c.Heads += x.Count
			}
			s.hire(b, Hire{Month: x.Start, Count: x.Count, Contract: contract, Queues: []string{x.Queue}}, m)
		}
		asked := needs(p.Months[m].Queues)
		for q, there := range allot(s.renewed, asked) {
			c.Available += there
			c.Short += max(0, asked[q]-there)
		}
		_, c.Cost = b.bills(s, p.Months[m].Hours)
		p.Months[m].Closed = c
	}
}

// worst is the queue that lacks most, and its gap.
func worst(groups []group, lines []Line) (queue int, gap float64) {
	asked := needs(lines)
	for q, x := range allot(groups, asked) {
		if d := x - asked[q]; d < gap {
			queue, gap = q, d
		}
	}
	return queue, gap
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

// lacking counts the months from m on in which the queue lacks people, whoever is learning and
// renewing.
func (b *book) lacking(months []Month, m, q int) int {
	n := 0
	for ; m < len(months); m++ {
		asked := needs(months[m].Queues)
		if allot(b.staff[m].grown, asked)[q]-asked[q] <= worth {
			n++
		}
	}
	return max(n, 1)
}

// usualContract is that of most full-time people of the first month.
func (b *book) usualContract() string {
	best, most := "", -1.0
	for _, name := range slices.Sorted(maps.Keys(b.Team.Contracts)) {
		if n := b.staff[0].pay[name].people; n > most {
			best, most = name, n
		}
	}
	return best
}
