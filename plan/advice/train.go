package advice

import (
	"cmp"
	"slices"

	"turno/schedule"
)

// train advises to teach a short queue to people who cannot serve it and have time to
// spare while it is short: as many as it takes, those with most time first.
func (b *board) train(s shortage) []candidate {
	spare := make([]float64, len(b.Team.Agents)) // agent-hours
	for i, bad := range s.bad {
		if !bad {
			continue
		}
		for _, seat := range b.seats[i] {
			if !b.can[seat.agent][s.queue] && !b.Team.Agents[seat.agent].BarredFrom(b.Queues[s.queue]) {
				spare[seat.agent] += b.free(i, seat) * b.step
			}
		}
	}
	order := make([]int, len(spare))
	for a := range order {
		order[a] = a
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(spare[y], spare[x]) })
	var names []string
	var hours float64
	for _, a := range order {
		if spare[a] < 1 || hours >= s.hours {
			break
		}
		hours += spare[a]
		names = append(names, b.Team.Agents[a].ID)
	}
	if len(names) == 0 || s.hours <= 0 || hours < s.hours/4 {
		return nil
	}
	saved := s.missed * min(1, hours/s.hours)
	return []candidate{{b.finding(s, schedule.CodeAdviseTrain, float64(len(names)), saved, names...), saved, s.topic()}}
}
