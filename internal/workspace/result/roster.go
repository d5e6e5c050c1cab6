package result

import (
	"io"

	"turno/forecast/calendar"
	"turno/internal/workspace/book"
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

// IsBook says whether a file that begins so is a workbook of a spreadsheet program rather
// than a table in text.
func IsBook(head []byte) bool { return book.Is(head) }

// Known are the names that a roster typed by people may hold.
type Known struct {
	Agents, Names []string // IDs, and what people call them in the same order
	Queues, Kinds []string
	Leavers       bool // others than the agents are taken as people who have left
}

// ReadBook reads the roster of the period from a workbook (see table.ReadRosterBook), with
// notes on rows that were not taken as they stand. The shifts of a sheet without a locked
// column are all locked or none. The error is a *fault.Error with all faults, or that of the
// disk.
func ReadBook(name string, r io.Reader, period calendar.Grid, known Known, locked bool) (schedule.Roster, []table.RowNote, error) {
	shifts, notes, err := table.ReadRosterBook(name, r, table.PeopleOptions{
		Zone: period.Zone(), Agents: known.Agents, Names: known.Names, Queues: known.Queues, ShiftKinds: known.Kinds, Locked: locked, Leavers: known.Leavers,
	})
	if err != nil {
		return schedule.Roster{}, nil, err
	}
	return schedule.Roster{Grid: period, Shifts: shifts}, notes, nil
}
