package staffing

import (
	"context"
	"math"
	"math/rand/v2"
	"time"

	"gonum.org/v1/gonum/stat/distuv"
)

// possibleWeeks is the number of futures drawn for a promise: enough for 95 % of the
// contacts of an hour of the day.
const possibleWeeks = 400

// deferrable follows the work of possible weeks through the agents: what came first is
// done first.
func (p *Promise) deferrable(ctx context.Context, a axis, f flow, d Demand, agents []float64, seed uint64) error {
	rng := rand.New(rand.NewPCG(seed, 0x70726f6d697365))
	jams, can := jamsOf(a, f, d, agents), capacityOf(a, f.hours, agents)
	possible := newFutures(a, f, d, rng)
	var hours [24][]wait
	off := map[int][]wait{} // by the interval of the opening
	for range possibleWeeks {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := possible.draw()
		c.agents, c.jams = agents, jams
		c.work(can, false)
		for i := a.lead; i < a.lead+a.grid.N; i++ {
			opens := f.hours.next[i]
			for part := range courseParts {
				w := c.wait(i, (float64(part)+0.5)/courseParts, rng)
				h := a.wide.At(i).Hour()
				hours[h] = append(hours[h], w)
				if opens > i && opens < a.wide.N {
					until := f.hours.opensAt(opens) - float64(i) - (float64(part)+0.5)/courseParts
					off[opens] = append(off[opens], wait{wall: w.wall - until*a.wide.Hours()*hour, contacts: w.contacts})
				}
			}
		}
	}
	days := possibleWeeks * float64(a.grid.N) * a.grid.Hours() / 24
	var all []wait
	for h, waits := range hours {
		all = append(all, waits...)
		if k := p.kept(h, waits, days); k.Contacts > 0 {
			p.Hours = append(p.Hours, k)
		}
	}
	p.All = p.kept(-1, all, days)
	for i := a.lead; i < a.wide.N; i++ {
		if k := p.kept(0, off[i], possibleWeeks); k.Contacts > 0 {
			p.OffHours = append(p.OffHours, AutoReply{Opens: a.moment(f.hours.opensAt(i)), Contacts: k.Contacts, Within: k.Wall})
		}
	}
	return nil
}

// opensAt is the moment, in intervals, at which an interval after closed ones opens.
func (h hours) opensAt(i int) float64 { return float64(i) + 1 - h.share[i] }

// moment is a time on the wide grid.
func (a axis) moment(x float64) time.Time {
	return a.wide.At(0).Add(time.Duration(x * float64(a.wide.Step)))
}

// courseParts is the number of moments of an interval whose contacts are followed.
const courseParts = 2

// jamsOf is, by interval of the grid, the queue of single messages before the agents where
// the fluid has none: a few minutes by chance alone (Erlang C, the handle time longer where
// less than whole agents are there).
func jamsOf(a axis, f flow, d Demand, agents []float64) []Steady {
	first, later := messages(a, f, d.Profile)
	out := make([]Steady, a.grid.N)
	for i, x := range agents {
		at := i + a.lead
		replies := first.replies[at] + later.replies[at]
		if x <= 0 || replies <= 0 || f.hours.share[at] <= 0 {
			continue
		}
		const busiest = 0.95 // beyond it the fluid tells
		whole := math.Max(1, math.Floor(x))
		work := (first.hours[at] + later.hours[at]) / a.grid.Hours() / f.hours.share[at] * whole / x // erlangs
		aht := (first.hours[at] + later.hours[at]) / replies * hour * whole / x
		work = math.Min(work, busiest*whole)
		out[i] = ErlangC(work/aht*hour, aht, int(whole))
	}
	return out
}

// jam draws the seconds that a message waits where the fluid does not.
func (c *course) jam(i int, rng *rand.Rand) float64 {
	s := c.jams[c.axis.source(i)]
	if rng.Float64() >= s.Wait {
		return 0
	}
	return rng.ExpFloat64() * s.MeanWait / s.Wait
}

// wait is the response to what comes at a moment of an interval, its own handling included.
func (c *course) wait(i int, part float64, rng *rand.Rand) wait {
	out := wait{wall: math.Inf(1), open: math.Inf(1), contacts: c.replies[i] / courseParts}
	mark := c.came[i] + (c.came[i+1]-c.came[i])*part
	at := c.finished(i, mark)
	if out.contacts <= 0 || at == len(c.came)-1 {
		return out
	}
	came := float64(i) + part
	done, own := came, c.handling(i, rng)
	if c.done[at+1] > c.done[at] {
		done = max(came, float64(at)+clamp((mark-c.done[at])/(c.done[at+1]-c.done[at])))
	}
	step := c.axis.wide.Hours() * hour
	if done > came { // the fluid holds the contact's own work, shared by all agents
		own *= 1 - 1/max(1, c.agents[c.axis.source(at)])
	} else {
		own += c.jam(i, rng)
	}
	out.wall = (done-came)*step + own
	out.open = max(0, c.flow.hours.openBy(done)-c.flow.hours.openBy(came))*step + own
	return out
}

// finished is the interval in which so many hours are done, from interval i on.
func (c *course) finished(i int, mark float64) int {
	at := max(i, c.flow.hours.next[i])
	for at < len(c.done)-1 && c.done[at+1] < mark-1e-9 {
		at++
	}
	return at
}

// handling draws the seconds of one reply.
func (c *course) handling(i int, rng *rand.Rand) float64 {
	j := c.axis.source(i)
	u := rng.Float64() * careShare(c.Profile, j)
	for _, s := range c.Profile.Streams {
		if u -= s.Share.At(j) * (1 - s.Flush.At(j)); u > 0 {
			continue
		}
		if s.AHT.CV < 1e-3 {
			return s.AHT.At(j)
		}
		shape := 1 / (s.AHT.CV * s.AHT.CV)
		return distuv.Gamma{Alpha: shape, Beta: shape / s.AHT.At(j), Src: rng}.Rand()
	}
	return 0
}
