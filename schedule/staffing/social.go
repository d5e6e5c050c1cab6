package staffing

import "math"

// SocialFlow is a steady stream of posts and the work it brings.
type SocialFlow struct {
	Posts  float64 // an hour
	Flush  float64 // share that needs no answer
	Triage float64 // seconds to look at any post
	Turns  float64 // replies per conversation
	AHT    float64 // seconds per reply
}

// Care is the conversations an hour.
func (s SocialFlow) Care() float64 { return s.Posts * (1 - s.Flush) }

// TriageLoad is the erlangs of looking at posts.
func (s SocialFlow) TriageLoad() float64 { return s.Posts * s.Triage / hour }

// ReplyLoad is the erlangs of writing replies.
func (s SocialFlow) ReplyLoad() float64 { return s.Care() * s.Turns * s.AHT / hour }

// BurstPosts is the posts above the usual in the hour-th hour (0 first) after a burst's
// peak of multiple times the hourly base, the excess halving every halfLife hours.
func BurstPosts(base, multiple, halfLife float64, hour int) float64 {
	decay := math.Ln2 / halfLife
	return base * (multiple - 1) * math.Exp(-decay*float64(hour)) * -math.Expm1(-decay) / decay
}

// BurstTotal is all the posts above the usual that a burst brings from its peak on.
func BurstTotal(base, multiple, halfLife float64) float64 {
	return base * (multiple - 1) * halfLife / math.Ln2
}

// Shrinkage is the share of paid time lost to parts that act one upon what the other
// leaves: 1 - (1-part)(1-part)... Adding the parts up overstates it.
func Shrinkage(parts ...float64) float64 {
	left := 1.0
	for _, p := range parts {
		left *= 1 - p
	}
	return 1 - left
}
