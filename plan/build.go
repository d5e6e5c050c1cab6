package plan

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/plan/advice"
	"turno/plan/cost"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
	"turno/schedule/simulate"
	"turno/schedule/staffing"
)

// Build walks from history to service. When ctx is cancelled it returns what it had
// reached together with the context's error: the stages done are filled in, and a roster
// cut short is the best legal one so far, checked but not simulated.
func Build(ctx context.Context, in Input, progress forecast.Progress) (Plan, error) {
	return BuildWith(ctx, in, Given{}, progress)
}

// Given is what of a plan is known beforehand. What is nil is made anew.
type Given struct {
	Forecast    auto.Result        // with Profiles
	Profiles    []forecast.Profile // what comes
	Requirement *schedule.Requirement
	Roster      *schedule.Roster // a roster that stands
}

// BuildWith is Build with steps of the walk whose result is given.
func BuildWith(ctx context.Context, in Input, given Given, progress forecast.Progress) (Plan, error) {
	p := Plan{Input: in, Forecast: given.Forecast, Profiles: given.Profiles}
	var err error
	if p.Profiles == nil {
		if p.Forecast, err = in.Forecast(ctx, progress); err != nil {
			return p, err
		}
		if p.Profiles, err = in.Profile(p.Forecast.Volumes); err != nil {
			return p, err
		}
	}
	var found []schedule.Finding
	if given.Requirement != nil {
		p.Requirement = *given.Requirement
	} else if p.Requirement, found, err = in.Require(ctx, p.Profiles); err != nil {
		return p, err
	}
	futures, err := in.Futures(ctx, p.Profiles)
	if err != nil {
		return p, err
	}
	if given.Roster != nil {
		p.Roster.Roster = *given.Roster
	} else if p.Roster, err = in.Roster(ctx, p.Requirement, progress); err != nil {
		return p, err
	}
	return p, p.judge(ctx, found, futures, progress)
}

// judge fills in what becomes of the roster.
func (p *Plan) judge(ctx context.Context, found []schedule.Finding, futures []check.Future, progress forecast.Progress) (err error) {
	in := p.Input
	p.Check = in.Check(p.Requirement, p.Roster.Roster, futures)
	p.Cost = cost.Of(in.Team, p.Roster.Roster.Shifts, in.Calendar, in.Currency)
	p.Findings = Join(found, p.Roster.Findings, p.Check.Findings)
	if err := ctx.Err(); err != nil {
		return err
	}
	if p.Troubles, err = in.Explain(ctx, p.Requirement, p.Roster, p.Check, futures, progress); err != nil {
		return err
	}
	if p.Service, err = in.Simulate(ctx, p.Profiles, p.Roster.Roster, progress); err != nil {
		return err
	}
	p.Findings = simulated(p.Findings, MissedTargets(p.Service, in.Queues, in.Period))
	p.Advice = advice.Top(advice.Input{
		Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Volumes: volumesOf(p.Profiles), Requirement: p.Requirement,
		Report: p.Check, Roster: p.Roster.Roster, Campaigns: in.Campaigns,
	})
	return nil
}

// Forecast is the first step: history to volume, on the history's own intervals over the
// period.
func (in Input) Forecast(ctx context.Context, progress forecast.Progress) (auto.Result, error) {
	if len(in.History) == 0 {
		return auto.Result{}, nil
	}
	demand, err := in.Demand()
	if err != nil {
		return auto.Result{}, err
	}
	return auto.Forecast(ctx, demand, auto.Options{Progress: progress})
}

// Demand is what the forecaster is asked: everything that is known of the queues' volume,
// and the period at the history's step.
func (in Input) Demand() (auto.Input, error) {
	if len(in.History) == 0 {
		return auto.Input{}, fmt.Errorf("forecast the period: no queue has a history")
	}
	future, err := calendar.NewGrid(in.Period.Start, in.Period.End(), in.History[0].Grid.Step)
	if err != nil {
		return auto.Input{}, fmt.Errorf("forecast the period: %w", err)
	}
	return auto.Input{
		History: in.History, Calendar: in.Calendar, Future: future, Campaigns: in.Campaigns, Events: in.Events, Overrides: in.Overrides,
	}, nil
}

// Profile joins the volumes with the work that contacts bring, on the planning grid and in
// the order of the queues. A queue without a volume (one that only receives pivots) has a
// volume of zero; pivots to a queue with one are part of it, because whoever counted the
// queue's contacts counted those as well.
func (in Input) Profile(volumes []forecast.Volume) ([]forecast.Profile, error) {
	out := make([]forecast.Profile, len(in.Queues))
	for i, q := range in.Queues {
		k := slices.IndexFunc(volumes, func(v forecast.Volume) bool { return v.Queue == q.Name })
		volume := silent(q.Name, in.Period)
		if k >= 0 {
			var err error
			if volume, err = volumes[k].Fine(in.Period); err != nil {
				return nil, err
			}
		}
		out[i] = forecast.Profile{Volume: volume, Streams: counted(in.Streams[q.Name], volumes), Spread: in.Doubt[q.Name]}
	}
	return out, nil
}

