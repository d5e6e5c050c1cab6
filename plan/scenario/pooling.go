package scenario

import (
	"context"
	"math"
	"slices"
	"sort"
	"time"

	"turno/forecast"
	"turno/plan"
	"turno/schedule"
	"turno/schedule/simulate"
	"turno/skills"
)

// The scales of the requirement among which the smallest sufficient team is looked for.
const (
	leastScale  = 0.05
	scaleStep   = 1.03
	scales      = 137 // up to 2.8 times the requirement
	tryPooling  = 40  // replications of a try; the team that is found is simulated in full
	longestSeat = 12 * time.Hour
)

// pooling compares the people that the scenario's groups of queues need with what the
// base's need, each at the service that the targets ask for; nil where the scenario is not
// about groups.
//
// An organisation's team is made up: in every interval as many agents of standard pace as
// the requirement times a scale asks for, whole ones, the rest carried over. A group of live
// and deferrable queues has two crews, one with its attention on either, which help each
// other. The smallest scale of each crew with which the simulation keeps the first target of
// every queue is looked for, first of each crew for itself, then of those of a group
// together: what they help each other takes people away, on deferrable work first.
func (w *walked) pooling(ctx context.Context, base *walked) (*Pooling, error) {
	before, after := w.organisations(base)
	if len(before) == 0 {
		return nil, nil
	}
	var out Pooling
	var err error
	if out.Base, err = base.organisation(ctx, before); err != nil {
		return nil, err
	}
	if out.Scenario, err = w.organisation(ctx, after); err != nil {
		return nil, err
	}
	out.Saved = out.Base.GrossFTE - out.Scenario.GrossFTE
	return &out, nil
}

// organisations are the groups of queues on both sides: people of their own for each of
// those that are merged or split, before and then; or all queues blended against groups
// with people of their own.
func (w *walked) organisations(base *walked) (before, after [][]string) {
	if len(w.groups) > 0 {
		return [][]string{base.queueNames()}, w.groups
	}
	var then []string
	for _, q := range base.queueNames() {
		if now, regrouped := w.now[q]; regrouped {
			before, then = append(before, []string{q}), append(then, now...)
		}
	}
	for _, q := range w.queueNames() {
		if slices.Contains(then, q) {
			after = append(after, []string{q})
		}
	}
	return before, after
}

// organisation is the smallest team of each group together.
func (w *walked) organisation(ctx context.Context, groups [][]string) (Organisation, error) {
	out := Organisation{Groups: groups}
	for _, g := range groups {
		t := newSeats(w, g)
		r, hours, err := t.smallest(ctx)
		if err != nil {
			return out, err
		}
		out.NetHours += hours
		for i, q := range t.queues {
			if len(q.Targets) > 0 {
				out.Services = append(out.Services, Reached{q.Name, q.Targets[0].Share, r.Queues[i].Targets[0]})
			}
		}
	}
	out.GrossFTE = out.NetHours / weeks(w.Period) / w.FTEHours().Hours() / math.Max(1-w.Team.Shrinkage.Share(), 0.01)
	return out, nil
}

// seats is a group of queues with its crews.
type seats struct {
	in       plan.Input
	queues   []schedule.Queue
	profiles []forecast.Profile
	crews    []crew
}

// crew is people whose attention is on some queues of a group.
type crew struct {
	queues []string  // all that they serve, in order; the first own ones have the attention
	own    int       // of the queues
	need   []float64 // agents wanted in every interval
}

// newSeats takes the group out of the plan. Conversations that move to queues outside it
// end where they are.
func newSeats(w *walked, group []string) *seats {
	t := &seats{in: w.Input}
	for i, q := range w.Queues {
		if !slices.Contains(group, q.Name) {
			continue
		}
		p := w.plan.Profiles[i]
		p.Streams = slices.Clone(p.Streams)
		for k := range p.Streams {
			p.Streams[k].Pivots = slices.DeleteFunc(slices.Clone(p.Streams[k].Pivots), func(v forecast.Pivot) bool { return !slices.Contains(group, v.To) })
		}
		t.queues, t.profiles = append(t.queues, q), append(t.profiles, p)
	}
	t.in.Queues, t.in.Team = t.queues, schedule.Team{}
	var live, rest []string
	for _, name := range t.agent(1).Serves(t.queues) {
		if w.Queues[w.find(name)].Channel.Live() {
			live = append(live, name)
		} else {
			rest = append(rest, name)
		}
	}
	for _, c := range [][2][]string{{rest, live}, {live, rest}} {
		if own, help := c[0], c[1]; len(own) > 0 {
			t.crews = append(t.crews, crew{slices.Concat(own, help), len(own), needs(w.plan.Requirement, own, w.Team.Shrinkage.Share())})
		}
	}
	return t
}

