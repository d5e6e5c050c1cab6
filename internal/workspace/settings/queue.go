package settings

import (
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

const (
	maxQueues  = 200
	maxTargets = 5
	maxPivots  = 10
)

// MaxKinds is how many kinds of message a queue may tell apart.
const MaxKinds = 10

// queueDraft is a queue as written: what hangs on its channel is filled in afterwards.
type queueDraft struct {
	schedule.Queue
	targets []placed[patch[schedule.Target]]
	promise *patch[schedule.Target]
	work    patch[work]
	kinds   []entry[patch[work]]
}

var targetRecord = record[schedule.Target]{
	bind("share", "Share of contacts to be served in time, such as 80%", share, func(t *schedule.Target, v float64) { t.Share = v }).required(),
	bind("within", "Time within which they are to be served, such as 1h or 20s", positive, func(t *schedule.Target, v time.Duration) { t.Within = v }).required(),
	bind("measure", "Which wait counts: that for the first reply, for each reply, or until the conversation ends", oneOf("measure", schedule.FirstReply, schedule.EachReply, schedule.EndToEnd),
		func(t *schedule.Target, v schedule.Measured) { t.Measure = v }),
	bind("clock", "Which time counts: all that has elapsed, or open hours only", oneOf("clock", schedule.Elapsed, schedule.OpenOnly),
		func(t *schedule.Target, v schedule.Clock) { t.Clock = v }),
}

var pivotRecord = record[forecast.Pivot]{
	bind("to", "The queue to which the conversation moves", text, func(p *forecast.Pivot, v string) { p.To = v }).required(),
	bind("share", "Share of the conversations that move, such as 6%", share, func(p *forecast.Pivot, v float64) { p.Share = v }).required(),
	bind("lag", "Mean time until the customer turns up there; 20m by default", duration, func(p *forecast.Pivot, v time.Duration) { p.Lag = v }),
	bind("drop_off", "Share of those moved who never turn up; 76% by default", share, func(p *forecast.Pivot, v float64) { p.DropOff = v }),
}

var workRecord = record[work]{
	bind("share", "Share of the queue's volume that is of this kind; those of all kinds make 100%", share, func(w *work, v float64) { w.Share = v }),
	bind("flush", "Share of the posts that need no answer, such as 60%", share, func(w *work, v float64) { w.Flush = v }),
	bind("triage", "Time to look at any post, answered or not, such as 12s", duration, func(w *work, v time.Duration) { w.Triage = v }),
	bind("turns", "Mean number of agent replies in a conversation, at least 1", number(1, 50), func(w *work, v float64) { w.Turns = v }),
	bind("aht", "Mean time of an agent on one reply (live queues: on one contact), such as 5m", positive, func(w *work, v time.Duration) { w.AHT = v }),
	bind("think", "Median time from a reply to the customer's next message, such as 16m", positive, func(w *work, v time.Duration) { w.Think = v }),
	bind("pivots", "Shares of the conversations that move to another queue", listOf(keep(patchOf("a pivot", pivotRecord)), maxPivots),
		func(w *work, v []placed[patch[forecast.Pivot]]) { w.Pivots = v }),
}

// kindRecord is the work of one kind of message, and what the team aims at with it.
var kindRecord = append(slices.Clone(workRecord),
	bind("priority", "Deferrable: 1 is served first among the messages of the queue, then by due time; the queue's own by default", whole(1, 100), func(w *work, v int) { w.Priority = v }),
	bind("targets", "Deferrable: what the team aims at with this kind; the queue's targets by default", listOf(keep(patchOf("a target", targetRecord)), maxTargets), func(w *work, v []placed[patch[schedule.Target]]) { w.targets = v }),
)

var queueRecord = record[queueDraft]{
	bind("channel", "social (public posts), messaging (private, asynchronous), chat (live), voice or email", channel, func(q *queueDraft, v skills.Channel) { q.Channel = v }).required(),
	bind("handle", "The brand or account, for people; quote it when it begins with @", text, func(q *queueDraft, v string) { q.Handle = v }),
	bind("language", "Language tag that agents of this queue must know, such as it; leave out for any", tongue, func(q *queueDraft, v skills.Language) { q.Language = v }),
	bind("hours", "When the queue is answered: always, 09:00-21:00, or a mapping of days (mon-fri, sat, holidays, 2026-12-24) to hours", hours, func(q *queueDraft, v calendar.Hours) { q.Hours = v }),
	bind("auto_reply", "Whether customers outside hours are told so", yes, func(q *queueDraft, v bool) { q.AutoReply = v }),
	bind("min_staff", "Agents wanted while open whatever the forecast says", number(0, 1000), func(q *queueDraft, v float64) { q.MinStaff = v }),
	bind("min_staff_on_call", "Whether people on call for the queue (see on_call of a shift kind) count towards min_staff; false by default", yes, func(q *queueDraft, v bool) { q.OnCall = v }),
	bind("duty_min", "Least time an agent spends with this queue first before or after a change to another, such as 2h, unless a break or the end of the shift comes first; an hour where breaks allow", positive, func(q *queueDraft, v time.Duration) { q.DutyMin = v }),
	bind("priority", "1 is served first", whole(1, 100), func(q *queueDraft, v int) { q.Priority = v }),
	bind("patience", "Live: mean time until a waiting customer leaves; 0 is never", duration, func(q *queueDraft, v time.Duration) { q.Patience = v }),
	bind("redial", "Live: share of those who left that try again, such as 30%", share, func(q *queueDraft, v float64) { q.Redial = v }),
	bind("redial_after", "Live: mean time until they do; 10m by default", duration, func(q *queueDraft, v time.Duration) { q.RedialAfter = v }),
	bind("interruptible", "Deferrable: whether an agent on live work may be called away from it to a live contact, and resumes it later", yes, func(q *queueDraft, v bool) { q.Interruptible = v }),
	bind("owned", "Deferrable: whether a customer who writes again waits for the same agent while that one is on duty", yes, func(q *queueDraft, v bool) { q.Owned = v }),
	bind("closing_post", "Social: mean time of an agent on the public post that ends a conversation taken to another queue; 0 is none", duration, func(q *queueDraft, v time.Duration) { q.ClosingPost = v }),
	bind("slots", "Chat: conversations at once per agent", whole(1, 10), func(q *queueDraft, v int) { q.Slots = v }),
	bind("inflation", "Chat: handle time added by each further conversation, such as 30%", share, func(q *queueDraft, v float64) { q.Inflation = v }),
	bind("occupancy_cap", "Greatest share of their time that agents may be busy, such as 85%; 100% is no cap", share, func(q *queueDraft, v float64) { q.OccupancyCap = v }),
	bind("targets", "What the team aims at", listOf(keep(patchOf("a target", targetRecord)), maxTargets), func(q *queueDraft, v []placed[patch[schedule.Target]]) { q.targets = v }),
	bind("promise", "What is announced to the public", patchOf("a promise", targetRecord), func(q *queueDraft, v patch[schedule.Target]) { q.promise = &v }),
	bind("work", "The work a contact brings; by default the typical figures of the channel", patchOf("work", workRecord), func(q *queueDraft, v patch[work]) { q.work = v }),
	bind("kinds", "Kinds of message with their own work, priority and targets; what is left out is taken from work and from the queue", mapOf("message kind", patchOf("a message kind", kindRecord), MaxKinds), func(q *queueDraft, v []entry[patch[work]]) { q.kinds = v }),
}

// queue completes a queue by the defaults of its channel and checks it.
func (d *decoder) queue(e entry[patch[queueDraft]], names []string) (schedule.Queue, []forecast.Stream) {
	p := e.value
	channel := p.over(queueDraft{}).Channel
	draft := p.over(queueDraft{Queue: defaultQueue(channel)})
	if channel == "" { // already recorded; the rest hangs on it
		return draft.Queue, nil
	}
	q := draft.Queue
	q.Name = e.name
	d.queueFits(p, q)
	q.Targets = d.targets(draft.targets, channel)
	if len(q.Targets) == 0 {
		q.Targets = []schedule.Target{defaultTarget(channel)}
	}
	q.Kinds = d.aims(p, draft, q)
	if draft.promise != nil {
		t := d.target(*draft.promise, channel)
		q.Promise = &t
	}
	return q, d.streams(e, draft, names)
}

// queueFits checks what has a meaning on the queue's channel.
func (d *decoder) queueFits(p patch[queueDraft], q schedule.Queue) {
	for _, key := range []string{"patience", "redial", "redial_after"} {
		if p.has(key) && !q.Channel.Live() {
			d.say(p.place(key), "%s has a meaning on live queues only (chat, voice), not on %s: leave it out", key, q.Channel)
		}
	}
	if p.has("redial") && q.Redial > 0.95 {
		d.say(p.place("redial"), "expected at most 95%%: some give up")
	}
	for _, key := range []string{"interruptible", "owned"} {
		if p.has(key) && q.Channel.Live() {
			d.say(p.place(key), "%s has a meaning on deferrable queues only, not on %s: leave it out", key, q.Channel)
		}
	}
	if q.OnCall && q.MinStaff <= 0 {
		d.say(p.place("min_staff_on_call"), "min_staff_on_call has a meaning beside min_staff only: set min_staff as well, or leave it out")
	}
	if p.has("closing_post") && q.Channel != skills.Social {
		d.say(p.place("closing_post"), "closing_post has a meaning on social queues only, not on %s: leave it out", q.Channel)
	}
	for _, key := range []string{"slots", "inflation"} {
		if p.has(key) && q.Channel != skills.Chat {
			d.say(p.place(key), "%s has a meaning on chat only, not on %s: leave it out", key, q.Channel)
		}
	}
	if p.has("occupancy_cap") && q.OccupancyCap < 0.1 {
		d.say(p.place("occupancy_cap"), "expected a share from 10%% to 100%%")
	}
	if p.has("hours") && neverOpen(q.Hours) {
		d.say(p.place("hours"), "the queue is never open: expected hours such as {mon-fri: 09:00-18:00}")
	}
}

func (d *decoder) targets(written []placed[patch[schedule.Target]], channel skills.Channel) (all []schedule.Target) {
	for _, t := range written {
		all = append(all, d.target(t.value, channel))
	}
	return all
}

func (d *decoder) target(p patch[schedule.Target], channel skills.Channel) schedule.Target {
	t := p.over(defaultTarget(channel))
	if p.has("share") && t.Share <= 0 {
		d.say(p.place("share"), "expected a share above 0%%, such as 80%%")
	}
	if channel.Live() && t.Share > 0.999 {
		d.say(p.place("share"), "no number of agents answers all of a live queue in time: expected at most 99.9%%, such as 90%%")
	}
	if channel.Live() && t.Measure != schedule.FirstReply {
		d.say(p.place("measure"), "on a live queue (%s) only the first reply is measured: leave it out", channel)
	}
	return t
}

// streams makes one stream for the whole queue, or one per message kind.
func (d *decoder) streams(e entry[patch[queueDraft]], draft queueDraft, names []string) []forecast.Stream {
	measured, keys := d.measured.work(e.name, draft.Channel)
	base := draft.work.over(measured)
	if draft.work.has("share") {
		d.say(draft.work.place("share"), "share belongs to the kinds of a queue, not to its whole work: leave it out")
	}
	d.workFits(draft.work, draft.Channel)
	if len(draft.kinds) == 0 {
		at := e.key
		if draft.work.node != nil {
			at = draft.work.node
		}
		d.handleTime(at, draft, draft.work, base)
		pivots := d.pivots(base, e.name, names)
		if !draft.work.has("pivots") {
			if pivots = leading(d.measured[e.name].Pivots, e.name, names); len(pivots) > 0 {
				keys = append(keys, "pivots")
			}
		}
		d.used(e.name, keys, draft.work, "", patch[work]{})
		d.open(e.name, draft, "", patch[work]{})
		return []forecast.Stream{base.stream("", 1, pivots)}
	}
	d.used(e.name, keys, draft.work, "", patch[work]{})
	return d.kindStreams(e, draft, base, names)
}

// used records the measured keys of a queue's work, or of one kind's, that turno.yaml leaves
// to measurement.
func (d *decoder) used(queue string, keys []string, p patch[work], kind string, own patch[work]) {
	for _, key := range keys {
		switch {
		case p.has(key) || own.has(key):
		case kind == "":
			d.uses(queue, key)
		default:
			d.uses(queue, kind+"."+key)
		}
	}
}

func (d *decoder) uses(queue, key string) {
	if d.usedKeys == nil {
		d.usedKeys = map[string][]string{}
	}
	d.usedKeys[queue] = append(d.usedKeys[queue], key)
}

// open records what of a queue's work, or of one kind's, turno.yaml leaves open.
func (d *decoder) open(queue string, draft queueDraft, kind string, own patch[work]) {
	for _, key := range []string{"flush", "turns", "aht", "pivots"} {
		if !draft.work.has(key) && !own.has(key) && (!draft.Channel.Live() || key == "aht") {
			d.opens(queue, forecast.Kind(kind), key)
		}
	}
}

func (d *decoder) opens(queue string, kind forecast.Kind, key string) {
	if d.openKeys == nil {
		d.openKeys = map[string]map[forecast.Kind][]string{}
	}
	if d.openKeys[queue] == nil {
		d.openKeys[queue] = map[forecast.Kind][]string{}
	}
	d.openKeys[queue][kind] = append(d.openKeys[queue][kind], key)
}

// handleTime checks that live work has one.
func (d *decoder) handleTime(at *node, draft queueDraft, p patch[work], w work) {
	written := p.has("aht") || draft.work.has("aht") // if unreadable, that is recorded
	if draft.Channel.Live() && w.AHT == 0 && !written {
		d.say(at, "a live queue (%s) needs its handle time: expected aht, such as work: {aht: 6m}", draft.Channel)
	}
}

// workFits checks what has a meaning on the channel.
func (d *decoder) workFits(p patch[work], channel skills.Channel) {
	if p.has("flush") && p.over(work{}).Flush > 0.99 {
		d.say(p.place("flush"), "expected at most 99%%: some posts need an answer")
	}
	for _, key := range []string{"flush", "triage", "turns", "think"} {
		if p.has(key) && channel.Live() {
			d.say(p.place(key), "%s has a meaning on deferrable queues only, not on %s, where a contact is one turn: leave it out", key, channel)
		}
	}
}

// pivots completes the moves to other queues and checks that they lead somewhere.
func (d *decoder) pivots(w work, queue string, names []string) []forecast.Pivot {
	var all []forecast.Pivot
	var sum float64
	for _, p := range w.Pivots {
		v := p.value.over(forecast.Pivot{Lag: defaultLag, DropOff: defaultDropOff})
		at := p.value.place("to")
		switch {
		case v.To == "": // recorded
		case v.To == queue:
			d.say(at, "the queue moves conversations to itself: expected another queue")
		case !slices.Contains(names, v.To):
			d.unknown(at, "queue", names)
		}
		sum += v.Share
		all = append(all, v)
	}
	if sum > 1+1e-9 {
		d.say(w.Pivots[0].node, "the pivots move %.4g%% of the conversations: expected at most 100%%", 100*sum)
	}
	return all
}

func neverOpen(h calendar.Hours) bool {
	for _, spans := range h.Week {
		if len(spans) > 0 {
			return false
		}
	}
	for _, spans := range h.Dates {
		if len(spans) > 0 {
			return false
		}
	}
	return len(h.Holiday) == 0
}
