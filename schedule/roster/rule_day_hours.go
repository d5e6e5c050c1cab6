package roster

import (
	"time"

	"turno/schedule"
)

// dayHoursMax asks that the paid time of a shift stays within the limit.
func dayHoursMax(rules schedule.Rules, l length) bool {
	return rules.DayHoursMax <= 0 || time.Duration(l.paid)*time.Minute <= rules.DayHoursMax
}
