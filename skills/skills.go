// Package skills says who can serve which channel, and how well: competences are weighed by
// the persona of a channel, assessments say how well a person does in them, and together they
// give an ability, with what is not known of it, or the reason why there is none. It owns the
// words Channel, Language and Ability; whatever needs a requirement or a roster lives in
// plan/people.
package skills

import (
	"slices"
	"time"
)

// Channel is a way customers reach the team.
type Channel string

// The channels. Voice and chat are live, the others deferrable.
const (
	Social    Channel = "social"    // public posts
	Messaging Channel = "messaging" // private and asynchronous: DM, WhatsApp
	Chat      Channel = "chat"      // live text
	Voice     Channel = "voice"
	Email     Channel = "email"
)

// Channels lists every channel in reading order.
func Channels() []Channel { return []Channel{Social, Messaging, Chat, Voice, Email} }

// Valid says whether c is a known channel.
func (c Channel) Valid() bool { return slices.Contains(Channels(), c) }

// Live says whether work on the channel must be met when it arrives; other work has a
// deadline and may wait.
func (c Channel) Live() bool { return c == Voice || c == Chat }

// Language is an IETF tag such as it, en or pt-BR.
type Language string

// Ability is how well one agent serves one channel.
type Ability struct {
	Channel Channel
	Level   float64 // 0 to 1: quality of the work; 1 is fully proficient
	Pace    float64 // work done per unit of time against the standard handle time; 1 is standard
	Slots   int     // chats at once, 0 for the queue's own figure

	Inflation float64   // chat: handle time added per further chat held, as a share; 0 for the queue's own figure
	From, To  time.Time // holds in [From, To); zero times are open ends
}
