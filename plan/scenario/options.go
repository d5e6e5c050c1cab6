package scenario

import (
	"context"
	"reflect"
	"slices"
	"sort"
	"time"

	"github.com/shopspring/decimal"
	"golang.org/x/sync/errgroup"

	"turno/forecast"
	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
	"turno/schedule/simulate"
)

// strike is a campaign of a scenario that meets the base's roster, and what can be done
// about it from one hour to another.
type strike struct {
	*walked
	base     *walked
	campaign forecast.Campaign
	from, to time.Time // whole hours: from its start, or that of the period, until little is left of it
	held     plan.Plan // with the base's roster
	nothing  measured  // of it
}

// options looks for what helps against the first campaign that the scenario brings, each
// option begun at the hour in which it helps most and at later ones. It gives none where no
// campaign acts in the period.
func (w *walked) options(ctx context.Context, base *walked, held plan.Plan, nothing measured) ([]Option, error) {
	s, any := w.strike(base)
	if !any {
		return nil, nil
	}
	s.held, s.nothing = held, nothing
	tries := []func(context.Context) (Option, error){s.overtime, s.borrow, s.loosen, s.move, s.autoReply}
	out := make([]Option, len(tries))
	var group errgroup.Group
	for i, try := range tries {
		group.Go(func() error {
			o, err := try(ctx)
			if err != nil {
				return err
			}
			out[i] = o.priced(w.Late)
			return nil
		})
	}
	return out, group.Wait()
}

// strike finds the first campaign that is new or changed and acts in the period.
func (w *walked) strike(base *walked) (*strike, bool) {
	var found *strike
	for _, c := range w.Campaigns {
		same := slices.ContainsFunc(base.Campaigns, func(b forecast.Campaign) bool { return reflect.DeepEqual(b, c) })
		from, to := c.Start.Truncate(time.Hour), fadesOut(c)
		if from.Before(w.Period.Start) {
			from = w.Period.Start
		}
		if to.After(w.Period.End()) {
			to = w.Period.End()
		}
		if !same && from.Before(to) && (found == nil || from.Before(found.from)) {
			found = &strike{walked: w, base: base, campaign: c, from: from, to: to}
		}
	}
	return found, found != nil
}

// fadesOut is when little is left of a campaign, at the end of an hour.
func fadesOut(c forecast.Campaign) time.Time {
	end := c.Start.Add(c.Rise)
	if c.End.After(end) {
		end = c.End
	}
	const halvings = 4.32 // to a twentieth of the excess: then a campaign is over
	return end.Add(time.Duration(halvings * float64(c.HalfLife))).Add(time.Hour).Truncate(time.Hour)
}

// priced adds the cost of a contact saved and whether that pays.
func (o Option) priced(late decimal.Decimal) Option {
	if o.Saved.Mean > 0 {
		o.BreakEven = o.Cost.DivRound(decimal.NewFromFloat(o.Saved.Mean), 2)
	}
	if !late.IsZero() {
		pays := o.Helps() && o.BreakEven.LessThanOrEqual(late)
		o.Pays = &pays
	}
	return o
}

// trial is an option begun at one hour.
type trial struct {
	option Option
	err    error
}

// begun tries an option at the first hour of the strike and then, where it helps there,
// looks for the last one at which it still does, halving the hours between: what is begun
// later does less.
func (s *strike) begun(kind OptionKind, at func(time.Time) (Option, error)) (Option, error) {
	hours := int(s.to.Sub(s.from) / time.Hour)
	known := map[int]trial{}
	try := func(k int) trial {
		t, done := known[k]
		if !done {
			t.option, t.err = at(s.from.Add(time.Duration(k) * time.Hour))
			t.option.Kind, t.option.Begun = kind, s.from.Add(time.Duration(k)*time.Hour)
			known[k] = t
		}
		return t
	}
	first := try(0)
	if first.err != nil || !first.option.Helps() {
		return first.option, first.err
	}
	var failed error
	end := sort.Search(hours, func(k int) bool {
		t := try(k)
		if t.err != nil {
			failed = t.err
		}
		return t.err != nil || !t.option.Helps()
	})
	first.option.LastHour = s.from.Add(time.Duration(end-1) * time.Hour)
	return first.option, failed
}

// with measures another roster, or other work, under the strike.
func (s *strike) with(ctx context.Context, ro schedule.Roster, profiles []forecast.Profile) (Option, error) {
	p := s.held
	p.Roster.Roster, p.Profiles = ro, profiles
	var err error
	if p.Service, err = s.simulate(ctx, profiles, ro); err != nil {
		return Option{}, err
	}
	p.Cost = cost.Of(s.Team, ro.Shifts, s.Calendar, s.Currency)
	return s.option(s.figures(&p), p.Cost.Total.Total), nil
}

// option compares what was measured with doing nothing.
func (s *strike) option(m measured, cost decimal.Decimal) Option {
	o := Option{Figures: m.Figures, Gain: m.minus(s.nothing), Cost: cost.Sub(s.held.Cost.Total.Total)}
	o.Saved = late(s.nothing.result).Minus(late(m.result))
	return o
}

// late is the contacts that miss their first target, replication by replication.
func late(r simulate.Result) simulate.Sample {
	return r.Count(func(t []simulate.Tally) float64 {
		n := 0
		for _, q := range t {
			n += aimed(q).Of - aimed(q).InTime
		}
		return float64(n)
	})
}

// touched says whether the campaign acts on the queue, under its name in the scenario.
func (s *strike) touched(queue string) bool {
	return slices.ContainsFunc(s.was.Queues, func(q schedule.Queue) bool {
		return s.campaign.Touches(q.Name) && slices.Contains(renamed([]string{q.Name}, s.now), queue)
	})
}

// target is the first queue that the campaign acts on whose work may wait, or else the
// first that it acts on.
func (s *strike) target() schedule.Queue {
	for _, live := range []bool{false, true} {
		for _, q := range s.Queues {
			if s.touched(q.Name) && q.Channel.Live() == live {
				return q
			}
		}
	}
	return s.Queues[0]
}

// can says whether the agent can serve the queue.
func (s *strike) can(agent string, q schedule.Queue) bool {
	k := slices.IndexFunc(s.Team.Agents, func(a schedule.Agent) bool { return a.ID == agent })
	if k < 0 {
		return false
	}
	_, can := s.Team.Agents[k].Can(q)
	return can
}

// first is the queues with one put before the others.
func first(queue string, queues []string) []string {
	return append([]string{queue}, slices.DeleteFunc(slices.Clone(queues), func(q string) bool { return q == queue })...)
}
