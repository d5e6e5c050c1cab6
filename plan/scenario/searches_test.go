package scenario_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/plan/scenario"
)

// Several searches for a roster put their chance into the interval, also of hours and pay;
// a scenario that changes nothing still differs by nothing, and the days add up.
func TestSearches(t *testing.T) {
	in := world()
	in.Replications = 6
	c, err := scenario.Run(context.Background(), in, []scenario.Scenario{
		{Name: "same"}, {Name: "busier", Changes: []scenario.Change{scenario.Scale{Times: 1.4}}},
	}, scenario.Options{Searches: 3})
	require.NoError(t, err)
	assert.Equal(t, 3, c.Searches)
	nothing(t, c.Outcomes[0])
	busier := c.Outcomes[1]
	d := busier.Difference
	assert.InDelta(t, busier.Figures.PaidHours.Mean-c.Base.Figures.PaidHours.Mean, d.PaidHours.Mean, 1e-9)
	assert.True(t, busier.Figures.Cost.Total.Sub(c.Base.Figures.Cost.Total).Equal(d.Cost.Total), "to the cent")
	assert.InDelta(t, d.Cost.Total.InexactFloat64(), d.Pay.Mean, 0.02)
	assert.LessOrEqual(t, d.Service.Low, d.Service.Mean)
	assert.Equal(t, d.Volume.Mean, d.Volume.High, "no search changes what comes")
	var needed, paid float64
	for _, day := range d.Days {
		needed, paid = needed+day.NetHours.Mean, paid+day.Paid.Mean
	}
	assert.InDelta(t, d.NetHours.Mean, needed, 1e-6)
	assert.InDelta(t, d.PaidHours.Mean, paid, 1e-6)
}

// The interval of a mean of searches is that of Student; what all found alike is exact.
func TestMeanOfSearches(t *testing.T) {
	e := func(x, half float64) scenario.Estimate {
		return scenario.Estimate{Mean: x, Low: x - half, High: x + half}
	}
	got := scenario.MeanOf([]scenario.Estimate{e(1, 0), e(2, 0), e(3, 0)})
	assert.InDelta(t, 2, got.Mean, 1e-12)
	assert.InDelta(t, 4.303/1.732, got.High-got.Mean, 0.001)
	assert.Greater(t, scenario.MeanOf([]scenario.Estimate{e(1, 2), e(2, 2), e(3, 2)}).High, got.High)
	assert.Equal(t, e(5, 0), scenario.MeanOf([]scenario.Estimate{e(5, 0), e(5, 0)}))
}
