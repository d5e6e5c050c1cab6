// Package simulate holds the simulator against queueing theory: settings for which the
// exact answer is known are replayed, and each figure's distance from it is told in
// standard errors. The exact figures are those of schedule/staffing.
package simulate
