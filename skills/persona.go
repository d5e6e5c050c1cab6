package skills

import "slices"

// Persona is what a role asks of a person: competences by weight, the least of some, and
// what rules a person out whatever the rest says.
type Persona struct {
	Name         string
	Channel      Channel // whose assessments count; the persona that bears its name decides who is scheduled on it
	Weights      map[Competence]float64
	Floors       map[Competence]float64 // 0 to 1: who is surely below is ruled out
	Certificates []string               // one that has expired rules out from that day; one never seen is unknown
	Public       bool                   // speaks in public: an offensive record rules out
}

// Decides says whether the persona decides who is scheduled on its channel.
func (p Persona) Decides() bool { return p.Name == string(p.Channel) }

// asks lists the competences that the persona weighs, in reading order.
func (p Persona) asks() []Competence {
	var out []Competence
	for _, c := range Competences() {
		if p.Weights[c] > 0 || p.Floors[c] > 0 {
			out = append(out, c)
		}
	}
	return out
}

// Personas are those that turno begins with. Everywhere empathy outweighs wit; no weight
// is common to all channels.
func Personas() []Persona {
	care := map[Competence]float64{Empathy: 0.35}
	return []Persona{
		{Name: "social", Channel: Social, Public: true, Certificates: []string{"policy"}, Floors: care,
			Weights: map[Competence]float64{SocialFluency: 2, Judgement: 3, Writing: 3, Empathy: 3, Wit: 0.5, DigitalLiteracy: 1, Concurrency: 1, DeEscalation: 1.5, ProductKnowledge: 1.5, Languages: 1, Motivation: 1, Openness: 1}},
		{Name: "messaging", Channel: Messaging, Floors: care,
			Weights: map[Competence]float64{SocialFluency: 0.5, Judgement: 1.5, Writing: 3, Empathy: 3, Wit: 0.5, DigitalLiteracy: 1, Concurrency: 1.5, DeEscalation: 2, ProductKnowledge: 2, Languages: 1, Motivation: 1, Openness: 1}},
		{Name: "chat", Channel: Chat, Floors: care,
			Weights: map[Competence]float64{Judgement: 1, Writing: 2.5, Empathy: 2, Wit: 0.3, DigitalLiteracy: 1.5, Concurrency: 4, DeEscalation: 1.5, ProductKnowledge: 2, Languages: 1, Motivation: 1, Openness: 1}},
		{Name: "video", Channel: Chat, Floors: care,
			Weights: map[Competence]float64{Judgement: 1, Empathy: 3, Wit: 0.5, DigitalLiteracy: 2, DeEscalation: 2, ProductKnowledge: 2, SpokenVoice: 3, Languages: 1.5, Motivation: 1, Openness: 1}},
		{Name: "voice", Channel: Voice,
			Weights: map[Competence]float64{Judgement: 1, Empathy: 2.5, Wit: 0.2, Concurrency: 1.5, DeEscalation: 3, ProductKnowledge: 2.5, SpokenVoice: 3, Languages: 1.5, Motivation: 1, Openness: 1}},
		{Name: "email", Channel: Email,
			Weights: map[Competence]float64{Judgement: 1, Writing: 3, Empathy: 2, Wit: 0.1, Concurrency: 1, DeEscalation: 1, ProductKnowledge: 2.5, Languages: 1, Motivation: 1, Openness: 1}},
		{Name: "community", Channel: Social, Public: true, Certificates: []string{"policy"}, Floors: care,
			Weights: map[Competence]float64{SocialFluency: 4, Judgement: 3, Writing: 3, Empathy: 3, Wit: 1.5, DigitalLiteracy: 1.5, DeEscalation: 2, ProductKnowledge: 1, Languages: 1, Motivation: 1.5, Openness: 1}},
		{Name: "triage", Channel: Social,
			Weights: map[Competence]float64{SocialFluency: 1.5, Judgement: 4, Empathy: 2, Wit: 0.1, DigitalLiteracy: 1.5, Concurrency: 2, ProductKnowledge: 2, Languages: 1, Motivation: 0.5, Openness: 0.5}},
	}
}

// Model is how assessments become abilities.
type Model struct {
	Personas  []Persona
	Par       float64             // the level that the handle times suppose, 0 to 1, and what is supposed of a competence that is unknown
	Rework    float64             // share of work that comes back more for a level of 0 than of 1
	Standard  map[Channel]float64 // mean handle time in seconds of a pace of 1; a channel without takes the team's mean in the tests
	Slots     map[Channel]int     // conversations at once that stress tests are compared at; 0 is 1
	Induction Induction
	Spoken    map[Channel][]Language // languages that the channel is answered in; none is any
}

// Default is the model without settings.
func Default() Model { return Model{Personas: Personas(), Par: 0.7, Rework: 0.1} }

// Persona finds a persona by name.
func (m Model) Persona(name string) (Persona, bool) {
	i := slices.IndexFunc(m.Personas, func(p Persona) bool { return p.Name == name })
	if i < 0 {
		return Persona{}, false
	}
	return m.Personas[i], true
}

// Induction is what to expect of people in the weeks since they began, from the first. Beyond
// the lists people are up to pace and take no training of their own.
type Induction struct {
	Pace     []float64 // share of their later pace
	Training []float64 // share of their time off the queues: an intensive start, then coaching and quality review
}

// Weeks is how long the induction takes.
func (i Induction) Weeks() int { return max(len(i.Pace), len(i.Training)) }

// At is the pace and the share of time off the queues in a week since the start, from 0.
func (i Induction) At(week int) (pace, off float64) {
	pace = 1
	if week >= 0 && week < len(i.Pace) {
		pace = i.Pace[week]
	}
	if week >= 0 && week < len(i.Training) {
		off = i.Training[week]
	}
	return pace, off
}

// Serves is the share of the later supply in a week since the start.
func (i Induction) Serves(week int) float64 {
	pace, off := i.At(week)
	return pace * (1 - off)
}
