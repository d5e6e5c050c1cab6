// Package simulate replays a roster: contacts arrive as discrete events drawn from the
// forecast, agents serve them by their duties, and the service that customers really get
// is counted, with confidence.
//
// # What happens in a replication
//
// Each queue draws one possible future from its forecast (forecast.Volume.Path; a forecast
// without quantiles is Poisson). Contacts arrive uniformly within their interval, take a
// message kind by share, and either are flushed (they cost triage time and nothing else) or
// are care contacts. On a deferrable queue a care contact is a conversation: a geometric
// number of turns with think time between them; on a live queue it is one turn. After the
// first reply a share pivots: a further contact turns up in another queue after a lag,
// unless that queue's own forecast holds it already (forecast.Pivot).
// Handle, triage and think times are gamma distributed with the measure's mean and CV (CV 1
// is exponential, CV 0 constant).
//
// Agents work where their duties say, away from breaks and absences, at their own pace.
// The class of a duty's first queue has the attention: an agent whose first queue is live
// takes live work, and deferrable work only when the live queues can spare somebody (see
// reserve.go); one whose first queue is deferrable takes that, and helps live queues when
// none waits. Within a class an agent serves the queues in the order of the duty, and each
// queue by the priority of the kinds of message, then by due time: the roster says who puts
// what first, as the optimiser wrote it down from the queues' priorities and as the check
// counts it.
// Work begun is finished, also beyond a break or the end of the shift. A chat progresses at
// pace/(1+inflation*(k-1)) while its agent holds k. A customer who comes back meets the
// same agent if that one is free, else anybody; on an owned queue he waits for the same
// agent (see owned.go).
//
// # Edges
//
// A period that begins in open hours of some queue begins warm: the day before is replayed
// as well, with the demand of the same hours of the week within the period and the shifts
// published for it, or else the roster's own of a cycle later (see warm.go). A deferrable
// queue that is closed before the period starts with the posts of the closed stretch, and
// one of which Input.Backlog knows how many wait with exactly these. All that takes agents'
// time but is not counted. A live contact outside opening hours leaves at once, told so or
// not, and is counted apart. At the end, whatever is unanswered and not yet late is left
// out of the target shares: neither hit nor miss.
//
// # Chance
//
// Every random number belongs to a replication and to a contact (queue, interval, number)
// or a shift (agent, start), never to the order of events: two scenarios with one seed meet
// the same customers, and results do not depend on the number of cores.
package simulate

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
)

// Input is one roster under one forecast. Profiles are on Grid, one per queue, found by
// the name in their Volume. Shifts in Team.Published that reach into the period are worked
// too; agents are away during Team.Absences whatever the roster says, and serve only the
// queues of a duty for which they have the ability.
type Input struct {
	Grid     calendar.Grid
	Calendar *calendar.Calendar // nil has the grid's zone and no holidays
	Queues   []schedule.Queue
	Profiles []forecast.Profile
	Team     schedule.Team
	Roster   schedule.Roster
	Backlog  map[string]int // posts known to wait at the start, by deferrable queue; others start as the time before leaves them
}

// Options steer a run. The zero value means 100 replications from seed 0.
type Options struct {
	Replications int
	Precision    float64 // stop earlier, after a multiple of 20, once each target's and promise's 95 % interval is no wider than this share to either side; 0 runs them all
	Seed         uint64
	Course       bool // keep what each replication reaches by interval, see Tally.Course
	Progress     forecast.Progress
}

// Estimate is a mean over replications, or for shares, the mean wait and rates a ratio of
// two means, so that busy replications weigh more, with its 95 % confidence interval
// (Student's t); all three are equal when there is one replication only.
type Estimate struct{ Mean, Low, High float64 }

// Result is the service reached, per queue in the order of Input.Queues.
type Result struct {
	Replications int
	Queues       []Service
	Tallies      [][]Tally // [replication][queue]: what runs with one seed are compared by
}

