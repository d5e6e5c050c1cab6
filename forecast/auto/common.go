package auto

import (
	"math"
	"slices"
	"time"

	"turno/forecast"
)

// What the slow errors of queues have in common before anything is known, from the samples
// and the training parts of public data sets, and how many origins that is worth.
const (
	usualCommon  = 0.3
	commonWeight = 6.0
	mostCommon   = 0.8
)

// missed is by how much all that was ahead of an origin of the rehearsal was missed.
type missed struct {
	end   time.Time // of what was known
	score float64   // in standard deviations
	slow  float64   // of which the slow part's
}

// misses are by how much all that was ahead of each origin was missed, if the errors hang
// together as the choice says.
func (m *memory) misses(c Choice) (out []missed) {
	const most = 3.0
	for _, t := range m.totals {
		if t.from > 0 || t.to < t.of.Grid.N || t.to == 0 {
			continue
		}
		all := t.variance(c.Correlation, c.Slow, c.Bursts)
		slow := c.Slow * t.variance(1, 1, forecast.Bursts{}) // which is that of errors that are nothing but slow
		if all > 0 {
			score := min(max(t.miss/math.Sqrt(all), -most), most)
			out = append(out, missed{end: t.of.Grid.Start, score: score, slow: math.Sqrt(min(slow/all, 1))})
		}
	}
	return out
}

// commonShare is the share of the slow part of their errors that queues have in common: the
// products of what two of them missed from one origin against what they would be if they
// had all of it in common, drawn towards what is usual.
func commonShare(queues [][]missed) float64 {
	at := map[int64]missed{} // sums over the queues
	squares := map[int64]missed{}
	var ends []int64
	for _, list := range queues {
		for _, m := range list {
			end := m.end.Unix()
			if _, known := at[end]; !known {
				ends = append(ends, end)
			}
			s, q := at[end], squares[end]
			at[end] = missed{score: s.score + m.score, slow: s.slow + m.slow}
			squares[end] = missed{score: q.score + m.score*m.score, slow: q.slow + m.slow*m.slow}
		}
	}
	slices.Sort(ends)
	products, origins := commonWeight*usualCommon, commonWeight
	for _, end := range ends {
		s, q := at[end], squares[end]
		if room := s.slow*s.slow - q.slow; room > 1e-9 {
			products, origins = products+(s.score*s.score-q.score)/room, origins+1
		}
	}
	return min(max(products/origins, 0), mostCommon)
}

// bindCommon writes into every volume, and into the choices made anew, what the queues have
// in common.
func (r Result) bindCommon(misses [][]missed, chosen []bool) {
	share := commonShare(misses)
	for i := range r.Volumes {
		if chosen[i] {
			r.Choices[i].Common = share
		}
		r.Volumes[i].Common = r.Choices[i].Common
	}
}
