package settings

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
)

// TestMeasuredKinds: kinds that state nothing take the mix and the figures that were
// measured; what is stated counts instead.
func TestMeasuredKinds(t *testing.T) {
	m := Measured{"care": {From: calendar.Date{Year: 2026, Month: 1, Day: 5}, To: calendar.Date{Year: 2026, Month: 2, Day: 1}, CSAT: -1, Kinds: []MeasuredKind{
		{Kind: "complaint", Share: 0.3, Flush: 0.1, Turns: 2.5, N: 300},
		{Kind: "question", Share: 0.5, Flush: 0.4, Turns: 0, N: 500},
	}}}
	again, err := DecodeMeasured("measured.yaml", EncodeMeasured(m))
	require.NoError(t, err)
	assert.Equal(t, m["care"].Kinds, again["care"].Kinds, "written as it is read")
	plan := func(kinds string) *Settings {
		s, err := DecodeOver(m, "turno.yaml", []byte(minimal+kinds))
		require.NoError(t, err)
		return s
	}
	s := plan("    kinds: {complaint: {turns: 3}, question: {}}\n")
	care := s.Streams["care"]
	assert.InDelta(t, 0.375, care[0].Share.At(0), 1e-12)
	assert.InDelta(t, 0.625, care[1].Share.At(0), 1e-12)
	assert.InDeltaSlice(t, []float64{0.1, 3, 0.4}, []float64{care[0].Flush.At(0), care[0].Turns.At(0), care[1].Flush.At(0)}, 1e-9)
	assert.Contains(t, s.Measured["care"], "kinds")

	stated := plan("    work: {flush: 20%}\n    kinds: {complaint: {share: 50%}, question: {share: 50%}}\n").Streams["care"]
	assert.InDeltaSlice(t, []float64{0.5, 0.2, 2.5}, []float64{stated[0].Share.At(0), stated[0].Flush.At(0), stated[0].Turns.At(0)}, 1e-9)

	_, err = DecodeOver(m, "turno.yaml", []byte(minimal+"    kinds: {complaint: {}, praise: {}}\n"))
	assert.ErrorContains(t, err, "the kind lacks its share")
}

// minimal is a workspace whose last line may go on with the queue care.
const minimal = `version: 1
shifts: {day: {start: 09:00, length: 8h}}
contracts: {full: {shifts: [day], week_hours: 0h-40h}}
queues:
  care:
    channel: social
`
