package plan_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"turno/forecast"
	"turno/plan"
)

// apart is open with two kinds of message that differ by what was measured of all hours, and
// that the history does not tell apart.
func apart(keys ...string) plan.Input {
	in := open()
	complaint := in.Streams["care"][0]
	question := complaint
	complaint.Kind, question.Kind = "complaint", "question"
	complaint.Share, question.Share = forecast.Constant(0.25, 0), forecast.Constant(0.75, 0)
	complaint.Flush, question.Flush = forecast.Constant(0.1, 0), forecast.Constant(0.6, 0)
	complaint.Turns, complaint.AHT, question.AHT = forecast.Constant(2.5, 0.6), forecast.Constant(600, 1), forecast.Constant(200, 1)
	in.Streams["care"] = []forecast.Stream{complaint, question}
	in.Rates = map[string]map[forecast.Kind][]string{"care": {"complaint": keys, "question": keys}}
	return in
}

// TestKindsShareTheHours: kinds that no history tells apart follow the hours of their queue,
// keep their differences, and together make up the queue's rates.
func TestKindsShareTheHours(t *testing.T) {
	in := apart("flush", "turns", "aht", "pivots").Rated()
	s, doubt := in.Streams["care"], in.Doubt["care"]
	night, day := 6, 24
	for i, flush := range map[int]float64{night: 0.75, day: 0.25} {
		c, q := s[0], s[1]
		assert.InDelta(t, flush, 0.25*c.Flush.At(i)+0.75*q.Flush.At(i), 0.01)
		care := []float64{0.25 * (1 - c.Flush.At(i)), 0.75 * (1 - q.Flush.At(i))}
		turns := []float64{care[0] * c.Turns.At(i), care[1] * q.Turns.At(i)}
		assert.InDelta(t, 2, (turns[0]+turns[1])/(care[0]+care[1]), 0.01)
		assert.InDelta(t, 400, (turns[0]*c.AHT.At(i)+turns[1]*q.AHT.At(i))/(turns[0]+turns[1]), 5)
		assert.InDelta(t, 3, c.AHT.At(i)/q.AHT.At(i), 1e-9, "a complaint takes three times as long")
		assert.Less(t, c.Flush.At(i), q.Flush.At(i))
		assert.Less(t, s[0].Pivots[0].ShareAt(night), 0.3*s[0].Pivots[0].ShareAt(day))
	}
	assert.Greater(t, doubt[day], 0.04, "handle times drift for all kinds alike")
	s = apart("flush").Rated().Streams["care"]
	assert.Equal(t, []float64{600}, s[0].AHT.Mean, "what turno.yaml states counts")
	assert.Len(t, s[0].Flush.Mean, 336)
}

// TestKindsAlike: kinds of which nothing was measured have the queue's rates.
func TestKindsAlike(t *testing.T) {
	in := apart("flush")
	for k := range in.Streams["care"] {
		in.Streams["care"][k].Flush = forecast.Constant(0.6, 0)
	}
	s := in.Rated().Streams["care"]
	assert.InDelta(t, 0.75, s[0].Flush.At(6), 0.01)
	assert.InDeltaSlice(t, s[0].Flush.Mean, s[1].Flush.Mean, 1e-12)
}
