package messages

import (
	"math/bits"
	"time"

	"turno/forecast"
)

// Side is where a message stands.
type Side uint8

// The sides of a brand: posts that everybody sees, and what only the two can see or hear.
const (
	Public Side = iota
	Private
	Email
	Chat
	Voice
)

// Sides names every side, by its number.
func Sides() []string { return []string{"public", "private", "email", "chat", "voice"} }

// String is the side's name.
func (s Side) String() string { return Sides()[min(int(s), len(Sides())-1)] }

// Message is one row of an export, without what it says. Optional values are negative
// where they are not given.
type Message struct {
	ID      uint64 // Key of its id; 0 where the export has none
	ReplyTo uint64 // Key of the message it answers; 0 is none
	Thread  uint64 // Key of the ticket or conversation it belongs to; 0 where only links tell
	At      int64  // Unix seconds
	Author  uint64 // Key of who wrote it
	Handle  string // the brand's handle that wrote it or that it is addressed to; may be empty
	Agent   string // who of the team wrote it; may be empty
	Inbound bool   // written by a customer
	Side    Side
	Kind    forecast.Kind // empty where the export does not tell

	Flush   bool    // a rule says that it needs no answer
	Invites bool    // it asks the customer to go on elsewhere
	Reach   float64 // people who may have seen it
	CSAT    float64 // satisfaction told with it, 0 to 1
	Handled float64 // seconds that the agent worked on it
}

// Ticket is one row of an export that has a row for each conversation. Times are Unix
// seconds, 0 where they are not known; other values are negative where they are not given.
type Ticket struct {
	ID                         uint64
	Handle                     string
	Side                       Side
	Agent                      string
	Kind                       forecast.Kind
	Opened, FirstReply, Closed int64
	Replies                    float64 // agent replies
	Flush                      bool
	Reach, CSAT, Handled       float64 // Handled is in seconds, of the whole ticket
}

// Report is one row of an interval report. Values are negative where they are not given.
type Report struct {
	Queue                       string
	Side                        Side          // of its medium
	Medium                      uint64        // Key of what the report calls it; rows of two media are never the same row
	At                          int64         // Unix seconds of the interval's beginning
	Length                      time.Duration // of the interval
	Offered, Handled, Abandoned float64
	AHT                         float64 // mean seconds
}

// Key stands for a name or number of an export: 64 bits by which it is told from others
// (FNV-1a of Fowler, Noll and Vo, mixed as in MurmurHash3 of Appleby). Of ten million ids
// two share a key with a chance of 3 in a million. It is 0 only for the empty string.
func Key(s string) uint64 {
	if s == "" {
		return 0
	}
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return max(mix(h), 1)
}

// Join is the key of several keys in their order.
func Join(keys ...uint64) uint64 {
	h := uint64(len(keys))
	for _, k := range keys {
		h = mix(bits.RotateLeft64(h, 23) ^ k)
	}
	return max(h, 1)
}

func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
