package settings

import (
	"strings"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/workspace/value"
	"turno/plan/scenario"
)

// amount reads a new value, or a multiple of the old one: x1.2, +10%, -10%.
func amount[V int | float64 | time.Duration](plain reading[V]) reading[scenario.Amount] {
	return reading[scenario.Amount]{schema{"type": []string{"string", "number"}}, func(d *decoder, n *node) (scenario.Amount, bool) {
		text := strings.TrimSpace(n.text)
		switch {
		case n.shape != scalar || text == "":
		case text[0] == 'x':
			x, err := value.ParseNumber(text[1:], 1000)
			if err != nil {
				d.say(n, "expected a multiple such as x1.2")
			}
			return scenario.Times(x), err == nil
		case text[0] == '+' || text[0] == '-':
			x, err := value.ParsePremium(text[1:])
			if text[0] == '-' {
				x = -x
			}
			if err != nil || x <= -1 {
				d.say(n, "expected more or less by a share, such as +10%% or -10%%, or a multiple such as x1.2")
				return scenario.Amount{}, false
			}
			return scenario.Times(1 + x), true
		}
		v, ok := plain.read(d, n)
		if seconds, is := any(v).(time.Duration); is {
			return scenario.To(seconds.Seconds()), ok
		}
		return scenario.To(float64(v)), ok
	}}
}

// signed reads a duration that may be negative.
var signed = textual(func(s string) (time.Duration, error) {
	digits, negative := strings.CutPrefix(strings.TrimSpace(s), "-")
	by, err := value.ParseDuration(strings.TrimPrefix(digits, "+"))
	if err != nil {
		return 0, &value.Error{Value: s, Expected: "expected a time by which to move, such as 6h or -90m"}
	}
	if negative {
		by = -by
	}
	return by, nil
}, schema{"type": "string"})

var holidayDate = textual(value.ParseDate, schema{"type": "string"})

type templateDraft struct {
	scenario.FromTemplate
	queue placed[string]
}

var templateRecord = record[templateDraft]{
	bind("name", "Which one: "+templateNames(), oneOf("template", scenario.Templates()...), func(t *templateDraft, v scenario.Template) { t.Template = v }).required(),
	bind("queue", "On which it happens; by default the first queue of public posts, of a sale day and an outage all", keep(text), func(t *templateDraft, v placed[string]) { t.queue = v }),
	bind("start", "When it begins; on the fifth day of the period by default", moment, func(t *templateDraft, v time.Time) { t.Start = v }),
	bind("uplift", "Peak multiple of the usual volume", number(0.01, 1000), func(t *templateDraft, v float64) { t.Uplift = v }),
}

func templateNames() string {
	var names []string
	for _, t := range scenario.Templates() {
		names = append(names, string(t))
	}
	return strings.Join(names, ", ")
}

func (in scope) template(p patch[templateDraft]) []scenario.Change {
	t := p.over(templateDraft{})
	for _, name := range in.known(t.queue) {
		t.Queue = name
	}
	return []scenario.Change{t.FromTemplate}
}

type moveDraft struct {
	campaign placed[string]
	by       time.Duration
	times    float64
}

var moveRecord = record[moveDraft]{
	bind("campaign", "Name of the campaign", keep(text), func(m *moveDraft, v placed[string]) { m.campaign = v }).required(),
	bind("by", "By how much it starts later, or earlier below 0, such as -6h", signed, func(m *moveDraft, v time.Duration) { m.by = v }).required(),
}

var boostRecord = record[moveDraft]{
	bind("campaign", "Name of the campaign", keep(text), func(m *moveDraft, v placed[string]) { m.campaign = v }).required(),
	bind("times", "Multiple of its uplift, such as 1.5", number(0.01, 100), func(m *moveDraft, v float64) { m.times = v }).required(),
}

func (in scope) move(p patch[moveDraft]) []scenario.Change {
	m := p.over(moveDraft{})
	return []scenario.Change{scenario.MoveCampaign{Name: in.oneOfNames(m.campaign, "campaign", in.campaigns), By: m.by}}
}

func (in scope) boost(p patch[moveDraft]) []scenario.Change {
	m := p.over(moveDraft{})
	return []scenario.Change{scenario.BoostCampaign{Name: in.oneOfNames(m.campaign, "campaign", in.campaigns), Times: m.times}}
}

func (in scope) drop(v placed[string]) []scenario.Change {
	return []scenario.Change{scenario.DropCampaign{Name: in.oneOfNames(v, "campaign", in.campaigns)}}
}

type volumeDraft struct {
	scenario.Scale
	queues []placed[string]
}

