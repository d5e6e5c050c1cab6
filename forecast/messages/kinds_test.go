package messages_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast"
	"turno/forecast/messages"
)

// TestKindsOfAQueue: what a conversation's first message is, it is; each kind has its counts,
// times, moves and history, and all of them add up to the queue.
func TestKindsOfAQueue(t *testing.T) {
	c := messages.NewCollector(messages.Options{
		Queue: func(handle string, s messages.Side) string { return handle + "-" + s.String() },
		Kind: func(_ string, k forecast.Kind) forecast.Kind {
			if k == "Spam" {
				return ""
			}
			return k
		}})
	monday, sunday := int64(1_772_445_600), int64(1_772_359_200) // 10:00 UTC
	add(t, c, messages.Message{ID: 1, At: monday, Inbound: true, Author: 1, Handle: "care", Kind: "complaint"},
		messages.Message{ID: 2, ReplyTo: 1, At: monday + 60, Handle: "care", Handled: 50, Invites: true},
		messages.Message{ID: 3, ReplyTo: 2, At: monday + 360, Inbound: true, Author: 1, Kind: "praise"},
		messages.Message{ID: 4, ReplyTo: 3, At: monday + 400, Handle: "care", Handled: 70},
		messages.Message{ID: 5, At: monday + 900, Inbound: true, Author: 1, Handle: "care", Side: messages.Private},
		messages.Message{ID: 6, At: sunday, Inbound: true, Author: 2, Handle: "care", Kind: "praise"},
		messages.Message{ID: 7, At: sunday + 1, Inbound: true, Author: 3, Handle: "care", Kind: "Spam"})
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	q := &r.Queues[1]
	require.Len(t, q.Kinds, 3)
	rest, complaint, praise := &q.Kinds[0], &q.Kinds[1], &q.Kinds[2]
	assert.Equal(t, []string{"Spam"}, q.Untold)
	assert.Equal(t, []int64{1, 1, 1}, []int64{rest.Volume, complaint.Volume, praise.Volume})
	assert.EqualValues(t, []int64{1, 1}, []int64{complaint.Slots[10], praise.Slots[24+10]})
	assert.Equal(t, []float64{2, 300, 60}, []float64{complaint.Turns().Value, complaint.ThinkTime().Value, complaint.HandleTime().Value})
	assert.Equal(t, []float64{1, 0}, []float64{praise.Flush().Value, complaint.Flush().Value}, "praise is never answered")
	require.Len(t, complaint.Moved, 1)
	assert.Equal(t, []any{"care-private", int64(1), 1.0}, []any{complaint.Moved[0].To, complaint.Moved[0].Came, complaint.Moved[0].Share(&complaint.Work).Value})
	assert.InDelta(t, 0.5, q.Mix(praise, -1).Value, 1e-9, "of those told apart")
	assert.InDelta(t, 1, q.Mix(praise, 34).Value, 1e-9)
	assert.Zero(t, q.Mix(rest, -1).N)
	assert.Equal(t, []int64{3, 1, 2}, []int64{q.Volume, q.Answered, q.Replies})
	s := r.History[1]
	require.Len(t, s.Kinds, 3)
	assert.Equal(t, forecast.Kind("complaint"), s.Kinds[1].Kind)
	assert.Equal(t, []float64{2, 0, 1, 60}, []float64{s.Volume[0], s.Kinds[1].Volume[0], s.Kinds[1].Volume[24], s.Kinds[1].AHT[24]})
}

