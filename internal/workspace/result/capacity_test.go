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
	line := capacity.Line{Volume: [2]float64{10, 20}, Net: [2]float64{1, 2}, Gross: [2]float64{1.25, 2.5}, Required: 1.25, Available: 1, Gap: -.25, Gap90: -1.5}
	queue := line
	queue.Queue = "=chat"
	var b strings.Builder
	require.NoError(t, result.WriteCapacity(&b, capacity.Plan{Months: []capacity.Month{{
		First: calendar.Date{Year: 2027, Month: 1, Day: 1}, Hours: decimal.RequireFromString("177.14"), Queues: []capacity.Line{queue}, Total: line,
		Leaving: .1, Starting: 2, Cost: decimal.NewFromInt(90), Budget: &budget,
	}}}))
	assert.Equal(t, `month,queue,volume_p50,volume_p90,net_p50,net_p90,gross_p50,gross_p90,required,available,gap,gap_p90,leaving,starting,hours,cost,cost_p50,cost_p90,budget
2027-01,'=chat,10,20,1,2,1.25,2.5,1.25,1,-0.25,-1.5,,,,,,,
2027-01,,10,20,1,2,1.25,2.5,1.25,1,-0.25,-1.5,0.1,2,177.14,90.00,0.00,0.00,100.00
`, b.String())
}
