package plan

import (
	"maps"
	"math"
	"slices"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
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
		k := slices.IndexFunc(in.History, func(s forecast.Series) bool { return s.Queue == q.Name })
		if k < 0 || len(in.Rates[q.Name]) == 0 {
			continue
		}
		w := work{history: in.History[k], period: in.Period, streams: slices.Clone(in.Streams[q.Name])}
		w.rate(in.Rates[q.Name])
		if in.Streams[q.Name] = w.streams; len(w.terms) > 0 {
			in.Doubt[q.Name] = w.doubt()
		}
	}
	return in
}

// Mixed says whether a history tells the mix of some kinds of message.
func Mixed(s forecast.Series, kinds []forecast.Kind) bool {
	_, ok := auto.ForecastMix(s, kinds, calendar.Grid{})
	return ok
}

// work replaces what turno.yaml leaves to measurement of a queue's work by its forecast.
type work struct {
	history forecast.Series
	period  calendar.Grid
	streams []forecast.Stream
	terms   []term
}

// term is a rate of a stream that was forecast.
type term struct {
	stream int
	key    string
	rate   auto.Rate
}

// rate forecasts what is open: by kind of message, empty for what is not told apart and for
// the mix.
func (w *work) rate(open map[forecast.Kind][]string) {
	if slices.Contains(open[""], auto.RateShare) {
		if shares, ok := auto.ForecastMix(w.history, forecast.Kinds(w.streams), w.period); ok {
			for k, r := range shares {
				w.streams[k].Share.Mean = r.Mean
				w.terms = append(w.terms, term{k, auto.RateShare, r})
			}
		}
	}
	shared := map[string][]int{}
	for k := range w.streams {
		for _, key := range open[w.streams[k].Kind] {
			if r, ok := w.forecast(w.streams[k].Kind, key); ok {
				w.set(k, key, r)
			} else if w.streams[k].Kind != "" {
				shared[key] = append(shared[key], k)
			}
		}
	}
	w.share(shared)
}

func (w *work) forecast(kind forecast.Kind, key string) (auto.Rate, bool) {
	switch {
	case key == auto.RateShare:
		return auto.Rate{}, false
	case kind == "":
		return auto.ForecastRate(w.history, key, w.period)
	}
	return auto.ForecastKindRate(w.history, kind, key, w.period)
}

// set gives a stream a rate.
func (w *work) set(k int, key string, r auto.Rate) {
	s := &w.streams[k]
	switch key {
	case auto.RateFlush:
		s.Flush.Mean = bounded(r.Mean, 0, 0.99)
	case auto.RateTurns:
		s.Turns.Mean = bounded(r.Mean, 1, 50)
		s.Turns.CV = math.Sqrt(1 - 1/s.Turns.Mean[0])
	case auto.RateAHT:
		s.AHT.Mean = bounded(r.Mean, 1, 7*86400)
	case auto.RateMoved:
		s.Pivots = moving(s.Pivots, r.Mean)
		return // what it adds elsewhere is no doubt of this queue's work
	}
	w.terms = append(w.terms, term{k, key, r})
}

// doubt is the relative deviation of the work that a contact is expected to bring, by
// interval. Errors of estimation are taken as independent of each other; a rate drifts alike
// for all kinds of message, but for the mix, in which one kind drifts against the others.
func (w *work) doubt() []float64 {
	out := make([]float64, w.period.N)
	for i := range out {
		var loads []float64 // of each kind in a contact's work
		var sum, variance float64
		for _, s := range w.streams {
			x := (1 - s.Flush.At(i)) * max(s.Turns.At(i), 1) * s.AHT.At(i)
			loads = append(loads, x)
			sum += s.Share.At(i) * x
		}
		drift := map[string]float64{}
		for _, t := range w.terms {
			s, each := w.streams[t.stream], loads[t.stream]
			share := s.Share.At(i)
			weight := share * each / sum
			spread, moves := t.rate.Spread[i], t.rate.Drift[i]
			switch t.key {
			case auto.RateFlush:
				weight *= s.Flush.At(i) / (1 - s.Flush.At(i))
			case auto.RateShare: // what one kind has the others lack: as of a multinomial
				weight, moves = share*(each-sum)/sum/math.Sqrt(max(1-share, 1e-9)), 0
			}
			variance += weight * weight * (spread*spread - moves*moves)
			drift[t.key] += weight * moves
		}
		for _, key := range []string{auto.RateFlush, auto.RateTurns, auto.RateAHT} {
			variance += drift[key] * drift[key]
		}
		out[i] = math.Min(math.Sqrt(max(variance, 0)), 1)
	}
	return out
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
