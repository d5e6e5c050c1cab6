package people

import (
	"context"
	"slices"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
	"turno/schedule/staffing"
	"turno/skills"
)

// Ready says whether a queue can go live: the people trained for it against what it asks, by
// hour of the week.
type Ready struct {
	Queue    schedule.Queue // with the hours that were asked about
	Required [168]float64   // agents on duty, before shrinkage, in the busiest week; from Monday 0:00
	Trained  [168]float64   // agents who can serve it and may be at work then
	Open     [168]bool
	Short    []int    // hours of the week with fewer trained than required
	Alone    []int    // hours that hang on a single person
	Blind    []int    // open hours of a live queue in which the forecast expects nobody, mostly because it was closed then: at least one agent is asked for, and nobody knows whether that suffices
	Hours    float64  // required a week, before shrinkage
	Bench    float64  // contract hours a week of those trained, at their greatest
	Able     []string // agents
	Learning []string // of them still in induction
	Expiring []Expiry // of them whose certificate ends within the period or the eight weeks after
	Verdict  Verdict
}

// Expiry is a certificate that ends.
type Expiry struct {
	Agent string
	skills.Bar
}

// Verdict is what a check of readiness comes to.
type Verdict string

// The verdicts.
const (
	Go    Verdict = "go"
	Tight Verdict = "tight" // enough in every hour, but some hang on one person or their volume is unknown, or the hours are most of what those trained have
	NoGo  Verdict = "no go"
)

// tightShare is the share of the trained people's hours from which a queue is tight: they
// have other queues too.
const tightShare = 0.75

// soon is how many weeks after the period an expiry is told.
const soon = 8

// GoLive checks a queue of the input, at other hours where some are given.
func GoLive(ctx context.Context, p plan.Plan, fits []skills.Fit, queue string, hours *calendar.Hours) (Ready, error) {
	in := p.Input
	in.Queues = slices.Clone(in.Queues)
	k := slices.IndexFunc(in.Queues, func(q schedule.Queue) bool { return q.Name == queue })
	if hours != nil {
		in.Queues[k].Hours = *hours
	}
	r := Ready{Queue: in.Queues[k], Verdict: Go}
	need, _, err := staffing.Require(ctx, in.Period, in.Calendar, in.Demands(p.Profiles), staffing.Options{Risk: in.Risk})
	if err != nil {
		return r, err
	}
	r.require(in, need, p.Profiles[k].Volume.Mean)
	slices.Sort(r.Blind)
	r.train(in, fits)
	for h := range 168 {
		if !r.Open[h] {
			continue
		}
		switch {
		case r.Trained[h] < r.Required[h]-1e-9:
			r.Short = append(r.Short, h)
		case r.Trained[h] < 2 && r.Required[h] > 0:
			r.Alone = append(r.Alone, h)
		}
	}
	switch {
	case len(r.Short) > 0 || r.Hours > r.Bench:
		r.Verdict = NoGo
	case len(r.Alone) > 0 || len(r.Blind) > 0 || r.Hours > tightShare*r.Bench:
		r.Verdict = Tight
	}
	return r, nil
}

// require is the agents asked for, before shrinkage, at least those of the minimum, and one where
// the volume of a live queue is unknown.
func (r *Ready) require(in plan.Input, need schedule.Requirement, volume []float64) {
	var comes [168]float64
	for i, x := range volume {
		comes[hourOfWeek(need.Grid.At(i))] += x
	}
	grid, per := need.Grid, max(need.Grid.End().Sub(need.Grid.Start).Hours()/(7*24), 1e-9)
	left := keep(in.Team)
	for i := range grid.N {
		var want, open float64
		if l, ok := need.LiveQueue(r.Queue.Name); ok {
			want, open = float64(l.Curves[i].Mark)/left, l.Open[i]
		}
		if d, ok := need.DeferrableQueue(r.Queue.Name); ok {
			want, open = d.Level[i]/left, d.Open[i]
		}
		h := hourOfWeek(grid.At(i))
		if open > 0 {
			want = max(want, r.Queue.MinStaff)
		}
		if open > 0 && comes[h] == 0 && r.Queue.Channel.Live() {
			want = max(want, 1)
			if !slices.Contains(r.Blind, h) {
				r.Blind = append(r.Blind, h)
			}
		}
		r.Required[h] = max(r.Required[h], want)
		r.Open[h] = r.Open[h] || open > 0
		r.Hours += want * grid.Hours() / per
	}
}

// train counts who is able, hour by hour.
func (r *Ready) train(in plan.Input, fits []skills.Fit) {
	grid := in.Period
	for _, a := range in.Team.Agents {
		contract, cal := in.Team.Contracts[a.Contract], in.Calendar.By(a.Zone)
		works := reach(in.Team, contract)
		var there [168]float64
		for i := 0; i < grid.N; i++ {
			at := grid.At(i)
			h, own := hourOfWeek(at), at.In(cal.Zone)
			if works[hourOfWeek(own)] && a.Employed(calendar.DateOf(own)) && a.Available.Open(at, cal) {
				there[h] = max(there[h], a.Pace(r.Queue, at))
			}
		}
		sum := 0.0
		for h, x := range there {
			r.Trained[h] += min(x, 1.5)
			sum += x
		}
		if sum == 0 {
			continue
		}
		r.Able, r.Bench = append(r.Able, a.ID), r.Bench+contract.Rules.WeekHoursMax.Hours()
		f, ok := byPersona(fits, a.ID, string(r.Queue.Channel))
		if !ok {
			continue
		}
		if n := in.Skills.Induction.Weeks(); n > 0 && !f.Begun.IsZero() && grid.Start.Before(f.Begun.AddDate(0, 0, 7*n)) {
			r.Learning = append(r.Learning, a.ID)
		}
		if bar, soonBarred := f.Barred(grid.End().AddDate(0, 0, 7*soon)); soonBarred {
			r.Expiring = append(r.Expiring, Expiry{a.ID, bar})
		}
	}
}
