// Package calendar knows when things are: the interval grid in absolute time, the local
// dates and hours that people read, opening hours and public holidays.
//
// Intervals are equal stretches of elapsed time, so that a day on which clocks change
// simply has 23 or 25 hours of them; only labels (weekday, hour of day) are local.
package calendar
