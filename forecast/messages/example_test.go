package messages_test

import (
	"context"
	"fmt"
	"time"

	"turno/forecast/messages"
)

// A customer asks, is answered after five minutes, writes again and is answered again.
func Example() {
	c := messages.NewCollector(messages.Options{})
	noon := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC).Unix()
	add := func(id, to string, minute int64, customer bool) {
		m := messages.Message{ID: messages.Key(id), ReplyTo: messages.Key(to), At: noon + 60*minute, Author: messages.Key("care"), Handle: "care", Reach: -1, CSAT: -1, Handled: -1}
		if customer {
			m.Inbound, m.Author, m.Handle = true, messages.Key("anna"), ""
		}
		if err := c.Add(m); err != nil {
			fmt.Println(err)
		}
	}
	add("a1", "", 0, true)
	add("b1", "a1", 5, false)
	add("a2", "b1", 20, true)
	add("b2", "a2", 21, false)
	r, err := c.Result(context.Background())
	q := r.Queues[0]
	fmt.Println(err, q.Queue, q.Volume, q.Answered, q.Turns().Value, q.ThinkTime().Value, q.Waits[messages.FirstReply].Elapsed.Mean())
	// Output: <nil> care 1 1 2 900 300
}
