package advice

import (
	"slices"
	"time"

	"turno/schedule"
)

// board is the plan laid out by interval: who sits where, and what is spare.
type board struct {
	Input
	grid   int // intervals
	step   float64
	keep   float64 // share of rostered time left by shrinkage
	queues map[string]int
	can    [][]bool // by agent of the team and queue
	seats  [][]seat // by interval
	spare  [][]float64
}

// seat is one agent on duty in one interval.
type seat struct {
	agent  int
	queues []int   // known ones, in the duty's order
	share  float64 // of the interval
}

func newBoard(in Input) *board {
	g := in.Requirement.Grid
	b := &board{Input: in, grid: max(0, g.N), step: g.Hours(), queues: map[string]int{}}
	if g.Step <= 0 {
		b.grid = 0
	}
	b.keep = min(max(1-in.Team.Shrinkage.Share(), 0.01), 1)
	for q, queue := range in.Queues {
		b.queues[queue.Name] = q
	}
	b.sit()
	b.spare = make([][]float64, len(in.Queues))
	for q := range in.Queues {
		b.spare[q] = b.spareOf(q)
	}
	return b
}

// sit places the shifts of the roster.
func (b *board) sit() {
	agents := map[string]int{}
	for a, agent := range b.Team.Agents {
		agents[agent.ID] = a
		can := make([]bool, len(b.Queues))
		for q, queue := range b.Queues {
			_, can[q] = agent.Can(queue)
		}
		b.can = append(b.can, can)
	}
	b.seats = make([][]seat, b.grid)
	for _, s := range b.Roster.Shifts {
		agent, known := agents[s.Agent]
		for _, d := range s.Duties {
			var queues []int
			for _, name := range d.Queues {
				if q, ok := b.queues[name]; ok {
					queues = append(queues, q)
				}
			}
			if known && len(queues) > 0 {
				b.place(agent, queues, d.Start, d.End)
			}
		}
	}
}

func (b *board) place(agent int, queues []int, from, to time.Time) {
	g := b.Requirement.Grid
	if b.grid == 0 {
		return
	}
	begin, end := max(0, from.Sub(g.Start)), min(to.Sub(g.Start), g.End().Sub(g.Start))
	for i := int(begin / g.Step); i < b.grid && time.Duration(i)*g.Step < end; i++ {
		part := min(end, time.Duration(i+1)*g.Step) - max(begin, time.Duration(i)*g.Step)
		b.seats[i] = append(b.seats[i], seat{agent, queues, float64(part) / float64(g.Step)})
	}
}

// spareOf is, per interval, the share of a queue's people that it could do without: what
// they supply beyond the requirement and the minimum, where that makes at least a person.
func (b *board) spareOf(q int) []float64 {
	spare := make([]float64, b.grid)
	cover, ok := b.coverage(q)
	if !ok {
		return spare
	}
	minimum := b.Queues[q].MinStaff * b.keep
	for i := range spare {
		supply := at(cover.Supplied, i)
		if left := supply - max(at(cover.Required, i), minimum); left >= b.keep {
			spare[i] = left / supply
		}
	}
	return spare
}

// free is the share of a seat that could be spent elsewhere: the least over its queues.
func (b *board) free(i int, s seat) float64 {
	share := 1.0
	for _, q := range s.queues {
		share = min(share, b.spare[q][i])
	}
	return share * s.share
}

// coverage is the report's coverage of a queue, by name.
func (b *board) coverage(q int) (schedule.QueueCoverage, bool) {
	k := slices.IndexFunc(b.Report.Coverage.Queues, func(c schedule.QueueCoverage) bool { return c.Queue == b.Queues[q].Name })
	if k < 0 {
		return schedule.QueueCoverage{}, false
	}
	return b.Report.Coverage.Queues[k], true
}

// at reads a slice that may be shorter than the grid.
func at(values []float64, i int) float64 {
	if i < 0 || i >= len(values) {
		return 0
	}
	return values[i]
}
