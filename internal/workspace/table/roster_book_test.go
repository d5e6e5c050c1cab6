package table

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"turno/internal/workspace/fault"
	"turno/schedule"
)

var rome, _ = time.LoadLocation("Europe/Rome")

var bookPeople = PeopleOptions{
	Zone: rome, Agents: []string{"anna", "bruno"}, Names: []string{"Anna Rossi", "Bruno Verdi"},
	Queues: []string{"chat-it", "social-it"}, ShiftKinds: []string{"day", "late"},
}

// workbook writes rows to a sheet.
func workbook(t testing.TB, sheet string, change func(*excelize.File), rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	require.NoError(t, f.SetSheetName("Sheet1", sheet))
	for i, r := range rows {
		require.NoError(t, f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &r))
	}
	if change != nil {
		change(f)
	}
	b, err := f.WriteToBuffer()
	require.NoError(t, err)
	return b.Bytes()
}

func readBook(t testing.TB, data []byte, opt PeopleOptions) ([]schedule.Shift, []RowNote, error) {
	t.Helper()
	return ReadRosterBook("plan.xlsx", bytes.NewReader(data), opt)
}

func local(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, rome)
}

// clock is a date as spreadsheets hold it: without a zone.
func clock(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, time.UTC)
}

var head = []any{"agent", "start", "end", "kind", "breaks", "duties", "name", "paid hours", "locked"}

// What people leave in a sheet is read: dates and text, any order, titles, blank rows,
// totals, further columns, hidden rows, an empty agent with a name.
func TestRosterBookTakesWhatPeopleDo(t *testing.T) {
	data := workbook(t, "Roster", func(f *excelize.File) {
		require.NoError(t, f.SetRowVisible("Roster", 4, false))
		require.NoError(t, f.SetCellFormula("Roster", "H9", "SUM(H4:H7)"))
	},
		[]any{"The week of 2 November"}, head, []any{"Agente", "Inizio", "Fine", "Turno", "Pause", "Mansioni", "Nome", "Ore", "Fisso"},
		[]any{"bruno", clock(3, 9, 0), clock(3, 17, 30), "day", "12:30-13:00 unpaid", "09:00-12:30 chat-it social-it; 13:00-17:30 social-it", "Bruno Verdi", 8, "sì"},
		[]any{"", "", "", "", "", "", "", "", ""},
		[]any{"anna", "2.11.2026 9:00", "2026-11-02 17:00", "", "", "09:00-17:00 chat-it", "", 8, "нет", "a note"},
		[]any{nil, clock(4, 22, 0), clock(5, 6, 0), "late", "", "22:00-06:00 social-it", "Anna Rossi", 8, true},
		[]any{"anna", nil, nil, nil, nil, nil, "Anna Rossi"},
		[]any{nil, nil, nil, nil, nil, nil, "Total", 24},
	)
	shifts, notes, err := readBook(t, data, bookPeople)
	require.NoError(t, err)
	require.Len(t, shifts, 3)
	assert.Equal(t, []RowNote{{RowNoShift, "Roster", 8, "anna", time.Time{}}}, notes)
	assert.Equal(t, "anna", shifts[0].Agent)
	assert.True(t, shifts[0].Start.Equal(local(2, 9, 0)) && shifts[0].End.Equal(local(2, 17, 0)) && !shifts[0].Locked)
	assert.True(t, shifts[1].Start.Equal(local(4, 22, 0)) && shifts[1].End.Equal(local(5, 6, 0)) && shifts[1].Locked)
	assert.Equal(t, schedule.Break{Start: local(3, 12, 30), End: local(3, 13, 0)}, inZone(shifts[2].Breaks[0]))
	assert.True(t, shifts[2].Locked)
}

func inZone(b schedule.Break) schedule.Break {
	b.Start, b.End = b.Start.In(rome), b.End.In(rome)
	return b
}

