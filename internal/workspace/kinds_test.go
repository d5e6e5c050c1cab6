package workspace

import (
	"bytes"
	"math"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/messages"
	"turno/internal/workspace/table"
)

// TestKindsAreReadAsWritten: a history with kinds of message is read back as it was written.
func TestKindsAreReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "hours")
		s := forecast.Series{Queue: "care", Grid: calendar.Grid{Start: time.Date(2026, 10, 24, 22, 0, 0, 0, time.UTC), Step: time.Hour, N: n}}
		s.Volume, s.Handled = make([]float64, n), make([]float64, n)
		for _, k := range []forecast.Kind{"", "complaint", "question"} {
			p := forecast.Series{Queue: "care", Kind: k, Grid: s.Grid, Volume: make([]float64, n), Handled: make([]float64, n), AHT: make([]float64, n)}
			for i := range n {
				p.Volume[i] = float64(rapid.IntRange(0, 3).Draw(t, "volume"))
				if i == 0 || i == n-1 {
					p.Volume[i]++ // a kind that never comes has no row
				}
				if p.Handled[i] = math.Min(p.Volume[i], 2); p.Handled[i] > 0 {
					p.AHT[i] = 60
				} else {
					p.AHT[i] = math.NaN()
				}
				s.Volume[i], s.Handled[i] = s.Volume[i]+p.Volume[i], s.Handled[i]+p.Handled[i]
			}
			s.Kinds = append(s.Kinds, p)
		}
		data, err := historyCSV([]forecast.Series{s}, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		again, err := table.ReadHistory("history.csv", bytes.NewReader(data), table.HistoryOptions{})
		if err != nil {
			t.Fatal(err)
		}
		written, err := historyCSV(again, time.UTC)
		if err != nil || string(written) != string(data) || len(again[0].Kinds) != 3 {
			t.Fatalf("%v\n%s\nbecame\n%s", err, data, written)
		}
		if !assert.ObjectsAreEqual(s.Volume, again[0].Volume) || !assert.ObjectsAreEqual(s.Kinds[1].Volume, again[0].Kinds[1].Volume) {
			t.Fatalf("%v became %v", s, again[0])
		}
	})
}

// TestKindsAreJoined: intervals finer than those of the plan are joined kind by kind.
func TestKindsAreJoined(t *testing.T) {
	start := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	g := calendar.Grid{Start: start, Step: 30 * time.Minute, N: 4}
	s := forecast.Series{Queue: "care", Grid: g, Volume: []float64{1, 2, 3, 4}, Kinds: []forecast.Series{{Queue: "care", Kind: "a", Grid: g, Volume: []float64{1, 1, 0, 4}}, {Queue: "care", Kind: "b", Grid: g, Volume: []float64{0, 1, 3, 0}}}}
	out := join(s, calendar.Grid{Start: start, Step: time.Hour})
	assert.Equal(t, []float64{3, 7}, out.Volume)
	assert.Equal(t, [][]float64{{2, 4}, {1, 3}}, [][]float64{out.Kinds[0].Volume, out.Kinds[1].Volume})
	assert.Equal(t, forecast.Kind("b"), out.Kinds[1].Kind)
}

const kindsSettings = `version: 1
shifts: {day: {start: 09:00, length: 8h}}
contracts: {full: {shifts: [day], week_hours: 0h-40h}}
queues:
  care: {channel: social, handle: brand, kinds: {complaint: {}, question: {}}}
  line: {channel: voice, work: {aht: 5m}}
  line-chat: {channel: chat, work: {aht: 5m}}
`

// TestKindsFitTheSettings: a kind that turno.yaml does not have is named with the nearest that
// it has, and a mix that neither of both tells is asked for.
func TestKindsFitTheSettings(t *testing.T) {
	history := "timestamp,queue,kind,volume\n2026-03-02 09:00,care,complain,4\n2026-03-02 10:00,care,question,4\n2026-03-02 10:00,line,,4\n2026-03-02 10:00,line-chat,any,4\n"
	_, err := Load(fstest.MapFS{"turno.yaml": {Data: []byte(kindsSettings)}, "history.csv": {Data: []byte(history)}, "agents.csv": {Data: []byte("agent,contract,skills\nanna,full,social\n")}}, Options{})
	assert.ErrorContains(t, err, `history.csv:2: "complain": not a kind of message of care in turno.yaml: expected one of complaint, question`)
	assert.ErrorContains(t, err, `(did you mean "complaint"?)`)
	assert.ErrorContains(t, err, `turno.yaml:5:50: "complaint": the kind lacks its share of the volume, such as share: 30%; history.csv does not tell it either`)
	assert.NotContains(t, err.Error(), "any", "a queue whose kinds are not told apart takes all")
}

// TestSidesOfAQueue: the medium of a report finds the queue of its channel; names of kinds are
// those of turno.yaml, or of import.yaml.
func TestSidesOfAQueue(t *testing.T) {
	in, err := ReadIntake(fstest.MapFS{"turno.yaml": {Data: []byte(kindsSettings)}, "import.yaml": {Data: []byte("version: 1\nkinds: {\"Incident\": complaint, Task: \"\"}\n")}}, time.UTC)
	require.NoError(t, err)
	assert.Equal(t, []string{"line", "line-chat", "care", "care", "other-email"}, []string{in.queueOf("line", messages.Voice), in.queueOf("line", messages.Chat),
		in.queueOf("@Brand", messages.Public), in.queueOf("care", messages.Private), in.queueOf("other", messages.Email)})
	assert.Equal(t, []forecast.Kind{"complaint", "question", "", "", "any-at-all"}, []forecast.Kind{in.kindOf("care", "incident"), in.kindOf("care", "Question"),
		in.kindOf("care", "Task"), in.kindOf("care", "praise"), in.kindOf("line", "any at all")})
}
