package html

import (
	"math"
	"time"

	"turno/plan"
	"turno/schedule"
	"turno/schedule/simulate"
)

// service is the row of one queue: what comes, what is wanted and what customers get.
type service struct {
	Queue                            swatch
	Channel, Volume, Range, Expected string
	Needed, Supplied                 string
	Goals                            []goal
	Median, Ninth, Left, Busy        string // empty without a simulation
}

// goal is a target or the promise, with what the simulation reached of it.
type goal struct {
	Words                 string
	Promise               bool
	Reached, Low, High    string // empty without a simulation
	Mark, From, To, Share string // along a scale of 100
	Verdict               string
	Class                 plan.Verdict
}

func (x *writer) service() []service {
	p := x.plan
	var out []service
	for i, q := range p.Input.Queues {
		s := service{Queue: x.swatch(q.Name), Channel: x.Channel(q.Channel)}
		if i < len(p.Profiles) {
			v := p.Profiles[i].Volume
			low, high := plan.TotalRange(v, p.Input.Seed)
			s.Volume, s.Range = x.whole(v.Total()), x.whole(low)+" – "+x.whole(high)
		}
		for _, c := range p.Check.Coverage.Queues {
			if c.Queue == q.Name {
				s.Expected = x.percent(c.Service())
				s.Needed, s.Supplied = x.hoursOf(c.Required), x.hoursOf(c.Supplied)
			}
		}
		var got *simulate.Service
		if i < len(p.Service.Queues) {
			got = &p.Service.Queues[i]
			s.Median, s.Ninth, s.Busy = x.wait(got.WaitMedian.Mean), x.wait(got.WaitP90.Mean), x.percent(got.Occupancy.Mean)
			s.Left = x.whole(got.Waiting.Mean + got.Abandoned.Mean)
		}
		s.Goals = x.goals(q, got)
		out = append(out, s)
	}
	return out
}

func (x *writer) hoursOf(agents []float64) string {
	var sum float64
	for _, a := range agents {
		sum += a * x.plan.Check.Coverage.Grid.Hours()
	}
	return x.whole(sum)
}

func (x *writer) wait(seconds float64) string {
	if math.IsNaN(seconds) {
		return "–"
	}
	return x.Duration(time.Duration(math.Round(seconds)) * time.Second)
}

func (x *writer) goals(q schedule.Queue, got *simulate.Service) []goal {
	var out []goal
	for k, target := range q.Targets {
		g := goal{Words: x.Target(target)}
		if got != nil && k < len(got.Targets) {
			x.reach(&g, got.Targets[k], target.Share)
		}
		out = append(out, g)
	}
	if q.Promise != nil {
		g := goal{Words: x.Target(*q.Promise), Promise: true}
		if got != nil && got.Promise != nil {
			x.reach(&g, *got.Promise, q.Promise.Share)
		}
		out = append(out, g)
	}
	return out
}

// reach fills in what the simulation reached of a goal.
func (x *writer) reach(g *goal, e simulate.Estimate, share float64) {
	g.Reached, g.Low, g.High = x.T("%.1f %%", 100*e.Mean), x.T("%.1f", 100*e.Low), x.T("%.1f", 100*e.High)
	g.Mark, g.From, g.To, g.Share = place(100*e.Mean), place(100*e.Low), place(100*e.High), place(100*share)
	g.Class = verdictOf(e.Low, e.High, share)
	g.Verdict = x.verdict(g.Class)
}
