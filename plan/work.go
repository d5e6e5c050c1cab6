package plan

import (
	"maps"
	"math"
	"slices"

	"turno/forecast"
	"turno/forecast/auto"
)

// Rated is the input whose Streams hold, by the interval of Period, what the history tells
// of the work that nobody has stated, and whose Doubt tells how sure that is. Whoever
// changes Period afterwards asks again.
func (in Input) Rated() Input {
	if len(in.Rates) == 0 {
		return in
	}
	in.Streams, in.Doubt = maps.Clone(in.Streams), map[string][]float64{}
	for _, q := range in.Queues {
		if len(in.Streams[q.Name]) == 0 {
			continue
		}
		streams, doubt := in.rated(q.Name, q.Channel.Live(), in.Streams[q.Name])
		if in.Streams[q.Name] = streams; doubt != nil {
			in.Doubt[q.Name] = doubt
		}
	}
	return in
}

// rated replaces what turno.yaml leaves to measurement of a queue's work by its forecast, by
// interval, and tells how sure that is. Queues whose kinds of message are told apart keep
// what is said of them.
func (in Input) rated(queue string, live bool, streams []forecast.Stream) (out []forecast.Stream, spread []float64) {
	k := slices.IndexFunc(in.History, func(s forecast.Series) bool { return s.Queue == queue })
	if k < 0 || len(streams) != 1 || len(in.Rates[queue]) == 0 {
		return streams, nil
	}
	s := streams[0]
	variance := make([]float64, in.Period.N)
	any := false
	add := func(r auto.Rate, weight func(i int) float64) {
		any = true
		for i, x := range r.Spread {
			variance[i] += x * x * weight(i) * weight(i)
		}
	}
	one := func(int) float64 { return 1 }
	for _, key := range in.Rates[queue] {
		r, ok := auto.ForecastRate(in.History[k], key, in.Period)
		if !ok {
			continue
		}
		switch key {
		case auto.RateFlush:
			s.Flush.Mean = bounded(r.Mean, 0, 0.99)
			add(r, func(i int) float64 { return s.Flush.Mean[i] / (1 - s.Flush.Mean[i]) })
		case auto.RateTurns:
			s.Turns.Mean = bounded(r.Mean, 1, 50)
			s.Turns.CV = math.Sqrt(1 - 1/s.Turns.Mean[0])
			add(r, one)
		case auto.RateAHT:
			s.AHT.Mean = bounded(r.Mean, 1, 7*86400)
			add(r, one)
		case auto.RateMoved:
			s.Pivots = moving(s.Pivots, r.Mean)
		}
	}
	if !any || live && !slices.Contains(in.Rates[queue], auto.RateAHT) {
		return []forecast.Stream{s}, nil
	}
	for i, v := range variance {
		variance[i] = math.Min(math.Sqrt(v), 1)
	}
	return []forecast.Stream{s}, variance
}

func bounded(values []float64, low, high float64) []float64 {
	out := make([]float64, len(values))
	for i, x := range values {
		out[i] = min(max(x, low), high)
	}
	return out
}

// moving gives the pivots of a stream the hours of those who came: each keeps its part.
func moving(pivots []forecast.Pivot, came []float64) []forecast.Pivot {
	var mean float64
	for _, x := range came {
		mean += x / float64(len(came))
	}
	out := slices.Clone(pivots)
	var sum float64
	for _, p := range out {
		sum += p.Share
	}
	if mean <= 0 || sum <= 0 {
		return out
	}
	for k := range out {
		out[k].By = make([]float64, len(came))
		for i, x := range came {
			out[k].By[i] = min(x/mean, 1/sum)
		}
	}
	return out
}
