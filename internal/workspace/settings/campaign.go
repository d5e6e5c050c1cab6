package settings

import (
	"slices"
	"time"

	"turno/forecast"
)

const maxCampaigns = 1000

type campaignDraft struct {
	forecast.Campaign
	queues []placed[string]
}

type eventDraft struct {
	forecast.Event
	queues []placed[string]
}

var campaignRecord = record[campaignDraft]{
	bind("name", "What the campaign is called", text, func(c *campaignDraft, v string) { c.Name = v }).required(),
	bind("kind", "Groups campaigns alike, such as post, sale or newsletter", text, func(c *campaignDraft, v string) { c.Kind = v }),
	bind("queues", "Queues it acts on; all by default", listOf(keep(text), maxQueues), func(c *campaignDraft, v []placed[string]) { c.queues = v }),
	bind("start", "When it begins to act, such as 2026-11-27T06:00", moment, func(c *campaignDraft, v time.Time) { c.Start = v }).required(),
	bind("end", "When its effect begins to decay; once risen by default", moment, func(c *campaignDraft, v time.Time) { c.End = v }),
	bind("uplift", "Peak multiple of the usual volume, such as 3; leave out what is to be learned from past campaigns", number(0, 1000), func(c *campaignDraft, v float64) { c.Uplift = v }),
	bind("rise", "Time from the start to the peak; at once by default", duration, func(c *campaignDraft, v time.Duration) { c.Rise = v }),
	bind("half_life", "Time in which the excess halves after the end; at once by default", duration, func(c *campaignDraft, v time.Duration) { c.HalfLife = v }),
	bind("reach", "People reached, where known", number(0, 1e12), func(c *campaignDraft, v float64) { c.Reach = v }),
}

var eventRecord = record[eventDraft]{
	bind("name", "What the event is called", text, func(e *eventDraft, v string) { e.Name = v }).required(),
	bind("queues", "Queues it acts on; all by default", listOf(keep(text), maxQueues), func(e *eventDraft, v []placed[string]) { e.queues = v }),
	bind("start", "When it begins", moment, func(e *eventDraft, v time.Time) { e.Start = v }).required(),
	bind("end", "When it ends", moment, func(e *eventDraft, v time.Time) { e.End = v }).required(),
	bind("uplift", "Multiple of the usual volume; leave out when its effect is not known", number(0, 1000), func(e *eventDraft, v float64) { e.Uplift = v }),
}

func (d *decoder) campaign(p patch[campaignDraft], names []string) forecast.Campaign {
	draft := p.over(campaignDraft{})
	c := draft.Campaign
	c.Queues = d.queues(draft.queues, names)
	if p.has("uplift") && p.good && c.Uplift <= 0 {
		d.say(p.place("uplift"), "expected a multiple of the usual volume above 0, such as 3; 1 changes nothing; leave it out to have it learned")
	}
	if p.has("end") && p.good && c.End.Before(c.Start) {
		d.say(p.place("end"), "the campaign %s ends before it starts", c.Name)
	}
	return c
}

func (d *decoder) event(p patch[eventDraft], names []string) forecast.Event {
	draft := p.over(eventDraft{})
	e := draft.Event
	e.Queues = d.queues(draft.queues, names)
	if p.has("uplift") && p.good && e.Uplift <= 0 {
		d.say(p.place("uplift"), "expected a multiple of the usual volume above 0, such as 1.3; leave it out when the effect is not known")
	}
	if p.good && !e.Start.Before(e.End) {
		d.say(p.place("end"), "the event %s ends before it starts", e.Name)
	}
	return e
}

// queues checks a list of queue names.
func (d *decoder) queues(list []placed[string], names []string) []string {
	var out []string
	for _, q := range list {
		if !slices.Contains(names, q.value) {
			d.unknown(q.node, "queue", names)
		}
		out = append(out, q.value)
	}
	return out
}
