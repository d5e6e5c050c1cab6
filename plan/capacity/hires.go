package capacity

import "math"

// worth is the gap that is told: a tenth of an hour's work a day is nobody.
const worth = -0.05

// missing are the people to hire so that no gap is left, queue by queue and month by month:
// as late as lets them be fully productive in time, or as early as the lead time allows;
// before that no hire helps, and while those who come late ramp up a part of the gap stays.
func (b *book) missing(months []Month) []Missing {
	var out []Missing
	contract, ramp := b.usualContract(), b.rampTime()
	for q, queue := range b.Queues {
		var hires []Hire
		for m := b.Settings.Lead; m < len(months); m++ {
			gap := months[m].Queues[q].Gap
			for _, h := range hires {
				paid, _ := b.hired(h, m)
				gap += paid * b.ramp(nil, ramp)
			}
			if gap > worth {
				continue
			}
			start := max(m-ramp, b.Settings.Lead)
			h := Hire{Month: After(b.months[0].first, start), Count: 1, Contract: contract}
			each, _ := b.hired(h, m)
			if each *= b.ramp(nil, ramp); each <= 0 {
				continue
			}
			h.Count = int(math.Ceil(-gap/each - 1e-9))
			hires = append(hires, h)
			x := Missing{Queue: queue.Name, Start: h.Month, Decide: After(h.Month, -b.Settings.Lead), First: b.months[m].first, Count: h.Count, Late: m-start < ramp}
			for k := m; k < len(months); k++ {
				if months[k].Queues[q].Gap <= worth {
					x.Months++
				}
			}
			out = append(out, x)
		}
	}
	return out
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
