package advice

import (
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// zoneOf is the zone of the agent's clock.
func (b *board) zoneOf(a schedule.Agent) *time.Location {
	if a.Zone != nil {
		return a.Zone
	}
	return b.Requirement.Grid.Zone()
}

// could is, per interval, whether the agent could work in it: some shift reaches it, the
// agent is employed and available and not absent.
func (b *board) could(agent int, reachable []bool) []bool {
	g, a := b.Requirement.Grid, b.Team.Agents[agent]
	out := make([]bool, b.grid)
	var open []float64
	if cal := b.Calendar; cal != nil && cal.Zone != nil && !a.Available.AlwaysOpen() {
		open = a.Available.Share(g, cal.By(a.Zone))
	}
	for i := range out {
		out[i] = reachable[i] && (open == nil || open[i] >= 1) && a.Employed(calendar.DateOf(g.At(i).In(b.zoneOf(a))))
	}
	for _, x := range b.Team.Absences {
		if x.Agent == a.ID {
			b.clear(out, x.From, x.To)
		}
	}
	return out
}

// mark sets the intervals that begin within [from, to).
func (b *board) mark(out []bool, from, to time.Time) { b.set(out, from, to, true) }

// clear unsets the intervals that begin within [from, to).
func (b *board) clear(out []bool, from, to time.Time) { b.set(out, from, to, false) }

func (b *board) set(out []bool, from, to time.Time, value bool) {
	g := b.Requirement.Grid
	begin, end := min(max(0, from.Sub(g.Start)), g.End().Sub(g.Start)), to.Sub(g.Start)
	for i := int((begin + g.Step - 1) / g.Step); i < len(out) && time.Duration(i)*g.Step < end; i++ {
		out[i] = value
	}
}
