package messages_test

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/messages"
)

func TestTimesAgreeWithSorting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Int64Range(0, 1<<rapid.IntRange(1, 31).Draw(t, "bits")), 1, 600).Draw(t, "values")
		var times messages.Times
		for _, v := range values {
			times.Add(v)
		}
		slices.Sort(values)
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		want := float64(values[max(0, int(math.Ceil(p*float64(len(values))))-1)])
		assert.InDelta(t, want, times.Quantile(p), 0.004*want)
	})
}

// rows adds messages of one handle: customers' and agents' by turns.
func add(t *testing.T, c *messages.Collector, list ...messages.Message) {
	t.Helper()
	for _, m := range list {
		if m.Reach == 0 {
			m.Reach = -1
		}
		if m.CSAT == 0 {
			m.CSAT = -1
		}
		if m.Handled == 0 {
			m.Handled = -1
		}
		require.NoError(t, c.Add(m))
	}
}

// TestOpenClock: a post of Friday evening that is answered on Monday morning has waited for
// one open hour.
func TestOpenClock(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	var hours calendar.Hours
	for d := time.Monday; d <= time.Friday; d++ {
		hours.Week[d] = []calendar.Span{{From: calendar.Clock(9, 0), To: calendar.Clock(18, 0)}}
	}
	hour := messages.Limit{Within: time.Hour, Open: true}
	c := messages.NewCollector(messages.Options{Calendar: calendar.Plain(rome), Hours: map[string]calendar.Hours{"care": hours},
		Limits: map[string][]messages.Limit{"care": {hour, {Within: 2 * time.Hour}}}})
	posted := time.Date(2026, 3, 27, 17, 30, 0, 0, rome) // the clocks change on the Sunday between
	add(t, c, messages.Message{ID: 1, At: posted.Unix(), Inbound: true, Author: 7, Handle: "care", Reach: 300},
		messages.Message{ID: 2, ReplyTo: 1, At: time.Date(2026, 3, 30, 9, 30, 0, 0, rome).Unix(), Handle: "care"})
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	q := r.Queues[0]
	w := q.Waits[messages.FirstReply]
	assert.EqualValues(t, 3600, w.Open.Mean())
	assert.EqualValues(t, 63*3600, w.Elapsed.Mean(), "an hour less than clocks show")
	assert.EqualValues(t, 1, q.Reached[0].Kept)
	assert.EqualValues(t, 0, q.Reached[1].Kept)
	assert.EqualValues(t, []any{int64(0), 0.0, 300.0}, []any{q.Late, q.LateTo, q.Reach}, "in time by the first limit")
	assert.EqualValues(t, 1, q.Hours[17].Volume)
}

// TestRules: what a rule flushes is no miss, what nobody answered is one where the workspace
// says so.
func TestRules(t *testing.T) {
	c := messages.NewCollector(messages.Options{Missed: true, Limits: map[string][]messages.Limit{"care": {{Within: time.Hour}}}})
	add(t, c, messages.Message{ID: 1, At: 1000, Inbound: true, Author: 1, Handle: "care", Flush: true, Kind: "noise"},
		messages.Message{ID: 2, At: 1100, Inbound: true, Author: 2, Handle: "care", Kind: "question", Reach: 50},
		messages.Message{ID: 3, At: 1200, Inbound: true, Author: 3, Handle: "care", Flush: true, Kind: "noise"},
		messages.Message{ID: 4, At: 1300, ReplyTo: 3, Handle: "care", CSAT: 0.5})
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	q := r.Queues[0]
	assert.Equal(t, []int64{3, 1, 1, 1, 1, 1}, []int64{q.Volume, q.Answered, q.Flushed, q.Ruled, q.Unanswered, q.Late})
	assert.InDelta(t, 0.5, q.Reached[0].Share().Value, 1e-9)
	assert.InDelta(t, 50, q.LateTo, 1e-9)
	assert.InDelta(t, 0.5, q.CSAT, 1e-6)
	require.Len(t, q.Kinds, 2)
	for i, want := range [][]int64{{2, 1, 1, 1}, {1, 0, 0, 0}} {
		k := q.Kinds[i]
		assert.Equal(t, want, []int64{k.Volume, k.Answered, k.Flushed, k.Replies}, k.Kind)
	}
}

