package track

import (
	"math"

	"turno/forecast"
)

// work is what one contact brings: by kind, joined.
type work struct {
	triage, care float64 // seconds of looking at any; share that needs an answer
	replies, aht float64 // replies of a contact that needs one; mean seconds of each
}

// contact is the work of a contact of a queue in an interval of the planning grid.
func contact(streams []forecast.Stream, live bool, i int) work {
	var w work
	var replies, seconds float64
	for _, s := range streams {
		share := s.Share.At(i)
		care, turns := 1.0, 1.0
		if !live {
			care, turns = 1-s.Flush.At(i), math.Max(1, s.Turns.At(i))
			w.triage += share * s.Triage.At(i)
		}
		w.care += share * care
		replies += share * care * turns
		seconds += share * care * turns * s.AHT.At(i)
	}
	if w.care > 0 {
		w.replies, w.aht = replies/w.care, seconds/replies
	}
	return w
}

// alone is a stream as if all messages were of its kind.
func alone(s forecast.Stream) []forecast.Stream {
	s.Share = forecast.Constant(1, 0)
	return []forecast.Stream{s}
}

func (w work) hours(contacts float64) float64 {
	return contacts * (w.triage + w.care*w.replies*w.aht) / 3600
}

// comparison is a queue while its intervals are gone through.
type comparison struct {
	out                    Queue
	live                   bool
	weight, expected, came float64 // replies whose handle time is known; their seconds as planned and as they came
	posts, flushed, flush  float64 // posts whose answer is known; not answered as they came and as planned
}

// add counts what came in an interval, in all or of one kind of message: w is the work of a
// contact of the planned mix, own that of a contact as it came. Another mix of kinds brings
// other work, and longer handle times are only those of the same kind.
func (c *comparison) add(w, own work, s forecast.Series, i int) {
	volume := s.Volume[i]
	c.out.Mix += own.hours(volume) - w.hours(volume)
	replies := volume * own.care * own.replies
	if known := valueAt(s.Flushed, i); !c.live && !math.IsNaN(known) {
		came := valueAt(s.Replies, i)
		if math.IsNaN(came) {
			came = (volume - known) * own.replies
		}
		c.out.Mix += (came - replies) * own.aht / 3600
		replies = came
	}
	if took := valueAt(s.AHT, i); !math.IsNaN(took) {
		c.out.Handle += replies * (took - own.aht) / 3600
		c.weight, c.expected, c.came = c.weight+replies, c.expected+replies*own.aht, c.came+replies*took
	}
}

// close works out the means and the sum of the causes.
func (c *comparison) close() {
	if c.weight > 0 {
		c.out.AHT, c.out.AHTCame = c.expected/c.weight, c.came/c.weight
	}
	if c.posts > 0 {
		c.out.Flush, c.out.FlushCame = c.flush/c.posts, c.flushed/c.posts
	}
	c.out.Workload = c.out.Volume + c.out.Mix + c.out.Handle
}
