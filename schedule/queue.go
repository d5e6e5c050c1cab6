package schedule

import (
	"time"

	"turno/forecast/calendar"
	"turno/skills"
)

// Queue is one stream of work: a channel of one handle or brand in one language.
type Queue struct {
	Name     string
	Channel  skills.Channel
	Language skills.Language // empty means any agent's will do
	Handle   string          // brand or account, for people
	Hours    calendar.Hours  // when it is answered; posts that come outside wait for opening
	Targets  []Target        // what the team aims at; at least one
	Kinds    []Aim           // deferrable: kinds of message with priorities or targets of their own; see Aim
	Promise  *Target         // what is announced to the public; nil when nothing is
	Priority int             // 1 comes first: the order in which the optimiser lists queues in a duty, which is the order of service; each queue by due time
	DutyMin  time.Duration   // least time with it first in a duty before and after a change to another, unless a break or the end of the shift comes between; 0 is an hour where breaks allow
	MinStaff float64         // agents on it while open whatever the forecast says: see LiveRequirement.Minimum
	OnCall   bool            // people on call for it count towards MinStaff

	Patience    time.Duration // mean time until a waiting customer leaves; 0 is never
	Redial      float64       // live: share of those who left that try again, 0 to below 1
	RedialAfter time.Duration // live: mean time until they do

	Interruptible bool          // deferrable: an agent with the attention on live work may be called away from it and resumes later
	Owned         bool          // deferrable: a customer who writes again waits for the same agent while that one is on duty, unless it is about to be late
	ClosingPost   time.Duration // deferrable: mean time of an agent on the public post that ends a conversation which moved to another queue; 0 is none
	Slots         int           // chat: conversations at once per agent, at least 1
	Inflation     float64       // chat: handle time added per further conversation held, as a share
	OccupancyCap  float64       // greatest share of time agents may be busy, 0 to 1; 0 is no cap
	AutoReply     bool          // customers outside hours are told so: live contacts then leave or wait without abandoning anew
}

// Measured says which wait a target is about.
type Measured string

// The measures of a target.
const (
	FirstReply Measured = "first reply"
	EachReply  Measured = "each reply"
	EndToEnd   Measured = "end to end"
)

// Clock says which time counts for a target.
type Clock string

// The clocks of a target.
const (
	Elapsed  Clock = "elapsed"
	OpenOnly Clock = "open"
)

// Target is a share of contacts that must be served within a time. The share is of
// offered contacts: one that leaves before being served is a miss.
type Target struct {
	Share   float64 // 0 to 1
	Within  time.Duration
	Measure Measured
	Clock   Clock
}
