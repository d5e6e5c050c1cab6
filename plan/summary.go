package plan

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/simulate"
)

// Summary is what a planner looks at first.
type Summary struct {
	Queues    []QueueSummary // in the order of Input.Queues
	Agents    int            // in the team
	Planned   int            // with at least one shift
	PaidHours float64
	Cost      decimal.Decimal
	Broken    int // hard rules broken
	Granted   int // requests granted
	Requests  int
	Gaps      []schedule.Finding // stretches that lack somebody, the gravest first
}

// QueueSummary is one queue's week at a glance. Times are starts of intervals.
type QueueSummary struct {
	Queue         schedule.Queue
	Volume        float64 // expected over the period
	Low, High     float64 // 10 % and 90 % quantile of the period's total
	BusiestHour   time.Time
	BusiestVolume float64           // expected in that hour
	Needed        float64           // agents required in the interval that asks for most
	NeededAt      time.Time         // that interval
	Hours         schedule.Balance  // agent-hours required and effective ones supplied over the period
	Expected      float64           // share within the first target that the mathematics expects
	Service       simulate.Estimate // share within the first target that the simulation reached
	Promise       *simulate.Estimate
	Verdict       Verdict
}

// Verdict compares the simulated service with the target.
type Verdict string

// The verdicts: the whole confidence interval is at or above the target, it holds the
// target, or all of it is below.
const (
	Met    Verdict = "met"
	Close  Verdict = "close"
	Missed Verdict = "missed"
)

// Summary condenses the plan.
func (p Plan) Summary() Summary {
	s := Summary{
		Agents: len(p.Input.Team.Agents), Broken: p.Check.Broken(), Granted: p.Check.Granted, Requests: p.Check.Requests,
		Cost: p.Cost.Total.Total, Gaps: gaps(p.Findings),
	}
	for _, a := range p.Check.Agents {
		s.PaidHours += a.Paid
		if a.Shifts > 0 {
			s.Planned++
		}
	}
	for i, q := range p.Input.Queues {
		s.Queues = append(s.Queues, p.queueSummary(i, q))
	}
	return s
}

// gaps are the missed stretches: those that lack the least staff or anybody at all first,
// then by the contacts that they cost.
func gaps(found []schedule.Finding) []schedule.Finding {
	var out []schedule.Finding
	for _, f := range found {
		switch f.Code {
		case schedule.CodeMinStaff, schedule.CodeUncovered, schedule.CodeNobody:
			if f.Severity == schedule.Missed {
				out = append(out, f)
			}
		}
	}
	cost := func(f schedule.Finding) float64 {
		if f.Code == schedule.CodeUncovered {
			return f.Value
		}
		return math.Inf(1)
	}
	slices.SortStableFunc(out, func(a, b schedule.Finding) int { return cmp.Compare(cost(b), cost(a)) })
	return out
}

func (p Plan) queueSummary(i int, q schedule.Queue) QueueSummary {
	out := QueueSummary{Queue: q}
	if i < len(p.Profiles) {
		volume := p.Profiles[i].Volume
		out.Volume = volume.Total()
		out.Low, out.High = TotalRange(volume, p.Input.Seed)
		if at, most := volume.Busiest(0, volume.Grid.N); most > 0 {
			out.BusiestHour, out.BusiestVolume = at, most
		}
	}
	for _, c := range p.Check.Coverage.Queues {
		if c.Queue != q.Name {
			continue
		}
		for k, need := range c.Required {
			if need > out.Needed {
				out.Needed, out.NeededAt = need, p.Check.Coverage.Grid.At(k)
			}
		}
		out.Hours, out.Expected = p.Check.Coverage.Balance(c), c.Service()
	}
	if i < len(p.Service.Queues) {
		s := p.Service.Queues[i]
		out.Promise = s.Promise
		if len(s.Targets) > 0 && len(q.Targets) > 0 {
			out.Service = s.Targets[0]
			out.Verdict = VerdictOf(s.Targets[0], q.Targets[0].Share)
		}
	}
	return out
}

// VerdictOf compares what was simulated with the share that a target wants.
func VerdictOf(e simulate.Estimate, share float64) Verdict {
	switch {
	case e.Low >= share:
		return Met
	case e.High < share:
		return Missed
	}
	return Close
}

// TotalRange is the 10 % and 90 % quantile of the sum over the forecast's grid, from 400
// of its sample paths.
func TotalRange(v forecast.Volume, seed uint64) (low, high float64) {
	const paths = 400
	rng := rand.New(rand.NewPCG(seed, 0x70746c))
	totals := make([]float64, paths)
	for k := range totals {
		for _, x := range v.Path(rng) {
			totals[k] += x
		}
	}
	slices.Sort(totals)
	return totals[paths/10], totals[paths*9/10]
}

// Period is the planned days, first and last.
func (p Plan) Period() (first, last calendar.Date) {
	return calendar.DateOf(p.Input.Period.Start), calendar.DateOf(p.Input.Period.End().Add(-time.Nanosecond))
}
