// Package simulate replays a roster: contacts arrive as discrete events drawn from the
// forecast, agents serve them by their duties, and the service that customers really get
// is counted, with confidence.
package simulate

import (
	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
)

// Input is one roster under one forecast. Profiles are on Grid, one per queue.
type Input struct {
	Grid     calendar.Grid
	Calendar *calendar.Calendar
	Queues   []schedule.Queue
	Profiles []forecast.Profile
	Team     schedule.Team
	Roster   schedule.Roster
}

// Options steer a run. The zero value means 100 replications from seed 0.
type Options struct {
	Replications int
	Seed         uint64
	Progress     forecast.Progress
}

// Estimate is a mean over replications with its 95 % confidence interval.
type Estimate struct{ Mean, Low, High float64 }

// Result is the service reached, per queue in the order of Input.Queues.
type Result struct {
	Replications int
	Queues       []Service
}

// Service is what the customers of one queue get over the period.
type Service struct {
	Queue       string
	Offered     Estimate   // contacts or posts arriving
	Flushed     Estimate   // posts that needed no answer
	Answered    Estimate   // care contacts given a first reply (live: picked up)
	Abandoned   Estimate   // live contacts that left before an answer
	Waiting     Estimate   // care contacts not yet answered at the end
	Closed      Estimate   // conversations finished
	Targets     []Estimate // share within each of the queue's targets, 0 to 1
	Promise     *Estimate  // share within the promise; nil without one
	WaitMean    Estimate   // seconds to first reply of the answered, elapsed
	WaitMedian  Estimate   // seconds
	WaitP90     Estimate   // seconds
	Occupancy   Estimate   // share of working time that agents first on this queue are busy
	ClosingRate Estimate   // conversations closed per agent hour spent on the queue
	Within      []float64  // per interval of arrival, share within the first target; NaN where nothing came
	Arrivals    []float64  // per interval, mean contacts
	Backlog     []float64  // per interval, mean care contacts or turns waiting at its end
}
