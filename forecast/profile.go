package forecast

import (
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat/distuv"
)

// Measure is a quantity by interval with its spread between contacts. One value in Mean
// holds for every interval.
type Measure struct {
	Mean []float64 // one value, or one per interval of the profile's grid
	CV   float64   // standard deviation over mean between contacts; 0 is constant
}

// Constant is the same mean in every interval.
func Constant(mean, cv float64) Measure { return Measure{Mean: []float64{mean}, CV: cv} }

// At is the mean in interval i, or 0 for an empty measure.
func (m Measure) At(i int) float64 {
	switch {
	case len(m.Mean) == 0:
		return 0
	case len(m.Mean) == 1:
		return m.Mean[0]
	}
	return m.Mean[min(max(i, 0), len(m.Mean)-1)]
}

// Kind names what a message is: question, complaint, praise, crisis, noise, or empty where
// a queue does not tell them apart.
type Kind string

// Pivot is work that moves to another queue: a public complaint taken to private chat.
type Pivot struct {
	To      string        // the queue it moves to
	Share   float64       // of the care conversations, 0 to 1
	By      []float64     // factors on Share by interval of the profile's grid; nil is 1 everywhere
	Lag     time.Duration // mean time until the customer turns up there
	DropOff float64       // share of those moved who never turn up
	Counted bool          // the other queue's own volume already holds those who turn up
}

// ShareAt is the share in interval i.
func (p Pivot) ShareAt(i int) float64 {
	if len(p.By) == 0 {
		return p.Share
	}
	return p.Share * p.By[min(max(i, 0), len(p.By)-1)]
}

// Most is the greatest share of any interval.
func (p Pivot) Most() float64 {
	if len(p.By) == 0 {
		return p.Share
	}
	return p.Share * slices.Max(p.By)
}

// Adds is the share of those moved who come on top of the other queue's volume.
func (p Pivot) Adds() float64 {
	if p.Counted {
		return 0
	}
	return 1 - p.DropOff
}

// Stream is the work that one message kind brings to a queue. On a live queue a contact is
// one turn and AHT its handle time; on a deferrable one AHT is the agent's time per reply.
type Stream struct {
	Kind   Kind
	Share  Measure // of the queue's volume; the shares of a profile sum to 1
	Flush  Measure // share that needs no answer, 0 to below 1
	Triage Measure // seconds to look at any post, flushed or not
	Turns  Measure // agent replies per care conversation, at least 1
	AHT    Measure // seconds of an agent's time per turn
	Think  Measure // seconds from a reply to the customer's next message
	Pivots []Pivot
}

// Kinds are the kinds of message that streams are of, one for each.
func Kinds(streams []Stream) (kinds []Kind) {
	for _, s := range streams {
		kinds = append(kinds, s.Kind)
	}
	return kinds
}

// Profile is the demand of one queue as distributions: how much comes and what work it is.
type Profile struct {
	Volume  Volume
	Streams []Stream // at least one

	Spread []float64 // per interval the relative deviation of what is expected of the work of a contact; nil where it is taken as known
}

// Loaded is the volume with the doubt about the work of a contact: as many contacts more or
// fewer as stand for contacts that bring more or less. Means stay; quantiles are those of
// the product of two lognormal quantities, and no contact stays none. The doubt lasts, so it
// is slow.
func (p Profile) Loaded() Volume {
	v := p.Volume
	if len(p.Spread) == 0 || len(v.Levels) < 2 {
		return v
	}
	quantiles, slows := make([][]float64, len(v.Levels)), make([]float64, v.Grid.N)
	last := len(v.Levels) - 1
	for k, level := range v.Levels {
		z := distuv.UnitNormal.Quantile(level)
		quantiles[k] = make([]float64, v.Grid.N)
		for i, q := range v.Quantiles[k] {
			middle := math.Log1p(v.Quantile(i, 0.5))
			away := math.Log1p(q) - middle
			wide := math.Copysign(math.Hypot(away, z*p.Spread[i]), z)
			quantiles[k][i] = q * math.Exp(wide-away)
			if k == last {
				own := away * away
				slows[i] = (v.SlowAt(i)*own + z*z*p.Spread[i]*p.Spread[i]) / max(own+z*z*p.Spread[i]*p.Spread[i], 1e-12)
				slows[i] = min(slows[i], mostSlow)
			}
		}
	}
	v.Quantiles = quantiles
	return v.WithSlows(slows)
}
