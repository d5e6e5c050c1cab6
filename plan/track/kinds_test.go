package track_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/plan/track"
)

// kinds is world with two kinds of message, half of either: complaints, all answered by two
// replies of 600 s, and praise, which nobody answers. Nothing is triaged.
func kinds() track.Input {
	in := world()
	of := func(kind forecast.Kind, flush, aht float64) forecast.Stream {
		return forecast.Stream{Kind: kind, Share: forecast.Constant(0.5, 0), Flush: forecast.Constant(flush, 0), Turns: forecast.Constant(2, 0.7), AHT: forecast.Constant(aht, 1), Think: forecast.Constant(900, 1)}
	}
	in.Plan.Streams["care"] = []forecast.Stream{of("complaint", 0, 600), of("praise", 0.5, 120)}
	return in
}

// told is a day whose complaints and praise came as multiples of what was planned, each
// answered as planned but for handle times longer by a factor.
func told(complaints, praise, longer float64) []forecast.Series {
	s := came(0, 0, 1)[0]
	flushed := []float64{0, 0.5}
	s.AHT, s.Handled, s.Replies = make([]float64, 24), make([]float64, 24), make([]float64, 24)
	for k, name := range []forecast.Kind{"complaint", "praise"} {
		p := forecast.Series{Queue: "care", Kind: name, Grid: s.Grid}
		for i := range 24 {
			x := 0.0
			if i >= 9 && i < 17 {
				x = 5 * []float64{complaints, praise}[k]
			}
			answered, aht := x*(1-flushed[k]), []float64{600, 120}[k]*longer
			p.Volume, p.Flushed = append(p.Volume, x), append(p.Flushed, x*flushed[k])
			p.Handled, p.Replies, p.AHT = append(p.Handled, answered), append(p.Replies, 2*answered), append(p.AHT, aht)
			s.Volume[i], s.Flushed[i], s.Handled[i] = s.Volume[i]+x, s.Flushed[i]+x*flushed[k], s.Handled[i]+answered
			if all := s.Replies[i] + 2*answered; all > 0 {
				s.AHT[i] = (s.AHT[i]*s.Replies[i] + aht*2*answered) / all
				s.Replies[i] = all
			}
		}
		s.Kinds = append(s.Kinds, p)
	}
	return []forecast.Series{s}
}

// TestSplitByKind: more complaints and less praise of the same number is another mix, not
// longer handle times; and longer ones are found beside it.
func TestSplitByKind(t *testing.T) {
	const complaint, praise = 2 * 600 / 3600.0, 0.5 * 2 * 120 / 3600.0 // hours of one
	const planned = 40*complaint + 40*praise
	for name, c := range map[string]struct{ complaints, praise, longer, byVolume, byMix, byTime float64 }{
		"as planned":      {1, 1, 1, 0, 0, 0},
		"more complaints": {1.5, 0.5, 1, 0, 20 * (complaint - praise), 0},
		"more of all":     {2, 2, 1, planned, 0, 0},
		"longer as well":  {1.5, 0.5, 1.25, 0, 20 * (complaint - praise), 0.25 * (60*complaint + 20*praise)},
	} {
		in := kinds()
		in.Actual = told(c.complaints, c.praise, c.longer)
		r, err := track.Compare(in)
		require.NoError(t, err, name)
		q := r.Queues[0]
		assert.InDeltaSlice(t, []float64{planned, c.byVolume, c.byMix, c.byTime}, []float64{q.Planned, q.Volume, q.Mix, q.Handle}, 1e-9, name)
		assert.InDelta(t, c.longer, q.AHTCame/q.AHT, 1e-9, name)
		rest, ok, err := track.Ahead(context.Background(), in, r, nil)
		require.NoError(t, err, name)
		require.True(t, ok, name)
		share := rest.Input.Streams["care"][0].Share
		expected := 20 * (c.complaints + c.praise) // of either kind
		assert.InDelta(t, 0.5*(1+(40*c.complaints/expected-1)*expected/(expected+30)), share.At(10), 1e-12, name)
		assert.InDelta(t, 1, share.At(10)+rest.Input.Streams["care"][1].Share.At(10), 1e-12, name)
		if c.longer == 1 {
			assert.InDelta(t, 1, rest.Handle["care"], 1e-9, "%s: a heavier mix makes no reply slower", name)
		}
	}
}

// TestKindsThatDoNotMakeUpAll: where rows of kinds are not all of what came, the planned mix
// holds for it.
func TestKindsThatDoNotMakeUpAll(t *testing.T) {
	in := kinds()
	in.Actual = told(1.5, 0.5, 1)
	in.Actual[0].Kinds = in.Actual[0].Kinds[:1]
	r, err := track.Compare(in)
	require.NoError(t, err)
	assert.InDelta(t, 20*(2*600-0.5*2*120)/3600.0, r.Queues[0].Mix+r.Queues[0].Handle, 1e-9)
	in.Actual[0].Kinds = nil
	whole, err := track.Compare(in)
	require.NoError(t, err)
	assert.Equal(t, whole.Queues[0], r.Queues[0])
}
