package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"turno/internal/workspace/fault"
)

func ExampleFault() {
	fmt.Println(fault.Fault{File: "turno.yaml", Line: 3, Column: 7, Value: "Europe/Roma", Expected: "unknown time zone", Hint: "Europe/Rome"})
	// Output: turno.yaml:3:7: "Europe/Roma": unknown time zone (did you mean "Europe/Rome"?)
}

func ExampleFault_sheet() {
	fmt.Println(fault.Fault{File: "plan.xlsx", Sheet: "Roster", Line: 12, Column: 28, Value: "ana", Expected: "not an agent that is known", Hint: "anna"})
	// Output: plan.xlsx: sheet Roster, cell AB12: "ana": not an agent that is known (did you mean "anna"?)
}

func TestFaultsDoNotSteerTheTerminal(t *testing.T) {
	f := fault.Fault{File: "a\x1b[31m.csv", Line: 2, Value: "x\x1b", Expected: "expected one of à, \u202eb\nc"}
	assert.Equal(t, "a\uFFFD[31m.csv:2: \"x\\x1b\": expected one of à, \uFFFDb\uFFFDc", f.String())
}

func TestClosest(t *testing.T) {
	words := []string{"social", "messaging", "chat", "voice", "day"}
	for value, want := range map[string]string{"sozial": "social", "Chat": "chat", "dya": "day", "chta": "chat", "fax": "", "": "", "x": "", "voise": "voice"} {
		assert.Equal(t, want, fault.Closest(value, words), value)
	}
}

func TestListKeepsTheFirstFaultsAndCountsTheRest(t *testing.T) {
	var l fault.List
	assert.NoError(t, l.Err())
	for i := range 60 {
		l.Addf("history.csv", i+1, 0, "bad")
	}
	l.Merge("agents.csv", errors.New("broken"))
	l.Merge("agents.csv", nil)
	var e *fault.Error
	assert.ErrorAs(t, l.Err(), &e)
	assert.Len(t, e.Faults, 50)
	assert.Equal(t, 11, e.More)
	assert.ErrorContains(t, l.Err(), "and 11 more")

	var whole fault.List
	whole.Merge("x", l.Err())
	assert.Equal(t, l.Err(), whole.Err())
}
