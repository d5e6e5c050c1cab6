package scenario

import (
	"fmt"
	"math"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// needs are the effective agents wanted in every interval by queues that blended people
// serve: live queues their mark, and beside it what the deferrable level asks beyond what
// those on live work absorb.
func needs(r schedule.Requirement, queues []string) []float64 {
	out := make([]float64, r.Grid.N)
	absorbed := make([]float64, r.Grid.N)
	for _, l := range r.Live {
		if !slices.Contains(queues, l.Queue) {
			continue
		}
		for i, c := range l.Curves {
			n := math.Max(float64(c.Mark), l.Minimum*ceilOpen(l.Open, i))
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

func ceilOpen(open []float64, i int) float64 {
	if i < len(open) && open[i] > 0 {
		return 1
	}
	return 0
}

// hoursOf is the agent-hours of needs over the period.
func hoursOf(r schedule.Requirement, queues []string) float64 {
	var sum float64
	for _, n := range needs(r, queues) {
		sum += n * r.Grid.Hours()
	}
	return sum
}

// weeks is the length of the period in weeks.
func weeks(g calendar.Grid) float64 { return float64(g.N) * g.Hours() / (7 * 24) }

// overtime is the paid hours of the shifts above the weekly limit of each agent's contract,
// as plan/cost counts them: by the calendar week of the shift's start, published shifts
// using the limit up.
func overtime(t schedule.Team, shifts []schedule.Shift, cal *calendar.Calendar) float64 {
	type week struct {
		agent string
		on    calendar.Date
	}
	monday := func(s schedule.Shift) week {
		d := calendar.DateOf(s.Start.In(cal.Zone))
		return week{s.Agent, d.Add(-(int(d.Weekday()) + 6) % 7)}
	}
	before, paid := map[week]time.Duration{}, map[week]time.Duration{}
	for _, s := range t.Published {
		before[monday(s)] += s.PaidHours()
	}
	for _, s := range shifts {
		paid[monday(s)] += s.PaidHours()
	}
	limits := map[string]time.Duration{}
	for _, a := range t.Agents {
		limits[a.ID] = t.Contracts[a.Contract].Pay.OvertimeAfter
	}
	var sum time.Duration
	for w, d := range paid {
		if limit := limits[w.agent]; limit > 0 {
			sum += max(0, before[w]+d-limit) - max(0, before[w]-limit)
		}
	}
	return sum.Hours()
}

// seatName names the n-th of the people made up for an organisation.
func seatName(n int) string { return fmt.Sprintf("seat-%04d", n) }
