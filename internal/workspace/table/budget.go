package table

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/internal/workspace/value"
	"turno/plan/capacity"
)

// maxBudget is the greatest amount of a month.
var maxBudget = decimal.New(1, 12)

// ReadBudget reads what may be spent by month, in the file's order:
//
//	month,amount
//	2027-01,42000.00
func ReadBudget(name string, r io.Reader, _ PeopleOptions) ([]capacity.Amount, error) {
	const month, amount = 0, 1
	t := NewReader(name, r, Layout{Strict: true, Rows: 10_000, Columns: []Column{{"month", true}, {"amount", true}}})
	var out []capacity.Amount
	lines := map[calendar.Date]int{}
	for t.Next() {
		var x capacity.Amount
		var err error
		text := t.Cell(month)
		if len(text) == len("2027-01") {
			text += "-01"
		}
		if x.Month, err = value.ParseDate(text); err != nil || x.Month.Day != 1 {
			t.Reject(month, "expected a month such as 2027-01", "")
		} else if first, twice := lines[x.Month]; twice {
			t.Reject(month, fmt.Sprintf("the month of line %d too: expected each month once", first), "")
		}
		lines[x.Month] = t.Line()
		s := t.Cell(amount)
		if _, err = value.ParseNumber(s, 1e12); err == nil {
			x.Money, err = decimal.NewFromString(s)
		}
		if err != nil || x.Money.GreaterThan(maxBudget) {
			t.Reject(amount, "expected an amount of money such as 42000.00, without a currency sign", pointed(s))
		}
		out = append(out, x)
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	return out, nil
}
