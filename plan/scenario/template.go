package scenario

import (
	"fmt"
	"slices"

	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
	"turno/skills"
)

// Template is a scenario that many teams ask about.
type Template string

// The templates.
const (
	ProductLaunch Template = "product-launch"
	SaleDay       Template = "sale-day"
	Crisis        Template = "crisis"
	Outage        Template = "outage"
	ViralPraise   Template = "viral-praise"
	Holiday       Template = "holiday"
	Trial247      Template = "247-trial"
)

// Templates lists the templates.
func Templates() []Template {
	return []Template{ProductLaunch, SaleDay, Crisis, Outage, ViralPraise, Holiday, Trial247}
}

// Parameters adjust a template; each zero value is its usual one.
type Parameters struct {
	Queue  string    // on which it happens; empty is all for a sale day and an outage, else the first queue whose posts are public, or the first
	Start  time.Time // zero is the fifth day of the period at the template's hour
	Uplift float64   // peak multiple of the volume
}

// course is how a template's wave of contacts goes.
type course struct {
	kind       string
	hour       int
	uplift     float64
	rise, half time.Duration
	lasts      time.Duration // held at the peak
	all        bool          // on every queue
	flush, aht float64       // multiples of the usual ones while it lasts
	turns      float64
}

var courses = map[Template]course{
	ProductLaunch: {kind: "post", hour: 10, uplift: 3, rise: 2 * time.Hour, half: 8 * time.Hour, lasts: 6 * time.Hour, flush: 1, aht: 1.1, turns: 1.1},
	SaleDay:       {kind: "sale", hour: 6, uplift: 3, rise: 4 * time.Hour, half: 6 * time.Hour, lasts: 16 * time.Hour, all: true, flush: 1, aht: 0.95, turns: 1},
	Crisis:        {kind: "crisis", hour: 17, uplift: 6, rise: time.Hour, half: 6 * time.Hour, lasts: 2 * time.Hour, flush: 0.6, aht: 1.25, turns: 1.3},
	Outage:        {kind: "outage", hour: 10, uplift: 5, rise: 30 * time.Minute, half: time.Hour, lasts: 2 * time.Hour, all: true, flush: 0.6, aht: 0.85, turns: 1.1},
	ViralPraise:   {kind: "viral", hour: 18, uplift: 8, rise: 2 * time.Hour, half: 5 * time.Hour, lasts: time.Hour, flush: 1.4, aht: 0.8, turns: 1},
}

// Of is the template with its parameters for an input.
func (t Template) Of(in plan.Input, p Parameters) (Scenario, error) {
	s := Scenario{Name: string(t)}
	if !slices.Contains(Templates(), t) {
		return s, fmt.Errorf("%q is not a template", t)
	}
	c := courses[t]
	if p.Queue == "" && !c.all {
		p.Queue = usualQueue(in.Queues)
	}
	if p.Start.IsZero() {
		day := calendar.DateOf(in.Period.Start).Add(4)
		p.Start = day.At(calendar.Clock(c.hour, 0), in.Calendar.Zone)
	}
	if p.Uplift == 0 {
		p.Uplift = c.uplift
	}
	var queues []string
	if p.Queue != "" {
		queues = []string{p.Queue}
	}
	switch t {
	case Holiday:
		s.Changes = []Change{AddHoliday{Date: calendar.DateOf(p.Start.In(in.Calendar.Zone)), Name: string(t)}}
		if p.Uplift > 0 {
			day := calendar.DateOf(p.Start.In(in.Calendar.Zone))
			s.Changes = append(s.Changes, Scale{Queues: queues, Times: p.Uplift, From: day.In(in.Calendar.Zone), To: day.Add(1).In(in.Calendar.Zone)})
		}
	case Trial247:
		s.Changes = []Change{SetHours{Queues: queues, Hours: calendar.Always()}}
		if p.Uplift > 0 {
			s.Changes = append(s.Changes, Scale{Queues: queues, Times: p.Uplift})
		}
	default:
		s.Changes = c.wave(string(t), queues, p)
	}
	return s, nil
}

// usualQueue is the first queue of public posts, or the first.
func usualQueue(queues []schedule.Queue) string {
	for _, q := range queues {
		if q.Channel == skills.Social {
			return q.Name
		}
	}
	if len(queues) == 0 {
		return ""
	}
	return queues[0].Name
}

// wave is the campaign of a template with the work that its contacts bring while most of
// them are its own.
func (c course) wave(name string, queues []string, p Parameters) []Change {
	end := p.Start.Add(c.rise + c.lasts)
	changes := []Change{AddCampaign{forecast.Campaign{
		Name: name, Kind: c.kind, Queues: queues, Start: p.Start, End: end, Uplift: p.Uplift, Rise: c.rise, HalfLife: c.half,
	}}}
	for _, f := range []struct {
		field Field
		times float64
	}{{FieldFlush, c.flush}, {FieldAHT, c.aht}, {FieldTurns, c.turns}} {
		if f.times != 0 && f.times != 1 {
			changes = append(changes, SetWork{Queues: queues, Field: f.field, Amount: Times(f.times), From: p.Start, To: end.Add(c.half)})
		}
	}
	return changes
}
