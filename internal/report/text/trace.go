package text

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"turno/schedule"
	"turno/schedule/staffing"
)

// Trace says in sentences why a queue is asked for so many agents: what comes, what work it
// is, the formula with its inputs, what comes out, and heads. Lost is the share of rostered
// time that serves no customer.
func (c Catalogue) Trace(t staffing.Trace, lost schedule.Shrinkage) []string {
	out := []string{c.T("%s (%s), %s: %s effective agents are asked for.", t.Queue.Name, c.Channel(t.Queue.Channel), c.Span(t.From, t.To), c.plain(t.Agents))}
	if t.Open <= 0 {
		out = append(out, c.T("The queue is closed: what comes waits for its opening (hours in turno.yaml)."))
	}
	out = append(out, c.volumeSaid(t)...)
	for _, k := range t.Kinds {
		out = append(out, c.kindSaid(t, k))
	}
	if t.Queue.Channel.Live() {
		out = append(out, c.liveSaid(t)...)
	} else {
		out = append(out, c.deferrableSaid(t)...)
	}
	if t.Agents > 0 {
		out = append(out, c.T("Heads on the roster: %s effective / (1 - %s planned) / (1 - %s unplanned) = %s (shrinkage in turno.yaml).",
			c.plain(t.Agents), c.Percent(lost.Planned, 0), c.Percent(lost.Unplanned, 0), c.plain(t.Agents/math.Max(1-lost.Share(), 1e-9))))
	}
	return append(out, c.T("A spreadsheet (Erlang C at the mean, chats divided by slots, other work in the hour it comes, filled to 95 %%) asks for %s.", c.plain(t.Naive)))
}

func (c Catalogue) volumeSaid(t staffing.Trace) []string {
	offered, care := c.plain(t.Offered), c.plain(t.Care-t.Pivoted)
	out := []string{c.T("Volume: the forecast expects %s posts or messages in the interval; %s of them need an answer (flush taken off).", offered, care)}
	if t.Queue.Channel.Live() {
		out[0] = c.T("Volume: the forecast expects %s contacts in the interval; %s of them need an answer (flush taken off).", offered, care)
	}
	if t.Pivoted > 1e-9 {
		out = append(out, c.T("Pivots: other queues send %s more, after their lag and drop-off.", c.plain(t.Pivoted)))
	}
	switch {
	case t.Risk > 0:
		out = append(out, c.T("Risk: staffed for the volume that is not exceeded in %s of such intervals (risk in turno.yaml).", c.Percent(t.Risk, 0)))
	case len(t.Rates) > 1 && t.Rates[len(t.Rates)-1] < 1.001*t.Rates[0]:
		out = append(out, c.T("Risk: no more is uncertain than the chance of single contacts, which the formula holds: %s an hour.", c.plain(t.Rates[0])))
	case len(t.Rates) > 1:
		out = append(out, c.T("Risk: the service is averaged over %d rates the forecast thinks possible, %s to %s an hour, each weighted by its contacts.", len(t.Rates), c.plain(t.Rates[0]), c.plain(t.Rates[len(t.Rates)-1])))
	}
	return out
}

func (c Catalogue) kindSaid(t staffing.Trace, k staffing.KindTrace) string {
	name := c.T("Work")
	if k.Kind != "" {
		name = title(k.Kind)
	}
	parts := []string{c.T("%s of the volume", c.Percent(k.Share, 0)), c.T("%s flushed", c.Percent(k.Flush, 0)), c.T("%s per reply", c.seconds(k.HandleTime))}
	if k.Triage > 0 {
		parts = append(parts, c.T("%s to look at any", c.seconds(k.Triage)))
	}
	if !t.Queue.Channel.Live() {
		parts = append(parts, c.T("%s replies a conversation with pauses of %s", c.plain(k.Turns), c.seconds(k.Think)))
	}
	return c.T("%s: %s: %s need an answer (work and kinds in turno.yaml).", name, strings.Join(parts, ", "), c.plain(k.Care))
}

