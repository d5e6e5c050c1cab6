package scenario

import (
	"context"
	"slices"
	"time"

	"turno/schedule/simulate"
)

// looser is by how much a time that is announced to be longer is longer.
const looser = 2

// loosen announces twice the time on the campaign's queue to those who come from an hour
// on until the campaign is over. Nobody is served sooner; more are served within what they
// were told.
func (s *strike) loosen(ctx context.Context) (Option, error) {
	q := s.target()
	k := s.find(q.Name)
	if len(q.Targets) == 0 {
		return Option{Kind: Loosen, Begun: s.from, Figures: s.nothing.Figures}, nil
	}
	queues := slices.Clone(s.Queues)
	long := q.Targets[0]
	long.Within *= looser
	queues[k].Targets = append(slices.Clone(q.Targets), long)
	r, err := simulate.Run(ctx, simulate.Input{
		Grid: s.Period, Calendar: s.Calendar, Queues: queues, Profiles: s.held.Profiles, Team: s.Team, Roster: s.held.Roster.Roster,
	}, simulate.Options{Replications: s.Replications, Seed: s.Seed, Course: true})
	if err != nil {
		return Option{}, err
	}
	return s.begun(Loosen, func(at time.Time) (Option, error) {
		m := s.nothing
		m.queues = s.Queues
		m.result = s.rejudged(r, k, at)
		for _, x := range m.samples(-1) {
			*x.at(&m.Figures, nil) = x.sample.Estimate()
		}
		m.Figures.Queues = slices.Clone(m.Figures.Queues)
		for _, x := range m.samples(k) {
			*x.at(nil, &m.Figures.Queues[k]) = x.sample.Estimate()
		}
		return s.option(m, s.held.Cost.Total.Total), nil
	})
}

// rejudged is the result with those who come to queue k from an hour on judged by its last
// target in place of the first.
func (s *strike) rejudged(r simulate.Result, k int, at time.Time) simulate.Result {
	first, last := max(0, s.Period.Index(at)), s.Period.N
	if s.to.Before(s.Period.End()) {
		last = s.Period.Index(s.to)
	}
	long := len(r.Queues[k].Targets) - 1
	out := r
	out.Tallies = make([][]simulate.Tally, len(r.Tallies))
	for rep, tallies := range r.Tallies {
		out.Tallies[rep] = slices.Clone(tallies)
		t := &out.Tallies[rep][k]
		t.Targets = slices.Clone(t.Targets[:long])
		for i := first; i < last; i++ {
			t.Targets[0].InTime += t.Course[long][i].InTime - t.Course[0][i].InTime
			t.Targets[0].Of += t.Course[long][i].Of - t.Course[0][i].Of
		}
	}
	return out
}
