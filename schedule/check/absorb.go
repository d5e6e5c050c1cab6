package check

import (
	"math"

	"turno/schedule"
	"turno/skills"
)

// beside is what the people of a live queue can do beside it in one interval, in erlangs.
type beside struct {
	any    float64 // of any deferrable work, live service kept
	urgent float64 // of work about to be late on a queue that nobody at work puts first
}

// besides works out what the agents of a live queue can do beside it in interval i.
// Shrinkage takes whole people away, so that it is the mean over how many of them are
// there: two of whom one is missing now and then take what one and four fifths never could.
func (c *docket) besides(live, i int, keep float64, out schedule.QueueCoverage) beside {
	heads, supply := out.Heads[i], out.Supplied[i]
	if heads <= 0 || supply <= 0 {
		return beside{}
	}
	req, _ := c.Requirement.LiveQueue(c.Queues[live].Name)
	if i >= len(req.Curves) || len(req.Curves[i].Absorb) == 0 && req.Curves[i].Contacts <= 0 {
		return beside{supply, supply} // nothing is asked of the queue: its people are free
	}
	curve := req.Curves[i]
	hasty, piece := c.hasty(live, curve), c.piece(live, curve)
	if keep <= 0 {
		return besideOf(curve, supply, hasty, piece)
	}
	var sum beside
	each := supply / heads / keep
	there(heads, keep, func(n, chance float64) {
		b := besideOf(curve, n*each, hasty, piece)
		sum.any += chance * b.any
		sum.urgent += chance * b.urgent
	})
	return sum
}

// there visits how many of so many people may be there when each is with the probability
// keep, and how likely that is; a part of a person is a whole one now and then.
func there(people, keep float64, visit func(n, chance float64)) {
	if people > crowd {
		visit(people*keep, 1)
		return
	}
	whole := math.Floor(people)
	for _, part := range []struct{ n, weight float64 }{{whole, 1 - (people - whole)}, {whole + 1, people - whole}} {
		chance := math.Pow(keep, part.n) * part.weight // all there
		for k := part.n; k >= 0 && part.weight > 0; k-- {
			visit(k, chance)
			chance *= (1 - keep) / keep * k / (part.n - k + 1)
		}
	}
}

// crowd is the number of people of whom as many are there as may be expected.
const crowd = 50

// besideOf is what n agents can do. Of urgent work they begin a piece whenever two of them
// are idle, so that n-1 or more are always busy (Bhulai & Koole, A queueing model for call
// blending in call centers, 2003): of these states the lowest is followed by a new piece
// each time that one of the n-1 is done. Those who wait hang up as the quotient of handle
// time and patience says.
func besideOf(curve schedule.Curve, n, hasty, piece float64) beside {
	any := min(max(0, curve.AbsorbAt(n)), n)
	if piece > 0 {
		any = max(any, blended(curve, n, hasty, piece))
	}
	state, sum := 1.0, 1.0
	for k := 0.0; k < crowd && n > 1 && state > 1e-12; k++ {
		state *= curve.Load / (n + k*hasty)
		sum += state
	}
	if n <= 1 || state > 1 || !(sum >= 1) {
		return beside{any, any}
	}
	return beside{any, max(any, (n-1)/sum)}
}

// hasty is a live contact's handle time over its customer's patience.
func (c *docket) hasty(live int, curve schedule.Curve) float64 {
	patience := c.Queues[live].Patience.Hours()
	if patience <= 0 || curve.Contacts <= 0 {
		return 0
	}
	return curve.Load * c.Requirement.Grid.Hours() / curve.Contacts / patience
}

// piece is how long a piece of deferrable work lasts in terms of a contact of a live queue,
// 0 where it makes no difference: chat agents are set apart for it.
func (c *docket) piece(live int, curve schedule.Curve) float64 {
	var hours, pieces float64
	for _, d := range c.Requirement.Deferrable {
		for _, w := range d.Work {
			hours, pieces = hours+w.Hours, pieces+w.Contacts
		}
	}
	if c.Queues[live].Channel != skills.Voice || !(pieces > 0) || !(hours > 0) || !(curve.Contacts > 0) || !(curve.Load > 0) {
		return 0
	}
	return hours / pieces / (curve.Load * c.Requirement.Grid.Hours() / curve.Contacts)
}