// counted marks the pivots to queues that have a volume of their own.
func counted(streams []forecast.Stream, volumes []forecast.Volume) []forecast.Stream {
	streams = slices.Clone(streams)
	for i := range streams {
		pivots := slices.Clone(streams[i].Pivots)
		for k, p := range pivots {
			pivots[k].Counted = slices.ContainsFunc(volumes, func(v forecast.Volume) bool { return v.Queue == p.To })
		}
		streams[i].Pivots = pivots
	}
	return streams
}

func silent(queue string, g calendar.Grid) forecast.Volume {
	v := forecast.Volume{Queue: queue, Grid: g, Mean: make([]float64, g.N), Levels: forecast.Levels()}
	for range v.Levels {
		v.Quantiles = append(v.Quantiles, make([]float64, g.N))
	}
	return v
}

// Require is the second step: volume to requirement, with what no roster can change.
func (in Input) Require(ctx context.Context, profiles []forecast.Profile) (schedule.Requirement, []schedule.Finding, error) {
	r, found, err := staffing.Require(ctx, in.Period, in.Calendar, in.Demands(profiles), staffing.Options{Risk: in.Risk})
	if err == nil {
		found = append(append(found, in.Unreached()...), in.Barred()...)
	}
	return r, found, err
}

// Demands joins the queues with their profiles, as staffing takes them: the doubt about the
// work of a contact widens the volume.
func (in Input) Demands(profiles []forecast.Profile) []staffing.Demand {
	demands := make([]staffing.Demand, len(in.Queues))
	for i, q := range in.Queues {
		demands[i] = staffing.Demand{Queue: q, Profile: profiles[i]}
		demands[i].Profile.Volume = profiles[i].Loaded()
	}
	return demands
}

// Roster is the third step: requirement to who works when.
func (in Input) Roster(ctx context.Context, r schedule.Requirement, progress forecast.Progress) (roster.Result, error) {
	return roster.Build(ctx, roster.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: r, Base: in.Base},
		roster.Options{Seed: in.Seed, Effort: in.Effort, Searches: in.Searches, Limit: in.Limit, Progress: progress})
}

// Check judges a roster, whoever made it, against the rules and the requirement, deferrable
// work by the futures (see Futures) or, without any, as the requirement expects it.
func (in Input) Check(r schedule.Requirement, ro schedule.Roster, futures []check.Future) check.Report {
	return check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: r, Roster: ro, Futures: futures})
}

// Explain tells why the roster does not do what it does not do, and what would help, as far
// as Repairs asks for it.
func (in Input) Explain(ctx context.Context, r schedule.Requirement, built roster.Result, judged check.Report, futures []check.Future, progress forecast.Progress) ([]repair.Trouble, error) {
	if in.Repairs <= 0 {
		return nil, nil
	}
	return repair.Explain(ctx, in.Case(r, built, judged, futures), repair.Options{Repairs: in.Repairs, Progress: progress})
}

// Case is a roster of the input's, to be explained.
func (in Input) Case(r schedule.Requirement, built roster.Result, judged check.Report, futures []check.Future) repair.Case {
	return repair.Case{
		Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: r, Roster: built.Roster,
		Report: judged, Findings: built.Findings, Futures: futures, Currency: in.Currency, Seed: in.Seed,
	}
}

// Simulate is the last step: roster to the service that customers get.
func (in Input) Simulate(ctx context.Context, profiles []forecast.Profile, ro schedule.Roster, progress forecast.Progress) (simulate.Result, error) {
	return simulate.Run(ctx, simulate.Input{
		Grid: in.Period, Calendar: in.Calendar, Queues: in.Queues, Profiles: profiles, Team: in.Team, Roster: ro,
	}, simulate.Options{Replications: in.Replications, Seed: in.Seed, Progress: progress})
}

func volumesOf(profiles []forecast.Profile) []forecast.Volume {
	out := make([]forecast.Volume, len(profiles))
	for i, p := range profiles {
		out[i] = p.Volume
	}
	return out
}

// Join merges what staffing, the optimiser and the check found, gravest first. What a
// roster covers and grants is for the check to say, so that a plan never holds two opinions
// of one hour.
func Join(staffing, optimiser, check []schedule.Finding) []schedule.Finding {
	type key struct {
		code         schedule.Code
		agent, queue string
		from, to     int64
		name         string
	}
	order := map[schedule.Severity]int{schedule.Broken: 0, schedule.Missed: 1, schedule.Advice: 2, schedule.Info: 3}
	seen := map[key]bool{}
	var all []schedule.Finding
	judged := []schedule.Code{schedule.CodeUncovered, schedule.CodeMinStaff, schedule.CodeRequest, schedule.CodeNobody}
	own := slices.DeleteFunc(slices.Clone(optimiser), func(f schedule.Finding) bool { return slices.Contains(judged, f.Code) })
	for _, f := range slices.Concat(staffing, own, check) {
		k := key{f.Code, f.Agent, f.Queue, f.From.Unix(), f.To.Unix(), append(f.Names, "")[0]}
		if !seen[k] {
			seen[k] = true
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b schedule.Finding) int { return cmp.Compare(order[a.Severity], order[b.Severity]) })
	return all
}
