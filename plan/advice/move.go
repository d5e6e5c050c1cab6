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
	room, part := b.room(s)
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
	if s.hours <= 0 || hours < 1 || hours < s.hours/4 || part < 0.5 {
		return nil
	}
	from, to := richest(spare)
	g := b.Requirement.Grid
	f := b.finding(s, schedule.CodeAdviseMove, hours, s.hours, g.At(from).Format(time.RFC3339), g.At(to).Format(time.RFC3339))
	return []candidate{{f, bound * s.missed * min(part, hours/s.hours), s.topic()}}
}

// room is, per agent who can serve the queue, the hours of the shortage in which the agent
// could work and is not on duty at all; and the part of the shortage that anybody has room in.
func (b *board) room(s shortage) (room []float64, part float64) {
	room = make([]float64, len(b.Team.Agents))
	could := make([][]bool, len(room))
	type clock struct {
		contract string
		zone     *time.Location
	}
	reachable := map[clock][]bool{}
	for a, agent := range b.Team.Agents {
		if !b.can[a][s.queue] {
			continue
		}
		key := clock{agent.Contract, agent.Zone}
		if reachable[key] == nil {
			reachable[key] = b.Team.Reach(b.Team.Contracts[agent.Contract], b.Requirement.Grid, b.zoneOf(agent), b.Requirement.Grid.Start)
		}
		could[a] = b.could(a, reachable[key])
	}
	var all, filled float64
	for i, bad := range s.bad {
		if !bad {
			continue
		}
		var free float64 // agent-hours
		add := func(a int, hours float64) {
			if could[a] != nil && could[a][i] {
				room[a] += hours
				free += hours
			}
		}
		for a := range room {
			add(a, b.step)
		}
		for _, seat := range b.seats[i] {
			add(seat.agent, -seat.share*b.step)
		}
		all++
		if free > 0 {
			filled++
		}
	}
	return room, filled / max(1, all)
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
