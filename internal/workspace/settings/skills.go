package settings

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/schedule"
	"turno/skills"
)

// skillsDraft is what turno.yaml says of competences before the queues are known.
type skillsDraft struct {
	par, rework float64
	worth       decimal.Decimal
	personas    []entry[patch[skills.Persona]]
	standard    map[skills.Channel]float64
}

type measures map[skills.Competence]float64

// measureRecord has a key for every competence.
func measureRecord(doc string, as reading[float64]) record[measures] {
	var r record[measures]
	for _, c := range skills.Competences() {
		r = append(r, bind(string(c), doc, as, func(m *measures, v float64) { (*m)[c] = v }))
	}
	return r
}

var weighed = patchOf("weights", measureRecord("How much it counts, 0 to 100: only its size beside the others matters", number(0, 100)))
var floored = patchOf("floors", measureRecord("Who is surely below this is ruled out", share))

var personaRecord = record[skills.Persona]{
	bind("weights", "What the role asks for, by competence; what is left out is as turno has it", weighed, func(p *skills.Persona, v patch[measures]) { p.Weights = over(p.Weights, v) }),
	bind("floors", "The least of a competence, by competence; 0% takes a floor away", floored, func(p *skills.Persona, v patch[measures]) { p.Floors = over(p.Floors, v) }),
	bind("certificates", "Certificates that rule out from the day on which they expire", listOf(text, 20), func(p *skills.Persona, v []string) { p.Certificates = v }),
	bind("public", "Whether the role speaks in public: an offensive public record then rules out", yes, func(p *skills.Persona, v bool) { p.Public = v }),
}

// over lays what was said over what there was.
func over(base map[skills.Competence]float64, said patch[measures]) map[skills.Competence]float64 {
	out := measures{}
	for _, c := range skills.Competences() {
		if x := base[c]; x != 0 {
			out[c] = x
		}
	}
	for _, set := range said.sets {
		set(&out)
	}
	return out
}

type standards map[skills.Channel]float64

// standardRecord has a key for every channel.
var standardRecord = func() record[standards] {
	var r record[standards]
	for _, c := range skills.Channels() {
		r = append(r, bind(string(c), "Mean handle time of a conversation in stress tests for this channel", positive, func(s *standards, v time.Duration) { (*s)[c] = v.Seconds() }))
	}
	return r
}()

var skillsRecord = record[skillsDraft]{
	bind("par", "The level that the handle times of the queues suppose, and what is supposed of a competence nothing is known of; 70% by default",
		within(share, func(x float64) bool { return x >= 0.05 && x <= 0.95 }, "expected a share of 5% to 95%"), func(s *skillsDraft, v float64) { s.par = v }),
	bind("rework", "Share of work by which somebody of level 0 makes more of it than somebody of level 1; 10% by default", share, func(s *skillsDraft, v float64) { s.rework = v }),
	bind("contact_worth", "What one contact served in time is worth, for the payback of training; by default what serving one costs", money, func(s *skillsDraft, v decimal.Decimal) { s.worth = v }),
	bind("standard", "Handle times of the stress tests; by default those of the channel's queues", patchOf("standard", standardRecord), func(s *skillsDraft, v patch[standards]) {
		m := standards{}
		for _, set := range v.sets {
			set(&m)
		}
		s.standard = m
	}),
	bind("personas", "What the role of each channel asks for, by name: social, messaging, chat, video, voice, email, community, triage", mapOf("persona", patchOf("a persona", personaRecord), 50), func(s *skillsDraft, v []entry[patch[skills.Persona]]) { s.personas = v }),
}

var inductionRecord = record[skills.Induction]{
	bind("pace", "Pace in the first, second, ... week since the start, as shares of the later pace", listOf(within(share, func(x float64) bool { return x > 0 }, "expected a share above 0%"), 104), func(i *skills.Induction, v []float64) { i.Pace = v }),
	bind("training", "Time off the queues in the first, second, ... week: training, then coaching and quality review", listOf(loss, 104), func(i *skills.Induction, v []float64) { i.Training = v }),
}

// skills completes the model by the queues.
func (d *decoder) skills(draft skillsDraft, induction skills.Induction, queues []schedule.Queue, streams map[string][]forecast.Stream) skills.Model {
	m := skills.Default()
	m.Par, m.Rework, m.Induction = draft.par, draft.rework, induction
	m.Standard, m.Slots, m.Spoken = map[skills.Channel]float64{}, map[skills.Channel]int{}, map[skills.Channel][]skills.Language{}
	counts := map[skills.Channel]float64{}
	for _, q := range queues {
		m.Standard[q.Channel] += handle(streams[q.Name])
		counts[q.Channel]++
		m.Slots[q.Channel] = max(m.Slots[q.Channel], q.Slots)
		if q.Language != "" && !slices.Contains(m.Spoken[q.Channel], q.Language) {
			m.Spoken[q.Channel] = append(m.Spoken[q.Channel], q.Language)
		}
	}
	for c, n := range counts {
		m.Standard[c] /= n
	}
	for c, s := range draft.standard {
		m.Standard[c] = s
	}
	var names []string
	for _, p := range m.Personas {
		names = append(names, p.Name)
	}
	for _, e := range draft.personas {
		i := slices.Index(names, e.name)
		if i < 0 {
			d.unknown(e.key, "persona", names)
			continue
		}
		p := e.value.over(m.Personas[i])
		sum := 0.0
		for _, w := range p.Weights {
			sum += w
		}
		if sum <= 0 {
			d.say(e.value.place("weights"), "all weights are 0: expected at least one above, such as empathy: 3")
			continue
		}
		m.Personas[i] = p
	}
	return m
}

// handle is the mean handle time in seconds of the contacts that need an answer.
func handle(streams []forecast.Stream) float64 {
	var sum, share float64
	for _, s := range streams {
		x := s.Share.At(0) * (1 - s.Flush.At(0))
		sum, share = sum+x*s.AHT.At(0), share+x
	}
	if share <= 0 {
		return 0
	}
	return sum / share
}
