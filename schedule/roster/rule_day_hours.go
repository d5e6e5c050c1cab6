package roster

import (
	"time"

	"turno/schedule"
)

// dayHoursMax asks that the paid time of a shift stays within the limit.
func dayHoursMax(rules schedule.Rules, l Length) bool {
	return rules.DayHoursMax <= 0 || time.Duration(l.Paid)*time.Minute <= rules.DayHoursMax
}