// TestInvitedToTwoQueues: those asked are shared out by where the others came.
func TestInvitedToTwoQueues(t *testing.T) {
	c := messages.NewCollector(messages.Options{Queue: func(handle string, s messages.Side) string { return handle + "-" + s.String() }})
	for i := range uint64(40) {
		at, id := int64(1000+10*i), 10*i+1
		add(t, c, messages.Message{ID: id, At: at, Inbound: true, Author: i + 1, Handle: "care"},
			messages.Message{ID: id + 1, ReplyTo: id, At: at + 1, Handle: "care", Invites: true})
		if i%4 < 2 { // half come: each second of them to chat
			add(t, c, messages.Message{ID: id + 2, At: at + 100, Inbound: true, Author: i + 1, Handle: "care", Side: []messages.Side{messages.Private, messages.Chat}[i%2]})
		}
	}
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	require.Len(t, r.Moved, 2)
	for _, m := range r.Moved {
		assert.Equal(t, []float64{0.5, 0.5}, []float64{m.DropOff().Value, m.Share(&r.Queues[len(r.Queues)-1].Work).Value}, m.To)
	}
}

// drawn is a history whose kinds add up.
func drawn(t *rapid.T, name string) []forecast.Series {
	s := series(make([]float64, rapid.IntRange(1, 6).Draw(t, name+" hours"))...)
	kinds := rapid.SliceOfNDistinct(rapid.SampledFrom([]forecast.Kind{"", "a", "b"}), 0, 3, rapid.ID).Draw(t, name+" kinds")
	n := s[0].Grid.N
	s[0].Volume, s[0].Handled = make([]float64, n), make([]float64, n)
	for _, k := range kinds {
		p := forecast.Series{Queue: "a", Kind: k, Grid: s[0].Grid, Volume: make([]float64, n), Handled: make([]float64, n)}
		for i := range n {
			p.Volume[i] = float64(rapid.IntRange(0, 3).Draw(t, name))
			p.Handled[i] = math.Min(p.Volume[i], 1)
			s[0].Volume[i], s[0].Handled[i] = s[0].Volume[i]+p.Volume[i], s[0].Handled[i]+p.Handled[i]
		}
		s[0].Kinds = append(s[0].Kinds, p)
	}
	if len(kinds) == 0 {
		for i := range n {
			s[0].Volume[i] = float64(rapid.IntRange(0, 6).Draw(t, name))
		}
	}
	return s
}

// TestMergedKindsAddUp: whatever is joined, kinds add up to the queue, and joining the same
// again changes nothing.
func TestMergedKindsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stored, fresh := drawn(t, "stored"), drawn(t, "fresh")
		m := messages.Merge(stored, fresh).History
		if m[0].Kinds == nil && (stored[0].Kinds != nil || fresh[0].Kinds != nil) {
			t.Fatal("kinds are lost")
		}
		for i := range m[0].Grid.N {
			var volume float64
			for _, k := range m[0].Kinds {
				volume += k.Volume[i]
			}
			if m[0].Kinds != nil && volume != m[0].Volume[i] {
				t.Fatalf("interval %d: kinds make up %v of %v", i, volume, m[0].Volume[i])
			}
		}
		again := messages.Merge(m, fresh).History
		if !assert.ObjectsAreEqual(m[0].Volume, again[0].Volume) {
			t.Fatalf("%v became %v", m[0].Volume, again[0].Volume)
		}
	})
}

// TestKindsArriveLater: an export that tells the kinds of hours that are stored without them
// teaches them.
func TestKindsArriveLater(t *testing.T) {
	stored, fresh := series(5, 7, 2), series(5, 6)
	for _, k := range []forecast.Kind{"a", "b"} {
		fresh[0].Kinds = append(fresh[0].Kinds, forecast.Series{Queue: "a", Kind: k, Grid: fresh[0].Grid, Volume: map[forecast.Kind][]float64{"a": {2, 6}, "b": {3, 0}}[k]})
	}
	m := messages.Merge(stored, fresh).History[0]
	require.Len(t, m.Kinds, 3)
	assert.Equal(t, [][]float64{{0, 7, 2}, {2, 0, 0}, {3, 0, 0}}, [][]float64{m.Kinds[0].Volume, m.Kinds[1].Volume, m.Kinds[2].Volume})
	back := messages.Merge(fresh, series(5, 6)).History[0]
	assert.Equal(t, []float64{2, 6}, back.Kinds[1].Volume, "an export that does not tell them takes none away")
}
