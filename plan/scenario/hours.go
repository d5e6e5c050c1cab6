package scenario

import (
	"fmt"
	"math"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/plan/cost"
	"turno/schedule"
)

// needs are the effective agents wanted in every interval by queues that blended people
// serve: live queues their mark, and beside it what the deferrable level asks beyond what
// those on live work absorb. lost is the share of rostered time that serves nobody, of which
// the least staff of a queue has its part.
func needs(r schedule.Requirement, queues []string, lost float64) []float64 {
	out := make([]float64, r.Grid.N)
	absorbed := make([]float64, r.Grid.N)
	for _, l := range r.Live {
		if !slices.Contains(queues, l.Queue) {
			continue
		}
		for i, c := range l.Curves {
			n := l.Net(i, lost)
			out[i] += n
			absorbed[i] += c.AbsorbAt(n)
		}
	}
	for i := range out {
		var level float64
		for _, d := range r.Deferrable {
			if slices.Contains(queues, d.Queue) && i < len(d.Level) {
				level += d.Level[i]
			}
		}
		out[i] += math.Max(0, level-absorbed[i])
	}
	return out
}

// hoursOf is the agent-hours of needs over the period.
func hoursOf(r schedule.Requirement, queues []string, lost float64) float64 {
	var sum float64
	for _, n := range needs(r, queues, lost) {
		sum += n * r.Grid.Hours()
	}
	return sum
}

// weeks is the length of the period in weeks.
func weeks(g calendar.Grid) float64 { return float64(g.N) * g.Hours() / (7 * 24) }

// overtime is the paid hours above the weekly limit of each agent's contract, as they are paid.
func overtime(t schedule.Team, shifts []schedule.Shift, cal *calendar.Calendar) float64 {
	var sum time.Duration
	for _, p := range cost.Parts(t, shifts, cal) {
		if p.Premiums.Has(cost.Overtime) {
			sum += p.Paid
		}
	}
	return sum.Hours()
}

// seatName names the n-th of the people made up for an organisation.
func seatName(n int) string { return fmt.Sprintf("seat-%04d", n) }
