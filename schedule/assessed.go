package schedule

import (
	"cmp"
	"slices"
	"time"

	"turno/skills"
)

// Barred is why an agent may not serve a channel, and from when.
type Barred struct {
	Channel skills.Channel
	skills.Bar
}

// Changes lists the times in (from, to) at which an ability of the agent begins or ends.
func (a Agent) Changes(from, to time.Time) []time.Time {
	var out []time.Time
	for _, b := range a.Abilities {
		for _, t := range []time.Time{b.From, b.To} {
			if !t.IsZero() && t.After(from) && t.Before(to) {
				out = append(out, t)
			}
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal)
}

// Assessed is the agent with the abilities that the fits of the person leave in [from, to).
func (a Agent) Assessed(m skills.Model, fits []skills.Fit, from, to time.Time) Agent {
	stated := a.Abilities
	a.Abilities, a.Barred = m.Abilities(stated, fits, from, to), nil
	for _, f := range fits {
		if len(f.Bars) == 0 || f.Persona != string(f.Channel) || !f.Bars[0].From.Before(to) {
			continue
		}
		if slices.ContainsFunc(stated, func(b skills.Ability) bool { return b.Channel == f.Channel }) {
			a.Barred = append(a.Barred, Barred{f.Channel, f.Bars[0]})
		}
	}
	return a
}

// Assess is the agents with their abilities as the assessments leave them in [from, to), and
// the fits that say why. People who are nobody's agent are fitted only.
func Assess(agents []Agent, others []skills.Person, all []skills.Assessment, m skills.Model, zone *time.Location, from, to time.Time) ([]Agent, []skills.Fit) {
	people := make([]skills.Person, 0, len(agents)+len(others))
	for _, a := range agents {
		p := skills.Person{ID: a.ID, Name: a.Name}
		if a.From.Year != 0 {
			p.Start = a.From.In(cmp.Or(a.Zone, zone))
		}
		people = append(people, p)
	}
	fits := skills.Score(append(people, others...), all, m)
	byPerson := map[string][]skills.Fit{}
	for _, f := range fits {
		byPerson[f.Person] = append(byPerson[f.Person], f)
	}
	out := make([]Agent, len(agents))
	for i, a := range agents {
		out[i] = a.Assessed(m, byPerson[a.ID], from, to)
	}
	return out, fits
}

// BarredFrom says whether assessments keep the agent off the queue at some time of the period.
func (a Agent) BarredFrom(q Queue) bool {
	return slices.ContainsFunc(a.Barred, func(b Barred) bool { return b.Channel == q.Channel })
}
