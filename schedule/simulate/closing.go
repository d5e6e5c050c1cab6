package simulate

// A conversation that was taken from public to private ends in public: once it is over, the
// team of the queue where it began posts a closing reply (Queue.ClosingPost), due like any
// other message. Nobody waits for it, so that it counts in no target.

// closes makes the conversation t, about to move to another queue, end with a closing post.
func (n *talk) closes(t *talk, q *queue) {
	if q.closing > 0 {
		n.home, n.homeStream, n.cause = t.queue, t.stream, t.contact
	}
}

// closeAt lets the closing post of the conversation n arrive at an instant.
func (e *engine) closeAt(n *talk, at float64) {
	if n.home < 0 {
		return
	}
	key, home, stream, cause := mix(n.key, purposeClosing), n.home, n.homeStream, n.cause
	id := e.newTalk()
	p := &e.talks[id]
	p.key, p.queue, p.stream, p.contact, p.posting, p.state = key, home, stream, cause, true, coming
	e.agenda.push(event{at: at, who: id, kind: eventArrive})
}

// lasts is how long a conversation takes from its first message on the queue to its end,
// on average and without waits.
func (q *queue) lasts(stream, interval int) float64 {
	s := &q.streams[stream]
	turns := 1.0
	if !q.live {
		turns = max(1, s.Turns.At(interval))
	}
	return turns*s.AHT.At(interval) + (turns-1)*s.Think.At(interval)
}
