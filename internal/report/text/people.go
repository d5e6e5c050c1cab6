package text

import (
	"math"
	"strings"
	"time"

	team "turno/plan/people"
	"turno/skills"
)

// barred says why assessments keep a person off a queue: the reason and the certificate or
// competence, as findings name them.
func (c Catalogue) barred(names []string) string {
	if len(names) < 2 {
		return ""
	}
	switch skills.Reason(names[0]) {
	case skills.ReasonExpired:
		return c.T(": the certificate %s has expired", names[1])
	case skills.ReasonRecord:
		return c.T(": the public record rules it out")
	case skills.ReasonFloor:
		return c.T(": %s is below what the channel asks for", c.Competence(skills.Competence(names[1])))
	}
	return ""
}

// Bar says what rules a person out.
func (c Catalogue) Bar(b skills.Bar) string {
	switch b.Reason {
	case skills.ReasonExpired:
		return c.T("certificate %s expires on %s", b.Name, c.Day(b.From))
	case skills.ReasonRecord:
		return c.T("public record of %s: %s", c.Day(b.From), b.Note)
	case skills.ReasonFloor:
		return c.T("%s surely below the floor", c.Competence(skills.Competence(b.Name)))
	}
	return string(b.Reason)
}

// Competence names a competence.
func (c Catalogue) Competence(of skills.Competence) string {
	switch of {
	case skills.SocialFluency:
		return c.T("social fluency")
	case skills.Judgement:
		return c.T("judgement and triage")
	case skills.Writing:
		return c.T("writing")
	case skills.Empathy:
		return c.T("empathy")
	case skills.Wit:
		return c.T("wit")
	case skills.DigitalLiteracy:
		return c.T("digital literacy")
	case skills.Concurrency:
		return c.T("pace under concurrency")
	case skills.DeEscalation:
		return c.T("de-escalation")
	case skills.ProductKnowledge:
		return c.T("product and policy knowledge")
	case skills.SpokenVoice:
		return c.T("spoken voice")
	case skills.Languages:
		return c.T("languages")
	case skills.Motivation:
		return c.T("motivation")
	case skills.Openness:
		return c.T("openness to change")
	}
	return string(of)
}

// Persona names the role of a channel.
func (c Catalogue) Persona(name string) string {
	switch name {
	case "social":
		return c.T("social")
	case "messaging":
		return c.T("messaging")
	case "chat":
		return c.T("live chat")
	case "video":
		return c.T("video chat")
	case "voice":
		return c.T("voice")
	case "email":
		return c.T("email")
	case "community":
		return c.T("community")
	case "triage":
		return c.T("triage")
	}
	return name
}

// Reasons tells a fit in words: what speaks for and against the person, what is not known,
// and what rules them out at the time.
func (c Catalogue) Reasons(f skills.Fit, par float64, at time.Time) []string {
	var out []string
	for _, b := range f.Bars {
		if b.From.After(at) {
			out = append(out, c.T("certificate %s holds until %s", b.Name, c.Day(b.From.AddDate(0, 0, -1))))
			continue
		}
		out = append(out, c.T("ruled out: %s", c.Bar(b)))
	}
	var strong, weak, unknown []string
	for _, p := range f.Parts {
		name := c.Competence(p.Competence)
		switch {
		case p.Seen == 0:
			unknown = append(unknown, name)
		case p.Weight > 0 && p.Mean >= par+0.08:
			strong = append(strong, name)
		case p.Weight > 0 && p.Mean <= par-0.08:
			weak = append(weak, name)
		}
	}
	if len(strong) > 0 {
		out = append(out, c.T("above par: %s", strings.Join(strong, ", ")))
	}
	if len(weak) > 0 {
		out = append(out, c.T("below par: %s", strings.Join(weak, ", ")))
	}
	if len(unknown) > 0 {
		out = append(out, c.T("not known, which widens the range: %s", strings.Join(unknown, ", ")))
	}
	if s := f.Stress; s != nil {
		out = append(out, c.T("tested for %.0f {minute/minutes}: %s a conversation, pace %.2f (%.2f to %.2f), %s of it the person's own result, the rest the team's",
			s.Minutes, c.Duration(time.Duration(math.Round(s.Handle))*time.Second), s.Pace, s.Low, s.High, c.Percent(s.Kept, 0)))
		if s.Slots > 0 {
			out = append(out, c.T("output peaks at %d {conversation/conversations} at once (%s sure); each further one adds %s", s.Slots, c.Percent(s.Sure, 0), c.Percent(s.Inflation, 0)))
		}
	}
	if f.Years >= 0 {
		out = append(out, c.T("experience: %.0f {year, which weighs/years, which weigh} nothing here", f.Years))
	}
	return out
}

// Standing says where a person stands towards a channel.
func (c Catalogue) Standing(s team.Standing) string {
	switch s {
	case team.Serves:
		return c.T("serves it")
	case team.Inside:
		return c.T("transfer")
	}
	return c.T("candidate")
}

// Verdict words the readiness of a queue.
func (c Catalogue) Verdict(v team.Verdict) string {
	switch v {
	case team.Go:
		return c.T("go")
	case team.Tight:
		return c.T("go, but tight")
	}
	return c.T("no go")
}

// Measure names what fairness compares.
func (c Catalogue) Measure(m team.Measure) string {
	switch m {
	case team.Nights:
		return c.T("night hours")
	case team.Weekend:
		return c.T("weekend hours")
	case team.Hard:
		return c.T("hard contacts")
	case team.Premium:
		return c.T("premiums")
	}
	return c.T("base pay of an hour")
}

// Hour names an hour of the week, 0 being Monday 0:00.
func (c Catalogue) Hour(h int) string {
	return c.T("%s %02d:00", c.Weekday(time.Weekday((h/24+1)%7)), h%24)
}
