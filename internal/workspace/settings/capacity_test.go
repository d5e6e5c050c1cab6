package settings_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/internal/workspace/settings"
)

const small = "queues: {a: {channel: social}, b: {channel: email}}\nshifts: {day: {start: 09:00, length: 8h}}\ncontracts: {full: {week_hours: 40h}}\n"

// What is assumed about the months to come; by the month people leave as twelve such months
// leave them.
func TestCapacity(t *testing.T) {
	s, err := settings.Decode("t", []byte(small+`capacity:
  attrition: 1%/month
  leave: 10%
  lead: 2
  ramp_up: [50%, 100%]
  hires: [{month: 2027-02, contract: full}, {month: 2027-03, contract: full, queues: [b], count: 3, ramp_up: [20%, 60%]}]
  budget: {2027-01: 42000.50}
`))
	require.NoError(t, err)
	c := s.Capacity
	assert.InDelta(t, 0.1136, c.Attrition, 1e-4)
	assert.Equal(t, 0.1, c.Leave)
	assert.Zero(t, c.Fit)
	assert.Equal(t, []float64{.5, 1}, c.RampUp)
	assert.Equal(t, []string{"a", "b"}, c.Hires[0].Queues)
	assert.Equal(t, 1, c.Hires[0].Count)
	assert.Equal(t, "2027-03-01", c.Hires[1].Month.String())
	assert.Equal(t, []float64{.2, .6}, c.Hires[1].RampUp)
	assert.Equal(t, "42000.5", c.Budget[0].Money.String())

	_, err = settings.Decode("t", []byte(small+"capacity: {attrition: 95%, budget: {2027-13: 1, 2027-01: 1}, hires: {month: 2027-02}}\n"))
	assert.ErrorContains(t, err, `t:4:23: "95%": expected the share of the team that leaves`)
	assert.ErrorContains(t, err, `"2027-13": expected a month`)
	assert.ErrorContains(t, err, "a hire lacks the key contract")
}
