package settings

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
)

// TestMeasuredKinds: kinds that state nothing take the mix and the figures that were
// measured; what is stated counts instead.
func TestMeasuredKinds(t *testing.T) {
	m := Measured{"care": {From: calendar.Date{Year: 2026, Month: 1, Day: 5}, To: calendar.Date{Year: 2026, Month: 2, Day: 1}, CSAT: -1, Kinds: []MeasuredKind{
		{Kind: "complaint", Share: of(0.3, 300), Flush: of(0.1, 300), Turns: of(2.5, 270), AHT: of(400, 675), Think: of(900, 400), Pivots: []forecast.Pivot{{To: "dm", Share: 0.1, Lag: time.Hour, DropOff: 0.5}}},
		{Kind: "question", Share: of(0.5, 500), Flush: of(0.4, 500)},
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

	assert.InDeltaSlice(t, []float64{400, 300}, []float64{care[0].AHT.At(0), care[1].AHT.At(0)}, 1e-9, "the kind's, and what is usual of the channel")
	assert.Equal(t, []string{"kinds", "complaint.flush", "complaint.think", "complaint.aht", "question.flush"}, s.Measured["care"])
	assert.Equal(t, map[forecast.Kind][]string{"": {"share"}, "complaint": {"flush", "aht", "pivots"}, "question": {"flush", "turns", "aht", "pivots"}}, s.Rates["care"])
	assert.Empty(t, s.Unmixed)

	stated := plan("    work: {flush: 20%}\n    kinds: {complaint: {share: 50%}, question: {share: 50%}}\n").Streams["care"]
	assert.InDeltaSlice(t, []float64{0.5, 0.2, 2.5}, []float64{stated[0].Share.At(0), stated[0].Flush.At(0), stated[0].Turns.At(0)}, 1e-9)

	_, err = DecodeOver(m, "turno.yaml", []byte(minimal+"    kinds: {complaint: {share: 30%}, praise: {}}\n"))
	assert.ErrorContains(t, err, "turno.yaml:7:38: \"praise\": the kind lacks its share")
	open := plan("    kinds: {complaint: {}, praise: {}}\n")
	require.Len(t, open.Unmixed["care"], 2, "the history may tell")
	assert.Equal(t, 0.5, open.Streams["care"][0].Share.At(0))
}

// of is a measured value from n observations.
func of(x float64, n int) Interval { return Interval{Value: x, Low: x, High: x, N: n} }

// TestMeasuredKindsOfOld: a measured.yaml from before kinds had intervals is still read.
func TestMeasuredKindsOfOld(t *testing.T) {
	m, err := DecodeMeasured("measured.yaml", []byte("version: 1\nqueues:\n  care:\n    from: 2026-01-05\n    to: 2026-02-01\n    kinds:\n      \"praise\": {share: 30%, n: 90, flush: 80%}\n"))
	require.NoError(t, err)
	assert.Equal(t, []MeasuredKind{{Kind: "praise", Share: Interval{0.3, 0.3, 0.3, 90}, Flush: Interval{0.8, 0.8, 0.8, 90}}}, m["care"].Kinds)
}

// minimal is a workspace whose last line may go on with the queue care.
const minimal = `version: 1
shifts: {day: {start: 09:00, length: 8h}}
contracts: {full: {shifts: [day], week_hours: 0h-40h}}
queues:
  care:
    channel: social
`

// TestKindAims: a kind's priority and targets are its own; what a target leaves out is usual of
// the channel, and a queue without them has none.
func TestKindAims(t *testing.T) {
	decode := func(queue string) ([]schedule.Aim, error) {
		s, err := Decode("turno.yaml", []byte(minimal+queue))
		if err != nil {
			return nil, err
		}
		return s.Queues[0].Kinds, nil
	}
	kinds, err := decode("    kinds: {complaint: {share: 30%, priority: 1, targets: [{share: 90%, within: 30m}]}, question: {share: 50%, priority: 3}, praise: {share: 20%}}\n")
	require.NoError(t, err)
	assert.Equal(t, []schedule.Aim{
		{Kind: "complaint", Priority: 1, Targets: []schedule.Target{{Share: 0.9, Within: 30 * time.Minute, Measure: schedule.FirstReply, Clock: schedule.OpenOnly}}},
		{Kind: "question", Priority: 3},
	}, kinds)
	kinds, err = decode("    kinds: {complaint: {share: 30%}, question: {share: 70%}}\n")
	require.NoError(t, err)
	assert.Nil(t, kinds)

	_, err = decode("    kinds: {complaint: {share: 30%, priority: 0, targets: [{share: 0%, within: 30m}]}, question: {share: 70%}}\n")
	assert.ErrorContains(t, err, "expected a whole number from 1 to 100")
	assert.ErrorContains(t, err, "expected a share above 0%")
	_, err = decode("    work: {priority: 1}\n")
	assert.ErrorContains(t, err, "unknown key of work")
}
