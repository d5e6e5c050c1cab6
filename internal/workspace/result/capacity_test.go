package result_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/internal/workspace/result"
	"turno/plan/capacity"
)

func TestWriteCapacity(t *testing.T) {
	budget := decimal.NewFromInt(100)
	line := capacity.Line{Volume: capacity.Band{10, 15, 20}, Net: capacity.Band{1, 1.5, 2}, Gross: capacity.Band{1.25, 2, 2.5}, Required: 1.25, Available: 1, Gap: -.25, Gaps: capacity.Band{-.25, -1, -1.5}}
	queue := line
	queue.Queue = "=chat"
	var b strings.Builder
	require.NoError(t, result.WriteCapacity(&b, capacity.Plan{Months: []capacity.Month{{
		First: calendar.Date{Year: 2027, Month: 1, Day: 1}, Hours: decimal.RequireFromString("177.14"), Queues: []capacity.Line{queue}, Total: line,
		Short: .25, Heads: 2.5, Paid: 2, Away: .5, Learning: .25, Leaving: .1, Starting: 2, Cost: decimal.NewFromInt(90), Budget: &budget,
		Closed: capacity.Closed{Heads: 1, Cost: decimal.NewFromInt(120)},
	}}}))
	assert.Equal(t, `month,queue,volume_p50,volume_p80,volume_p90,net_p50,net_p80,net_p90,gross_p50,gross_p80,gross_p90,required,available,gap,gap_p80,gap_p90,missing,people,paid,away,learning,leaving,starting,hours,cost,cost_p50,cost_p80,cost_p90,hires,hires_missing,hires_cost,budget
2027-01,'=chat,10,15,20,1,1.5,2,1.25,2,2.5,1.25,1,-0.25,-1,-1.5,,,,,,,,,,,,,,,,
2027-01,,10,15,20,1,1.5,2,1.25,2,2.5,1.25,1,-0.25,-1,-1.5,0.25,2.5,2,0.5,0.25,0.1,2,177.14,90.00,0.00,0.00,0.00,1,0,120.00,100.00
`, b.String())
}
