package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
)

// once lives through all worlds at once, once for all tests.
var once = sync.OnceValues(everything)

func everything() ([]output, error) {
	all := worlds()
	out := make([]output, len(all))
	var group errgroup.Group
	for i, w := range all {
		group.Go(func() (err error) {
			out[i], err = build(w)
			return err
		})
	}
	return out, group.Wait()
}

func built(t *testing.T) []output {
	out, err := once()
	require.NoError(t, err)
	return out
}

// The files in the repository are what this program writes.
func TestTheSamplesAreWhatIsGenerated(t *testing.T) {
	for _, out := range built(t) {
		require.Len(t, out.files, 3+min(1, len(out.exam.outside)))
		for name, data := range out.files {
			old, err := os.ReadFile(filepath.Join("..", out.name, name))
			require.NoError(t, err)
			if strings.HasSuffix(name, ".gz") {
				old, data = plain(old), plain(data)
			}
			assert.True(t, string(old) == string(data), "samples/%s/%s differs: run make samples", out.name, name)
		}
	}
}

// What truth.json says about a campaign must show in the counts it was made for.
func TestTruthAgreesWithTheCounts(t *testing.T) {
	for _, out := range built(t) {
		for _, q := range out.queues {
			f := out.flows[q.name]
			var bought float64
			for _, n := range f.bought[out.from:] {
				bought += float64(n)
			}
			var told float64
			for _, c := range out.truth.Campaigns {
				if c.Queue == q.name {
					told += c.Extra * (1 - q.branching)
				}
			}
			assert.InDelta(t, told, bought, 4*math.Sqrt(told)+1, "%s %s", out.name, q.name)
		}
		assert.NotEmpty(t, out.truth.Bursts)
		assert.NotEmpty(t, out.truth.LevelShifts)
		assert.NotEmpty(t, out.truth.Outages)
		assert.NotEmpty(t, out.truth.Gaps)
	}
}

// Bursts follow what was counted in public: half of them peak below eight times the usual
// hour, few above thirty.
func TestBurstsAreOfRealisticSize(t *testing.T) {
	w := moda()
	p, err := w.settle()
	require.NoError(t, err)
	var small, huge, all float64
	for seed := range uint64(20) {
		p.seed = seed
		for _, s := range p.ignite(w.queues[0]) {
			all++
			if s.multiple < 8 {
				small++
			}
			if s.multiple > 30 {
				huge++
			}
		}
	}
	assert.InDelta(t, 0.62, small/all, 0.12)
	assert.Less(t, huge/all, 0.06)
}

func TestPoissonHasMeanAndVariance(t *testing.T) {
	rng := moda().source("test")
	for _, mean := range []float64{0.3, 4, 29, 95} {
		var sum, square float64
		const n = 20000
		for range n {
			x := float64(poisson(rng, mean))
			sum, square = sum+x, square+x*x
		}
		m := sum / n
		assert.InEpsilon(t, mean, m, 0.03)
		assert.InEpsilon(t, mean, square/n-m*m, 0.06)
	}
}

// A delay gives back all that enters, gamma-distributed: the mean is the one asked for.
func TestDelayKeepsMassAndMean(t *testing.T) {
	d := newDelay(3, 12)
	var mass, moment float64
	for i := range 3000 {
		enters := 0.0
		if i == 0 {
			enters = 1
		}
		x := d.next(enters) * stepHours
		mass, moment = mass+x, moment+x*(float64(i)+0.5)*stepHours
	}
	assert.InDelta(t, 1, mass, 1e-9)
	assert.InDelta(t, 12, moment, 0.5)
}

// Salaries due at a weekend come on the Friday before.
func TestPayday(t *testing.T) {
	due := trigger{days: []int{5, 20}}
	for day, want := range map[string]bool{"2026-11-05": true, "2026-11-20": true, "2026-11-06": false,
		"2026-12-04": true, "2026-12-05": false, "2026-09-18": true, "2026-09-20": false} {
		assert.Equal(t, want, due.payday(date(day)), day)
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		if _, err := everything(); err != nil {
			b.Fatal(err)
		}
	}
}
