package settings_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/workspace/settings"
)

const measuredTeam = `
queues:
  care: {channel: social, work: {turns: 2}}
  dm: {channel: messaging}
  line: {channel: voice}
shifts: {day: {start: 09:00, length: 8h}}
contracts: {full: {shifts: [day], week_hours: 40h}}
`

// TestMeasuredAreDefaults: what was measured counts where turno.yaml says nothing, and only
// there; the settings tell which keys.
func TestMeasuredAreDefaults(t *testing.T) {
	day := calendar.Date{Year: 2026, Month: 3, Day: 2}
	m := settings.Measured{
		"care": {From: day, To: day, CSAT: -1, Flush: settings.Interval{Value: 0.3, Low: 0.25, High: 0.35, N: 100}, Turns: settings.Interval{Value: 3, Low: 2, High: 4, N: 90},
			Pivots: []forecast.Pivot{{To: "dm", Share: 0.05, Lag: 10 * time.Minute, DropOff: 0.5}, {To: "gone", Share: 0.1}}},
		"line": {From: day, To: day, CSAT: 0.8, AHT: settings.Interval{Value: 250, Low: 240, High: 260, N: 500}},
	}
	back, err := settings.DecodeMeasured("measured.yaml", settings.EncodeMeasured(m))
	require.NoError(t, err)
	assert.Equal(t, m, back)
	s, err := settings.DecodeOver(back, "turno.yaml", []byte(measuredTeam))
	require.NoError(t, err)
	care := s.Streams["care"][0]
	assert.InDelta(t, 0.3, care.Flush.At(0), 1e-9)
	assert.InDelta(t, 2, care.Turns.At(0), 1e-9, "turno.yaml wins")
	assert.Equal(t, []forecast.Pivot{{To: "dm", Share: 0.05, Lag: 10 * time.Minute, DropOff: 0.5}}, care.Pivots, "only to queues that are there")
	assert.InDelta(t, 250, s.Streams["line"][0].AHT.At(0), 1e-9)
	assert.Equal(t, map[string][]string{"care": {"flush", "pivots"}, "line": {"aht"}}, s.Measured)
	_, err = settings.Decode("turno.yaml", []byte(measuredTeam))
	assert.ErrorContains(t, err, "needs its handle time", "a live queue's handle time is measured or written")
}

func TestBadImport(t *testing.T) {
	_, err := settings.DecodeImport("import.yaml", []byte(`
unanswered: maybe
queues: [{handle: x}]
rules:
  - {name: a, match: '(', flush: true}
  - {name: b, match: 'x'}
`))
	for _, want := range []string{"import.yaml:2:13", "lacks the key queue", "import.yaml:5:22", "no effect"} {
		assert.ErrorContains(t, err, want)
	}
}

func FuzzDecodeLayout(f *testing.F) {
	f.Add([]byte("rows: messages\ncolumns: {at: [a, b], inbound: x}\nsides: {private: [dm]}\n"))
	f.Add([]byte("rules: [{name: a, match: '(?i)x', flush: true}]\nqueues: [{handle: a, queue: b, side: chat}]"))
	f.Add([]byte("version: 1\nqueues: {a: {from: 2026-01-01, to: 2026-01-02, flush: {value: 3%, low: 1%, high: 4%, n: 5}}}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, err := settings.DecodeLayout("l.yaml", data); err == nil && len(l.Columns) == 0 {
			t.Error("a layout without columns")
		}
		_, _ = settings.DecodeImport("import.yaml", data)
		m, err := settings.DecodeMeasured("measured.yaml", data)
		if err != nil {
			return
		}
		if _, err := settings.DecodeMeasured("measured.yaml", settings.EncodeMeasured(m)); err != nil {
			t.Errorf("%q is written so that it cannot be read: %v", data, err)
		}
	})
}
