package staffing

// TurnDesk is one agent who holds Chats conversations all the time, each a sequence of
// Turns: the agent works on a message, the customer thinks and writes again.
type TurnDesk struct {
	Work  float64 // seconds of an agent's time per turn
	Think float64 // seconds from a reply to the customer's next message
	Turns float64 // per chat, at least 1
	Chats int     // held at once, at least 1
}

// TurnSteady is what such an agent achieves in the long run. Times are in seconds.
type TurnSteady struct {
	Busy      float64 // share of time the agent works
	Messages  float64 // answered an hour
	Chats     float64 // finished an hour
	Reply     float64 // from a message to its answer
	Wait      float64 // of it, until the agent begins
	ChatTime  float64 // from the first message to the last reply
	Inflation float64 // ChatTime against that of a chat held alone
}

// Steady solves the closed queue M/M/1//k, the machine repair model (Palm 1947), by mean
// value analysis (Reiser & Lavenberg 1980), which adds only positive numbers.
func (d TurnDesk) Steady() TurnSteady {
	var waiting, rate float64 // messages before the agent; messages answered a second
	var out TurnSteady
	for k := 1; k <= max(d.Chats, 1); k++ {
		out.Wait = d.Work * waiting
		out.Reply = d.Work + out.Wait
		rate = float64(k) / (d.Think + out.Reply)
		waiting = rate * out.Reply
	}
	turns := max(d.Turns, 1)
	out.Busy = rate * d.Work
	out.Messages = rate * hour
	out.Chats = out.Messages / turns
	out.ChatTime = turns*out.Reply + (turns-1)*d.Think
	out.Inflation = out.ChatTime / (turns*d.Work + (turns-1)*d.Think)
	return out
}
