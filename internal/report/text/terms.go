package text

import (
	"turno/plan"
	"turno/schedule"
	"turno/skills"
)

// Target says what a target asks: 80 % in 1 h, each reply, open hours.
func (c Catalogue) Target(t schedule.Target) string {
	s := c.T("%s %% in %s", c.Trimmed(100*t.Share, 1), c.Duration(t.Within))
	if t.Measure != schedule.FirstReply && t.Measure != "" {
		s += ", " + c.Measured(t.Measure)
	}
	if t.Clock == schedule.OpenOnly {
		s += ", " + c.T("open hours")
	}
	return s
}

// KindTarget is what one kind of message is held against.
func (c Catalogue) KindTarget(kind string, t schedule.Target) string {
	return c.T("%s: %s", kind, c.Target(t))
}

// Reached says whether a target is; nothing where there is none.
func (c Catalogue) Reached(v plan.Verdict) string {
	switch v {
	case plan.Met:
		return c.T("met")
	case plan.Close:
		return c.T("close")
	case plan.Missed:
		return c.T("missed")
	}
	return ""
}

// Measured says what of a conversation a target is about.
func (c Catalogue) Measured(m schedule.Measured) string {
	switch m {
	case schedule.FirstReply:
		return c.T("first reply")
	case schedule.EachReply:
		return c.T("each reply")
	case schedule.EndToEnd:
		return c.T("end to end")
	}
	return string(m)
}

// Channel is the name of a channel.
func (c Catalogue) Channel(channel skills.Channel) string {
	switch channel {
	case skills.Social:
		return c.T("social")
	case skills.Messaging:
		return c.T("messaging")
	case skills.Chat:
		return c.T("chat")
	case skills.Voice:
		return c.T("voice")
	case skills.Email:
		return c.T("email")
	}
	return string(channel)
}

// Kind is the kind of a request or an absence: the words that turno knows in the language,
// others as the file writes them.
func (c Catalogue) Kind(kind string) string {
	switch kind {
	case "off":
		return c.T("off")
	case "work":
		return c.T("work")
	case "shift":
		return c.T("shift")
	case "start":
		return c.T("start")
	case "leave":
		return c.T("leave")
	case "sick":
		return c.T("sick")
	case "training":
		return c.T("training")
	case "meeting":
		return c.T("meeting")
	case "coaching":
		return c.T("coaching")
	case "review":
		return c.T("review")
	}
	return kind
}

// Break says what a break is: a meeting by its kind, or whether it is paid.
func (c Catalogue) Break(b schedule.Break) string {
	switch {
	case b.Meeting != "":
		return c.Kind(b.Meeting)
	case b.Paid:
		return c.T("paid break")
	}
	return c.T("unpaid break")
}
