package advice

import (
	"time"

	"turno/schedule"
)

// bound is what an advice is worth that rules and contracts may not allow: the optimiser
// has tried already.
const bound = 0.7

// move advises to shift hours of people who can serve a short queue from when they are
// spare. Names holds the start and end (RFC 3339) of the stretch with most to spare.
func (b *board) move(s shortage) []candidate {
	room := b.room(s)
	spare := make([]float64, b.grid) // agent-hours by interval
	byAgent := make([]float64, len(room))
	for i := range spare {
		for _, seat := range b.seats[i] {
			if !s.bad[i] && room[seat.agent] > 0 {
				free := b.free(i, seat) * b.step
				spare[i] += free
				byAgent[seat.agent] += free
			}
		}
	}
	var hours float64
	for a, free := range byAgent {
		hours += min(free, room[a])
	}
	if s.hours <= 0 || hours < 1 || hours < s.hours/4 {
		return nil
	}
	from, to := richest(spare)
	g := b.Requirement.Grid
	f := b.finding(s, schedule.CodeAdviseMove, hours, s.hours, g.At(from).Format(time.RFC3339), g.At(to).Format(time.RFC3339))
	return []candidate{{f, bound * s.missed * min(1, hours/s.hours), s.topic()}}
}

// room is, per agent who can serve the queue, the hours of the shortage in which the agent
// could work and is not on duty at all.
func (b *board) room(s shortage) []float64 {
	room := make([]float64, len(b.Team.Agents))
	could := make([][]bool, len(room))
	reachable := map[string][]bool{}
	for a, agent := range b.Team.Agents {
		if !b.can[a][s.queue] {
			continue
		}
		if reachable[agent.Contract] == nil {
			reachable[agent.Contract] = b.reachable(b.Team.Contracts[agent.Contract])
		}
		could[a] = b.could(a, reachable[agent.Contract])
	}
	for i, bad := range s.bad {
		for a := range room {
			if bad && could[a] != nil && could[a][i] {
				room[a] += b.step
			}
		}
		for _, seat := range b.seats[i] {
			if bad && could[seat.agent] != nil && could[seat.agent][i] {
				room[seat.agent] -= seat.share * b.step
			}
		}
	}
	return room
}

// richest is the run of positive values [from, to) with the greatest sum.
func richest(values []float64) (from, to int) {
	var best, sum float64
	start := 0
	for i, v := range values {
		if v <= 0 {
			sum, start = 0, i+1
			continue
		}
		if sum += v; sum > best {
			best, from, to = sum, start, i+1
		}
	}
	return from, to
}