// formula names the model with what it takes from the settings.
func (c Catalogue) formula(t staffing.Trace) string {
	patience := c.Duration(t.Queue.Patience)
	switch t.Model() {
	case "Erlang A":
		return c.T("Formula: Erlang A (customers leave after %s on average: patience in turno.yaml).", patience)
	case "Erlang C":
		return c.T("Formula: Erlang C (nobody leaves).")
	case "chat chain":
		return c.T("Formula: the chain of %d {chat/chats} at once per agent, each further one making all %s longer, customers leaving after %s (slots, inflation and patience in turno.yaml).",
			t.Queue.Slots, c.Percent(t.Queue.Inflation, 0), patience)
	}
	return c.T("Formula: work levelled over the time it may take, earliest due first.")
}

// loadSaid is the load as contacts times handle time, over the interval.
func (c Catalogue) loadSaid(t staffing.Trace) string {
	contacts, long := t.Care*t.Open+t.Redialled, t.To.Sub(t.From)
	talks := contacts * t.HandleTime / long.Seconds()
	if q := t.Queue; t.Model() == "chat chain" && q.Slots > 1 {
		slower := c.plain(1 + q.Inflation*float64(q.Slots-1))
		return c.T("Load: %s contacts x %s / %s = %s chats under work; at %d to an agent, each %s times as long, x %s / %d = %s erlangs of agent time at least.",
			c.plain(contacts), c.seconds(t.HandleTime), c.Duration(long), c.plain(talks), q.Slots, slower, slower, q.Slots, c.plain(t.Load))
	}
	return c.T("Load: %s contacts x %s / %s = %s erlangs of agent time.", c.plain(contacts), c.seconds(t.HandleTime), c.Duration(long), c.plain(talks))
}

func (c Catalogue) liveSaid(t staffing.Trace) []string {
	var out []string
	if t.Redialled > 1e-9 {
		out = append(out, c.T("Redials: %s contacts more, of customers who hung up: %s of those try again, after %s on average (redial and redial_after in turno.yaml).",
			c.plain(t.Redialled), c.Percent(t.Queue.Redial, 0), c.Duration(t.Queue.RedialAfter)))
	}
	out = append(out, c.loadSaid(t))
	if first, last := t.CarriedBy[0], t.CarriedBy[len(t.CarriedBy)-1]; math.Abs(first-1) > 0.015 || math.Abs(last-1) > 0.015 {
		out = append(out, c.T("Carry-over: what the intervals before leave under work makes it %s of that at the start and %s at the end.", c.Percent(first, 0), c.Percent(last, 0)))
	}
	if t.Uneven > 1.005 {
		out = append(out, c.T("Handle times are uneven: waits are %s times those of the formula.", c.Decimal(t.Uneven, 2)))
	}
	out = append(out, c.formula(t))
	for _, target := range t.Queue.Targets {
		out = append(out, c.T("Target: %s within %s (targets in turno.yaml).", c.Percent(target.Share, 0), c.Duration(target.Within)))
	}
	out = append(out, c.limitsSaid(t)...)
	if t.Yields {
		out = append(out, c.T("Other work may be interrupted for its contacts (interruptible): nobody is kept idle, all time left is for that work."))
	}
	if t.Floor > 0 {
		out = append(out, c.T("Not fewer than a less cautious risk asks for: %s.", c.plain(t.Floor)))
	}
	return out
}

// limitsSaid tells the cap and the minimum of a queue.
func (c Catalogue) limitsSaid(t staffing.Trace) []string {
	var out []string
	if t.Queue.OccupancyCap > 0 {
		out = append(out, c.T("Agents are to be busy at most %s of the time (occupancy_cap).", c.Percent(t.Queue.OccupancyCap, 0)))
	}
	if t.Queue.MinStaff > 0 {
		out = append(out, c.T("At least %s whatever comes (min_staff).", c.plain(t.Queue.MinStaff)))
	}
	return out
}

