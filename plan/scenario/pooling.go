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

// The scales of the requirement among which the smallest sufficient team is looked for, and
// the replications that decide.
const (
	leastScale  = 0.4
	scaleStep   = 1.02
	scales      = 100 // up to 2.9 times the requirement
	tryPooling  = 40
	longestSeat = 12 * time.Hour
)

// pooling compares the people that the scenario's groups of queues need with what the
// base's need, each at the service that the targets ask for; nil where the scenario is not
// about groups.
//
// An organisation's team is made up: in every interval as many agents of standard pace as
// the group's requirement times a scale asks for, whole ones, the rest carried over. The
// smallest scale at which the simulation keeps the first target of every queue of the group
// is looked for, group by group, with the same customers on both sides.
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

// organisations are the groups of queues on both sides. Queues that are merged are compared
// with people of their own for each; one that is split with itself whole; queues with
// people of their own with all of them blended.
func (w *walked) organisations(base *walked) (before, after [][]string) {
	if len(w.groups) > 0 && len(w.pooled) == 0 {
		return [][]string{base.queueNames()}, w.groups
	}
	apart := func(d *draft, names []string) (groups [][]string) {
		for _, n := range names {
			groups = append(groups, []string{n})
		}
		return groups
	}
	for _, p := range w.pooled {
		for _, side := range []struct {
			d  *draft
			to *[][]string
		}{{base.draft, &before}, {w.draft, &after}} {
			known := slices.DeleteFunc(slices.Clone(p), func(n string) bool { return side.d.find(n) < 0 })
			if len(known) == 0 || len(known) < len(p) {
				known = w.other(side.d, p)
			}
			*side.to = append(*side.to, apart(side.d, known)...)
		}
	}
	return before, after
}

// other names what stands on one side for queues that are only on the other.
func (w *walked) other(d *draft, names []string) []string {
	var out []string
	for old, now := range w.renamed {
		switch {
		case d != w.draft && slices.Equal(now, names): // the base of a split
			out = append(out, old)
		case d == w.draft && slices.Contains(names, old) && !slices.Contains(out, now[0]): // what is merged
			out = append(out, now...)
		}
	}
	return out
}

// organisation is the smallest team of each group together.
func (w *walked) organisation(ctx context.Context, groups [][]string) (Organisation, error) {
	out := Organisation{Groups: groups}
	for _, g := range groups {
		t := newSeats(w, g)
		var failed error
		k := sort.Search(scales, func(k int) bool {
			r, _, err := t.try(ctx, leastScale*math.Pow(scaleStep, float64(k)), min(tryPooling, max(w.Replications, 2)))
			if err != nil {
				failed = err
				return true
			}
			return t.reached(r)
		})
		if failed != nil {
			return out, failed
		}
		r, hours, err := t.try(ctx, leastScale*math.Pow(scaleStep, float64(k)), w.Replications)
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
	out.GrossFTE = out.NetHours / weeks(w.Period) / fullTime(w.Team) / math.Max(1-w.Team.Shrinkage.Share(), 0.01)
	return out, nil
}

// seats is a group of queues with what is wanted on it in every interval.
type seats struct {
	in       plan.Input
	queues   []schedule.Queue
	profiles []forecast.Profile
	need     []float64
}

// newSeats takes the group out of the plan. Conversations that move to queues outside it
// end where they are.
func newSeats(w *walked, group []string) *seats {
	t := &seats{in: w.Input, need: needs(w.plan.Requirement, group)}
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
	t.in.Queues = t.queues
	t.in.Team = schedule.Team{}
	return t
}

// try simulates the team of one scale and gives its agent-hours.
func (t *seats) try(ctx context.Context, scale float64, replications int) (simulate.Result, float64, error) {
	team, shifts, hours := t.crew(scale)
	in := t.in
	in.Team = team
	r, err := simulate.Run(ctx, simulate.Input{
		Grid: in.Period, Calendar: in.Calendar, Queues: t.queues, Profiles: t.profiles, Team: team,
		Roster: in.Assume(schedule.Roster{Grid: in.Period, Shifts: shifts}),
	}, simulate.Options{Replications: replications, Seed: in.Seed})
	return r, hours, err
}

// reached says whether the simulation keeps the first target of every queue.
func (t *seats) reached(r simulate.Result) bool {
	for i, q := range t.queues {
		if len(q.Targets) > 0 && r.Queues[i].Targets[0].Mean < q.Targets[0].Share {
			return false
		}
	}
	return true
}

// crew is people of standard pace on duty: the need times the scale, in whole agents, what
// is left over carried to the next interval.
func (t *seats) crew(scale float64) (schedule.Team, []schedule.Shift, float64) {
	var team schedule.Team
	var shifts []schedule.Shift
	var open []int // by agent, the shift that is under way, -1 for none
	var carry, hours float64
	g := t.in.Period
	for i := range g.N {
		carry += scale * t.need[i]
		n := int(carry + 1e-9)
		carry -= float64(n)
		hours += float64(n) * g.Hours()
		for len(open) < n {
			open = append(open, -1)
			team.Agents = append(team.Agents, t.agent(len(open)))
		}
		for a := range open {
			switch {
			case a >= n:
				open[a] = -1
			case open[a] >= 0 && g.At(i+1).Sub(shifts[open[a]].Start) <= longestSeat:
				shifts[open[a]].End = g.At(i + 1)
			default:
				open[a] = len(shifts)
				shifts = append(shifts, schedule.Shift{Agent: team.Agents[a].ID, Start: g.At(i), End: g.At(i + 1)})
			}
		}
	}
	return team, shifts, hours
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
