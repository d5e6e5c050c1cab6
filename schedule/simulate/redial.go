package simulate

// redial lets a customer who hung up try again, perhaps: the share Queue.Redial of them,
// after an exponential time of mean Queue.RedialAfter. The call is a contact of its own,
// which may be abandoned and redialled in turn.
func (e *engine) redial(t *talk, q *queue) {
	if q.redial == 0 {
		return
	}
	key := mix(t.key, purposeRedial)
	if unit(key, 1) >= q.redial {
		return
	}
	id := e.newTalk()
	n := &e.talks[id]
	n.key, n.queue, n.stream, n.turn, n.state, n.again = key, t.queue, t.stream, 1, coming, true
	e.agenda.push(event{at: e.now + exponential(key, 2, q.redialAfter), who: id, kind: eventArrive})
}