// smallest is the smallest team of the group: what it reaches, and its agent-hours.
func (t *seats) smallest(ctx context.Context) (simulate.Result, float64, error) {
	scale := make([]int, len(t.crews)) // in steps, -1 is a crew that is not there
	search := func(c int, queues []string) error {
		var failed error
		scale[c] = sort.Search(scales, func(k int) bool {
			scale[c] = k
			r, _, err := t.try(ctx, scale, queues, tryPooling)
			failed = err
			return err != nil || t.reached(r, queues)
		})
		return failed
	}
	alone := make([]int, len(t.crews))
	for c, crew := range t.crews {
		for k := range scale {
			scale[k] = -1
		}
		if err := search(c, crew.queues[:crew.own]); err != nil {
			return simulate.Result{}, 0, err
		}
		alone[c] = scale[c]
	}
	copy(scale, alone)
	var all []string
	for _, q := range t.queues {
		all = append(all, q.Name)
	}
	if len(t.crews) > 1 {
		for c := range t.crews {
			if err := search(c, all); err != nil {
				return simulate.Result{}, 0, err
			}
		}
	}
	for { // what sufficed in a try may fall short in full
		r, hours, err := t.try(ctx, scale, all, t.in.Replications)
		if err != nil || t.reached(r, all) || slices.Max(scale) >= scales {
			return r, hours, err
		}
		for c := range scale {
			scale[c]++
		}
	}
}

// try simulates the crews of some scales on some of the queues and gives their agent-hours.
func (t *seats) try(ctx context.Context, scale []int, queues []string, replications int) (simulate.Result, float64, error) {
	in := simulate.Input{Grid: t.in.Period, Calendar: t.in.Calendar, Roster: schedule.Roster{Grid: t.in.Period}}
	for i, q := range t.queues {
		if slices.Contains(queues, q.Name) {
			p := t.profiles[i]
			p.Streams = slices.Clone(p.Streams)
			for k := range p.Streams {
				p.Streams[k].Pivots = slices.DeleteFunc(slices.Clone(p.Streams[k].Pivots), func(v forecast.Pivot) bool { return !slices.Contains(queues, v.To) })
			}
			in.Queues, in.Profiles = append(in.Queues, q), append(in.Profiles, p)
		}
	}
	var hours float64
	for c, crew := range t.crews {
		if scale[c] >= 0 {
			serves := slices.DeleteFunc(slices.Clone(crew.queues), func(q string) bool { return !slices.Contains(queues, q) })
			hours += t.seat(&in, crew, leastScale*math.Pow(scaleStep, float64(scale[c])), serves)
		}
	}
	r, err := simulate.Run(ctx, in, simulate.Options{Replications: replications, Seed: t.in.Seed})
	return r, hours, err
}

// reached says whether the simulation keeps the first target of every queue.
func (t *seats) reached(r simulate.Result, queues []string) bool {
	i := 0
	for _, q := range t.queues {
		if !slices.Contains(queues, q.Name) {
			continue
		}
		if len(q.Targets) > 0 && r.Queues[i].Targets[0].Mean < q.Targets[0].Share {
			return false
		}
		i++
	}
	return true
}

// seat puts people of standard pace on duty: the crew's need times the scale, in whole
// agents, what is left over carried to the next interval. It gives their hours.
func (t *seats) seat(in *simulate.Input, c crew, scale float64, serves []string) float64 {
	var open []int // by seat of the crew, its shift that is under way, -1 for none
	var carry, hours float64
	g, first := t.in.Period, len(in.Team.Agents)
	for i := range g.N {
		carry += scale * c.need[i]
		n := int(carry + 1e-9)
		carry -= float64(n)
		hours += float64(n) * g.Hours()
		for len(open) < n {
			open = append(open, -1)
			in.Team.Agents = append(in.Team.Agents, t.agent(first+len(open)))
		}
		for a := range open {
			shifts := in.Roster.Shifts
			switch {
			case a >= n:
				open[a] = -1
			case open[a] >= 0 && g.At(i+1).Sub(shifts[open[a]].Start) <= longestSeat:
				s := &shifts[open[a]]
				s.End = g.At(i + 1)
				s.Duties[0].End = s.End
			default:
				open[a] = len(shifts)
				in.Roster.Shifts = append(shifts, schedule.Shift{Agent: in.Team.Agents[first+a].ID, Start: g.At(i), End: g.At(i + 1),
					Duties: []schedule.Duty{{Start: g.At(i), End: g.At(i + 1), Queues: serves}}})
			}
		}
	}
	return hours
}

// agent is somebody who can do all that the group asks, at standard pace.
func (t *seats) agent(n int) schedule.Agent {
	a := schedule.Agent{ID: seatName(n)}
	for _, q := range t.queues {
		if q.Language != "" && !slices.Contains(a.Languages, q.Language) {
			a.Languages = append(a.Languages, q.Language)
		}
		if !slices.ContainsFunc(a.Abilities, func(b skills.Ability) bool { return b.Channel == q.Channel }) {
			a.Abilities = append(a.Abilities, skills.Ability{Channel: q.Channel, Level: 1, Pace: 1})
		}
	}
	return a
}