// A shift moved as a whole takes breaks and duties along; one that is cut or lengthened
// keeps its breaks, and its duties reach to its ends; a break left outside is a fault.
func TestRosterBookMovesWithTheShift(t *testing.T) {
	row := func(from, to time.Time) []byte {
		return workbook(t, "Roster", nil, head, []any{"anna", from, to, "day", "12:30-13:00 unpaid", "09:00-12:30 chat-it; 13:00-17:30 social-it"})
	}
	for _, c := range []struct {
		name     string
		from, to time.Time
		note     RowNoteKind
		pause    time.Time // begin
		first    time.Time // begin of the first duty
		last     time.Time // end of the last
	}{
		{"as it was", clock(2, 9, 0), clock(2, 17, 30), "", local(2, 12, 30), local(2, 9, 0), local(2, 17, 30)},
		{"another day", clock(4, 9, 0), clock(4, 17, 30), "", local(4, 12, 30), local(4, 9, 0), local(4, 17, 30)},
		{"later", clock(2, 11, 0), clock(2, 19, 30), RowMoved, local(2, 14, 30), local(2, 11, 0), local(2, 19, 30)},
		{"far later", clock(2, 15, 0), clock(2, 23, 30), RowMoved, local(2, 18, 30), local(2, 15, 0), local(2, 23, 30)},
		{"into the night", clock(2, 22, 0), clock(3, 6, 30), RowMoved, local(3, 1, 30), local(2, 22, 0), local(3, 6, 30)},
		{"earlier", clock(2, 8, 30), clock(2, 17, 0), RowMoved, local(2, 12, 0), local(2, 8, 30), local(2, 17, 0)},
		{"starts earlier", clock(2, 8, 0), clock(2, 17, 30), RowFitted, local(2, 12, 30), local(2, 8, 0), local(2, 17, 30)},
		{"ends later", clock(2, 9, 0), clock(2, 19, 0), RowFitted, local(2, 12, 30), local(2, 9, 0), local(2, 19, 0)},
		{"ends earlier", clock(2, 9, 0), clock(2, 16, 0), RowFitted, local(2, 12, 30), local(2, 9, 0), local(2, 16, 0)},
		{"starts later", clock(2, 10, 0), clock(2, 17, 30), RowFitted, local(2, 12, 30), local(2, 10, 0), local(2, 17, 30)},
	} {
		shifts, notes, err := readBook(t, row(c.from, c.to), bookPeople)
		require.NoError(t, err, c.name)
		s := shifts[0]
		assert.True(t, s.Breaks[0].Start.Equal(c.pause), "%s: the break is at %v", c.name, s.Breaks[0].Start)
		assert.True(t, s.Duties[0].Start.Equal(c.first) && s.Duties[len(s.Duties)-1].End.Equal(c.last), "%s: %v", c.name, s.Duties)
		if c.note == "" {
			assert.Empty(t, notes, c.name)
		} else {
			assert.Equal(t, []RowNote{{c.note, "Roster", 2, "anna", s.Start}}, notes, c.name)
		}
	}
	_, _, err := readBook(t, row(clock(2, 13, 30), clock(2, 17, 30)), bookPeople)
	assert.ErrorContains(t, err, "plan.xlsx: sheet Roster, cell E2: \"12:30-13:00 unpaid\": the break 12:30-13:00 is not within the shift")
}

// A roster that was made before may hold somebody who has left since.
func TestRosterBookWithLeavers(t *testing.T) {
	data := workbook(t, "Roster", nil, head, []any{"carla", clock(2, 9, 0), clock(2, 17, 0)})
	_, _, err := readBook(t, data, bookPeople)
	require.Error(t, err)
	opt := bookPeople
	opt.Leavers = true
	shifts, _, err := readBook(t, data, opt)
	require.NoError(t, err)
	assert.Equal(t, "carla", shifts[0].Agent)
}

