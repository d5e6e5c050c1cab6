package text

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"turno/schedule"
	"turno/schedule/staffing"
)

// Trace says in sentences why a queue is asked for so many agents: what comes, what work it
// is, the formula with its inputs, what comes out, and heads. Lost is the share of rostered
// time that serves no customer.
func (c Catalogue) Trace(t staffing.Trace, lost schedule.Shrinkage) []string {
	out := []string{fmt.Sprintf("%s (%s), %s: %s effective agents are asked for.", t.Queue.Name, t.Queue.Channel, c.Span(t.From, t.To), plain(t.Agents))}
	if t.Open <= 0 {
		out = append(out, "The queue is closed: what comes waits for its opening (hours in turno.yaml).")
	}
	out = append(out, volumeSaid(t)...)
	for _, k := range t.Kinds {
		out = append(out, kindSaid(t, k))
	}
	if t.Queue.Channel.Live() {
		out = append(out, liveSaid(t)...)
	} else {
		out = append(out, deferrableSaid(c, t)...)
	}
	if t.Agents > 0 {
		out = append(out, fmt.Sprintf("Heads on the roster: %s effective / (1 - %s planned) / (1 - %s unplanned) = %s (shrinkage in turno.yaml).",
			plain(t.Agents), percent(lost.Planned), percent(lost.Unplanned), plain(t.Agents/math.Max(1-lost.Share(), 1e-9))))
	}
	return append(out, fmt.Sprintf("A spreadsheet (Erlang C at the mean, chats divided by slots, other work in the hour it comes, filled to 95 %%) asks for %s.", plain(t.Naive)))
}

func volumeSaid(t staffing.Trace) []string {
	noun := "posts or messages"
	if t.Queue.Channel.Live() {
		noun = "contacts"
	}
	out := []string{fmt.Sprintf("Volume: the forecast expects %s %s in the interval; %s of them need an answer (flush taken off).", plain(t.Offered), noun, plain(t.Care-t.Pivoted))}
	if t.Pivoted > 1e-9 {
		out = append(out, fmt.Sprintf("Pivots: other queues send %s more, after their lag and drop-off.", plain(t.Pivoted)))
	}
	switch {
	case t.Risk > 0:
		out = append(out, fmt.Sprintf("Risk: staffed for the volume that is not exceeded in %s of such intervals (risk in turno.yaml).", percent(t.Risk)))
	case len(t.Rates) > 1 && t.Rates[len(t.Rates)-1] < 1.001*t.Rates[0]:
		out = append(out, fmt.Sprintf("Risk: no more is uncertain than the chance of single contacts, which the formula holds: %s an hour.", plain(t.Rates[0])))
	case len(t.Rates) > 1:
		out = append(out, fmt.Sprintf("Risk: the service is averaged over %d rates the forecast thinks possible, %s to %s an hour, each weighted by its contacts.", len(t.Rates), plain(t.Rates[0]), plain(t.Rates[len(t.Rates)-1])))
	}
	return out
}

func kindSaid(t staffing.Trace, k staffing.KindTrace) string {
	name := k.Kind
	if name == "" {
		name = "Work"
	}
	s := fmt.Sprintf("%s: %s of the volume, %s flushed, %s per reply", title(name), percent(k.Share), percent(k.Flush), seconds(k.HandleTime))
	if k.Triage > 0 {
		s += fmt.Sprintf(", %s to look at any", seconds(k.Triage))
	}
	if !t.Queue.Channel.Live() {
		s += fmt.Sprintf(", %s replies a conversation with pauses of %s", plain(k.Turns), seconds(k.Think))
	}
	return fmt.Sprintf("%s: %s need an answer (work and kinds in turno.yaml).", s, plain(k.Care))
}

var models = map[string]string{
	"Erlang A":          "Erlang A (customers leave after %s on average: patience in turno.yaml)",
	"Erlang C":          "Erlang C (nobody leaves)",
	"chat chain":        "the chain of %d chats at once per agent, each further one making all %s longer, customers leaving after %s (slots, inflation and patience in turno.yaml)",
	"earliest due date": "work levelled over the time it may take, earliest due first",
}

func formula(t staffing.Trace) string {
	form := models[t.Model()]
	switch t.Model() {
	case "Erlang A":
		return fmt.Sprintf(form, t.Queue.Patience)
	case "chat chain":
		return fmt.Sprintf(form, t.Queue.Slots, percent(t.Queue.Inflation), t.Queue.Patience)
	}
	return form
}

// loadSaid is the load as contacts times handle time, over the interval.
func loadSaid(t staffing.Trace) string {
	contacts, long := t.Care*t.Open+t.Redialled, t.To.Sub(t.From)
	talks := contacts * t.HandleTime / long.Seconds()
	said := fmt.Sprintf("Load: %s contacts x %s / %s = %s", plain(contacts), seconds(t.HandleTime), Duration(long), plain(talks))
	if q := t.Queue; t.Model() == "chat chain" && q.Slots > 1 {
		slower := 1 + q.Inflation*float64(q.Slots-1)
		return said + fmt.Sprintf(" chats under work; at %d to an agent, each %s times as long, x %s / %d = %s erlangs of agent time at least.",
			q.Slots, plain(slower), plain(slower), q.Slots, plain(t.Load))
	}
	return said + " erlangs of agent time."
}

