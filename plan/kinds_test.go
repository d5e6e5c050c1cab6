package plan_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/plan"
	"turno/schedule/staffing"
)

// kinds is open with two kinds of message: complaints come at night, take longer and are all
// answered, and what is said of them is told apart in the history.
func kinds() plan.Input {
	in := open()
	h := &in.History[0]
	h.Replies, h.Moved = nil, nil
	long := forecast.Series{Queue: h.Queue, Kind: "complaint", Grid: h.Grid}
	short := forecast.Series{Queue: h.Queue, Kind: "question", Grid: h.Grid}
	for i := range h.Grid.N {
		complaints := 4.0
		if i%24 < 8 {
			complaints = 16
		}
		questions := 20 - complaints
		h.Flushed[i], h.Handled[i] = questions/2, complaints+questions/2
		h.AHT[i] = (complaints*500 + questions/2*100) / h.Handled[i]
		long.Volume, long.Flushed, long.Handled, long.AHT = append(long.Volume, complaints), append(long.Flushed, 0), append(long.Handled, complaints), append(long.AHT, 500)
		short.Volume, short.Flushed, short.Handled, short.AHT = append(short.Volume, questions), append(short.Flushed, questions/2), append(short.Handled, questions/2), append(short.AHT, 100)
	}
	h.Kinds = []forecast.Series{long, short}
	s := in.Streams["care"][0]
	s.Share, s.Pivots = forecast.Constant(0.5, 0), nil
	complaint, question := s, s
	complaint.Kind, question.Kind = "complaint", "question"
	in.Streams["care"] = []forecast.Stream{complaint, question}
	in.Rates = map[string]map[forecast.Kind][]string{"care": {"": {"share"}, "complaint": {"flush", "aht"}, "question": {"flush", "aht"}}}
	return in
}

// TestKindsAreForecast: the mix, and what each kind asks, follow the history by the hour, into
// the requirement and what explains it.
func TestKindsAreForecast(t *testing.T) {
	in := kinds().Rated()
	p, err := in.Profile(flat(in, 20))
	require.NoError(t, err)
	night, day := 6, 24
	for i, want := range map[int]float64{night: 0.8, day: 0.2} {
		s := p[0].Streams
		assert.InDeltaSlice(t, []float64{want, 1 - want}, []float64{s[0].Share.At(i), s[1].Share.At(i)}, 0.01)
		assert.InDeltaSlice(t, []float64{0, 0.5, 500, 100}, []float64{s[0].Flush.At(i), s[1].Flush.At(i), s[0].AHT.At(i), s[1].AHT.At(i)}, 5)
	}
	r, _, err := in.Require(context.Background(), p)
	require.NoError(t, err)
	care, _ := r.DeferrableQueue("care")
	hours := map[bool]float64{} // at night
	for _, w := range care.Work {
		hours[r.Grid.At(w.Arrive).Hour() < 8] += w.Hours
	}
	assert.Greater(t, hours[true]/8, 1.8*hours[false]/16, "complaints are more work")

	trace, err := staffing.Explain(context.Background(), in.Period, in.Calendar, in.Demands(p), staffing.Options{}, "care", night)
	require.NoError(t, err)
	require.Len(t, trace.Kinds, 2)
	assert.InDelta(t, 0.8, trace.Kinds[0].Share, 0.01)
	assert.InDelta(t, 500, trace.Kinds[0].HandleTime, 5)

	for _, d := range in.Doubt["care"] {
		assert.Less(t, d, 0.05, "eight weeks alike leave little doubt")
	}
	stated := kinds()
	stated.Rates["care"] = map[forecast.Kind][]string{"complaint": {"flush"}}
	stated = stated.Rated()
	assert.Equal(t, []float64{0.5}, stated.Streams["care"][0].Share.Mean, "what turno.yaml states counts")
	assert.Equal(t, []float64{300}, stated.Streams["care"][0].AHT.Mean)
}

// TestMixIsDoubted: a mix that moves from week to week is less sure, and so is the work.
func TestMixIsDoubted(t *testing.T) {
	moving := kinds()
	h := &moving.History[0]
	for i := range h.Grid.N {
		if i/168%2 == 1 {
			h.Kinds[0].Volume[i], h.Kinds[1].Volume[i] = h.Kinds[1].Volume[i], h.Kinds[0].Volume[i]
		}
	}
	steady, moved := kinds().Rated(), moving.Rated()
	assert.Greater(t, moved.Doubt["care"][20], 2*steady.Doubt["care"][20]+0.05)
}
