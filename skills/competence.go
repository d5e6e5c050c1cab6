package skills

import "slices"

// Competence is something that a person can be assessed in.
type Competence string

// The competences. None of them is experience, which is shown beside them and weighs nothing.
const (
	SocialFluency    Competence = "social_fluency"    // an active and discreet presence; knows how channels differ
	Judgement        Competence = "judgement"         // whom to answer, how, and what to escalate
	Writing          Competence = "writing"           // clear, concise, conversational
	Empathy          Competence = "empathy"           // caring, and reading the mood of a message
	Wit              Competence = "wit"               // weighs far less than empathy
	DigitalLiteracy  Competence = "digital_literacy"  // tools and digital care
	Concurrency      Competence = "pace"              // pace under concurrency, from timed stress tests
	DeEscalation     Competence = "de_escalation"     // angry customers
	ProductKnowledge Competence = "product_knowledge" // product and policy
	SpokenVoice      Competence = "spoken_voice"
	Languages        Competence = "languages" // the best of those that the channel is answered in
	Motivation       Competence = "motivation"
	Openness         Competence = "openness" // willing to change, learns from what went wrong
)

// Competences lists every competence in reading order.
func Competences() []Competence {
	return []Competence{SocialFluency, Judgement, Writing, Empathy, Wit, DigitalLiteracy, Concurrency, DeEscalation,
		ProductKnowledge, SpokenVoice, Languages, Motivation, Openness}
}

// Trainable says whether training is known to move the competence much; the others are
// selected for rather than taught.
func (c Competence) Trainable() bool {
	return slices.Contains([]Competence{Writing, DigitalLiteracy, Concurrency, DeEscalation, ProductKnowledge, Languages}, c)
}

// questions are those of the structured interview and the competence each is evidence of.
var questions = []struct {
	name string
	of   Competence
}{
	{"digital_care", DigitalLiteracy}, {"channel_differences", SocialFluency}, {"motivation", Motivation},
	{"willing_to_change", Openness}, {"lessons_learnt", Openness},
}

// Questions lists the five questions of the structured interview.
func Questions() []string {
	out := make([]string, len(questions))
	for i, q := range questions {
		out[i] = q.name
	}
	return out
}
