package check

import (
	"math"

	"turno/schedule"
)

// lenience is the share of live contacts that may go unserved for the sake of other work
// where the target is hardly met or missed anyhow: as the people at work go about it.
const lenience = 0.02

// blended is the erlangs of other work that n agents of a voice queue take, whose pieces
// last the part piece of a live contact: one is begun while more than a reserve of them are
// idle, the least with which the target holds, or what can be had of it less the lenience
// (Bhulai & Koole, A queueing model for call blending in call centers, 2003). All work is
// given the mean rate of the agents' mix: short pieces set people free sooner. How many are
// busy or waiting is then a birth-death chain; of those who wait the same part is late
// whatever the reserve.
func blended(curve schedule.Curve, n, hasty, piece float64) float64 {
	if n < 1 || !(curve.Load > 0) || !(curve.Contacts > 0) {
		return 0
	}
	live := math.Min(curve.Load, n)
	faster := (live + (n-live)/piece) / n // than live work
	alone, with := newChain(curve.Load, n, hasty), newChain(curve.Load/faster, n, hasty)
	missed := curve.MissedAt(n) / curve.Contacts
	allowed := math.Max(1-curve.Target, missed+lenience) / math.Max(missed, 1e-9) * alone.at(n).waits
	idle := with.at(n).busy
	for r := 0.0; r < n; r++ {
		if l := with.at(r); l.waits <= allowed {
			return math.Max(0, l.busy-idle)
		}
	}
	return 0
}

// chain is that of n agents: the weight of the states in which all are busy against the
// one with nobody waiting.
type chain struct{ load, n, full float64 }

func newChain(load, n, hasty float64) chain {
	b, state := chain{load, n, 1}, 1.0
	for k := 1.0; state > 1e-9 && b.full < 1e9 && k < 10_000; k++ {
		state *= load / (n + k*hasty)
		b.full += state
	}
	return b
}

// level is the share of contacts that wait and the mean agents busy.
type level struct{ waits, busy float64 }

// at is the chain where no more than a reserve are ever idle.
func (b chain) at(reserve float64) level {
	free, idle, weight := 0.0, 0.0, 1.0
	for m := 0.0; m < math.Min(reserve, b.n); m++ {
		weight *= (b.n - m) / b.load
		free, idle = free+weight, idle+weight*math.Min(m+1, b.n)
	}
	return level{b.full / (free + b.full), b.n - idle/(free+b.full)}
}
