// Package model holds the forecasting methods, one file each, behind forecast.Model.
//
// All methods read the season by local time: an interval belongs to the slot of the week
// that clocks show when it starts, so that a day of 23 or 25 hours needs no special care.
// Missing values are never read as zero. A method that is handed a history it cannot learn
// from says so; which method suits a queue is the business of package auto.
package model

import "turno/forecast"

// All lists every method in the order in which they are tried.
func All() []forecast.Model { return []forecast.Model{Profile{}, Lags{}, Naive{}} }
