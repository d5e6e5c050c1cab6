package messages

import "math"

// Work is what the conversations of a queue, or of one kind of message in it, asked of a team.
type Work struct {
	Volume     int64 // conversations that customers began
	Answered   int64
	Flushed    int64 // not answered, and needed no answer
	Unanswered int64 // not answered, and wanted one
	Replies    int64 // of agents; several in a row are one
	Think      Times // from a reply to the customer's next message
	Handle     Times // an agent's time on a reply

	talks          int64   // answered conversations whose replies are told
	turns, turns2  float64 // sum of replies and of their squares over them
	settled, idle  int64   // conversations old enough to tell, and those not answered of them
	handled        float64 // of interval reports: weight and sum of handle times
	handledSeconds float64
	whole          ratio   // of tickets: seconds of the agents' time over replies
	cut            float64 // seconds of gaps between replies that were cut
	invited, came  int64   // conversations whose customer was asked to go on elsewhere, and did
	replied        bool    // anything of the queue was answered
}

// join counts what another has counted.
func (w *Work) join(o *Work) {
	w.Volume, w.Answered, w.Flushed = w.Volume+o.Volume, w.Answered+o.Answered, w.Flushed+o.Flushed
	w.Unanswered, w.Replies = w.Unanswered+o.Unanswered, w.Replies+o.Replies
	w.talks, w.turns, w.turns2 = w.talks+o.talks, w.turns+o.turns, w.turns2+o.turns2
	w.whole.join(o.whole)
	w.settled, w.idle = w.settled+o.settled, w.idle+o.idle
	w.handled, w.handledSeconds, w.cut = w.handled+o.handled, w.handledSeconds+o.handledSeconds, w.cut+o.cut
	w.invited, w.came, w.replied = w.invited+o.invited, w.came+o.came, w.replied || o.replied
	w.Think.join(&o.Think)
	w.Handle.join(&o.Handle)
}

// Flush is the share of posts that needed no answer. Where nothing of the queue was ever
// answered it is not known: the export may lack the answers.
func (w *Work) Flush() Parameter {
	if !w.replied {
		return none
	}
	return share(w.idle, w.settled)
}

// Turns is the mean of agent replies in a conversation that was answered; interval reports
// do not tell it.
func (w *Work) Turns() Parameter {
	return mean(w.turns, w.turns2, w.talks)
}

// ThinkTime is the median of the customers' pauses, seconds.
func (w *Work) ThinkTime() Parameter { return w.Think.Median() }

// HandleTime is the mean of an agent's time on a reply, seconds. Interval reports tell no
// spread: their interval is that of an exponential time.
func (w *Work) HandleTime() Parameter {
	if w.handled > 0 && w.Handle.n == 0 {
		v := w.handledSeconds / w.handled
		return mean(w.handledSeconds, w.handled*2*v*v, int64(max(w.handled, 1)))
	}
	if w.whole.over > 0 && w.cut == 0 && int64(w.whole.over) == w.Handle.n {
		return w.whole.parameter()
	}
	p := w.Handle.MeanTime()
	if w.cut > 0 && p.N > 0 {
		p.Value *= w.uncut()
		half := z95 * p.Value / math.Sqrt(float64(p.N))
		p.Low, p.High = max(0, p.Value-half), p.Value+half
	}
	return p
}

// uncut is the factor by which handle times are longer than those that were not cut.
func (w *Work) uncut() float64 {
	if w.cut == 0 || w.Handle.sum == 0 {
		return 1
	}
	return (w.Handle.sum + w.cut) / w.Handle.sum
}
