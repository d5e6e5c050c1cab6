package staffing

import (
	"context"
	"fmt"
	"slices"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// BlendCurve is how much deferrable work the agents of a live queue can take beside it in
// one interval, and what that costs the live customers.
type BlendCurve struct {
	Queue    string
	Interval int
	Agents   int     // effective agents: those that the live work needs, or more
	Need     int     // those that the live work needs
	Load     float64 // erlangs of live work
	Target   schedule.Target
	Apart    bool // chat: agents are set apart for other work; else they take a job while more than a reserve are idle
	Points   []BlendPoint
	Best     int     // index of the point with the most work that keeps every target; -1 where none does
	Usual    float64 // erlangs that the usual rule promises: agents filled to 95 %
	Filled   float64 // share of live contacts in time when that much is really done
}

// BlendPoint is one reserve with what comes of it.
type BlendPoint struct {
	Reserve   int     // idle agents kept for live contacts (Apart: agents kept on live work)
	Absorb    float64 // erlangs of deferrable work done
	InTime    float64 // share of live contacts answered in time
	Price     float64 // points of live service, in percent, that one more erlang costs from the point before
	Meets     bool    // every target
	Occupancy float64 // share of agents' time that is busy with either
}

// BlendCurves is the curve of one live queue in one interval of the grid, for as many
// agents as its requirement asks for and extra more.
func BlendCurves(ctx context.Context, grid calendar.Grid, cal *calendar.Calendar, demands []Demand, opt Options, queue string, interval, extra int) (BlendCurve, error) {
	q := slices.IndexFunc(demands, func(d Demand) bool { return d.Queue.Name == queue })
	switch {
	case q < 0:
		return BlendCurve{}, fmt.Errorf("queue %s: not one of the demands", queue)
	case !demands[q].Queue.Channel.Live():
		return BlendCurve{}, fmt.Errorf("queue %s: its work may wait: a blend is of a live queue, voice or chat", queue)
	case interval < 0 || interval >= grid.N:
		return BlendCurve{}, fmt.Errorf("interval %d of %d", interval, grid.N)
	}
	if err := validate(grid, cal, demands, opt); err != nil {
		return BlendCurve{}, err
	}
	axis := newAxis(grid)
	flows, err := newFlows(ctx, axis, cal, demands, opt)
	if err != nil {
		return BlendCurve{}, err
	}
	desk := newDesk(axis, flows[q], demands[q])
	o, err := desk.offered(ctx, opt, interval)
	if err != nil {
		return BlendCurve{}, err
	}
	out := BlendCurve{Queue: queue, Interval: interval, Load: o.load, Target: demands[q].Queue.Targets[0], Apart: demands[q].Queue.Channel == skills.Chat, Best: -1}
	if o.contacts <= 0 {
		return out, nil
	}
	c, err := desk.curve(o, int(o.load)+1)
	if err != nil {
		return BlendCurve{}, fmt.Errorf("queue %s: %w", queue, err)
	}
	out.Need, out.Agents = c.Mark, min(c.Mark+max(extra, 0), MaxAgents)
	out.Usual = FillToCap(out.Agents, o.load, naiveFill)
	out.fill(desk, desk.withAgents(o))
	return out, ctx.Err()
}

// fill computes the points from the safest on.
func (b *BlendCurve) fill(k *desk, mix func(n, reserve int) mixture) {
	for r := b.Agents; r >= 0; r-- {
		n, reserve := b.Agents, r
		if b.Apart {
			n, reserve = r, apart
		}
		p := mix(n, reserve).blended(b.Agents, r, k.goals, b.Apart)
		if n := len(b.Points); n > 0 {
			before := b.Points[n-1]
			if more := p.Absorb - before.Absorb; more > 1e-9 {
				p.Price = 100 * (before.InTime - p.InTime) / more
			}
		}
		b.Points = append(b.Points, p)
		if p.Meets {
			b.Best = len(b.Points) - 1
		}
	}
	b.Filled = b.Points[0].InTime
	for n := 1; n < len(b.Points); n++ {
		x, y := b.Points[n-1], b.Points[n]
		if b.Usual >= y.Absorb {
			b.Filled = y.InTime
		} else if b.Usual > x.Absorb {
			b.Filled = x.InTime + (y.InTime-x.InTime)*(b.Usual-x.Absorb)/(y.Absorb-x.Absorb)
		}
	}
}

// blended is n agents of whom a reserve is kept idle for live contacts, or apart on them.
func (m mixture) blended(n, reserve int, goals []goal, apart bool) BlendPoint {
	p := BlendPoint{Reserve: reserve, InTime: 1, Meets: true}
	missed := func(g int) (sum float64) {
		if apart {
			return m.missed(reserve, g)
		}
		for _, w := range m.rows {
			o := w.row.outcome(n)
			idle := reserved(w.row.rate*w.row.aht/hour, n, reserve)
			sum += w.contacts * o.waits(idle.weight) * o.late[g]
		}
		return sum
	}
	for g, goal := range goals {
		late := missed(g)
		if g == 0 {
			p.InTime = 1 - late
		}
		p.Meets = p.Meets && late <= 1-goal.share+1e-9
	}
	if apart {
		p.Absorb = float64(n - reserve)
		p.Occupancy = (m.busy(reserve)*float64(reserve) + p.Absorb) / float64(n)
		return p
	}
	for _, w := range m.rows {
		o := w.row.outcome(n)
		idle := reserved(w.row.rate*w.row.aht/hour, n, reserve)
		wait := o.waits(idle.weight)
		p.Absorb += w.time * idle.jobs(wait, o.weight)
		p.Occupancy += w.time * (wait*float64(n) + (1-wait)*idle.busy) / float64(n)
	}
	return p
}
