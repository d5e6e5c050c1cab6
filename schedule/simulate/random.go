package simulate

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// Purposes keep the random numbers of one contact apart; a turn adds twice its number.
const (
	purposeArrival = iota
	purposePath
	purposeBefore
	purposePivot
	purposeTurn // even offsets: the work of a turn; odd ones: what follows it
)

// Contacts that follow from another have keys made of its key and of these.
const (
	purposeRedial = 1<<32 + iota
	purposeClosing
	purposeBacklog
	purposeDoubt
)

// mix joins two keys into a third that looks unrelated to both (the finaliser of
// SplitMix64: Steele, Lea & Flood, 2014).
func mix(a, b uint64) uint64 {
	z := a ^ (b+0x9e3779b97f4a7c15)*0xbf58476d1ce4e5b9
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func keyOf(name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return h.Sum64()
}

// dice are a generator that is set anew for every contact and purpose.
type dice struct {
	pcg rand.PCG
	*rand.Rand
}

func newDice() *dice {
	d := &dice{}
	d.Rand = rand.New(&d.pcg)
	return d
}

func (d *dice) set(key, purpose uint64) { d.pcg.Seed(key, mix(key, purpose)) }

// unit is the n-th uniform number of a key in (0, 1), for draws that are not consecutive.
func unit(key, n uint64) float64 { return (float64(mix(key, n)>>11) + 0.5) / (1 << 53) }

// exponential is the n-th exponential number of a key.
func exponential(key, n uint64, mean float64) float64 { return -mean * math.Log(unit(key, n)) }

// spread draws gamma distributed times around a mean (Marsaglia & Tsang, A simple method
// for generating gamma variables, 2000).
type spread struct {
	cv   float64
	d, c float64 // of the shape, or of the shape plus 1 where that is below 1
	root float64 // 1/shape where the shape is below 1, else 0
}

func newSpread(cv float64) spread {
	s := spread{cv: cv}
	if cv == 0 || cv == 1 {
		return s
	}
	shape := 1 / (cv * cv)
	if shape < 1 {
		s.root = 1 / shape
		shape++
	}
	s.d = shape - 1.0/3
	s.c = 1 / math.Sqrt(9*s.d)
	return s
}

func (s spread) draw(r *rand.Rand, mean float64) float64 {
	switch {
	case s.cv == 0 || mean == 0:
		return mean
	case s.cv == 1:
		return mean * r.ExpFloat64()
	}
	g := s.gamma(r)
	if s.root > 0 {
		g *= math.Pow(1-r.Float64(), s.root)
	}
	return mean * g * s.cv * s.cv
}

// gamma has mean d+1/3 and scale 1.
func (s spread) gamma(r *rand.Rand) float64 {
	for {
		x := r.NormFloat64()
		v := 1 + s.c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		u := 1 - r.Float64()
		if u < 1-0.0331*x*x*x*x || math.Log(u) < x*x/2+s.d*(1-v+math.Log(v)) {
			return s.d * v
		}
	}
}
