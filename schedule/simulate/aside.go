package simulate

// Interruptible work (Queue.Interruptible) is begun by an agent with the attention on live
// queues whenever no live contact waits, without a reserve: a live contact that finds
// nobody free calls such an agent away, who resumes the work where it was left once no live
// contact waits for him (preemptive priority, Jaiswal 1968). An agent leaves one piece of
// work aside at most.

// putAside sets down what the agent holds; e.touch must have brought it up to now.
func (e *engine) putAside(i int32) {
	a := &e.agents[i]
	a.aside = e.hand(i)[0]
	e.talks[a.aside].state = setDown
	a.held, a.deferred, a.yields = 0, false, false
}

// resume takes up again what was set down.
func (e *engine) resume(i int32) {
	a := &e.agents[i]
	e.talks[a.aside].state = inHand
	e.held[int(i)*e.w.slots] = a.aside
	a.held, a.deferred, a.yields, a.aside = 1, true, true, none
}
