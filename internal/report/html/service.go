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
	Median, Ninth, Busy              string // empty without a simulation
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
	for i, q := range x.sum.Queues {
		s := service{Queue: x.swatch(q.Queue.Name), Channel: x.Channel(q.Queue.Channel), Expected: x.percent(q.Expected)}
		s.Needed, s.Supplied = x.Count(q.Hours.Needed), x.Count(q.Hours.Supplied)
		s.Volume, s.Range = x.Count(q.Volume), x.between([]float64{q.Low, q.High})
		var got *simulate.Service
		if i < len(p.Service.Queues) {
			got = &p.Service.Queues[i]
			s.Median, s.Ninth, s.Busy = x.wait(got.WaitMedian.Mean), x.wait(got.WaitP90.Mean), x.percent(got.Occupancy.Mean)
		}
		s.Goals = x.goals(q.Queue, got)
		out = append(out, s)
	}
	return out
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
	if got != nil {
		for _, k := range got.Kinds {
			for n, e := range k.Targets {
				target := q.Aim(k.Kind).Targets[n]
				g := goal{Words: x.KindTarget(k.Kind, target)}
				x.reach(&g, e, target.Share)
				out = append(out, g)
			}
		}
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
	g.Class = plan.VerdictOf(e, share)
	g.Verdict = x.Reached(g.Class)
}
