package simulate

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// day is 24 hourly rates: nothing by night, a hump over noon and one in the evening.
func day(scale float64) []float64 {
	rates := make([]float64, 24)
	for h := range rates {
		if h >= 6 && h < 22 {
			rates[h] = math.Round(scale * (1 + 0.5*math.Sin(math.Pi*float64(h-6)/8)*math.Sin(math.Pi*float64(h-6)/8)))
		}
	}
	return rates
}

// wave is a rate that rises and falls around its mean all day and night.
func wave(mean, share float64) []float64 {
	rates := make([]float64, 24)
	for h := range rates {
		rates[h] = mean * (1 + share*math.Sin(2*math.Pi*float64(h)/24))
	}
	return rates
}

// steps is staff that comes in three waves and leaves together in the empty night.
func steps(first, second, third int) []int {
	staff := make([]int, 24)
	for h := range staff {
		switch {
		case h < 5:
		case h < 9:
			staff[h] = first
		case h < 15:
			staff[h] = second
		default:
			staff[h] = third
		}
	}
	return staff
}

func flat(n int) []int {
	staff := make([]int, 24)
	for h := range staff {
		staff[h] = n
	}
	return staff
}

// settings are fixed, and so are their seeds: 1 for the first, 2 for the second.
func settings() []setting {
	return []setting{
		erlang(12, 240, 0, 1), erlang(20, 240, 0, 2), erlang(40, 300, 0, 5), erlang(100, 180, 0, 6), erlang(100, 180, 0, 7),
		erlang(200, 180, 0, 12), erlang(200, 180, 0, 14), erlang(60, 600, 0, 12), erlang(30, 1200, 0, 12), erlang(400, 150, 0, 19),
		erlang(600, 120, 0, 22), erlang(300, 400, 0, 36),
		erlang(12, 240, 120, 1), erlang(30, 300, 60, 3), erlang(60, 300, 180, 5), erlang(120, 300, 120, 9), erlang(120, 300, 120, 10),
		erlang(120, 300, 120, 12), erlang(200, 180, 600, 10), erlang(200, 180, 30, 9), erlang(90, 700, 240, 18), erlang(400, 150, 180, 16),
		erlang(300, 400, 200, 33), erlang(500, 120, 60, 16),
		general(10, 240, 0), general(10, 240, 0.5), general(10, 240, 2), general(6, 300, 1.2),
		chat(60, 600, 0.3, 0, 3, 7), chat(60, 600, 0.3, 0, 3, 8), chat(30, 540, 0.2, 0, 2, 4), chat(20, 400, 0, 0, 4, 1), chat(100, 480, 0.3, 0, 3, 9),
		chat(40, 600, 0.15, 0, 4, 3), chat(60, 600, 0.3, 180, 3, 6), chat(60, 600, 0.3, 60, 3, 5), chat(30, 540, 0.2, 120, 2, 3), chat(100, 480, 0.3, 180, 3, 8),
		returning(24, 240, 600, 0.6, 5), returning(24, 240, 3600, 0.6, 5), returning(60, 120, 600, 0.5, 5), returning(30, 300, 900, 0.4, 5), returning(30, 300, 900, 0.4, 6),
		returning(100, 120, 300, 0.6667, 12), returning(10, 400, 1200, 0.3, 2), returning(40, 180, 1800, 0.75, 10),
		priority(30, 30, 300, 6), priority(10, 50, 300, 6), priority(50, 10, 300, 6), priority(6, 6, 240, 1), priority(100, 60, 180, 10), priority(20, 100, 240, 9),
		preempted(6, 6, 180), preempted(3, 8, 240), preempted(10, 4, 150), preempted(5, 3, 300),
		blended(200, 180, 0, 14, 4), blended(200, 180, 0, 14, 2), blended(100, 180, 0, 8, 1), blended(100, 180, 0, 8, 3), blended(60, 300, 0, 8, 2),
		blended(120, 300, 120, 12, 1), blended(120, 300, 120, 14, 3), blended(300, 240, 180, 26, 4),
		varying("60/h ± 50 %, 8 agents", wave(60, 0.5), flat(8), 300, 0), varying("120/h ± 30 %, 13 agents", wave(120, 0.3), flat(13), 300, 0),
		varying("200/h ± 60 %, 14 agents, patience 120 s", wave(200, 0.6), flat(14), 180, 120), varying("40/h ± 90 %, 5 agents, patience 300 s", wave(40, 0.9), flat(5), 300, 300),
		varying("day of 60/h, 5-8-9 agents", day(60), steps(5, 8, 9), 300, 0), varying("day of 120/h, 10-13-14 agents", day(120), steps(10, 13, 14), 240, 0),
		varying("day of 100/h, 8-11-11 agents, patience 120 s", day(100), steps(8, 11, 11), 300, 120), varying("day of 200/h, 9-13-15 agents, patience 60 s", day(200), steps(9, 13, 15), 180, 60),
	}
}

// TestTheory prints one table of all settings: of their scores none may lie beyond 4, one of
// a hundred beyond 3, and their mean square must be about 1.
func TestTheory(t *testing.T) {
	if testing.Short() {
		t.Skip("replays some eighty systems a hundred times each")
	}
	var table strings.Builder
	out := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "seed\tsetting\tfigure\ttheory\tsimulated\tz")
	var scores []float64
	all := settings()
	for k, s := range all {
		for _, f := range s.run(t, uint64(k+1)) {
			z := f.z()
			scores = append(scores, z)
			fmt.Fprintf(out, "%d\t%s\t%s\t%.5g\t%.5g\t%+.2f\n", k+1, s.name, f.name, f.exact, f.simulated.Mean, z)
		}
	}
	require.NoError(t, out.Flush())
	var square, worst float64
	beyond := 0
	for _, z := range scores {
		square += z * z / float64(len(scores))
		worst = max(worst, math.Abs(z))
		if math.Abs(z) > 3 {
			beyond++
		}
	}
	t.Logf("\n%s\n%d scores of %d settings, %d replications each: furthest %.2f, %d beyond 3, mean square %.3f",
		&table, len(scores), len(all), replications, worst, beyond, square)
	require.GreaterOrEqual(t, len(scores), 100)
	assert.LessOrEqual(t, worst, 4.0)
	assert.LessOrEqual(t, float64(beyond), 0.01*float64(len(scores)))
	assert.InDelta(t, 1.025, square, 0.225)
}
