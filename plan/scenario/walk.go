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
	"turno/schedule/roster"
	"turno/schedule/simulate"
)

// walked is a draft with its plan, and what scenarios beside it need of it.
type walked struct {
	*draft
	plan     plan.Plan
	forecast auto.Result // as the forecaster gave it
	futures  []check.Future
	came     []forecast.Volume  // what comes by interval of the period, however its queues are grouped
	hourly   [][]forecast.Total // by queue; of the scenario's volume, whatever an option moves
	hour     [2]Estimate        // median and 90 % quantile of the busiest hour of all queues
	rosters  []roster.Result    // of each search
	measured []measured         // likewise
}

// walk plans the draft by so many searches for a roster, which share the effort of one; base
// is nil for the base itself. It is plan.Build without explanations and advice, and with the
// scenario's changes made on the forecast. The plan is that of the first search.
func (d *draft) walk(ctx context.Context, base *walked, searches int, step func()) (*walked, error) {
	w, err := d.foresee(ctx, base)
	if err != nil {
		return nil, err
	}
	if err := w.byHour(base); err != nil {
		return nil, err
	}
	if err := w.require(ctx); err != nil {
		return nil, err
	}
	step()
	for k := range searches {
		p := w.plan
		if p.Roster, err = w.search(ctx, base, k, searches); err != nil {
			return nil, err
		}
		m, err := w.measure(ctx, &p)
		if err != nil {
			return nil, err
		}
		if w.rosters, w.measured = append(w.rosters, p.Roster), append(w.measured, m); k == 0 {
			w.plan = p
		}
		step()
	}
	return w, nil
}

// search is the k-th roster of so many: the base's where that is held, else one searched for.
func (w *walked) search(ctx context.Context, base *walked, k, searches int) (roster.Result, error) {
	if w.mode == Held && base != nil {
		return roster.Result{Roster: w.standing(base.rosters[k].Roster), Done: 1}, nil
	}
	in := w.Input
	in.Seed, in.Searches = seedOf(in.Seed, k), searches
	return in.Roster(ctx, w.plan.Requirement, nil)
}

// foresee is the demand: forecast, and changed.
func (d *draft) foresee(ctx context.Context, base *walked) (*walked, error) {
	asked, err := d.ask(ctx, base)
	if err != nil {
		return nil, err
	}
	return d.meet(ctx, asked, base)
}

// ask asks the forecaster. What it is asked in the same words as by the base is not asked
// again; asked anew, it keeps the methods that it chose for the base.
func (d *draft) ask(ctx context.Context, base *walked) (auto.Result, error) {
	switch {
	case len(d.History) == 0:
		return auto.Result{}, nil
	case base == nil:
		return d.Forecast(ctx, nil)
	case d.Calendar == base.Calendar && reflect.DeepEqual(d.Campaigns, base.Campaigns):
		return base.forecast, nil
	}
	demand, err := d.Demand()
	if err != nil {
		return auto.Result{}, err
	}
	return auto.Forecast(ctx, demand, auto.Options{Choice: base.forecast.Choices})
}

// meet makes the changes on what is forecast for them.
func (d *draft) meet(ctx context.Context, r auto.Result, base *walked) (*walked, error) {
	w := &walked{forecast: r}
	var err error
	if w.draft, err = d.over(ctx, r.Volumes, base); err != nil {
		return nil, err
	}
	w.plan.Input, w.plan.Forecast = w.Input, r
	w.plan.Forecast.Volumes = w.volumes
	w.plan.Profiles, err = w.Profile(w.volumes)
	return w, err
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

// stand measures the base's rosters under the demand and with the people of the scenario, and
// gives the plan of the first.
func (w *walked) stand(ctx context.Context, base *walked) (first plan.Plan, all []measured, err error) {
	for k, r := range base.rosters {
		p := w.plan
		p.Roster = r
		p.Roster.Roster, p.Roster.Findings = w.standing(r.Roster), nil
		m, err := w.measure(ctx, &p)
		if err != nil {
			return first, nil, err
		}
		if all = append(all, m); k == 0 {
			first = p
		}
	}
	return first, all, nil
}

// standing is a roster of the base as the people of the scenario work it: those who are no
// longer there do not, and duties name the queues that there are now.
func (d *draft) standing(r schedule.Roster) schedule.Roster {
	out := schedule.Roster{Grid: r.Grid}
	for _, s := range r.Shifts {
		if slices.ContainsFunc(d.Team.Agents, func(a schedule.Agent) bool { return a.ID == s.Agent }) {
			out.Shifts = append(out.Shifts, redone(s, d.now))
		}
	}
	return out
}