// TestHandleTime: gaps count only while work waited; a recorded time counts before them.
func TestHandleTime(t *testing.T) {
	c := messages.NewCollector(messages.Options{})
	for i := range int64(10) { // ten posts at once, one agent, a reply every two minutes
		add(t, c, messages.Message{ID: uint64(i + 1), At: 1000, Inbound: true, Author: uint64(i), Handle: "care"},
			messages.Message{ID: uint64(100 + i), ReplyTo: uint64(i + 1), At: 1300 + 120*i, Handle: "care", Agent: "anna"})
	}
	add(t, c, messages.Message{ID: 50, At: 5000, Inbound: true, Author: 50, Handle: "care"}, // idle before
		messages.Message{ID: 51, ReplyTo: 50, At: 5060, Handle: "care", Agent: "anna"})
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	p := r.Queues[0].HandleTime()
	assert.EqualValues(t, 9, p.N)
	assert.InDelta(t, 120, p.Value, 1e-9)
	assert.EqualValues(t, 11, r.Queues[0].Closed)
	assert.InDelta(t, (9*120.0+2*120)/3600, r.Queues[0].AgentHours, 1e-6, "two stretches of work")
}

func TestCrossedHandles(t *testing.T) {
	c := messages.NewCollector(messages.Options{})
	add(t, c, messages.Message{ID: 1, At: 1000, Inbound: true, Author: 1, Handle: "brand"},
		messages.Message{ID: 2, ReplyTo: 1, At: 1100, Handle: "care"},
		messages.Message{ID: 3, ReplyTo: 2, At: 1200, Inbound: true, Author: 1},
		messages.Message{ID: 4, ReplyTo: 3, At: 1300, Handle: "brand"})
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	require.Len(t, r.Crossed, 1)
	assert.True(t, math.IsNaN(r.Crossed[0].Hours), "no agent is known")
	r.Crossed[0].Hours = 0
	assert.Equal(t, messages.Crossed{Addressed: "brand", Answered: "care", Conversations: 1, Replies: 2}, r.Crossed[0])
	assert.EqualValues(t, 1, r.Queues[0].Handovers)
}

// TestThreadsRestAfterQuiet: a ticket that is silent for long is two conversations.
func TestThreadsRestAfterQuiet(t *testing.T) {
	c := messages.NewCollector(messages.Options{Quiet: time.Hour})
	add(t, c, messages.Message{ID: 4, Thread: 9, At: 20_000, Inbound: true, Author: 1, Handle: "care"}, // rows come in any order
		messages.Message{ID: 1, Thread: 9, At: 1000, Inbound: true, Author: 1, Handle: "care"},
		messages.Message{ID: 2, Thread: 9, At: 1300, Handle: "care"},
		messages.Message{ID: 3, Thread: 9, At: 1400, Inbound: true, Author: 2, Handle: "care"},
		messages.Message{ID: 5, Thread: 9, At: 20_060, Handle: "care"})
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	assert.Equal(t, []int64{2, 2, 2}, []int64{r.Queues[0].Volume, r.Queues[0].Answered, r.Queues[0].Replies})
}

func series(volume ...float64) []forecast.Series {
	return []forecast.Series{{Queue: "a", Grid: calendar.Grid{Start: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: len(volume)}, Volume: volume}}
}

