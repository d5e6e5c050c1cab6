package roster

import (
	"turno/schedule"
)

// unavailable lists the time in which the agent does not work: no shift may touch it.
func (t *translator) unavailable(a schedule.Agent) []span {
	if a.Available.AlwaysOpen() {
		return nil
	}
	var out []span
	from := t.midnight(t.dates[0].Add(-1))
	for _, w := range a.Available.Windows(t.time(from), t.time(t.end()), t.cal) {
		if at := t.minuteUp(w.From); at > from {
			out = append(out, span{from, at})
		}
		from = t.minute(w.To)
	}
	return append(out, span{from, t.end() + 1})
}

// room is the greatest length of a shift that starts at the minute and stays clear of the
// spans.
func room(busy []span, at, most int) int {
	for _, b := range busy {
		if b.to > at {
			most = min(most, max(0, b.from-at))
		}
	}
	return most
}
