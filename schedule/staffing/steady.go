package staffing

import "math"

// Steady is what customers of one live queue meet in the long run at a constant rate.
// Times are in seconds, shares of offered contacts 0 to 1. A queue that grows without end
// (Erlang C with a load of n or more) has Wait 1, infinite waits and Occupancy 1.
type Steady struct {
	Agents         int
	Wait           float64 // share that has to wait at all
	Abandon        float64 // share that leaves before an answer
	MeanWait       float64 // of all, answered or not
	MeanWaitServed float64 // of the answered
	Queue          float64 // mean number waiting
	Occupancy      float64 // share of time that agents are busy (chat: with at least one chat)

	delay delay
}

// steady puts together a system whose states below full weigh below against the full one.
func steady(agents int, below float64, d delay) Steady {
	s := Steady{Agents: agents, delay: d, Wait: 1}
	if !math.IsInf(d.weight, 1) {
		s.Wait = d.weight / (below + d.weight)
		if math.IsInf(below, 1) {
			s.Wait = 0
		}
	}
	s.Abandon = s.Wait * d.abandon
	s.MeanWait = s.Wait * d.wait
	s.Queue = d.rate * s.MeanWait
	if served := 1 - s.Abandon; served > 0 {
		s.MeanWaitServed = s.Wait * d.waitServed / served
	}
	return s
}

// Served is the share of offered contacts answered within t seconds: one that leaves
// before counts as a miss.
func (s Steady) Served(t float64) float64 {
	return clamp(1 - s.Wait*(1-s.delay.servedWithin(t)))
}

// Waited is the share of offered contacts that wait at most t seconds, answered or not.
func (s Steady) Waited(t float64) float64 {
	return clamp(1 - s.Wait*s.delay.beyond(t)*math.Exp(-s.delay.theta*t))
}

// ServedOfPatient is the share answered within t of those that did not leave before t.
func (s Steady) ServedOfPatient(t float64) float64 {
	d := s.delay
	late := d.beyond(t)
	left := s.Wait * (1 - late - d.servedWithin(t) - late*math.Expm1(-d.theta*t))
	if left >= 1 {
		return 0
	}
	return clamp(s.Served(t) / (1 - left))
}

func clamp(share float64) float64 { return min(max(share, 0), 1) }

// Goal is what a live queue is staffed for. A zero limit means none.
type Goal struct {
	Share        float64 // of offered contacts to be answered within Within, 0 to below 1
	Within       float64 // seconds
	MaxWait      float64 // mean wait of all, seconds
	MaxAbandon   float64 // share, 0 to 1
	MaxOccupancy float64 // share, 0 to 1
}

// Met says whether the goal is reached.
func (g Goal) Met(s Steady) bool {
	const slack = 1e-12 // a figure equal to its limit but for rounding is within it
	return (g.Share <= 0 || s.Served(g.Within) >= g.Share-slack) &&
		(g.MaxWait <= 0 || s.MeanWait <= g.MaxWait*(1+slack)) &&
		(g.MaxAbandon <= 0 || s.Abandon <= g.MaxAbandon+slack) &&
		(g.MaxOccupancy <= 0 || s.Occupancy <= g.MaxOccupancy+slack)
}

// MaxAgents is the greatest number of agents that is ever asked for.
const MaxAgents = 10000

// Agents is the least n up to MaxAgents with which the model meets the goal, found by
// doubling and halving: every model here serves better the more agents it has. It is
// false when not even MaxAgents do.
func Agents(goal Goal, model func(n int) Steady) (int, bool) {
	return agentsUpTo(MaxAgents, goal, model)
}

func agentsUpTo(most int, goal Goal, model func(n int) Steady) (int, bool) {
	low, high := 0, 1 // low does not meet the goal
	for !goal.Met(model(high)) {
		if high == most {
			return 0, false
		}
		low, high = high, min(2*high, most)
	}
	for high-low > 1 {
		if mid := (low + high) / 2; goal.Met(model(mid)) {
			high = mid
		} else {
			low = mid
		}
	}
	return high, true
}
