package samples_test

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/table"
	"turno/samples"
	"turno/schedule"
)

// world is a sample as read by the code that reads every workspace.
type world struct {
	*settings.Settings
	history []forecast.Series
	team    schedule.Team
}

// end is the end of the history, which is where the default week begins.
func (w world) end() calendar.Date { return calendar.DateOf(w.history[0].Grid.End()) }

func open(t *testing.T, name string) world {
	t.Helper()
	dir, err := samples.Open(name)
	require.NoError(t, err)
	data, err := fs.ReadFile(dir, "turno.yaml")
	require.NoError(t, err)
	w := world{}
	w.Settings, err = settings.Decode("turno.yaml", data)
	require.NoError(t, err, name)
	people := table.PeopleOptions{Zone: w.Calendar.Zone, Contracts: slices.Sorted(maps.Keys(w.Contracts))}
	for _, q := range w.Queues {
		people.Queues = append(people.Queues, q.Name)
	}
	w.team = schedule.Team{Contracts: w.Contracts, ShiftKinds: w.ShiftKinds, Shrinkage: w.Shrinkage}
	read := func(file string, read func(fs.File) error) {
		f, err := dir.Open(file)
		require.NoError(t, err)
		require.NoError(t, read(f), name)
		require.NoError(t, f.Close())
	}
	read("agents.csv", func(f fs.File) (err error) { w.team.Agents, err = table.ReadAgents("agents.csv", f, people); return })
	for _, a := range w.team.Agents {
		people.Agents = append(people.Agents, a.ID)
	}
	read("absences.csv", func(f fs.File) (err error) {
		w.team.Absences, err = table.ReadAbsences("absences.csv", f, people)
		return
	})
	read("requests.csv", func(f fs.File) (err error) {
		w.team.Requests, err = table.ReadRequests("requests.csv", f, people)
		return
	})
	read("published.csv", func(f fs.File) (err error) {
		w.team.Published, err = table.ReadRoster("published.csv", f, people)
		return
	})
	file, err := fs.Glob(dir, "history.csv*")
	require.NoError(t, err)
	require.Len(t, file, 1)
	read(file[0], func(f fs.File) (err error) {
		w.history, err = table.ReadHistory(file[0], f, table.HistoryOptions{Zone: w.Calendar.Zone})
		return
	})
	return w
}

func ExampleOpen() {
	_, err := samples.Open("Moda")
	fmt.Println(err)
	_, err = samples.Open("shop")
	fmt.Println(err)
	// Output:
	// sample "Moda" does not exist: expected one of moda, volo, banka, did you mean moda?
	// sample "shop" does not exist: expected one of moda, volo, banka
}

// The truth about a world is an answer sheet, not a file of the workspace.
func TestTruthIsNotPartOfTheWorkspace(t *testing.T) {
	for _, name := range samples.Names() {
		dir, err := samples.Open(name)
		require.NoError(t, err)
		_, err = fs.Stat(dir, "truth.json")
		require.ErrorIs(t, err, fs.ErrNotExist)
	}
}
