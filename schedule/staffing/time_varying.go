package staffing

import (
	"fmt"
	"math"
)

// Varying is a live queue whose hourly rate and staff repeat for ever, such as every day:
// M_t/M/n_t(+M). When the staff falls, customers beyond it go back to the head of the queue.
type Varying struct {
	Rates    []float64 // contacts in each hour
	Staff    []int     // agents in each hour
	AHT      float64   // seconds
	Patience float64   // seconds; 0 is endless
}

// VaryingHour is what one hour of it is like, its mean over the hour.
type VaryingHour struct {
	Wait   float64 // share of arrivals that find every agent busy
	Queue  float64 // mean number waiting
	Busy   float64 // mean number of agents busy
	Number []float64
}

// VaryingSteady is the whole cycle, contacts weighted by arrivals.
type VaryingSteady struct {
	Wait      float64 // share of contacts that have to wait
	MeanWait  float64 // of all, answered or not, in seconds
	Abandon   float64 // share that leaves
	Occupancy float64 // busy time of agents over their time
	Hours     []VaryingHour
}

// Steady solves the Kolmogorov equations of the number of customers for the law that comes
// back after one cycle: no interval is taken to have settled, and what is left over from
// one is carried into the next. It fails when the staff cannot do the work.
func (v Varying) Steady() (VaryingSteady, error) {
	if err := v.check(); err != nil {
		return VaryingSteady{}, err
	}
	const most = 1 << 16
	for states := v.states(); states <= most; states *= 2 {
		hours, lost, err := v.periodic(states)
		if err != nil {
			return VaryingSteady{}, err
		}
		if lost < 1e-11 {
			return v.total(hours), nil
		}
	}
	return VaryingSteady{}, fmt.Errorf("staff: more than %d customers would be in the queue at once", most)
}

func (v Varying) check() error {
	if len(v.Rates) == 0 || len(v.Rates) != len(v.Staff) {
		return fmt.Errorf("%d rates and %d staff: expected one of each an hour", len(v.Rates), len(v.Staff))
	}
	var load, staff float64
	for h, r := range v.Rates {
		if !finite(r, 0, 1e7) || v.Staff[h] < 0 || v.Staff[h] > 1e6 {
			return fmt.Errorf("hour %d: rate %v and staff %d: expected 0 to 1e7 and 0 to 1e6", h, r, v.Staff[h])
		}
		load += r * v.AHT / hour
		staff += float64(v.Staff[h])
	}
	if !finite(v.AHT, 1e-3, 1e7) || !finite(v.Patience, 0, 1e9) {
		return fmt.Errorf("aht %v s and patience %v s: expected more than 0, and 0 or more", v.AHT, v.Patience)
	}
	if v.Patience <= 0 && load >= staff*(1-1e-6) && load > 0 {
		return fmt.Errorf("staff: %.6g agent-hours for %.6g of work, and nobody leaves: the queue grows without end", staff, load)
	}
	return nil
}

// states is a guess at the number of customers never reached, from the fluid that the rates
// and the staff let pile up.
func (v Varying) states() int {
	mu, theta := hour/v.AHT, 0.0
	if v.Patience > 0 {
		theta = hour / v.Patience
	}
	var x, most float64
	for range 3 {
		for h, r := range v.Rates {
			const parts = 20
			n := float64(v.Staff[h])
			for range parts {
				out := min(x, n)*mu + max(0, x-n)*theta
				x = max(0, x+(r-min(out, x*parts))/parts)
				most = max(most, x, min(n, r/mu))
			}
		}
	}
	return int(most+12*math.Sqrt(most)) + 40
}

// chain is the queue in hour h.
func (v Varying) chain(h, states int) birthDeathChain {
	c := birthDeathChain{birth: v.Rates[h], death: make([]float64, states)}
	for k := range c.death {
		c.death[k] = float64(min(k, v.Staff[h])) * hour / v.AHT
		if v.Patience > 0 {
			c.death[k] += float64(max(0, k-v.Staff[h])) * hour / v.Patience
		}
	}
	return c
}

// periodic finds the law that a cycle leads back to, by going through cycles; where they
// settle slowly, the rest of a geometric approach is taken at once. Lost is the greatest
// probability of the last state.
func (v Varying) periodic(states int) (hours []VaryingHour, lost float64, err error) {
	const settled = 1e-13
	cycles := max(40, 2_000_000/states)
	p := make([]float64, states)
	p[0] = 1
	var before float64
	var last []float64
	for cycle := 0; ; cycle++ {
		start := p
		hours, lost = make([]VaryingHour, len(v.Rates)), 0
		for h := range v.Rates {
			var mean []float64
			p, mean = v.chain(h, states).step(p, 1)
			hours[h] = v.hour(h, mean)
			lost = max(lost, mean[states-1])
		}
		if lost > 1e-9 {
			return hours, lost, nil // more states are needed
		}
		var change float64
		for k := range p {
			change += math.Abs(p[k] - start[k])
		}
		if change < settled || change < 1e-11 && before <= change {
			return hours, lost, nil
		}
		if cycle == cycles {
			return nil, 0, fmt.Errorf("staff: so close to the load that %d cycles do not settle", cycles)
		}
		if ratio := change / before; cycle%6 == 5 && ratio < 1 && last != nil {
			extrapolate(p, start, ratio)
			change = 0
		}
		before, last = change, start
	}
}

// extrapolate goes from p to where steps that shrink by ratio from the one since start end.
func extrapolate(p, start []float64, ratio float64) {
	for k := range p {
		p[k] += (p[k] - start[k]) * ratio / (1 - ratio)
	}
	proper(p)
}

func (v Varying) hour(h int, mean []float64) VaryingHour {
	out := VaryingHour{Number: mean}
	for k, x := range mean {
		out.Busy += x * float64(min(k, v.Staff[h]))
		if k >= v.Staff[h] {
			out.Wait += x
			out.Queue += x * float64(k-v.Staff[h])
		}
	}
	return out
}

func (v Varying) total(hours []VaryingHour) VaryingSteady {
	out := VaryingSteady{Hours: hours}
	var contacts, queue, busy, staff float64
	for h, x := range hours {
		contacts += v.Rates[h]
		out.Wait += v.Rates[h] * x.Wait
		queue += x.Queue
		busy += x.Busy
		staff += float64(v.Staff[h])
	}
	if contacts > 0 {
		out.Wait /= contacts
		out.MeanWait = queue / contacts * hour
		if v.Patience > 0 {
			out.Abandon = queue * hour / v.Patience / contacts
		}
	}
	if staff > 0 {
		out.Occupancy = busy / staff
	}
	return out
}
