package scenario

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
)

// Factor is a parameter that a sensitivity moves, on all queues at once.
type Factor string

// The factors.
const (
	FactorVolume    Factor = "volume"
	FactorRange     Factor = "volume range" // by the forecast's own uncertainty: 10 % and 90 % quantile of the period's total
	FactorAHT       Factor = "aht"
	FactorFlush     Factor = "flush"
	FactorTurns     Factor = "turns"
	FactorPivots    Factor = "pivots"
	FactorShrinkage Factor = "shrinkage"
	FactorPace      Factor = "pace"
	FactorWage      Factor = "wage"
	FactorPatience  Factor = "patience"
	FactorTarget    Factor = "target time"
)

// Factors lists the factors.
func Factors() []Factor {
	return []Factor{FactorVolume, FactorRange, FactorAHT, FactorFlush, FactorTurns, FactorPivots, FactorShrinkage, FactorPace, FactorWage, FactorPatience, FactorTarget}
}

// usualSwing is the share by which factors are moved whose uncertainty is not known.
const usualSwing = 0.1

// Swing is what moving one factor down and up does, everything else as it is.
type Swing struct {
	Factor  Factor
	Times   [2]float64  // what the factor is multiplied by
	Cost    [2]float64  // change of what the hours required cost, at the mean price of an hour of the base's roster
	Hours   [2]float64  // change of the paid hours required: net hours by pace and shrinkage
	Service [2]Estimate // change of the share in time, the base's roster held
}

// Width is how far the cost swings.
func (s Swing) Width() float64 { return math.Max(math.Abs(s.Cost[0]), math.Abs(s.Cost[1])) }

// Tornado is a sensitivity: the factors, the one that moves the cost most first.
type Tornado struct {
	Base   Figures
	Needed float64 // what the hours required by the base cost
	Swings []Swing
}

// Sensitivity moves each factor by itself, down and up: a tenth, or by its own uncertainty.
// The cost is that of the hours required, which no search blurs; the service that which the
// base's roster reaches, in a simulation with the same customers.
func Sensitivity(ctx context.Context, in plan.Input, opt Options) (Tornado, error) {
	step := stepper(opt, 2+2*len(Factors()))
	unchanged, err := newDraft(in, Scenario{})
	if err != nil {
		return Tornado{}, err
	}
	base, err := unchanged.walk(ctx, nil, 1, step)
	if err != nil {
		return Tornado{}, err
	}
	out := Tornado{Base: figures(base.measured), Swings: make([]Swing, len(Factors()))}
	_, out.Needed = base.needed(base.plan.Roster.Roster)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range Factors() {
		out.Swings[i] = Swing{Factor: f, Times: base.span(f)}
		for k, times := range out.Swings[i].Times {
			group.Go(func() error {
				defer step()
				return base.swing(ctx, &out.Swings[i], k, times)
			})
		}
	}
	if err := group.Wait(); err != nil {
		return Tornado{}, err
	}
	slices.SortStableFunc(out.Swings, func(a, b Swing) int { return cmp.Compare(b.Width(), a.Width()) })
	return out, nil
}

// span is what a factor is multiplied by, down and up.
func (w *walked) span(f Factor) [2]float64 {
	if f != FactorRange {
		return [2]float64{1 - usualSwing, 1 + usualSwing}
	}
	var mean, low, high float64
	for _, p := range w.plan.Profiles {
		l, h := plan.TotalRange(p.Volume, w.Seed)
		mean, low, high = mean+p.Volume.Total(), low+l, high+h
	}
	if mean <= 0 {
		return [2]float64{1, 1}
	}
	return [2]float64{low / mean, high / mean}
}

// swing measures one factor moved one way.
func (w *walked) swing(ctx context.Context, s *Swing, k int, times float64) error {
	d, err := newDraft(w.Input, Scenario{Name: string(s.Factor), Changes: w.moved(s.Factor, times)})
	if err != nil {
		return err
	}
	moved, err := d.foresee(ctx, w)
	if err != nil {
		return err
	}
	if err := moved.require(ctx); err != nil {
		return err
	}
	hours, needed := moved.needed(w.plan.Roster.Roster)
	was, paid := w.needed(w.plan.Roster.Roster)
	s.Hours[k], s.Cost[k] = hours-was, needed-paid
	_, m, err := moved.stand(ctx, w)
	if err != nil {
		return err
	}
	s.Service[k] = differences(m, w.measured).Service
	return nil
}

// moved is the change of one factor.
func (w *walked) moved(f Factor, times float64) []Change {
	switch f {
	case FactorVolume, FactorRange:
		return []Change{Scale{Times: times}}
	case FactorAHT:
		return []Change{SetWork{Field: FieldAHT, Amount: Times(times)}}
	case FactorFlush:
		return []Change{SetWork{Field: FieldFlush, Amount: Times(times)}}
	case FactorTurns:
		return []Change{SetWork{Field: FieldTurns, Amount: Times(times)}}
	case FactorShrinkage:
		return []Change{SetShrinkage{Times(times)}}
	case FactorPace:
		return []Change{SetPace{times}}
	case FactorWage:
		return []Change{SetWage{Times: decimalOf(times)}}
	case FactorPatience:
		return []Change{SetPatience{Amount: Times(times)}}
	case FactorTarget:
		return []Change{scaleTargets{times}}
	case FactorPivots:
		var all []Change
		seen := map[[2]string]bool{}
		for _, q := range w.Queues {
			for _, s := range w.Streams[q.Name] {
				for _, p := range s.Pivots {
					if key := [2]string{q.Name, p.To}; !seen[key] {
						seen[key] = true
						all = append(all, SetPivot{Queue: q.Name, To: p.To, Amount: Times(times)})
					}
				}
			}
		}
		return all
	}
	return nil
}

// scaleTargets gives every queue more or less time.
type scaleTargets struct{ times float64 }

// Kind implements Change.
func (scaleTargets) Kind() Kind { return KindTarget }

func (c scaleTargets) apply(d *draft) error {
	return d.each(nil, func(q *schedule.Queue) {
		*q = q.EachTarget(func(t *schedule.Target) { t.Within = time.Duration(c.times * float64(t.Within)) })
	})
}

// needed is the paid hours that the requirement asks of people like those in the team, and
// what they cost at the price of an hour of the roster.
func (w *walked) needed(r schedule.Roster) (hours, money float64) {
	net := hoursOf(w.plan.Requirement, w.queueNames(), w.Team.Shrinkage.Share())
	var pace, n float64
	for _, a := range w.Team.Agents {
		for _, b := range a.Abilities {
			if b.Pace > 0 {
				pace, n = pace+b.Pace, n+1
			}
		}
	}
	if n > 0 {
		net /= pace / n
	}
	hours = net / math.Max(1-w.Team.Shrinkage.Share(), 0.01)
	total := cost.Of(w.Team, r.Shifts, w.Calendar, w.Currency).Total
	if paid := total.PaidHours.InexactFloat64(); paid > 0 {
		money = hours * total.Total.InexactFloat64() / paid
	}
	return hours, money
}