// Every fault is told with its cell, all at once.
func TestRosterBookNamesCells(t *testing.T) {
	data := workbook(t, "Roster", func(f *excelize.File) { require.NoError(t, f.SetCellFormula("Roster", "C7", "B7+1/3")) }, []any{"title"}, head,
		[]any{"ana", clock(2, 9, 0), clock(2, 17, 0)},
		[]any{"anna", 0.375, clock(2, 17, 0), "dya"},
		[]any{"bruno", clock(3, 17, 0), clock(3, 9, 0), "", "", "9-12 chat-it"},
		[]any{"bruno", clock(4, 9, 0), clock(4, 17, 0), "", "", "09:00-17:00 chta-it", "Anna Rossi"},
		[]any{"bruno", clock(5, 9, 0), nil},
		[]any{nil, clock(6, 9, 0), clock(6, 17, 0), "", "", "", "Ana Rossi"},
	)
	_, _, err := readBook(t, data, bookPeople)
	require.Error(t, err)
	for _, want := range []string{
		`plan.xlsx: sheet Roster, cell A3: "ana": not an agent that is known: expected one of anna, bruno (did you mean "anna"?)`,
		`plan.xlsx: sheet Roster, cell B4: "0.375": expected a time`,
		`plan.xlsx: sheet Roster, cell D4: "dya": not a kind of shift that is known: expected one of day, late (did you mean "day"?)`,
		`plan.xlsx: sheet Roster, cell C5: "2026-11-03 09:00": expected a time after 2026-11-03 17:00`,
		`plan.xlsx: sheet Roster, cell F6: "09:00-17:00 chta-it": unknown queue "chta-it"`,
		`plan.xlsx: sheet Roster, cell G6: "Anna Rossi": the column agent says bruno (Bruno Verdi), the name is that of anna`,
		`plan.xlsx: sheet Roster, cell C7: a formula without a value`,
		`plan.xlsx: sheet Roster, cell G8: "Ana Rossi": nobody bears this name`,
	} {
		assert.ErrorContains(t, err, want)
	}
}

// Dates are counted from 1904 where the workbook says so, and other sheets are passed over.
func TestRosterBookDates(t *testing.T) {
	data := workbook(t, "Notes", func(f *excelize.File) {
		early := true
		require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &early}))
		_, err := f.NewSheet("Week 45")
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow("Week 45", "B2", &[]any{"Agent", "Start", "End"}))
		days := clock(2, 9, 0).Sub(time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)).Hours() / 24
		require.NoError(t, f.SetSheetRow("Week 45", "B3", &[]any{"anna", days, days + 1./3}))
	}, []any{"nothing here"})
	shifts, _, err := readBook(t, data, bookPeople)
	require.NoError(t, err)
	require.Len(t, shifts, 1)
	assert.True(t, shifts[0].Start.Equal(local(2, 9, 0)) && shifts[0].End.Equal(local(2, 17, 0)), "%v", shifts[0])
}

// Files that are no roster are answered, not read.
func TestRosterBookRefusals(t *testing.T) {
	cut := workbook(t, "Roster", nil, head)
	for want, data := range map[string][]byte{
		"not a workbook":                                   cut[:len(cut)/2],
		"an old or a protected workbook":                   []byte("\xd0\xcf\x11\xe0 and more"),
		"no row among the first 60 of any":                 workbook(t, "Roster", nil, []any{"who", "from", "to"}),
		"no row among the first 60 of any sheet (Summary)": workbook(t, "Summary", nil, []any{"agent", "start"}),
	} {
		_, _, err := readBook(t, data, bookPeople)
		var e *fault.Error
		require.ErrorAs(t, err, &e)
		assert.ErrorContains(t, err, want)
	}
}

func FuzzReadRosterBook(f *testing.F) {
	f.Add(workbook(f, "Roster", nil, head, []any{"anna", clock(2, 9, 0), clock(2, 17, 30), "day", "12:30-13:00 unpaid", "09:00-12:30 chat-it; 13:00-17:30 social-it"}))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		shifts, _, err := ReadRosterBook("f.xlsx", bytes.NewReader(data), bookPeople)
		var e *fault.Error
		if err != nil && !assert.ErrorAs(t, err, &e) {
			return
		}
		for _, s := range shifts {
			assert.True(t, s.Start.Before(s.End))
			for _, b := range s.Breaks {
				assert.False(t, b.Start.Before(s.Start) || b.End.After(s.End))
			}
		}
	})
}
