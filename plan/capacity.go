package plan

import (
	"context"
	"fmt"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan/capacity"
	"turno/skills"
)

// CapacityPlan looks so many whole months ahead, from the first that begins with the period
// or later: the people asked for, those there, what is missing and what it costs. The
// forecast is made anew over the months; campaigns, events and overrides in them count, and
// people as their contracts, assessments, inductions and absences leave them month by month.
func (in Input) CapacityPlan(ctx context.Context, months int, progress forecast.Progress) (capacity.Plan, error) {
	grid, err := capacity.Months(calendar.DateOf(in.Period.Start), months, in.Calendar.Zone, in.Period.Step)
	if err != nil {
		return capacity.Plan{}, fmt.Errorf("capacity: %w", err)
	}
	now := in.Period.Start
	in.Period = grid
	in, _ = in.Rated().Assess()
	renewed, _ := in.renewing(now).Assess()
	// The forecast weighs its methods by how far it looks: the same first months come of any
	// number of them when it always looks a whole year ahead, or two.
	long := in
	if long.Period, err = capacity.Months(calendar.DateOf(grid.Start), (months+11)/12*12, in.Calendar.Zone, grid.Step); err != nil {
		return capacity.Plan{}, fmt.Errorf("capacity: %w", err)
	}
	f, err := long.Forecast(ctx, progress)
	if err != nil {
		return capacity.Plan{}, err
	}
	profiles, err := in.Profile(f.Volumes)
	if err != nil {
		return capacity.Plan{}, err
	}
	return capacity.Of(ctx, capacity.Input{
		Calendar: in.Calendar, Grid: grid, Volumes: f.Volumes, Demands: in.Demands(profiles), Team: in.Team, Renewed: renewed.Team.Agents, Induction: in.Skills.Induction,
		Known: slices.Concat(in.Team.Published, in.Base.Shifts), Settings: in.Capacity, FTE: in.FTEHours(), Risk: in.Risk,
		Currency: in.Currency, Seed: in.Seed, Progress: progress,
	})
}

// renewing is the input in which every certificate that holds at a time is renewed before it
// ends.
func (in Input) renewing(now time.Time) Input {
	in.Assessed = slices.Clone(in.Assessed)
	for i, a := range in.Assessed {
		if a.Kind == skills.Certificate && a.Expires.After(now) {
			in.Assessed[i].Expires = time.Time{}
		}
	}
	return in
}
