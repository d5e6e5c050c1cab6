package staffing

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/mathext"
)

// PoissonAgents is the least n that a Poisson number of customers with the mean load
// reaches with at most the probability delay. Where customers leave at the rate at which
// they are served, the number in a system with any staffing is Poisson with its offered
// load, so that this is what iterative staffing must settle at (Feldman, Mandelbaum,
// Massey & Whitt 2008).
func PoissonAgents(load, delay float64) int {
	if !(load > 0) || math.IsInf(load, 1) || delay >= 1 {
		return 0
	}
	most := int(load + 40*math.Sqrt(load) + 800)
	return 1 + sort.Search(most, func(k int) bool { return mathext.GammaIncReg(float64(k+1), load) <= delay })
}