func TestMergeLosesNothing(t *testing.T) {
	nan := math.NaN()
	stored, fresh := series(5, nan, 7, 8), series(4, 3, 9, 8, 6)
	stored[0].Handled, fresh[0].AHT = []float64{1, nan, 3, 4}, []float64{60, 60, 60, 60, 60}
	m := messages.Merge(stored, fresh)
	assert.Equal(t, []float64{5, 3, 9, 8, 6}, m.History[0].Volume)
	assert.Equal(t, []int{2, 1, 2, 1}, []int{m.New, m.Same, m.Changed, m.Kept})
	assert.Equal(t, []float64{1, 3, 4}, []float64{m.History[0].Handled[0], m.History[0].Handled[2], m.History[0].Handled[3]}, "what the greater does not tell the other may")
	again := messages.Merge(m.History, fresh)
	assert.Equal(t, m.History[0].Volume, again.History[0].Volume, "a second import changes nothing")
	assert.Zero(t, again.New)
}

// TestShiftIsNoticed: an export an hour late is found, over the same hours and over others.
func TestShiftIsNoticed(t *testing.T) {
	day := func(i int) float64 {
		return math.Round(40 + 35*math.Sin(float64(i%24)/24*2*math.Pi) + 9*math.Sin(float64(i)))
	}
	var stored, late, later []float64
	for i := range 21 * 24 {
		stored = append(stored, day(i))
		late = append(late, day(i-1))
		later = append(later, day(i+24*40-1))
	}
	s, ok := messages.Shifted(series(stored...), series(late...))
	assert.True(t, ok)
	assert.Equal(t, messages.Shift{By: time.Hour, Overlap: true}, s)
	_, ok = messages.Shifted(series(stored...), series(stored...))
	assert.False(t, ok)
	other := series(later...)
	other[0].Grid.Start = other[0].Grid.Start.AddDate(0, 0, 40)
	s, ok = messages.Shifted(series(stored...), other)
	assert.True(t, ok)
	assert.Equal(t, messages.Shift{By: time.Hour}, s)
}

func TestCancel(t *testing.T) {
	c := messages.NewCollector(messages.Options{})
	add(t, c, messages.Message{ID: 1, At: 1000, Inbound: true, Handle: "care"})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := c.Result(ctx)
	assert.ErrorIs(t, err, context.Canceled)
}

// TestReportsAgain: a row of a report that says again what has come before does not count;
// another of the same interval does, and a handle time without contacts weighs nothing.
func TestReportsAgain(t *testing.T) {
	c := messages.NewCollector(messages.Options{})
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC).Unix()
	first := messages.Report{Queue: "line", At: at, Offered: 10, Handled: 9, Abandoned: 1, AHT: 200}
	other := messages.Report{Queue: "line", At: at, Offered: 4, Handled: 4, Abandoned: 0, AHT: 300}
	for _, r := range []messages.Report{first, first, other, {Queue: "line", At: at, Offered: -1, Handled: -1, Abandoned: -1, AHT: 900}} {
		require.NoError(t, c.AddReport(r))
	}
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	assert.EqualValues(t, 1, r.Counts.Duplicates)
	assert.Equal(t, []float64{14}, r.History[0].Volume)
	assert.InDelta(t, (9*200+4*300)/13.0, r.Queues[0].HandleTime().Value, 1e-9)
	assert.Zero(t, r.Queues[0].Turns().N, "a report tells no turns")
}

// TestNoAnswers: an export without the brand's own messages tells no flush rate.
func TestNoAnswers(t *testing.T) {
	c := messages.NewCollector(messages.Options{})
	for i := range 50 {
		require.NoError(t, c.Add(messages.Message{ID: uint64(i + 1), At: int64(1_700_000_000 + 600*i), Author: uint64(i + 1), Handle: "care", Inbound: true, Reach: -1, CSAT: -1, Handled: -1}))
	}
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	assert.EqualValues(t, 50, r.Queues[0].Volume)
	assert.Zero(t, r.Queues[0].Flush().N)
	assert.Nil(t, r.History[0].Flushed, "so that no forecast takes all posts to need no answer")
}
