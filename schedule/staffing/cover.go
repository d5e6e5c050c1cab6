package staffing

import "math"

// RoundTheClock is seats that are taken at every hour of the week, and what they are paid.
// Premiums are shares of the hourly cost.
type RoundTheClock struct {
	Seats         float64
	ContractHours float64 // an agent's week
	Shrinkage     float64 // share of paid time that takes no seat, below 1
	HourlyCost    float64
	Night         float64 // premium from NightFrom to NightTo, hours of the day
	Sunday        float64 // premium of all Sunday
	NightFrom     float64 // 0 to 24
	NightTo       float64 // 0 to 24; before NightFrom it is the next morning
}

// weekHours is the length of a week.
const weekHours = 168

// FTE is the full-time agents to hire.
func (c RoundTheClock) FTE() float64 { return c.PaidHours() / c.ContractHours }

// PaidHours is the paid hours a week.
func (c RoundTheClock) PaidHours() float64 { return weekHours * c.Seats / (1 - c.Shrinkage) }

// Cost is a week's cost with night and Sunday premiums added up, and where an hour has
// only the higher of the two.
func (c RoundTheClock) Cost() (added, highest float64) {
	night := math.Mod(c.NightTo-c.NightFrom+24, 24) // hours of every day, Sunday too
	added = weekHours + 7*night*c.Night + 24*c.Sunday
	highest = weekHours + 6*night*c.Night + (24-night)*c.Sunday + night*max(c.Night, c.Sunday)
	unit := c.HourlyCost * c.PaidHours() / weekHours
	return added * unit, highest * unit
}
