package staffing

import (
	"context"
	"math"
	"sort"

	"turno/schedule"
)

// asked is the agents that a requirement asks for on a queue, its minimum included.
func asked(r schedule.Requirement, queue string) []float64 {
	out := make([]float64, r.Grid.N)
	if l, ok := r.LiveQueue(queue); ok {
		for i, c := range l.Curves {
			out[i] = max(float64(c.Mark), l.Minimum*l.Open[i])
		}
	}
	if d, ok := r.DeferrableQueue(queue); ok {
		for i, x := range d.Level {
			out[i] = max(x, d.Minimum*d.Open[i])
		}
	}
	return out
}

// longestLive bounds the waits looked at on live queues, in seconds.
const longestLive = 4 * hour

// staffedMix is an interval of a live queue with its agents.
type staffedMix struct {
	mix      func(n, reserve int) mixture
	agents   float64
	contacts float64
}

// answered is the share of contacts answered within some seconds.
func (s staffedMix) answered(seconds, uneven float64) float64 {
	whole := int(s.agents)
	part := s.agents - float64(whole)
	out := (1 - part) * s.mix(whole, apart).answered(whole, seconds/uneven)
	if part > 0 {
		out += part * s.mix(whole+1, apart).answered(whole+1, seconds/uneven)
	}
	return out
}

func (m mixture) answered(n int, seconds float64) float64 {
	var sum float64
	for _, w := range m.rows {
		law := w.row.outcome(n).law
		sum += w.contacts * (1 - law.Wait*(1-law.delay.servedWithin(seconds)))
	}
	return sum
}

// live fills in the hours of a live queue. Nobody waits while it is closed, so that both
// clocks agree.
func (p *Promise) live(ctx context.Context, a axis, f flow, d Demand, agents []float64) error {
	k := newDesk(a, f, d)
	staffed := make([]staffedMix, a.grid.N)
	err := k.walk(ctx, Options{}, func(i int, o offer) (float64, error) {
		if o.contacts > 0 {
			staffed[i] = staffedMix{k.withAgents(o), agents[i], k.contacts(o, int(agents[i]))}
		}
		return agents[i], nil
	})
	if err != nil {
		return err
	}
	var hours [24][]staffedMix
	var all []staffedMix
	for i, s := range staffed {
		if s.contacts > 0 {
			h := a.grid.At(i).Hour()
			hours[h], all = append(hours[h], s), append(all, s)
		}
	}
	days := float64(a.grid.N) * a.grid.Hours() / 24
	for h, list := range hours {
		if len(list) > 0 {
			p.Hours = append(p.Hours, p.keptLive(h, list, k.uneven, days))
		}
	}
	p.All = p.keptLive(-1, all, k.uneven, days)
	return nil
}

func (p *Promise) keptLive(at int, list []staffedMix, uneven, days float64) PromiseHour {
	var contacts float64
	for _, s := range list {
		contacts += s.contacts
	}
	answered := func(seconds float64) float64 {
		var sum float64
		for _, s := range list {
			sum += s.contacts * s.answered(seconds, uneven)
		}
		return sum / contacts
	}
	seconds := float64(sort.Search(longestLive+1, func(s int) bool { return answered(float64(s)) >= p.Share }))
	if seconds > longestLive {
		seconds = math.Inf(1)
	}
	return PromiseHour{Hour: at, Contacts: contacts / days, Wall: seconds, Open: seconds, Left: 1 - answered(math.Inf(1))}
}
