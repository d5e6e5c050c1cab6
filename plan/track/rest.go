package track

import (
	"context"
	"math"
	"slices"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
)

// Rest is the part of the period still to come, as it looks now.
type Rest struct {
	Input       plan.Input         // of the rest: shifts that have begun are published
	Volumes     []forecast.Volume  // updated by what came, over the whole period
	Handle      map[string]float64 // by queue, the factor on handle times that what came tells
	Requirement schedule.Requirement
	Roster      schedule.Roster  // as planned, without the duties of people who are away
	Check       check.Report     // the roster against the new requirement
	Troubles    []repair.Trouble // what is short now, and which levers still help
}

// doubt is how many replies must have come before their handle time is believed half, and
// how many messages of a kind before their share is.
const doubt = 30

// Ahead updates the rest of the period from what came: volumes by the hours so far, handle
// times and kinds of message by those recorded, the roster by the absences; then it asks for the requirement
// anew and for what would help, as far as Plan.Repairs says. ok is false where nothing of
// the period is left.
func Ahead(ctx context.Context, in Input, r Report, progress forecast.Progress) (rest Rest, ok bool, err error) {
	g := in.Plan.Period
	_, to := covered(in)
	first := g.Index(to.Add(g.Step - 1))
	if first >= g.N {
		return rest, false, nil
	}
	rest.Input = in.Plan
	rest.Input.Period = calendar.Grid{Start: g.At(first), Step: g.Step, N: g.N - first}
	rest.Input = rest.Input.Rated()
	rest.Input.Team.Absences = append(slices.Clone(in.Plan.Team.Absences), in.Absences...)
	if rest.Volumes, err = updated(in); err != nil {
		return rest, false, err
	}
	rest.scale(r)
	rest.begin(in)
	profiles, err := rest.Input.Profile(rest.Volumes)
	if err != nil {
		return rest, false, err
	}
	if rest.Requirement, _, err = rest.Input.Require(ctx, profiles); err != nil {
		return rest, false, err
	}
	futures, err := rest.Input.Futures(ctx, profiles)
	if err != nil {
		return rest, false, err
	}
	rest.Check = rest.Input.Check(rest.Requirement, rest.Roster, futures)
	rest.Troubles, err = rest.Input.Explain(ctx, rest.Requirement, roster.Result{Roster: rest.Roster}, rest.Check, futures, progress)
	return rest, true, err
}

// updated are the forecasts after the intervals that have come.
func updated(in Input) ([]forecast.Volume, error) {
	out := slices.Clone(in.Volumes)
	for i, v := range out {
		k := slices.IndexFunc(in.Actual, func(s forecast.Series) bool { return s.Queue == v.Queue })
		if k < 0 {
			continue
		}
		var err error
		if out[i], err = auto.Update(v, in.Actual[k]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// scale moves the handle times of the rest, and the mix of the kinds of message, as far as
// those that came are to be believed.
func (rest *Rest) scale(r Report) {
	rest.Handle = map[string]float64{}
	streams := map[string][]forecast.Stream{}
	for name, list := range rest.Input.Streams {
		streams[name] = slices.Clone(list)
	}
	for _, q := range r.Queues {
		remix(streams[q.Queue], q.Kinds, rest.Input.Period.N)
		if math.IsNaN(q.AHTCame) || q.AHT <= 0 || q.Came <= 0 {
			continue
		}
		factor := 1 + (q.AHTCame/q.AHT-1)*q.Came/(q.Came+doubt)
		rest.Handle[q.Queue] = factor
		for i, s := range streams[q.Queue] {
			mean := slices.Clone(s.AHT.Mean)
			for k := range mean {
				mean[k] *= factor
			}
			streams[q.Queue][i].AHT.Mean = mean
		}
	}
	rest.Input.Streams = streams
}

// begin parts the roster at the beginning of the rest, and takes the duties out of it that
// nobody is there for.
func (rest *Rest) begin(in Input) {
	start := rest.Input.Period.Start
	rest.Roster = schedule.Roster{Grid: rest.Input.Period}
	published := slices.Clone(in.Plan.Team.Published)
	for _, s := range in.Roster.Shifts {
		s = there(s, in.Absences)
		if s.Start.Before(start) {
			published = append(published, s)
		} else if len(s.Duties) > 0 || s.OnCall != nil {
			rest.Roster.Shifts = append(rest.Roster.Shifts, s)
		}
	}
	rest.Input.Team.Published = published
	rest.Input.Base = schedule.Roster{}
	rest.Roster.Sort()
}

// there is a shift without the duties of the time its agent is away.
func there(s schedule.Shift, away []schedule.Absence) schedule.Shift {
	var duties []schedule.Duty
	for _, d := range s.Duties {
		for _, w := range present(d.Start, d.End, s.Agent, away) {
			duties = append(duties, schedule.Duty{Start: w.From, End: w.To, Queues: d.Queues})
		}
	}
	s.Duties = duties
	return s
}