var volumeRecord = record[volumeDraft]{
	bind("queues", "Queues it is about; all by default", listOf(keep(text), maxQueues), func(s *volumeDraft, v []placed[string]) { s.queues = v }),
	bind("times", "Multiple of the forecast, such as 1.2", number(0, 1000), func(s *volumeDraft, v float64) { s.Times = v }).required(),
	bind("from", "When it begins; with the period by default", moment, func(s *volumeDraft, v time.Time) { s.From = v }),
	bind("to", "When it ends; with the period by default", moment, func(s *volumeDraft, v time.Time) { s.To = v }),
}

func (in scope) volume(p patch[volumeDraft]) []scenario.Change {
	s := p.over(volumeDraft{})
	s.Queues = in.known(s.queues...)
	in.orderly(p.place("to"), s.From, s.To)
	return []scenario.Change{s.Scale}
}

// orderly checks that a stretch of time ends after it begins.
func (in scope) orderly(n *node, from, to time.Time) {
	if !from.IsZero() && !to.IsZero() && !from.Before(to) {
		in.d.say(n, "it ends before it begins: expected a time after %s", from.Format("2006-01-02T15:04"))
	}
}

type workChange struct {
	queues   []placed[string]
	kinds    []forecast.Kind
	from, to time.Time
	fields   []scenario.SetWork
}

func working(f scenario.Field) func(*workChange, scenario.Amount) {
	return func(w *workChange, v scenario.Amount) {
		w.fields = append(w.fields, scenario.SetWork{Field: f, Amount: v})
	}
}

var workChangeRecord = record[workChange]{
	bind("queues", "Queues it is about; all by default", listOf(keep(text), maxQueues), func(w *workChange, v []placed[string]) { w.queues = v }),
	bind("kinds", "Message kinds it is about; all by default", listOf(text, MaxKinds), func(w *workChange, v []string) {
		for _, k := range v {
			w.kinds = append(w.kinds, forecast.Kind(k))
		}
	}),
	bind("aht", "Handle time of a reply or live contact: 4m, x0.9 or -10%", amount(positive), working(scenario.FieldAHT)),
	bind("flush", "Share that needs no answer: 70%, x1.1 or +10%", amount(share), working(scenario.FieldFlush)),
	bind("turns", "Replies of a conversation: 1.4, x0.9 or -10%", amount(number(1, 50)), working(scenario.FieldTurns)),
	bind("triage", "Time to look at any post", amount(duration), working(scenario.FieldTriage)),
	bind("think", "Mean time until the customer writes again", amount(positive), working(scenario.FieldThink)),
	bind("from", "Of those who come from then on; from the start by default", moment, func(w *workChange, v time.Time) { w.from = v }),
	bind("to", "And before then; to the end by default", moment, func(w *workChange, v time.Time) { w.to = v }),
}

func (in scope) work(p patch[workChange]) (all []scenario.Change) {
	w := p.over(workChange{})
	queues := in.known(w.queues...)
	in.orderly(p.place("to"), w.from, w.to)
	for _, f := range w.fields {
		f.Queues, f.Kinds, f.From, f.To = queues, w.kinds, w.from, w.to
		all = append(all, f)
	}
	if len(w.fields) == 0 && p.good {
		in.d.say(p.node, "work changes nothing: expected one of aht, flush, turns, triage, think")
	}
	return all
}

type pivotChange struct {
	queue, to placed[string]
	share     scenario.Amount
}

var pivotChangeRecord = record[pivotChange]{
	bind("queue", "The queue from which conversations move", keep(text), func(c *pivotChange, v placed[string]) { c.queue = v }).required(),
	bind("to", "The queue to which they move", keep(text), func(c *pivotChange, v placed[string]) { c.to = v }).required(),
	bind("share", "Share of the conversations: 6%, x1.5 or +20%", amount(share), func(c *pivotChange, v scenario.Amount) { c.share = v }).required(),
}

func (in scope) pivot(p patch[pivotChange]) []scenario.Change {
	c := p.over(pivotChange{})
	in.known(c.queue, c.to)
	return []scenario.Change{scenario.SetPivot{Queue: c.queue.value, To: c.to.value, Amount: c.share}}
}

type hoursDraft struct {
	queues []placed[string]
	open   calendar.Hours
}

var hoursRecord = record[hoursDraft]{
	bind("queues", "Queues it is about; all by default", listOf(keep(text), maxQueues), func(h *hoursDraft, v []placed[string]) { h.queues = v }),
	bind("open", "When they are answered: always, 09:00-21:00, or a mapping of days to hours", hours, func(h *hoursDraft, v calendar.Hours) { h.open = v }).required(),
}

func (in scope) hours(p patch[hoursDraft]) []scenario.Change {
	h := p.over(hoursDraft{})
	if p.has("open") && p.good && neverOpen(h.open) {
		in.d.say(p.place("open"), "the queue is never open: expected hours such as {mon-fri: 09:00-18:00}")
	}
	return []scenario.Change{scenario.SetHours{Queues: in.known(h.queues...), Hours: h.open}}
}
