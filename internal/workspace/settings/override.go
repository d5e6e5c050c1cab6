package settings

import (
	"strings"
	"time"

	"turno/forecast"
	"turno/internal/workspace/value"
)

// maxOverride is the greatest number of an override, contacts an hour.
const maxOverride = 1e9

// change is a number that may be below 0.
var change = textual(func(s string) (float64, error) {
	digits, negative := strings.CutPrefix(strings.TrimSpace(s), "-")
	x, err := value.ParseNumber(digits, maxOverride)
	if err != nil || strings.HasPrefix(digits, "-") {
		return 0, &value.Error{Value: s, Expected: "expected contacts an hour, such as 12 or -5"}
	}
	if negative {
		x = -x
	}
	return x, nil
}, schema{"type": "number", "minimum": -maxOverride, "maximum": maxOverride})

type overrideDraft struct {
	forecast.Override
	queue               placed[string]
	times, plus, equals float64
}

var overrideRecord = record[overrideDraft]{
	bind("queue", "The queue whose forecast is corrected; all by default", keep(text), func(o *overrideDraft, v placed[string]) { o.queue = v }),
	bind("from", "When the correction begins, such as 2026-11-27T06:00", moment, func(o *overrideDraft, v time.Time) { o.From = v }).required(),
	bind("to", "When it ends; a date alone is its first instant", moment, func(o *overrideDraft, v time.Time) { o.To = v }).required(),
	bind("times", "Multiply the forecast by this, such as 1.4; one of times, plus and equals", number(0, 1000), func(o *overrideDraft, v float64) { o.times = v }),
	bind("plus", "Add so many contacts an hour, below 0 to take away", change, func(o *overrideDraft, v float64) { o.plus = v }),
	bind("equals", "Replace the forecast by so many contacts an hour", number(0, maxOverride), func(o *overrideDraft, v float64) { o.equals = v }),
	bind("reason", "Why: the forecast is told with it", text, func(o *overrideDraft, v string) { o.Reason = v }).required(),
	bind("who", "Whose correction it is", text, func(o *overrideDraft, v string) { o.Who = v }),
}

func (d *decoder) override(p patch[overrideDraft], names []string) forecast.Override {
	draft := p.over(overrideDraft{})
	o := draft.Override
	if p.has("queue") && p.good {
		d.queues([]placed[string]{draft.queue}, names)
		o.Queue = draft.queue.value
	}
	said := 0
	for _, op := range []struct {
		key   string
		op    forecast.Op
		value float64
	}{{"times", forecast.Times, draft.times}, {"plus", forecast.Plus, draft.plus}, {"equals", forecast.Equals, draft.equals}} {
		if p.has(op.key) {
			said++
			o.Op, o.Value = op.op, op.value
		}
	}
	if p.good && said != 1 {
		d.say(p.node, "an override says %d of times, plus and equals: expected exactly one, such as times: 1.4", said)
	}
	if p.good && !o.From.Before(o.To) {
		d.say(p.place("to"), "the override ends before it begins; a date alone is its first instant, so that one day ends with the date of the next")
	}
	return o
}