func liveSaid(t staffing.Trace) []string {
	var out []string
	if t.Redialled > 1e-9 {
		out = append(out, fmt.Sprintf("Redials: %s contacts more, of customers who hung up: %s of those try again, after %s on average (redial and redial_after in turno.yaml).",
			plain(t.Redialled), percent(t.Queue.Redial), Duration(t.Queue.RedialAfter)))
	}
	out = append(out, loadSaid(t))
	if first, last := t.CarriedBy[0], t.CarriedBy[len(t.CarriedBy)-1]; math.Abs(first-1) > 0.015 || math.Abs(last-1) > 0.015 {
		out = append(out, fmt.Sprintf("Carry-over: what the intervals before leave under work makes it %s of that at the start and %s at the end.", percent(first), percent(last)))
	}
	if t.Uneven > 1.005 {
		out = append(out, fmt.Sprintf("Handle times are uneven: waits are %s times those of the formula.", strconv.FormatFloat(t.Uneven, 'f', 2, 64)))
	}
	out = append(out, "Formula: "+formula(t)+".")
	for _, target := range t.Queue.Targets {
		out = append(out, fmt.Sprintf("Target: %s within %s (targets in turno.yaml).", percent(target.Share), Duration(target.Within)))
	}
	if t.Queue.OccupancyCap > 0 {
		out = append(out, fmt.Sprintf("Agents are to be busy at most %s of the time (occupancy_cap).", percent(t.Queue.OccupancyCap)))
	}
	if t.Queue.MinStaff > 0 {
		out = append(out, fmt.Sprintf("At least %s whatever comes (min_staff).", plain(t.Queue.MinStaff)))
	}
	if t.Yields {
		out = append(out, "Other work may be interrupted for its contacts (interruptible): nobody is kept idle, all time left is for that work.")
	}
	if t.Floor > 0 {
		out = append(out, fmt.Sprintf("Not fewer than a less cautious risk asks for: %s.", plain(t.Floor)))
	}
	return out
}

func deferrableSaid(c Catalogue, t staffing.Trace) []string {
	out := []string{
		fmt.Sprintf("Returns: %s customers write again in the interval, about earlier replies.", plain(t.Again)),
	}
	if t.Closings > 1e-9 {
		out = append(out, fmt.Sprintf("Closing posts: %s come in the interval, of conversations that have ended in other queues, %s each (closing_post in turno.yaml).", plain(t.Closings), Duration(t.Queue.ClosingPost)))
	}
	out = append(out,
		fmt.Sprintf("Work: %s agent-hours can first be done in the interval, what came while closed included; %s are open from before, %s fall due by its end.", plain(t.WorkHours), plain(t.OpenBefore), plain(t.DueHours)),
		"Formula: "+formula(t)+".",
	)
	for _, target := range t.Queue.Targets {
		out = append(out, fmt.Sprintf("Target: %s of %s within %s, %s time (targets in turno.yaml).", percent(target.Share), target.Measure, Duration(target.Within), target.Clock))
	}
	var sum []string
	for _, s := range t.Stretches {
		out = append(out, stretchSaid(c, s))
		sum = append(sum, plain(s.Agents()))
	}
	cap := t.Queue.OccupancyCap
	if cap > 0 {
		out = append(out, fmt.Sprintf("Agents are to be busy at most %s of the time (occupancy_cap).", percent(cap)))
	}
	if t.Queue.MinStaff > 0 {
		out = append(out, fmt.Sprintf("At least %s whatever comes (min_staff).", plain(t.Queue.MinStaff)))
	}
	if len(sum) > 0 {
		out = append(out, added(sum, cap, t.Agents, t.Floor))
	}
	return out
}

// stretchSaid tells of the run of intervals over which work is done at one pace.
func stretchSaid(c Catalogue, s staffing.StretchTrace) string {
	said := fmt.Sprintf("Work to be done within %s is levelled over %s: %s agent-hours expected in %s open hours = %s agents, and %s in reserve for days that bring more",
		Duration(s.Within), c.Span(s.From, s.To), plain(s.WorkHours), plain(s.OpenHours), plain(s.Busy), plain(s.Reserve))
	if s.Rush > 0.005 {
		said += fmt.Sprintf(", and %s now for what comes late in that time", plain(s.Rush))
	}
	return said + "."
}

// added is the sum of the stretches with what the cap and the minimum make of it.
func added(parts []string, cap, agents, floor float64) string {
	said := strings.Join(parts, " + ")
	if cap > 0 && len(parts) > 1 {
		said = "(" + said + ")"
	}
	said = "Sum: " + said
	if cap > 0 {
		said += fmt.Sprintf(" / %s", percent(cap))
	}
	said += fmt.Sprintf(" = %s agents", plain(agents))
	if floor > 0 {
		said += " (as a less cautious risk asks for: never less)"
	}
	return said + "."
}

func percent(x float64) string { return strconv.FormatFloat(100*x, 'f', 0, 64) + " %" }

func plain(x float64) string {
	digits := 2
	if math.Abs(x) >= 100 {
		digits = 0
	}
	s := strconv.FormatFloat(x, 'f', digits, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func seconds(x float64) string {
	if x >= 90 {
		return time.Duration(math.Round(x) * float64(time.Second)).String()
	}
	return plain(x) + "s"
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
