package track

import (
	"math"
	"slices"

	"turno/forecast"
)

// told says whether the kinds of the messages of an interval are known, and make up all.
func told(s forecast.Series, i int) bool {
	var sum float64
	for _, k := range s.Kinds {
		sum += k.Volume[i]
	}
	return len(s.Kinds) > 0 && math.Abs(sum-s.Volume[i]) < 1e-6
}

// streamOf is the stream of a kind of message, or -1.
func streamOf(streams []forecast.Stream, kind forecast.Kind) int {
	return slices.IndexFunc(streams, func(s forecast.Stream) bool { return kind != "" && s.Kind == kind })
}

// mixOf adds the messages of interval i of a history, told apart, to those of the kinds, one
// for each stream; planned is the interval's number in the period.
func mixOf(kinds []Kind, streams []forecast.Stream, s forecast.Series, i, planned int) []Kind {
	var all float64
	for _, part := range s.Kinds {
		if n := streamOf(streams, part.Kind); n >= 0 {
			all += part.Volume[i]
		}
	}
	if all == 0 {
		return kinds
	}
	if kinds == nil {
		kinds = make([]Kind, len(streams))
	}
	for n, x := range streams {
		kinds[n].Kind = x.Kind
		kinds[n].Expected += all * x.Share.At(planned)
		if part, ok := s.Part(x.Kind); ok {
			kinds[n].Came += part.Volume[i]
		}
	}
	return kinds
}

// remix moves the shares of the streams over n intervals as far as the kinds that came are to
// be believed.
func remix(streams []forecast.Stream, kinds []Kind, n int) {
	if len(kinds) != len(streams) {
		return
	}
	shares := make([][]float64, len(streams))
	for k := range shares {
		shares[k] = make([]float64, n)
	}
	for i := range n {
		var sum float64
		for k, s := range streams {
			shares[k][i] = s.Share.At(i)
			if c := kinds[k]; c.Expected > 0 {
				shares[k][i] *= 1 + (c.Came/c.Expected-1)*c.Expected/(c.Expected+doubt)
			}
			sum += shares[k][i]
		}
		for k := range streams {
			shares[k][i] /= max(sum, 1e-9)
		}
	}
	for k := range streams {
		streams[k].Share.Mean = shares[k]
	}
}
