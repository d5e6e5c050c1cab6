package scenario

import (
	"context"
	"time"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/plan"
)

// Ground is an input with what comes to it, on which changes can be tried without a roster.
type Ground struct{ *walked }

// NewGround forecasts the input.
func NewGround(in plan.Input) (Ground, error) {
	d, err := newDraft(in, Scenario{})
	if err != nil {
		return Ground{}, err
	}
	w, err := d.foresee(context.Background(), nil)
	return Ground{w}, err
}

// After is the ground after changes of one scenario. For the forecaster stands one that is
// as simple as can be: a campaign multiplies six hours, a holiday halves the day.
func (g Ground) After(changes ...Change) (Ground, error) {
	d, err := newDraft(g.Input, Scenario{Changes: changes})
	if err != nil {
		return Ground{}, err
	}
	r := g.forecast
	r.Volumes = nil
	for _, v := range g.forecast.Volumes {
		r.Volumes = append(r.Volumes, v.Override(append(stated(g.draft, v, func(x float64) float64 { return 1 / x }), stated(d, v, func(x float64) float64 { return x })...)...))
	}
	w, err := d.meet(context.Background(), r, g.walked)
	return Ground{w}, err
}

// stated is what the input says of a volume.
func stated(d *draft, v forecast.Volume, by func(float64) float64) (list []forecast.Override) {
	add := func(at time.Time, hours int, times float64) {
		list = append(list, forecast.Override{From: at, To: at.Add(time.Duration(hours) * time.Hour), Op: forecast.Times, Value: by(times)})
	}
	for _, c := range d.Campaigns {
		if c.Touches(v.Queue) {
			add(c.Start, 6, c.Uplift)
		}
	}
	for _, day := range d.Period.Days() {
		if d.Calendar.Holiday(day.Date) != "" {
			add(d.Period.At(day.First), day.N, 0.5)
		}
	}
	return list
}

// Anew is the ground as if its input and what comes had been there from the beginning.
func (g Ground) Anew() Ground {
	d := blank(g.Input, "")
	d.volumes, d.sent = g.volumes, g.sent
	return Ground{&walked{draft: d, plan: g.plan, forecast: auto.Result{Volumes: g.volumes, Choices: g.forecast.Choices}}}
}

// Volumes are what comes, with what moves from queue to queue.
func (g Ground) Volumes() ([]forecast.Volume, map[string][]float64) { return g.volumes, g.sent }

// Plan is the input and the demand.
func (g Ground) Plan() plan.Plan { return g.plan }

// Asked says whether the forecaster is asked about the change.
func Asked(c Change) bool { return asked(c) }

// MeanOf is meanOf.
func MeanOf(all []Estimate) Estimate { return meanOf(all) }
