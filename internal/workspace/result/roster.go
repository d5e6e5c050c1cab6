package result

import (
	"io"

	"turno/forecast/calendar"
	"turno/internal/workspace/table"
	"turno/schedule"
)

// WriteRoster writes roster.csv, one row per shift, for people to read and to edit; see
// table.ReadRoster for its cells.
func WriteRoster(w io.Writer, r schedule.Roster) error {
	return table.WriteRoster(w, r.Shifts, r.Grid.Zone())
}

// ReadLocks reads the shifts of a roster that must stay: those whose locked column says
// yes, or all of them where the file has no such column.
func ReadLocks(name string, r io.Reader, period calendar.Grid) (schedule.Roster, error) {
	shifts, err := table.ReadRoster(name, r, table.PeopleOptions{Zone: period.Zone(), Locked: true})
	if err != nil {
		return schedule.Roster{}, err
	}
	return schedule.Roster{Grid: period, Shifts: shifts}, nil
}

// ReadRoster reads a roster for the period, as WriteRoster wrote it or as people made it,
// exactly. Agents and queues that nobody knows are left to the check to find. The error
// is a *fault.Error with all faults, or that of the disk.
func ReadRoster(name string, r io.Reader, period calendar.Grid) (schedule.Roster, error) {
	shifts, err := table.ReadRoster(name, r, table.PeopleOptions{Zone: period.Zone()})
	if err != nil {
		return schedule.Roster{}, err
	}
	return schedule.Roster{Grid: period, Shifts: shifts}, nil
}
