package workspace

import (
	"time"

	"turno/internal/workspace/value"
)

// Time reads a time as the files of a workspace write it: RFC 3339, or local in the zone.
func Time(s string, zone *time.Location) (time.Time, error) { return value.ParseTime(s, zone) }
