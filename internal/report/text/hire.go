package text

import (
	"strings"
	"time"

	team "turno/plan/people"
	"turno/skills"
)

// Search is the text of a search for people, made from what the gap asks for: sentences that
// hold for this channel and this gap and no other.
func (c Catalogue) Search(h team.Hire, currency string) []string {
	p := h.Profile
	out := []string{
		c.search(h),
		c.T("What you do: %s", c.work(p)),
		c.T("When: %s", c.when(p)),
		c.T("Contract: %s, %s h a week, %s %s an hour%s", p.Contract, c.weekly(p.Hours.Min, p.Hours.Max), c.Money(p.Pay.Wage), currency, c.premiums(p)),
	}
	var asked []string
	for _, a := range p.Asked {
		asked = append(asked, c.Competence(a.Competence))
	}
	out = append(out, c.T("What we test, in this order of weight: %s", strings.Join(asked, ", ")))
	if floors := c.floors(p); floors != "" {
		out = append(out, c.T("Not below, whatever else is good: %s", floors))
	}
	switch {
	case len(p.Documents) > 0 && p.Public:
		out = append(out, c.T("Before the first post in public: the certificate %s; a public record is looked at with your consent", strings.Join(p.Documents, ", ")))
	case len(p.Documents) > 0:
		out = append(out, c.T("Before the first contact: the certificate %s", strings.Join(p.Documents, ", ")))
	}
	return append(out, c.T("Years of experience, age and origin play no part: everybody takes the same tests"))
}

// search is the first line: how many people for what.
func (c Catalogue) search(h team.Hire) string {
	p := h.Profile
	name := c.Persona(string(p.Queue.Channel))
	languages := make([]string, len(p.Languages))
	for i, l := range p.Languages {
		languages[i] = string(l)
	}
	if len(languages) > 0 {
		return c.T("%d x %s for %s, in %s", h.Count, name, p.Queue.Name, strings.Join(languages, ", "))
	}
	return c.T("%d x %s for %s", h.Count, name, p.Queue.Name)
}

// work says what somebody on the channel does.
func (c Catalogue) work(p team.Profile) string {
	handle := c.Duration(p.Handle)
	var s string
	switch p.Queue.Channel {
	case skills.Social:
		s = c.T("decide which public posts to %s need an answer, write it in about %s, and take what is private or angry aside", named(p), handle)
	case skills.Messaging:
		s = c.T("hold private conversations that go on for hours, each answer in about %s, and keep their thread", handle)
	case skills.Chat:
		s = c.T("hold up to %d live chats at once, each about %s of your time", p.Slots, handle)
	case skills.Voice:
		s = c.T("take calls of about %s one after the other", handle)
	default:
		s = c.T("answer email in about %s each", handle)
	}
	if len(p.Beside) > 0 {
		return c.T("%s; beside it, when it is quiet, %s", s, c.Persona(string(p.Beside[0])))
	}
	return s
}

func named(p team.Profile) string {
	if p.Queue.Handle != "" {
		return p.Queue.Handle
	}
	return p.Queue.Name
}

// when says when the missing hours lie.
func (c Catalogue) when(p team.Profile) string {
	var days []string
	for d, share := range p.Days {
		if share >= 0.15 {
			days = append(days, c.T("%s (%s)", c.Weekday(time.Weekday((d+1)%7)), c.Percent(share, 0)))
		}
	}
	s := c.T("mostly %02d:00 to %02d:00", p.From, (p.To-1)%24+1)
	if len(days) > 0 {
		s = c.T("mostly %02d:00 to %02d:00, above all %s", p.From, (p.To-1)%24+1, strings.Join(days, ", "))
	}
	if p.Night >= 0.1 {
		return c.T("%s; %s of the missing hours are at night, %s on weekends", s, c.Percent(p.Night, 0), c.Percent(p.Weekend, 0))
	}
	return c.T("%s; %s of the missing hours are on weekends", s, c.Percent(p.Weekend, 0))
}

// premiums lists those that the missing hours earn.
func (c Catalogue) premiums(p team.Profile) string {
	var parts []string
	add := func(share float64, phrase string) {
		if share > 0 {
			parts = append(parts, phrase)
		}
	}
	if x := p.Pay.Night.InexactFloat64(); p.Night > 0 {
		add(x, c.T("%s more at night", c.Percent(x, 0)))
	}
	if x := p.Pay.Sunday.InexactFloat64(); p.Weekend > 0 {
		add(x, c.T("%s more on Sundays", c.Percent(x, 0)))
	}
	if len(parts) == 0 {
		return ""
	}
	return ", " + strings.Join(parts, ", ")
}

func (c Catalogue) floors(p team.Profile) string {
	var parts []string
	for _, a := range p.Asked {
		if a.Floor > 0 {
			parts = append(parts, c.T("%s %s", c.Competence(a.Competence), c.Percent(a.Floor, 0)))
		}
	}
	return strings.Join(parts, ", ")
}

func (c Catalogue) weekly(low, high time.Duration) string {
	if low == high {
		return c.Trimmed(low.Hours(), 1)
	}
	return c.Trimmed(low.Hours(), 1) + "-" + c.Trimmed(high.Hours(), 1)
}
