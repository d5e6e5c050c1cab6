package roster

import (
	"slices"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// closed lists the time in which none of the queues that the agent can serve is open, by
// the team's clock.
func (t *translator) closed(a schedule.Agent) []span {
	var names []string
	var all []calendar.Window
	from := min(0, t.midnight(t.dates[0].Add(-1)))
	for _, q := range t.in.Queues {
		if ability, can := a.Can(q); can && ability.Pace > 0 {
			names = append(names, q.Name)
		}
	}
	key := strings.Join(names, "\x00")
	if out, known := t.shut[key]; known {
		return out
	}
	for _, q := range t.in.Queues {
		if slices.Contains(names, q.Name) {
			all = append(all, q.Hours.Windows(t.time(from), t.time(t.end()), t.cal)...)
		}
	}
	slices.SortFunc(all, func(a, b calendar.Window) int { return a.From.Compare(b.From) })
	var out []span
	for _, w := range all {
		if at := t.minuteUp(w.From); at > from {
			out = append(out, span{from, at})
		}
		from = max(from, t.minute(w.To))
	}
	out = append(out, span{from, t.end() + 1})
	t.shut[key] = out
	return out
}

// outside adds up the minutes of the spans before each minute.
func (t *translator) outside(spans []span) []int32 {
	sum := make([]int32, t.end()+1)
	for _, s := range spans {
		for m := max(0, s.from); m < min(s.to, t.end()); m++ {
			sum[m+1] = 1
		}
	}
	for m := 1; m < len(sum); m++ {
		sum[m] += sum[m-1]
	}
	return sum
}

// insideHours lays the rule on an agent: shifts at work stay clear of closed time, or cost
// by the hour.
func (t *translator) insideHours(a schedule.Agent, rules schedule.Rules, out *Agent) (busy []span) {
	weight := 0.0
	for _, w := range rules.Wanted {
		if w.Rules.InsideHours {
			weight = w.Weight
		}
	}
	if weight > 0 {
		out.Soft.Outside, out.Outside = weight, t.outside(t.closed(a))
	}
	if rules.InsideHours {
		return t.closed(a)
	}
	return nil
}

// exposed is what the hours of a shift cost in which none of the agent's queues is open.
func (a *Agent) exposed(at, end int, onCall bool) float64 {
	if a.Soft.Outside <= 0 || onCall {
		return 0
	}
	return a.Soft.Outside * float64(a.Outside[end]-a.Outside[at]) / float64(time.Hour/time.Minute)
}
