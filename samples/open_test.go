package samples_test

import (
	"fmt"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/internal/workspace"
	"turno/plan"
	"turno/samples"
	"turno/schedule"
)

// world is a sample as read by the code that reads every workspace.
type world struct{ plan.Input }

// monday is the first day of the default week.
func (w world) monday() calendar.Date { return calendar.DateOf(w.Period.Start) }

func (w world) queue(name string) schedule.Queue {
	for _, q := range w.Queues {
		if q.Name == name {
			return q
		}
	}
	panic("no queue " + name)
}

// loaded keeps what was read for all tests.
var loaded = map[string]world{}

func open(t *testing.T, name string) world {
	t.Helper()
	if w, ok := loaded[name]; ok {
		return w
	}
	dir, err := samples.Open(name)
	require.NoError(t, err)
	in, err := workspace.Load(dir, workspace.Options{})
	require.NoError(t, err, name)
	loaded[name] = world{in}
	return loaded[name]
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
