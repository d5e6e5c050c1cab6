package auto

import (
	"math"
	"slices"

	"turno/forecast"
	"turno/forecast/model"
)

// Choice is how one queue is forecast: which methods, how much each counts and how their
// combined distribution is corrected. It is a plain value that can be kept with the
// results and given back in Options, which saves choosing again.
type Choice struct {
	Queue   string
	Members []Member // methods that count, the heaviest first
	// Low and High multiply the distance from the median to the lower and to the upper
	// quantiles, by class of distance and of hour (see class); empty changes nothing.
	Low, High   []float64
	Mean        float64 // multiple of the mean
	Correlation float64 // of neighbouring intervals' errors
	Slow        float64 // share of the errors that lasts for days
	Bursts      forecast.Bursts
	Common      float64 // share of that which the queues of the input have in common
	Origins     int     // origins in its own past on which the choice was checked; 0 is by default
	Loss        float64 // of the combination on these, as a share of the volume
	Naive       float64 // the same of seasonal naive
}

// Member is one method of a choice.
type Member struct {
	Method string
	Weight float64 // share, above 0; the weights of a choice sum to 1
	Loss   float64 // on the origins checked, as a share of the volume; 0 when none were
}

// candidate is a method that may become a member.
type candidate struct {
	forecast.Model
	prior float64 // weight before anything is known about the queue
	cost  float64 // of a fit, in multiples of the cheapest
	weeks float64 // of history at which the prior counts half, for what only time makes good
}

// naiveName is the method that no choice may be worse than.
const naiveName = "naive"

// candidates are all methods that are tried. The priors were chosen on rolling origins in
// the training parts of public data sets: patterns of the week with levels of different
// memory hold everywhere, methods that continue the last days only where the series is
// smooth, and seasonal naive is there to be beaten.
func candidates() []candidate {
	list := []candidate{
		{Model: model.Profile{}, prior: 2, cost: 2},
		{Model: model.Structural{HalfLife: 182}, prior: 3, cost: 1},
		{Model: model.Average{Weeks: 52}, prior: 4, cost: 1, weeks: 26},
		{Model: model.Harmonic{}, prior: 2, cost: 4},
	}
	for _, m := range model.All() {
		if slices.ContainsFunc(list, func(c candidate) bool { return c.Name() == m.Name() }) {
			continue
		}
		c := candidate{Model: m, prior: 0.1, cost: 4}
		if m.Name() == naiveName {
			c.prior, c.cost = 0.03, 0.5
		}
		list = append(list, c)
	}
	return list
}

// effort is how many origins are rehearsed and how dear a candidate may be, so that
// choosing for thousands of queues ends in a minute: it depends on the size of the input,
// never on time.
func (in Input) effort() (origins int, cost float64) {
	cells := 0
	for _, s := range in.History {
		cells += min(s.Grid.N, int(checkedWeeks*week/s.Grid.Step)) // more is not looked at
	}
	switch {
	case cells <= 20_000:
		return mostOrigins, math.Inf(1)
	case cells <= 30_000:
		return fewOrigins, math.Inf(1)
	case cells <= 400_000:
		return 4, math.Inf(1)
	}
	return 2, 1
}

// affordable are the candidates that the effort allows.
func affordable(cost float64) []candidate {
	return slices.DeleteFunc(candidates(), func(c candidate) bool { return c.cost > cost })
}

// methodNamed finds a candidate by name.
func methodNamed(name string) (forecast.Model, bool) {
	for _, c := range candidates() {
		if c.Name() == name {
			return c.Model, true
		}
	}
	return nil, false
}

// byWeight sorts members, the heaviest first, and drops those that hardly count.
func byWeight(members []Member) []Member {
	const least = 0.03
	var sum float64
	kept := slices.DeleteFunc(members, func(m Member) bool { return !(m.Weight >= least) })
	for _, m := range kept {
		sum += m.Weight
	}
	for k := range kept {
		kept[k].Weight /= sum
	}
	slices.SortStableFunc(kept, func(a, b Member) int {
		switch {
		case a.Weight > b.Weight:
			return -1
		case a.Weight < b.Weight:
			return 1
		}
		return 0
	})
	return kept
}
