package forecast

import (
	"math"
	"slices"
	"time"
)

// Campaign is an activity of our own that moves volume: a post, a newsletter, a sale. Its
// effect is a multiple of the usual volume that rises over Rise from Start to Uplift, holds
// until End, and then decays: the excess halves every HalfLife. What is stated here is where
// the forecaster begins; what past campaigns really did corrects it (CampaignEffect).
type Campaign struct {
	Name     string
	Kind     string        // groups campaigns alike, such as post, sale, newsletter
	Queues   []string      // empty means all queues
	Start    time.Time     // when it begins to act
	End      time.Time     // when the decay begins; the zero time means once risen
	Uplift   float64       // peak multiple of the usual volume as stated; 1 changes nothing, 0 is not known: it is learned
	Rise     time.Duration // from 1 to Uplift; 0 is at once
	HalfLife time.Duration // of the excess after End; 0 ends at once
	Reach    float64       // people reached, where known
}

// Touches says whether the campaign acts on the queue.
func (c Campaign) Touches(queue string) bool {
	return len(c.Queues) == 0 || slices.Contains(c.Queues, queue)
}

// Effect is the mean multiple of the usual volume over [from, to), by the midpoint rule on
// at least 12 parts.
func (c Campaign) Effect(from, to time.Time) float64 {
	const parts = 12
	var sum float64
	step := to.Sub(from) / parts
	for k := range parts {
		sum += c.at(from.Add(step/2 + time.Duration(k)*step))
	}
	return sum / parts
}

func (c Campaign) at(t time.Time) float64 {
	risen := c.Start.Add(c.Rise)
	fall := c.End
	if fall.Before(risen) {
		fall = risen
	}
	switch {
	case t.Before(c.Start):
		return 1
	case t.Before(risen):
		return 1 + (c.Uplift-1)*float64(t.Sub(c.Start))/float64(c.Rise)
	case t.Before(fall) || t.Equal(fall):
		return c.Uplift
	case c.HalfLife <= 0:
		return 1
	default:
		return 1 + (c.Uplift-1)*math.Exp2(-float64(t.Sub(fall))/float64(c.HalfLife))
	}
}

// Event is something known beforehand that is not ours: a match, a strike, a price change
// of the regulator. Uplift 0 means that its effect is not known.
type Event struct {
	Name   string
	Queues []string // empty means all queues
	Start  time.Time
	End    time.Time
	Uplift float64
}

// Touches says whether the event acts on the queue.
func (e Event) Touches(queue string) bool {
	return len(e.Queues) == 0 || slices.Contains(e.Queues, queue)
}
