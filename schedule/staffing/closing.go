package staffing

import (
	"math"

	"turno/forecast"
)

// leave prepares for the conversations that end with a public post here after they were
// taken to other queues: how long they go on there, by the turns, replies and pauses of the
// mean contact and without waits.
func (f *flow) leave(a axis, d Demand, demands []Demand, index map[string]int) {
	if d.Queue.Channel.Live() || d.Queue.ClosingPost <= 0 {
		return
	}
	f.closing = d.Queue.ClosingPost.Seconds()
	for _, s := range d.Profile.Streams {
		var away []float64
		for _, p := range s.Pivots {
			away = append(away, demands[index[p.To]].lasts()/a.wide.Step.Seconds())
		}
		f.away = append(f.away, away)
	}
}

// lasts is the mean time in seconds from the first message of a conversation to its end.
func (d Demand) lasts() float64 {
	var sum, care float64
	for _, s := range d.Profile.Streams {
		for i := range d.varies() {
			w := s.Share.At(i) * (1 - s.Flush.At(i))
			turns := 1.0
			if !d.Queue.Channel.Live() {
				turns = math.Max(1, s.Turns.At(i))
			}
			care += w
			sum += w * (turns*s.AHT.At(i) + (turns-1)*s.Think.At(i))
		}
	}
	if care <= 0 {
		return 0
	}
	return sum / care
}

// varies is how many intervals tell the work of a contact: one where it is always the same.
func (d Demand) varies() int {
	for _, s := range d.Profile.Streams {
		for _, m := range []forecast.Measure{s.Share, s.Flush, s.Turns, s.AHT, s.Think} {
			if len(m.Mean) > 1 {
				return d.Profile.Volume.Grid.N
			}
		}
	}
	return 1
}

// closings is the closing posts of one stream by the interval in which they can be made:
// of its conversations those that were taken elsewhere and turned up there, once they are
// over. Nil where there are none.
func (f flow) closings(a axis, stream int, s forecast.Stream) []float64 {
	if f.closing <= 0 || len(s.Pivots) == 0 {
		return nil
	}
	out := make([]float64, a.wide.N)
	answered := f.answered(stream, false)
	for k, p := range s.Pivots {
		moved := make([]float64, a.wide.N)
		lag(a.moving(answered, p), float64(p.Lag)/float64(a.wide.Step), p.Share*(1-p.DropOff), a.lead, moved)
		lag(moved, f.away[stream][k], 1, a.lead, out)
	}
	return out
}
