package staffing

import (
	"math"

	"turno/forecast/calendar"
	"turno/skills"
)

// NaiveAgents is what the usual spreadsheet asks for, per interval of the grid.
type NaiveAgents struct {
	Queue  string
	Agents []float64
}

// naiveFill is the occupancy to which vendors fill live agents with other work.
const naiveFill = 0.95

// Naive staffs as spreadsheets do, for comparison with Require: live queues by Erlang C at
// the mean volume, chat with its handle time divided by the slots; deferrable work as a
// whole, with all turns of a conversation, in the interval in which it comes, less what
// fills the live agents up to 95 % occupancy. It knows no patience, uncertainty, returns,
// pivots, closed hours of deferrable queues or due times. It fails as Require does.
func Naive(grid calendar.Grid, cal *calendar.Calendar, demands []Demand) ([]NaiveAgents, error) {
	if err := validate(grid, cal, demands, Options{}); err != nil {
		return nil, err
	}
	out := make([]NaiveAgents, len(demands))
	spare := make([]float64, grid.N)
	for q, d := range demands {
		out[q] = NaiveAgents{Queue: d.Queue.Name, Agents: make([]float64, grid.N)}
		if !d.Queue.Channel.Live() {
			continue
		}
		open := d.Queue.Hours.Share(grid, cal)
		for i := range grid.N {
			if open[i] > 0 {
				n, load := d.naiveLive(grid, i)
				out[q].Agents[i] = float64(n)
				spare[i] += FillToCap(n, load, naiveFill)
			}
		}
	}
	for i := range grid.N {
		var total float64
		for _, d := range demands {
			total += d.naiveLoad(grid, i)
		}
		if total <= 0 {
			continue
		}
		left := max(0, total-spare[i]) / total / naiveFill
		for q, d := range demands {
			if !d.Queue.Channel.Live() {
				out[q].Agents[i] = d.naiveLoad(grid, i) * left
			}
		}
	}
	return out, nil
}

// naiveLive is the Erlang C agents and the load of a live queue in interval i.
func (d Demand) naiveLive(grid calendar.Grid, i int) (int, float64) {
	var aht, share float64
	for _, s := range d.Profile.Streams {
		care := s.Share.At(i) * (1 - s.Flush.At(i))
		share += care
		aht += care * s.AHT.At(i)
	}
	if aht /= share; d.Queue.Channel == skills.Chat {
		aht /= float64(d.Queue.Slots)
	}
	rate := d.Profile.Volume.Mean[i] * share / grid.Hours()
	if rate <= 0 {
		return 0, 0
	}
	target := d.Queue.Targets[0]
	n, ok := Agents(Goal{Share: target.Share, Within: target.Within.Seconds(), MaxOccupancy: d.Queue.OccupancyCap}, func(n int) Steady { return ErlangC(rate, aht, n) })
	if !ok {
		n = int(min(math.Ceil(rate*aht/hour), 1e9)) + 1
	}
	return n, rate * aht / hour
}

// naiveLoad is the erlangs of a deferrable queue's interval with whole conversations.
func (d Demand) naiveLoad(grid calendar.Grid, i int) float64 {
	if d.Queue.Channel.Live() {
		return 0
	}
	var seconds float64
	for _, s := range d.Profile.Streams {
		seconds += s.Share.At(i) * (s.Triage.At(i) + (1-s.Flush.At(i))*max(1, s.Turns.At(i))*s.AHT.At(i))
	}
	return d.Profile.Volume.Mean[i] * seconds / hour / grid.Hours()
}
