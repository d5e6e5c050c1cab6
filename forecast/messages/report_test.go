package messages_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/forecast/messages"
)

func reported(t *testing.T, reports ...messages.Report) messages.Result {
	t.Helper()
	c := messages.NewCollector(messages.Options{Queue: func(handle string, s messages.Side) string { return handle + "-" + s.String() }})
	for _, r := range reports {
		require.NoError(t, c.AddReport(r))
	}
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	return r
}

// TestReportsTellHandleTimes: three weeks of an interval report yield a handle time by the
// hour, whether or not it has a column of the answered, whose number is then not known.
func TestReportsTellHandleTimes(t *testing.T) {
	start := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	for _, answered := range []bool{true, false} {
		var rows []messages.Report
		for i := range 3 * 168 {
			r := messages.Report{Queue: "line", Side: messages.Voice, At: start.Add(time.Duration(i) * time.Hour).Unix(), Offered: 10, Handled: -1, Abandoned: -1, AHT: 200 + 100*float64(i%24/12)}
			if answered {
				r.Handled = 9
			}
			rows = append(rows, r)
		}
		s := reported(t, rows...).History[0]
		assert.Equal(t, answered, s.Handled != nil)
		assert.Nil(t, s.Replies)
		r, ok := auto.ForecastRate(s, auto.RateAHT, calendar.Grid{Start: s.Grid.End(), Step: time.Hour, N: 24})
		require.True(t, ok)
		assert.InDeltaSlice(t, []float64{200, 300}, []float64{r.Mean[3], r.Mean[15]}, 2)
	}
}

// TestReportsOfTwoMedia: rows that are alike but for their medium are two, of two queues where
// the media are; one that is told twice is a duplicate.
func TestReportsOfTwoMedia(t *testing.T) {
	row := messages.Report{Queue: "line", Side: messages.Voice, Medium: messages.Key("voice"), At: 1_700_000_000, Offered: 10, Handled: 9, Abandoned: 1, AHT: 200}
	chat, callback := row, row
	chat.Side, chat.Medium, callback.Medium = messages.Chat, messages.Key("chat"), messages.Key("callback")
	r := reported(t, row, chat, callback, row)
	assert.EqualValues(t, 1, r.Counts.Duplicates)
	require.Len(t, r.History, 2)
	assert.Equal(t, []any{"line-chat", 10.0, "line-voice", 20.0}, []any{r.History[0].Queue, r.History[0].Volume[0], r.History[1].Queue, r.History[1].Volume[0]})
	untold := callback
	untold.Medium, untold.Handled = messages.Key("dialer"), -1
	assert.Nil(t, reported(t, row, untold).History[0].Handled, "not known of one medium, nor of the sum")
}

// TestTicketsTellWhatTheyHold: replies that no column tells are no turns, and the work of
// whole tickets has the interval of tickets.
func TestTicketsTellWhatTheyHold(t *testing.T) {
	ticket := func(replies, handled float64) messages.Measures {
		c := messages.NewCollector(messages.Options{})
		for i := range int64(60) {
			k := messages.Ticket{ID: uint64(i + 1), Handle: "care", Side: messages.Email, Opened: 1000 + 3600*i, FirstReply: 2000 + 3600*i, Replies: replies, Handled: handled, CSAT: -1, Reach: -1}
			if handled > 0 {
				k.Handled += float64(i%3-1) * handled
			}
			require.NoError(t, c.AddTicket(k))
		}
		r, err := c.Result(context.Background())
		require.NoError(t, err)
		return r.Queues[0]
	}
	q := ticket(-1, -1)
	assert.Zero(t, q.Turns().N)
	q = ticket(4, 400)
	assert.InDelta(t, 4, q.Turns().Value, 1e-9)
	p := q.HandleTime()
	assert.InDelta(t, 100, p.Value, 1e-9)
	assert.InDelta(t, 1.96*400*math.Sqrt(2.0/3)/4/math.Sqrt(60), p.High-p.Value, 0.3, "sixty tickets, not 240 replies")
	assert.True(t, q.Whole)
	q = ticket(-1, 400)
	assert.InDeltaSlice(t, []float64{1, 400}, []float64{q.Turns().Value, q.HandleTime().Value}, 1e-9, "all the work is in one reply")
}

// TestCommentsTellThinkTime: the comments of a ticket, with the ticket as their thread, tell
// the customers' pauses.
func TestCommentsTellThinkTime(t *testing.T) {
	c := messages.NewCollector(messages.Options{})
	for i := range uint64(40) {
		at := int64(10_000 * (i + 1))
		add(t, c, messages.Message{ID: 10 * (i + 1), Thread: i + 1, At: at, Inbound: true, Author: i + 1, Handle: "care", Side: messages.Email},
			messages.Message{ID: 10*(i+1) + 1, Thread: i + 1, At: at + 600, Author: 99, Handle: "care", Side: messages.Email},
			messages.Message{ID: 10*(i+1) + 2, Thread: i + 1, At: at + 600 + 900, Inbound: true, Author: i + 1, Handle: "care", Side: messages.Email},
			messages.Message{ID: 10*(i+1) + 3, Thread: i + 1, At: at + 2000, Author: 99, Handle: "care", Side: messages.Email})
	}
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	q := r.Queues[0]
	assert.Equal(t, []float64{40, 900, 2}, []float64{float64(q.ThinkTime().N), q.ThinkTime().Value, q.Turns().Value})
	assert.False(t, q.Whole)
}
