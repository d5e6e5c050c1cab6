package staffing

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// exactCrowd is the two-dimensional chain of those in the system and those about to try
// again, its probabilities by sweeps over the states.
func exactCrowd(c crowd, fresh float64, most, orbit int) (seen []float64, tries, left float64) {
	p := make([][]float64, most+1)
	for i := range p {
		p[i] = make([]float64, orbit+1)
		for j := range p[i] {
			p[i][j] = 1
		}
	}
	at := func(i, j int) float64 {
		if i < 0 || j < 0 || i > most || j > orbit {
			return 0
		}
		return p[i][j]
	}
	for range 3000 {
		var sum, moved float64
		for i := range p {
			for j := range p[i] {
				in := fresh*at(i-1, j) + c.again*float64(j+1)*at(i-1, j+1)
				if i < most {
					in += (c.drain(min(i+1, c.full))+(1-c.share)*c.leaves(i+1))*at(i+1, j) + c.share*c.leaves(i+1)*at(i+1, j-1)
				}
				out := c.drain(min(i, c.full)) + (1-c.share)*c.leaves(i)
				if j < orbit {
					out += c.share * c.leaves(i)
				}
				if i < most {
					out += fresh + c.again*float64(j)
				}
				next := in / out
				moved += math.Abs(next - p[i][j])
				p[i][j] = next
				sum += next
			}
		}
		for i := range p {
			for j := range p[i] {
				p[i][j] /= sum
			}
		}
		if moved < 1e-10*sum {
			break
		}
	}
	seen = make([]float64, most+1)
	for i := range p {
		for j, x := range p[i] {
			seen[i] += x * (fresh + c.again*float64(j))
			left += x * c.leaves(i)
		}
		tries += seen[i]
	}
	for i := range seen {
		seen[i] /= tries
	}
	return seen, tries, left / tries
}

// The crowd is that of the chain to a few thousandths, where tries that know nothing of each
// other are up to three points too good.
func TestCrowdIsTheTwoDimensionalChain(t *testing.T) {
	for _, x := range []struct {
		perHour, aht, patience, share, after float64
		n, orbit                             int
	}{
		{60, 300, 60, 0.6, 120, 5, 14}, {60, 300, 60, 0.6, 600, 5, 30}, {30, 240, 180, 0.5, 30, 2, 10}, {30, 240, 180, 0.5, 600, 2, 20},
	} {
		c := crowd{drain: func(k int) float64 { return float64(k) / x.aht }, full: x.n, theta: 1 / x.patience, share: x.share, again: 1 / x.after}
		seen, tries, left := exactCrowd(c, x.perHour/hour, x.n+20, x.orbit)
		c.rate = tries
		m, ok := c.meet()
		assert.True(t, ok)
		exact, plain := met{c, seen, left}.missed(20), 1-ErlangA(tries*hour, x.aht, x.patience, x.n).Served(20)
		assert.InDelta(t, exact, m.missed(20), 0.004, "%v", x)
		assert.InDelta(t, left, m.abandon, 0.004, "%v", x)
		assert.Greater(t, exact-plain, 2*math.Abs(exact-m.missed(20)), "%v", x)
	}
}

// Without anybody who tries again it is Erlang A.
func TestCrowdWithoutRedialsIsErlangA(t *testing.T) {
	for n := 1; n < 40; n += 3 {
		c := crowd{rate: 150.0 / hour, drain: func(k int) float64 { return float64(k) / 300 }, full: n, theta: 1.0 / 90, again: 1}
		m, ok := c.meet()
		assert.True(t, ok)
		a := ErlangA(150, 300, 90, n)
		assert.InDelta(t, 1-a.Served(30), m.missed(30), 1e-4, n)
		assert.InDelta(t, a.Abandon, m.abandon, 1e-4, n)
	}
	_, ok := crowd{rate: 1e9, drain: func(k int) float64 { return float64(k) }, full: 5, theta: 1}.meet()
	assert.False(t, ok, "too many to follow")
}

// Whatever the queue, what tries meet are shares.
func TestCrowdProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		aht, n := rapid.Float64Range(20, 2000).Draw(t, "aht"), rapid.IntRange(1, 60).Draw(t, "n")
		c := crowd{full: n, drain: func(k int) float64 { return float64(k) / aht }, theta: 1 / rapid.Float64Range(5, 2000).Draw(t, "patience"), again: 1 / rapid.Float64Range(1, 20000).Draw(t, "after")}
		c.rate, c.share = float64(n)/aht*rapid.Float64Range(0.1, 3).Draw(t, "load"), rapid.Float64Range(0, 0.99).Draw(t, "share")
		if m, ok := c.meet(); ok {
			missed := m.missed(20)
			if !(missed >= 0 && missed <= 1 && m.abandon >= 0 && m.abandon <= 1) {
				t.Fatalf("missed %v, abandon %v", missed, m.abandon)
			}
		}
	})
}

func BenchmarkCrowd(b *testing.B) {
	c := crowd{rate: 76.0 / 3600, drain: func(k int) float64 { return float64(k) / 300 }, full: 5, theta: 1.0 / 60, share: 0.6, again: 1.0 / 120}
	for b.Loop() {
		c.meet()
	}
}