func (c Catalogue) deferrableSaid(t staffing.Trace) []string {
	out := []string{
		c.T("Returns: %s {customer writes/customers write} again in the interval, about earlier replies.", c.plain(t.Again)),
	}
	if t.Closings > 1e-9 {
		out = append(out, c.T("Closing posts: %s come in the interval, of conversations that have ended in other queues, %s each (closing_post in turno.yaml).", c.plain(t.Closings), c.Duration(t.Queue.ClosingPost)))
	}
	out = append(out,
		c.T("Work: %s agent-hours can first be done in the interval, what came while closed included; %s are open from before, %s fall due by its end.", c.plain(t.WorkHours), c.plain(t.OpenBefore), c.plain(t.DueHours)),
		c.formula(t),
	)
	for _, target := range t.Queue.Targets {
		share, what, within := c.Percent(target.Share, 0), c.Measured(target.Measure), c.Duration(target.Within)
		if target.Clock == schedule.OpenOnly {
			out = append(out, c.T("Target: %s of %s within %s, open time (targets in turno.yaml).", share, what, within))
		} else {
			out = append(out, c.T("Target: %s of %s within %s, elapsed time (targets in turno.yaml).", share, what, within))
		}
	}
	out = append(out, c.aimsSaid(t.Queue)...)
	var sum []string
	var kinds []string
	for _, s := range t.Stretches {
		if !slices.Equal(s.Kinds, kinds) {
			kinds = s.Kinds
			out = append(out, c.T("Levelled apart, by targets of its own: work of the kind %s.", strings.Join(kinds, ", ")))
		}
		out = append(out, c.stretchSaid(s))
		sum = append(sum, c.plain(s.Agents()))
	}
	out = append(out, c.limitsSaid(t)...)
	if len(sum) > 0 {
		out = append(out, c.added(sum, t.Queue.OccupancyCap, t.Agents, t.Floor))
	}
	return out
}

// aimsSaid tells what is aimed at with kinds of message apart from their queue.
func (c Catalogue) aimsSaid(q schedule.Queue) []string {
	var out []string
	for _, a := range q.Kinds {
		for _, target := range a.Targets {
			out = append(out, c.T("Target of the kind %s: %s (kinds in turno.yaml).", a.Kind, c.Target(target)))
		}
		if a.Priority != 0 {
			out = append(out, c.T("Messages of the kind %s have priority %d in the queue, whose own is %d: the order in which they are answered, not how many people that takes.", a.Kind, a.Priority, q.Priority))
		}
	}
	return out
}

// stretchSaid tells of the run of intervals over which work is done at one pace.
func (c Catalogue) stretchSaid(s staffing.StretchTrace) string {
	within, span, work, open, busy, reserve := c.Duration(s.Within), c.Span(s.From, s.To), c.plain(s.WorkHours), c.plain(s.OpenHours), c.plain(s.Busy), c.plain(s.Reserve)
	if s.Rush > 0.005 {
		return c.T("Work to be done within %s is levelled over %s: %s agent-hours expected in %s open hours = %s agents, and %s in reserve for days that bring more, and %s now for what comes late in that time.",
			within, span, work, open, busy, reserve, c.plain(s.Rush))
	}
	return c.T("Work to be done within %s is levelled over %s: %s agent-hours expected in %s open hours = %s agents, and %s in reserve for days that bring more.", within, span, work, open, busy, reserve)
}

// added is the sum of the stretches with what the cap and the minimum make of it.
func (c Catalogue) added(parts []string, cap, agents, floor float64) string {
	sum := strings.Join(parts, " + ")
	if cap > 0 && len(parts) > 1 {
		sum = "(" + sum + ")"
	}
	if cap > 0 {
		sum += " / " + c.Percent(cap, 0)
	}
	if floor > 0 {
		return c.T("Sum: %s = %s agents (as a less cautious risk asks for: never less).", sum, c.plain(agents))
	}
	return c.T("Sum: %s = %s agents.", sum, c.plain(agents))
}

// plain is a number with as many decimals as matter.
func (c Catalogue) plain(x float64) string {
	if math.Abs(x) >= 100 {
		return trim(x, 0)
	}
	return c.Trimmed(x, 2)
}

// seconds is a length of time given in seconds: 45.5 s, 2 min 35 s.
func (c Catalogue) seconds(x float64) string {
	if x >= 90 {
		return c.Duration(time.Duration(math.Round(x)) * time.Second)
	}
	return c.T("%s s", c.plain(x))
}

func title(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
