package scenario

import (
	"context"
	"reflect"
	"slices"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/simulate"
)

// walked is a draft with its plan, and what scenarios beside it need of it.
type walked struct {
	*draft
	plan     plan.Plan
	forecast auto.Result       // as the forecaster gave it
	volumes  []forecast.Volume // with the scenario's changes of demand, before queues are regrouped
	spilled  map[string][]float64
	futures  []check.Future
	hourly   [][]forecast.Total // by queue; of the scenario's volume, whatever an option moves
	hour     [2]Estimate        // median and 90 % quantile of the busiest hour of all queues
	measured measured
}

// walk plans the draft; base is nil for the base itself. It is plan.Build without
// explanations and advice, and with the scenario's changes of demand between the forecast
// and the requirement.
func (d *draft) walk(ctx context.Context, base *walked, step func()) (*walked, error) {
	w := &walked{draft: d, plan: plan.Plan{Input: d.Input}}
	if err := w.foresee(ctx, base); err != nil {
		return nil, err
	}
	if err := w.byHour(); err != nil {
		return nil, err
	}
	step()
	if err := w.require(ctx); err != nil {
		return nil, err
	}
	if d.mode == Held && base != nil {
		w.plan.Roster.Roster, w.plan.Roster.Done = d.standing(base.plan.Roster.Roster), 1
	} else {
		r, err := d.Roster(ctx, w.plan.Requirement, nil)
		if err != nil {
			return nil, err
		}
		w.plan.Roster = r
	}
	step()
	m, err := w.measure(ctx, &w.plan)
	w.measured = m
	step()
	return w, err
}

// foresee is the demand: forecast, changed, spilled over and regrouped. What the forecaster
// is asked in the same words as by the base is not asked again; asked anew, it keeps the
// methods that it chose for the base.
func (w *walked) foresee(ctx context.Context, base *walked) error {
	d := w.draft
	var err error
	switch {
	case len(d.History) == 0:
	case base == nil:
		w.forecast, err = d.Forecast(ctx, nil)
	case d.Calendar == base.Calendar && reflect.DeepEqual(d.Campaigns, base.Campaigns):
		w.forecast = base.forecast
	default:
		var demand auto.Input
		if demand, err = d.Demand(); err == nil {
			w.forecast, err = auto.Forecast(ctx, demand, auto.Options{Choice: base.forecast.Choices})
		}
	}
	if err != nil {
		return err
	}
	w.volumes = slices.Clone(w.forecast.Volumes)
	for _, change := range d.demand {
		w.volumes = change(w.volumes)
	}
	w.spilled = d.flows(w.volumes)
	if base != nil {
		w.volumes = d.spillOver(w.volumes, base.volumes, w.spilled, base.spilled)
	}
	volumes := slices.Clone(w.volumes)
	for _, regroup := range d.regroup {
		volumes = regroup(d, volumes)
	}
	if len(d.regroup) > 0 {
		w.spilled = d.flows(volumes)
		d.Team = d.renameTeam()
	}
	w.plan.Input, w.plan.Forecast = d.Input, w.forecast
	w.plan.Forecast.Volumes = volumes
	w.plan.Profiles, err = d.Profile(volumes)
	return err
}

// require is the requirement, by which people are shared out where queues get people of
// their own.
func (w *walked) require(ctx context.Context) error {
	var err error
	if w.plan.Requirement, w.plan.Findings, err = w.Require(ctx, w.plan.Profiles); err != nil {
		return err
	}
	if len(w.groups) > 0 {
		w.assign(w.plan.Requirement)
		w.plan.Input = w.Input
	}
	w.futures, err = w.Futures(ctx, w.plan.Profiles)
	return err
}

// measure checks, costs and simulates the roster of a plan of the draft.
func (w *walked) measure(ctx context.Context, p *plan.Plan) (measured, error) {
	p.Check = w.Check(p.Requirement, p.Roster.Roster, w.futures)
	p.Cost = cost.Of(w.Team, p.Roster.Roster.Shifts, w.Calendar, w.Currency)
	p.Findings = plan.Join(p.Findings, p.Roster.Findings, p.Check.Findings)
	var err error
	if p.Service, err = w.simulate(ctx, p.Profiles, p.Roster.Roster); err != nil {
		return measured{}, err
	}
	return w.figures(p), nil
}

func (w *walked) simulate(ctx context.Context, profiles []forecast.Profile, ro schedule.Roster) (simulate.Result, error) {
	return simulate.Run(ctx, simulate.Input{
		Grid: w.Period, Calendar: w.Calendar, Queues: w.Queues, Profiles: profiles, Team: w.Team, Roster: ro,
	}, simulate.Options{Replications: w.Replications, Seed: w.Seed})
}

// stand measures the base's roster under the demand and with the people of the scenario.
func (w *walked) stand(ctx context.Context, base *walked) (plan.Plan, measured, error) {
	p := w.plan
	p.Roster = base.plan.Roster
	p.Roster.Roster = w.standing(base.plan.Roster.Roster)
	p.Roster.Findings = nil
	m, err := w.measure(ctx, &p)
	return p, m, err
}

// standing is a roster of the base as the people of the scenario work it: those who are no
// longer there do not, and duties name the queues that there are now.
func (d *draft) standing(r schedule.Roster) schedule.Roster {
	out := schedule.Roster{Grid: r.Grid}
	for _, s := range r.Shifts {
		if slices.ContainsFunc(d.Team.Agents, func(a schedule.Agent) bool { return a.ID == s.Agent }) {
			out.Shifts = append(out.Shifts, d.redone(s))
		}
	}
	return out
}

// redone is a shift whose duties name the queues that there are now.
func (d *draft) redone(s schedule.Shift) schedule.Shift {
	if len(d.renamed) == 0 {
		return s
	}
	s.Duties = slices.Clone(s.Duties)
	for i, duty := range s.Duties {
		var queues []string
		for _, q := range duty.Queues {
			now, changed := d.renamed[q]
			if !changed {
				now = []string{q}
			}
			for _, n := range now {
				if !slices.Contains(queues, n) {
					queues = append(queues, n)
				}
			}
		}
		s.Duties[i].Queues = queues
	}
	return s
}

// renameTeam is the team with the queues of its shifts renamed.
func (d *draft) renameTeam() schedule.Team {
	t := d.Team
	redo := func(shifts []schedule.Shift) []schedule.Shift {
		out := make([]schedule.Shift, len(shifts))
		for i, s := range shifts {
			out[i] = d.redone(s)
		}
		return out
	}
	t.Locks, t.Published = redo(t.Locks), redo(t.Published)
	d.Base.Shifts = redo(d.Base.Shifts)
	return t
}
