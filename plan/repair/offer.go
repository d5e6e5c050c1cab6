package repair

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/shopspring/decimal"
	"golang.org/x/sync/errgroup"

	"turno/plan/cost"
	"turno/schedule"
	"turno/schedule/check"
)

// Offer is one way to hand on a shift: the agent takes it, alone or for one of the agent's
// own in return.
type Offer struct {
	Agent  string
	Shift  schedule.Shift     // as the agent would work it
	Back   *schedule.Shift    // the agent's shift, as the owner of the other would work it; nil where nothing comes back
	Broken []schedule.Finding // hard rules that it breaks, of either person
	Wishes []schedule.Finding // requests that are no longer granted
	Missed float64            // contacts more that are expected to miss the target; below 0 is fewer
	Queues []QueueChange      // of these by queue, those that change
	Hours  float64            // paid hours more
	Cost   decimal.Decimal    // pay more
}

// After is the roster once the offer is taken.
func (s Standing) After(shift schedule.Shift, o Offer) schedule.Roster {
	if o.Back == nil {
		return s.Exchange(shift, o.Agent, nil)
	}
	own := *o.Back
	own.Agent = o.Agent
	return s.Exchange(shift, o.Agent, &own)
}

// QueueChange is what an offer means for one queue.
type QueueChange struct {
	Queue  string
	Missed float64
}

// Legal says whether no hard rule is broken by it.
func (o Offer) Legal() bool { return len(o.Broken) == 0 }

// Offers lists who could take the shift, or swap it for one of theirs that begins within a
// week of it: the best first, legal ones before the others. Where with is not empty, only
// that person's are listed. It returns ctx's error when that ends.
//
// The mathematics takes deferrable work as the requirement expects it, whatever the
// Standing's futures, so that hundreds of offers are weighed in well under a second.
func Offers(ctx context.Context, s Standing, shift schedule.Shift, with string) ([]Offer, error) {
	s.Futures = nil
	b := newBench(s)
	missed := s.missed(s.Roster)
	b.news(shift.Agent, nil) // what is wrong for the owner as it is, before the lanes ask
	slots := make([][]Offer, len(s.Team.Agents))
	group := new(errgroup.Group)
	for lane := range lanes {
		own := b.apart(shift.Agent)
		group.Go(func() error {
			for i := lane; i < len(slots) && ctx.Err() == nil; i += lanes {
				if a := s.Team.Agents[i]; a.ID != shift.Agent && (with == "" || a.ID == with) && len(a.Serves(s.Queues)) > 0 {
					slots[i] = own.offers(shift, a.ID, missed, with != "")
				}
			}
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	out := slices.Concat(slots...)
	slices.SortStableFunc(out, compareOffers)
	return out, nil
}

// lanes is how many offers are weighed side by side.
const lanes = 2

// offers is what one agent can do about the shift.
func (b *bench) offers(shift schedule.Shift, agent string, missed []float64, always bool) []Offer {
	out := []Offer{b.offer(shift, agent, nil, missed, always)}
	for _, own := range b.shifts[agent] {
		if near(own, shift) && !sameTimes(own, shift) {
			out = append(out, b.offer(shift, agent, &own, missed, always))
		}
	}
	return out
}

// compareOffers puts the better one first: rules, wishes, service to a tenth of a contact,
// money; then those who take the shift without a return.
func compareOffers(a, b Offer) int {
	tenths := func(x float64) float64 { return math.Round(10 * x) }
	single := func(o Offer) int {
		if o.Back == nil {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(len(a.Broken), len(b.Broken)), cmp.Compare(len(a.Wishes), len(b.Wishes)),
		cmp.Compare(tenths(a.Missed), tenths(b.Missed)), a.Cost.Cmp(b.Cost), cmp.Compare(single(a), single(b)))
}

// offer weighs one offer. What it does to service is worked out for legal ones alone,
// unless it is wanted in any case.
func (b *bench) offer(shift schedule.Shift, agent string, back *schedule.Shift, missed []float64, always bool) Offer {
	o := Offer{Agent: agent, Shift: b.handOver(shift, agent)}
	var given, got schedule.Shift
	if back != nil {
		given, got = *back, b.handOver(*back, shift.Agent)
		o.Back = &got
	}
	theirs, ours := with(b.shifts[agent], given, o.Shift), with(b.shifts[shift.Agent], shift, got)
	for _, f := range slices.Concat(b.news(agent, theirs), b.news(shift.Agent, ours)) {
		if f.Severity == schedule.Broken {
			o.Broken = append(o.Broken, f)
		} else {
			o.Wishes = append(o.Wishes, f)
		}
	}
	b.price(&o, shift.Agent, theirs, ours)
	if o.Legal() || always {
		for q, x := range b.missed(b.Exchange(shift, agent, back)) {
			if d := x - missed[q]; math.Abs(d) > 1e-6 {
				o.Missed += d
				o.Queues = append(o.Queues, QueueChange{b.Queues[q].Name, d})
			}
		}
	}
	return o
}

// price is what the offer changes of hours and pay of both.
func (b *bench) price(o *Offer, owner string, theirs, ours []schedule.Shift) {
	two := b.Team
	two.Agents = slices.DeleteFunc(slices.Clone(b.Team.Agents), func(a schedule.Agent) bool { return a.ID != o.Agent && a.ID != owner })
	was := cost.Of(two, slices.Concat(b.shifts[o.Agent], b.shifts[owner]), b.Calendar, b.Currency).Total
	is := cost.Of(two, slices.Concat(theirs, ours), b.Calendar, b.Currency).Total
	o.Hours, o.Cost = is.PaidHours.Sub(was.PaidHours).InexactFloat64(), is.Total.Sub(was.Total)
}

// missed is the contacts expected to miss the target by queue.
func (s Standing) missed(r schedule.Roster) []float64 {
	team := s.Team
	team.Contracts, team.Requests, team.Locks = nil, nil, nil // only coverage is asked
	cover := check.Run(check.Input{Calendar: s.Calendar, Queues: s.Queues, Team: team, Requirement: s.Requirement, Roster: r}).Coverage
	out := make([]float64, len(s.Queues))
	for q := range cover.Queues {
		for _, x := range cover.Queues[q].Missed {
			out[q] += x
		}
	}
	return out
}
