package settings

import (
	"github.com/shopspring/decimal"

	"turno/schedule"
)

// callDraft is time on call before its queues are known.
type callDraft struct {
	pay    decimal.Decimal
	queues []placed[string]
}

var callRecord = record[callDraft]{
	bind("pay", "Share of the wage and of the premiums that is paid, such as 25%; hours count by it as well", within(premium, func(x decimal.Decimal) bool {
		return !x.IsNegative() && x.LessThanOrEqual(decimal.NewFromInt(1))
	}, "expected a share of 0% to 100%"), func(c *callDraft, v decimal.Decimal) { c.pay = v }).required(),
	bind("queue", "The queue, or the list of queues, for which people stand by", listOf(keep(text), 50), func(c *callDraft, v []placed[string]) { c.queues = v }).required(),
}

// onCall checks what a kind of shift that is time on call names.
func (d *decoder) onCall(p patch[shiftDraft], call patch[callDraft], queues []schedule.Queue) *schedule.OnCall {
	draft := call.over(callDraft{})
	out := &schedule.OnCall{Pay: draft.pay}
	known := map[string]bool{}
	var names []string
	for _, q := range queues {
		names = append(names, q.Name)
		known[q.Name] = q.OnCall
	}
	if call.good && len(draft.queues) == 0 {
		d.say(p.place("on_call"), "expected a queue for which people stand by, such as {pay: 25%%, queue: chat}")
	}
	for _, q := range draft.queues {
		switch counts, is := known[q.value]; {
		case !is:
			d.unknown(q.node, "queue", names)
		case !counts:
			d.say(q.node, "people on call do not count towards the min_staff of the queue, so nobody need stand by: set min_staff_on_call: true there, or leave it out here")
		}
		out.Queues = append(out.Queues, q.value)
	}
	for _, key := range []string{"breaks", "split", "work_between"} {
		if p.has(key) {
			d.say(p.place(key), "%s has no meaning in time on call: leave it out", key)
		}
	}
	return out
}
