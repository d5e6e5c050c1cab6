package simulate

// outcome says what became of a turn.
type outcome uint8

const (
	answered  outcome = iota // replied to, or picked up
	flushed                  // needed no answer
	abandoned                // left while waiting
	outside                  // came outside opening hours and left
	waiting                  // neither at the end of the period
	posted                   // a closing post of the team, for which nobody waits; its turn is 0
)

// record is one turn of one conversation, flat: everything that is measured is derived
// from these. Times are seconds from the start of the period, +Inf for what did not happen
// within it.
type record struct {
	contact int32 // numbered by arrival within the replication
	turn    int32 // 1 is the first message
	queue   int16
	kind    int16 // the stream of the queue's profile
	agent   int32 // who served it, or -1
	outcome outcome
	last    bool    // the conversation ends with it
	again   bool    // live: the customer hung up before and tries again
	arrival float64 // of the customer's message
	start   float64 // of the agent's work
	answer  float64 // live: picked up; deferrable: reply sent
	end     float64 // of the agent's work, or when the customer left
}