// Service is what the customers of one queue get over the period. Contacts are those that
// arrive within it, and Offered = Flushed + Answered + Abandoned + Waiting + Outside.
type Service struct {
	Queue       string
	Offered     Estimate   // contacts or posts arriving
	Flushed     Estimate   // posts that needed no answer
	Answered    Estimate   // care contacts given a first reply (live: picked up)
	Abandoned   Estimate   // live contacts that left before an answer
	Waiting     Estimate   // care contacts not yet answered at the end
	Outside     Estimate   // live contacts outside opening hours, who left at once
	Closed      Estimate   // conversations finished
	Redialled   Estimate   // live contacts offered that are customers who hung up before
	Posted      Estimate   // closing posts made, which are no contacts
	Targets     []Estimate // share within each of the queue's targets, 0 to 1, kinds of message with targets of their own left out; 1 where nothing was to be counted
	Kinds       []OfKind   // by kind of message, where some kind has a priority or targets of its own, in the order of the profile's streams
	Promise     *Estimate  // share within the promise; nil without one
	WaitMean    Estimate   // seconds to first reply of the answered, elapsed; 0 where nobody was
	WaitMedian  Estimate   // seconds
	WaitP90     Estimate   // seconds
	Occupancy   Estimate   // share of working time that agents first on this queue are busy
	ClosingRate Estimate   // conversations closed per agent hour spent on the queue's contacts

	// Per interval, over all replications.
	Within   []float64    // share within the first target of those that arrive in it; NaN where nothing came
	Arrivals []float64    // mean contacts
	Left     []float64    // mean contacts that arrive in it and leave before an answer
	Backlog  []float64    // mean care contacts or turns waiting at its end
	Waits    []float64    // mean seconds to first reply of those that arrive in it and are answered; NaN without any
	Busy     []float64    // occupancy; NaN where nobody works
	Closing  []float64    // conversations closed in it per agent hour spent on the queue's contacts; NaN where none was
	Reached  [][]Estimate // [target][interval]: share within each target of those that arrive in it; NaN where none can be judged
}

// OfKind is the share of one kind of message within each of its own targets, or of the
// queue's where it has none (see schedule.Queue.Aim).
type OfKind struct {
	Kind    string
	Targets []Estimate
}

// Run replays the roster Options.Replications times and returns the service of every
// queue. The result depends on the input and the seed only. It fails with the context's
// error soon after that is cancelled, and on input that cannot be replayed; the error says
// what was expected.
func Run(ctx context.Context, in Input, opt Options) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	replications, err := countOf(opt)
	if err != nil {
		return Result{}, err
	}
	w, err := newWorld(in)
	if err != nil {
		return Result{}, err
	}
	lanes := newLanes(w, min(runtime.GOMAXPROCS(0), replications))
	lanes.course = opt.Course
	report := reporter(opt.Progress, replications)
	var tallies [][]tally
	for len(tallies) < replications {
		next := replications
		if opt.Precision > 0 {
			next = min(len(tallies)+round, replications)
		}
		if tallies, err = lanes.run(ctx, opt.Seed, tallies, next, report); err != nil {
			return Result{}, err
		}
		if opt.Precision > 0 && w.precise(tallies, opt.Precision) {
			break
		}
	}
	return summarise(w, tallies, lanes.totals), nil
}

// lanes are engines that share out replications, each with totals of its own.
type lanes struct {
	engines []*engine
	totals  []*totals
	course  bool
}

func newLanes(w *world, n int) lanes {
	l := lanes{}
	for range n {
		l.engines, l.totals = append(l.engines, newEngine(w)), append(l.totals, newTotals(w))
	}
	return l
}

// run adds the tallies of the replications up to number n.
func (l lanes) run(ctx context.Context, seed uint64, tallies [][]tally, n int, report func()) ([][]tally, error) {
	var next atomic.Int64
	next.Store(int64(len(tallies)))
	all := append(tallies, make([][]tally, n-len(tallies))...)
	group, ctx := errgroup.WithContext(ctx)
	for lane, e := range l.engines {
		group.Go(func() error {
			for {
				k := int(next.Add(1)) - 1
				if k >= n {
					return nil
				}
				if err := e.replay(ctx, seed, k); err != nil {
					return err
				}
				all[k] = e.measure(l.totals[lane])
				for q := range all[k] {
					if l.course {
						all[k][q].course = e.course(q)
					}
				}
				report()
			}
		})
	}
	return all, group.Wait()
}

// reporter counts finished replications for the progress callback, one call at a time.
func reporter(progress forecast.Progress, total int) func() {
	if progress == nil {
		return func() {}
	}
	var mu sync.Mutex
	done := 0
	return func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		progress("simulate", done, total)
	}
}
