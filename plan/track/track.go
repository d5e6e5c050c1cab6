// Package track sets what happened beside what was planned: where the difference comes from,
// and what the rest of the period looks like now.
package track

import (
	"errors"
	"math"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
)

// Input is a plan and what came of it.
type Input struct {
	Plan        plan.Input           // over the planned period; its history ends before
	Volumes     []forecast.Volume    // as they were forecast
	Requirement schedule.Requirement // as it was computed
	Roster      schedule.Roster      // as it was planned
	Actual      []forecast.Series    // what came, with handled, flushed, replies and handle times where they are known
	From, To    time.Time            // what to compare: the zero times are the part of the period that Actual covers
	Absences    []schedule.Absence   // that were not known when the roster was made
	Absent      bool                 // they are told: without any, nobody was away
}

// Split is a difference of work or supply by where it comes from, in agent-hours. Workload is
// what came as it was, less what was planned; it is the sum of Volume, Mix and Handle.
type Split struct {
	Workload float64
	Volume   float64 // more or fewer contacts
	Mix      float64 // more or fewer of them to answer, and replies each
	Handle   float64 // longer or shorter handle times
	Supply   float64 // effective agent-hours there were, less those planned
}

// Queue is one queue over the span compared.
type Queue struct {
	Queue            string
	Expected, Came   float64 // contacts
	Hours            int     // intervals compared
	Within           int     // of them those whose count lay between the lowest and highest quantile forecast
	AHT, AHTCame     float64 // mean seconds of a reply or contact, weighted by those that came; NaN where not known
	Flush, FlushCame float64 // shares; NaN where not known
	Required         float64 // agent-hours by the requirement
	Planned          float64 // agent-hours of work by the forecast
	Supplied         float64 // effective agent-hours of duties that have it first
	Kinds            []Kind  // where what came tells them apart
	Split
}

// Kind is one kind of message of a queue, among those told apart.
type Kind struct {
	Kind           forecast.Kind
	Expected, Came float64 // of so many in all those expected by the planned mix, and those that came
}

// Report is the comparison.
type Report struct {
	From, To  time.Time
	Queues    []Queue
	Shrinkage float64 // rostered hours lost to absences that were not known
	Allowed   float64 // hours of that sort that the plan allowed for
	Rostered  float64 // hours on duty planned
	Known     bool    // absences were told; else Shrinkage is not known and supply is as planned
}

// ErrNothing is what Compare answers when nothing has come that could be compared.
var ErrNothing = errors.New("nothing of the planned period has come yet: expected a history that reaches into it")

// Compare sets what came beside what was planned. It fails with ErrNothing.
func Compare(in Input) (Report, error) {
	r := Report{From: in.From, To: in.To, Known: in.Absent}
	from, to := covered(in)
	if r.From.IsZero() || r.From.Before(from) {
		r.From = from
	}
	if r.To.IsZero() || r.To.After(to) {
		r.To = to
	}
	if !r.From.Before(r.To) {
		return r, ErrNothing
	}
	staff := in.staff(r.From, r.To)
	r.Rostered, r.Shrinkage = staff.rostered, staff.lost
	r.Allowed = staff.rostered * in.Plan.Team.Shrinkage.Unplanned
	for _, q := range in.Plan.Queues {
		k := slices.IndexFunc(in.Volumes, func(v forecast.Volume) bool { return v.Queue == q.Name })
		a := slices.IndexFunc(in.Actual, func(s forecast.Series) bool { return s.Queue == q.Name })
		if k < 0 || a < 0 {
			continue
		}
		out := in.compare(q, in.Volumes[k], in.Actual[a], r.From, r.To)
		out.Supplied, out.Supply = staff.planned[q.Name], staff.came[q.Name]-staff.planned[q.Name]
		r.Queues = append(r.Queues, out)
	}
	if len(r.Queues) == 0 {
		return r, ErrNothing
	}
	return r, nil
}

// covered is the part of the period that has come.
func covered(in Input) (from, to time.Time) {
	g := in.Plan.Period
	from, to = g.End(), g.Start
	for _, s := range in.Actual {
		for i := range s.Grid.N {
			if at := s.Grid.At(i); !s.Missing(i) && g.Contains(at) {
				from, to = calendar.Earlier(from, at), calendar.Later(to, s.Grid.At(i+1))
			}
		}
	}
	return from, calendar.Earlier(to, g.End())
}

// compare goes through the intervals of the history that lie in the span.
func (in Input) compare(q schedule.Queue, v forecast.Volume, s forecast.Series, from, to time.Time) Queue {
	c := comparison{live: q.Channel.Live()}
	c.out = Queue{Queue: q.Name, AHT: math.NaN(), AHTCame: math.NaN(), Flush: math.NaN(), FlushCame: math.NaN()}
	out := &c.out
	streams := in.Plan.Streams[q.Name]
	for i := range s.Grid.N {
		at := s.Grid.At(i)
		k := v.Grid.Index(at)
		if s.Missing(i) || at.Before(from) || !at.Before(to) || k < 0 || k >= v.Grid.N {
			continue
		}
		planned := in.Plan.Period.Index(at)
		w := contact(streams, c.live, planned)
		mean, volume := v.Mean[k]*float64(s.Grid.Step)/float64(v.Grid.Step), s.Volume[i]
		out.Hours++
		out.Expected, out.Came = out.Expected+mean, out.Came+volume
		out.Planned += w.hours(mean)
		out.Volume += w.hours(volume - mean)
		if n := len(v.Levels); n > 1 && volume >= math.Floor(v.Quantiles[0][k]) && volume <= math.Ceil(v.Quantiles[n-1][k]) {
			out.Within++
		}
		if known := valueAt(s.Flushed, i); !c.live && !math.IsNaN(known) {
			c.posts, c.flushed, c.flush = c.posts+volume, c.flushed+known, c.flush+volume*(1-w.care)
		}
		if !told(s, i) {
			c.add(w, w, s, i)
			continue
		}
		out.Kinds = mixOf(out.Kinds, streams, s, i, planned)
		for _, part := range s.Kinds {
			own := w // of what is not told apart
			if n := streamOf(streams, part.Kind); n >= 0 {
				own = contact(alone(streams[n]), c.live, planned)
			}
			c.add(w, own, part, i)
		}
	}
	c.close()
	out.Required = in.required(q.Name, from, to)
	return *out
}

func valueAt(values []float64, i int) float64 {
	if i < 0 || i >= len(values) {
		return math.NaN()
	}
	return values[i]
}

// required is the agent-hours that the requirement asked for.
func (in Input) required(queue string, from, to time.Time) (hours float64) {
	g := in.Requirement.Grid
	agents := func(i int) float64 { return 0 }
	if l, ok := in.Requirement.LiveQueue(queue); ok {
		agents = func(i int) float64 { return float64(l.Curves[i].Mark) }
	} else if d, ok := in.Requirement.DeferrableQueue(queue); ok {
		agents = func(i int) float64 { return d.Level[i] }
	}
	for i := range g.N {
		if at := g.At(i); !at.Before(from) && at.Before(to) {
			hours += agents(i) * g.Hours()
		}
	}
	return hours
}
