package table_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
	"turno/plan/cost"
	"turno/plan/scenario"
)

// What the searches may have made by chance is not called more or less; what moves is told by
// day and by line of the pay.
func TestWhatifTellsChanceAndWhy(t *testing.T) {
	c := what(2.4, "18.99", 0.89, -0.01, 0.01, nil)
	c.Searches = 3
	d := &c.Outcomes[0].Difference
	d.PaidHours = scenario.Estimate{Mean: 2.4, Low: -4, High: 8.8}
	d.Pay = scenario.Estimate{Mean: 18.99, Low: -60, High: 98}
	d.Cost = cost.Line{Base: decimal.RequireFromString("20"), Night: decimal.RequireFromString("-1.01"), Total: decimal.RequireFromString("18.99")}
	day := calendar.Date{Year: 2026, Month: 11, Day: 13}
	d.Days = []scenario.DayFigures{{Date: day, NetHours: scenario.Estimate{Mean: 11, Low: 11, High: 11}, Paid: scenario.Estimate{Mean: 3, Low: -1, High: 7}}, {Date: day.Add(1)}}
	d.NetHours = d.Days[0].NetHours
	said := whatif(t, c)
	assert.Contains(t, said, "it costs as much as now, but for chance; as many customers hear back in time as before (89 %), but for chance.")
	assert.Contains(t, said, "each scenario is searched 3 times, each time shorter than in a plan; figures are the means.")
	assert.Contains(t, said, "+2 ±6")
	assert.Contains(t, said, "+19 ±79")
	assert.Contains(t, said, "asked of the team: +11.0 agent-hours (Fri 13 Nov +11.0)")
	assert.Contains(t, said, "pay: +18.99 EUR (Base +20.00, Night -1.01)")
	assert.NotContains(t, said, "paid: ")
}
