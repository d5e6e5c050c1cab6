// Package staffing turns demand into requirement by queue mathematics: one file per model.
package staffing

import (
	"turno/forecast"
	"turno/schedule"
)

// Demand is one queue with its profile on the planning grid.
type Demand struct {
	Queue   schedule.Queue
	Profile forecast.Profile
}

// Options steer the requirement.
type Options struct {
	Risk float64 // quantile of volume to staff for, 0.5 to 0.99; 0 weighs the expected service over the quantiles by contacts
}
