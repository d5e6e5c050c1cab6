package workspace

import (
	"turno/forecast/calendar"
	"turno/internal/workspace/value"
)

// Hours reads opening hours as the cells of tables write them: mon-fri 08:00-20:00; sat
// 09:00-14:00. The error says what was expected.
func Hours(s string) (calendar.Hours, error) { return value.ParseHours(s) }
