package forecast

import (
	"math"
	"slices"
	"time"
)

// The part of a history that tells of its recurring peaks, and which hours are peaks.
const (
	peakWeeks = 12  // looked back
	peakShare = 0.1 // of the open hours of a week, the busiest
	peakTimes = 1.2 // an hour's multiple of the average, at least
)

// Rhythm is the usual week of a queue by the local hour: what recurs, without bursts.
type Rhythm struct {
	Queue   string
	Weeks   int            // of history it is from, the latest
	Usual   [7][24]float64 // contacts in the hour, Monday first; NaN where nothing is recorded
	Average float64        // contacts in an hour of a usual week that is not always empty
	Days    [7]float64     // contacts of the day, Monday first
	Peaks   []Peak         // by day and hour
}

// Peak is a stretch of a usual week that is among its busiest.
type Peak struct {
	Days     []time.Weekday // on which it recurs, Monday first
	From, To int            // local hours of the day, To exclusive
	Times    float64        // multiple of the average hour
}

// Rhythm finds the usual week in the last twelve weeks of the history, read in zone: per
// hour of the week the mean of the middle half of the weeks (Tukey's midmean), which no
// burst, holiday or outage in fewer than a quarter of them moves. It is empty for a
// history by day.
func (s Series) Rhythm(zone *time.Location) Rhythm {
	r := Rhythm{Queue: s.Queue}
	if s.Grid.Step > time.Hour || s.Grid.N == 0 {
		return r
	}
	per := int(time.Hour / s.Grid.Step)
	from := max(0, s.Grid.N-peakWeeks*168*per)
	r.Weeks = (s.Grid.N - from + 168*per - 1) / (168 * per)
	var seen [7][24][]float64
	var sum float64
	n := 0
	for i := from; i < len(s.Volume); i++ {
		at := s.Grid.At(i).In(zone)
		sum, n = sum+s.Volume[i], n+1 // a missing part makes the hour unknown
		if next := s.Grid.At(i + 1).In(zone); next.Hour() == at.Hour() && next.Sub(at) < time.Hour && i+1 < len(s.Volume) {
			continue
		}
		if d := day(at); n == per && !math.IsNaN(sum) {
			seen[d][at.Hour()] = append(seen[d][at.Hour()], sum)
		}
		sum, n = 0, 0
	}
	open := 0.0
	for d := range seen {
		for h, v := range seen[d] {
			usual := midmean(v)
			r.Usual[d][h] = usual
			if usual > 0 {
				r.Days[d] += usual
				r.Average += usual
				open++
			}
		}
	}
	r.Average /= math.Max(open, 1)
	r.Peaks = r.peaks()
	return r
}

// day is the weekday of t, 0 is Monday.
func day(t time.Time) int { return (int(t.Weekday()) + 6) % 7 }

// midmean is the mean of the middle half of the values; NaN of none.
func midmean(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	slices.Sort(v)
	cut := len(v) / 4
	var sum float64
	for _, x := range v[cut : len(v)-cut] {
		sum += x
	}
	return sum / float64(len(v)-2*cut)
}

// peaks joins the busiest hours of each day to stretches, and days with the same stretch.
func (r Rhythm) peaks() []Peak {
	likely := r.shrunk()
	var open []float64
	for d := range likely {
		for _, u := range likely[d] {
			if u > 0 {
				open = append(open, u)
			}
		}
	}
	if len(open) == 0 {
		return nil
	}
	slices.Sort(open)
	least := math.Max(open[int(float64(len(open))*(1-peakShare))], peakTimes*r.Average)
	var out []Peak
	for d := range likely {
		for h := 0; h < 24; h++ {
			from, sum := h, 0.0
			for ; h < 24 && likely[d][h] >= least; h++ {
				sum += likely[d][h]
			}
			if h > from {
				out = join(out, Peak{[]time.Weekday{time.Weekday((d + 1) % 7)}, from, h, sum / float64(h-from) / r.Average})
			}
		}
	}
	return out
}

// shrunk is the usual week with each hour half its own and half what the same hour is on
// days alike (Monday to Friday, the weekend), so that chance does not scatter the peaks.
func (r Rhythm) shrunk() [7][24]float64 {
	var out [7][24]float64
	for _, alike := range [][]int{{0, 1, 2, 3, 4}, {5, 6}} {
		var hours [24]float64
		var total float64
		for _, d := range alike {
			total += r.Days[d]
			for h, u := range r.Usual[d] {
				if u > 0 { // not for NaN
					hours[h] += u
				}
			}
		}
		for _, d := range alike {
			for h, u := range r.Usual[d] {
				if u > 0 {
					out[d][h] = (u + hours[h]/total*r.Days[d]) / 2
				}
			}
		}
	}
	return out
}

// join adds a peak to the one at the same hours of other days.
func join(list []Peak, p Peak) []Peak {
	for k, q := range list {
		if q.From == p.From && q.To == p.To {
			n := float64(len(q.Days))
			list[k].Times = (q.Times*n + p.Times) / (n + 1)
			list[k].Days = append(q.Days, p.Days...)
			return list
		}
	}
	return append(list, p)
}
