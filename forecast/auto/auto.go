// Package auto is the only door through which the rest of turno asks for a forecast:
// history in, volume out. It cleans the history, finds bursts, chooses and calibrates a
// method for every queue and applies what is known of the future.
package auto

import (
	"turno/forecast"
	"turno/forecast/calendar"
)

// Input is what a forecast is made from.
type Input struct {
	History   []forecast.Series
	Calendar  *calendar.Calendar
	Future    calendar.Grid // at the history's step, at or after its end
	Campaigns []forecast.Campaign
	Events    []forecast.Event
}

// Options steer a forecast; the zero value is the default.
type Options struct {
	Progress forecast.Progress
}

// Result is the forecast of every queue, in the order of Input.History.
type Result struct {
	Volumes []forecast.Volume
	Methods []string // the method chosen for each queue
	Notes   []forecast.Note
}
