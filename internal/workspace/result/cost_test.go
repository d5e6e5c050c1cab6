package result

import (
	"bytes"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
)

func TestCostLines(t *testing.T) {
	zone := time.UTC
	in := plan.Input{Calendar: calendar.Plain(zone), Currency: "EUR", Team: schedule.Team{
		Contracts: map[string]schedule.Contract{"full": {Pay: schedule.Pay{Wage: decimal.RequireFromString("14.37"), Night: decimal.RequireFromString("0.25"), Sunday: decimal.RequireFromString("0.3")}}},
		Agents:    []schedule.Agent{{ID: "ada", Name: "=1+1", Contract: "full", Group: "Milano", Centre: "4711"}, {ID: "idle", Contract: "full"}},
	}}
	start := time.Date(2026, 11, 8, 20, 0, 0, 0, zone) // a Sunday
	r := schedule.Roster{Shifts: []schedule.Shift{{Agent: "ada", Start: start, End: start.Add(5*time.Hour + 20*time.Minute)}}}
	var b bytes.Buffer
	require.NoError(t, WriteCost(&b, in, r))
	assert.Equal(t, `agent,name,contract,cost_centre,team,line,hours,wage,premium,amount,currency
ada,'=1+1,full,4711,Milano,base,5.3333,14.37,,76.64,EUR
ada,'=1+1,full,4711,Milano,sunday,4.0000,14.37,0.3,17.24,EUR
ada,'=1+1,full,4711,Milano,night,3.3333,14.37,0.25,11.98,EUR
`, b.String())
	assert.Equal(t, "105.86", cost.Of(in.Team, r.Shifts, in.Calendar, "EUR").Total.Total.String())
}
