package staffing

// ReturnDesk is a queue of conversations that return: after each reply a share Return of
// the customers writes again after thinking (Yom-Tov & Mandelbaum 2014).
type ReturnDesk struct {
	PerHour float64 // new conversations an hour
	AHT     float64 // seconds of an agent's time per reply
	Think   float64 // mean seconds from a reply to the customer's next message
	Return  float64 // share of replies after which the customer writes again, below 1
}

// ReturnSteady is such a queue in the long run; the waits are those of single messages.
type ReturnSteady struct {
	Steady
	Turns        float64 // replies per conversation
	Messages     float64 // an hour
	Load         float64 // erlangs of work
	Thinking     float64 // mean number of customers who will write again
	Conversation float64 // seconds from the first message to the last reply
	Open         float64 // mean number of conversations under way
}

// Steady is the queue with n agents and customers who never leave; the network has product
// form, so that each message meets the queue M/M/n.
func (r ReturnDesk) Steady(n int) ReturnSteady {
	turns := 1 / (1 - r.Return)
	out := ReturnSteady{Turns: turns, Messages: r.PerHour * turns}
	out.Load = out.Messages * r.AHT / hour
	out.Thinking = r.PerHour * (turns - 1) * r.Think / hour
	out.Steady = ErlangC(out.Messages, r.AHT, n)
	out.Conversation = turns*(out.MeanWait+r.AHT) + (turns-1)*r.Think
	out.Open = r.PerHour * out.Conversation / hour
	return out
}
