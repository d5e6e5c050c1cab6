// Package model holds the forecasting methods, one file each, behind forecast.Model.
//
// All methods read the season by local time: an interval belongs to the slot of the week
// that clocks show when it starts, so that a day of 23 or 25 hours needs no special care.
// Missing values are never read as zero. A method that is handed a history it cannot learn
// from says what it needs; which method suits a queue is the business of package auto.
//
// Patterns of the week (Profile, Rhythm, Average, Harmonic) suit counts of people's contacts;
// regressions on the last days (Lags) suit smooth series in which the last value says more
// than the hour, such as load or traffic; Intermittent suits queues that are mostly empty.
// Methods that need a regular series share a frame, which lays the history out by open
// local times, and finish, which measures their own errors by distance.
package model

import "turno/forecast"

// All lists the methods that are worth a rehearsal on any queue, in the order in which they
// are tried.
func All() []forecast.Model {
	return []forecast.Model{Profile{}, Structural{HalfLife: 182}, Average{Weeks: 52}, Harmonic{}, MSTL{Smoothing: true}, Lags{}, Naive{}}
}

// Others lists the methods that have been no better than those of All wherever they were
// measured, or that are for special queues: to be compared with, or asked for by name.
func Others() []forecast.Model {
	return []forecast.Model{
		Rhythm{HalfLife: 56, Memory: 1, Damping: 0.6}, Average{Memory: 14}, Trees{}, MSTL{}, Theta{}, DoubleSeason{}, SeasonalAR{}, LagRegression{Set: FewLags}, LagRegression{Set: MostLags},
		LagRegression{Set: FewLags, Raw: true}, LagRegression{Set: MostLags, Raw: true}, Intermittent{}, Intermittent{Croston: true},
	}
}
