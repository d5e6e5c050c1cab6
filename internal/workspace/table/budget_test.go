package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/internal/workspace/fault"
)

func TestReadBudget(t *testing.T) {
	list, err := ReadBudget("budget.csv", strings.NewReader("month;amount\n2027-01;42000.50\n2027-02-01;0\n"), PeopleOptions{})
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, "2027-01-01 42000.5", list[0].Month.String()+" "+list[0].Money.String())
	assert.Equal(t, "2027-02-01", list[1].Month.String())
	_, err = ReadBudget("budget.csv", strings.NewReader("month,amount\n2027-01,1\n2027-01,2\n2027-01-15,-3\n"), PeopleOptions{})
	assert.ErrorContains(t, err, `budget.csv:3:1: "2027-01": the month of line 2 too`)
	assert.ErrorContains(t, err, `budget.csv:4:1: "2027-01-15": expected a month`)
	assert.ErrorContains(t, err, `budget.csv:4:12: "-3": expected an amount`)
}

func FuzzReadBudget(f *testing.F) {
	f.Add("month,amount\n2027-01,42000.50\n")
	f.Fuzz(func(t *testing.T, s string) {
		list, err := ReadBudget("b.csv", strings.NewReader(s), PeopleOptions{})
		var e *fault.Error
		if err != nil {
			assert.ErrorAs(t, err, &e)
		}
		for _, x := range list {
			assert.Equal(t, 1, x.Month.Day)
			assert.False(t, x.Money.IsNegative())
		}
	})
}
