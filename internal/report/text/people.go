package text

import "turno/skills"

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
