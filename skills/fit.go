package skills

import (
	"math"
	"slices"
	"time"
)

// Person is somebody who was or may be assessed.
type Person struct {
	ID    string
	Name  string    // for people; empty is the ID
	Start time.Time // of employment; zero is long ago, or not yet
}

// Fit is how one person suits one persona. The level is the weighted mean of what is known
// of the competences; where nothing is, the model's par with a wide margin.
type Fit struct {
	Person, Persona string
	Channel         Channel
	Level           float64 // 0 to 1
	Low, High       float64 // 8 in 10
	Known           float64 // share of the weights of which something is known
	Parts           []Part  // in reading order
	Bars            []Bar   // what rules the person out, by time
	Stress          *Stress // nil where not tested on the channel
	Years           float64 // of experience on the channel, which weigh nothing; negative is unknown
	Begun           time.Time
}

// Part is one competence of a fit.
type Part struct {
	Competence Competence
	Weight     float64
	Mean, SD   float64
	Seen       int // assessments
	Floor      float64
	Below      bool // surely below the floor
}

// Reason says what rules a person out.
type Reason string

// The reasons.
const (
	ReasonRecord  Reason = "record"  // an offensive public record
	ReasonExpired Reason = "expired" // a certificate that has expired
	ReasonFloor   Reason = "floor"   // a competence surely below its floor
)

// Bar rules a person out from a time on; the zero time is always.
type Bar struct {
	Reason Reason
	Name   string // the certificate or the competence
	Note   string // of a record: its reason
	From   time.Time
}

// Barred finds what rules the person out at the time.
func (f Fit) Barred(t time.Time) (Bar, bool) {
	for _, b := range f.Bars {
		if !b.From.After(t) {
			return b, true
		}
	}
	return Bar{}, false
}

// Above is the chance that the level is above x, by a normal distribution of what is not known
// of the competences; Low and High are cut at the ends of the scale and say less.
func (f Fit) Above(x float64) float64 {
	var variance, weights float64
	for _, p := range f.Parts {
		variance, weights = variance+p.Weight*p.Weight*p.SD*p.SD, weights+p.Weight
	}
	sd := 1e-6
	if weights > 0 {
		sd = max(sd, math.Sqrt(variance)/weights)
	}
	return 0.5 * math.Erfc((x-f.Level)/sd/math.Sqrt2)
}

// The supposition about a competence that nothing is known of: anything from poor to
// excellent around the model's par.
const priorSpread = 0.2

// Score fits every person to every persona of the model, people in their order and personas
// in the model's. The order of assessments does not matter, nor the scale of the weights.
func Score(people []Person, all []Assessment, m Model) []Fit {
	starts := map[string]time.Time{}
	for _, p := range people {
		starts[p.ID] = p.Start
	}
	byPerson := map[string][]Assessment{}
	for _, a := range all {
		byPerson[a.Person] = append(byPerson[a.Person], a)
	}
	benches := map[Channel]*bench{}
	for _, c := range Channels() {
		benches[c] = benchOf(all, c, m.Standard[c], func(a Assessment) float64 {
			return m.Induction.share(begun(starts[a.Person], byPerson[a.Person], c), a.Date)
		})
	}
	out := make([]Fit, 0, len(people)*len(m.Personas))
	for _, p := range people {
		for _, persona := range m.Personas {
			out = append(out, m.fit(p, persona, byPerson[p.ID], benches[persona.Channel]))
		}
	}
	return out
}

// share is the pace at a time of one who began then.
func (i Induction) share(begun, at time.Time) float64 {
	if begun.IsZero() {
		return 1
	}
	pace, _ := i.At(weeksBetween(begun, at))
	return max(pace, 0.05)
}

// weeksBetween are whole weeks of the calendar: seven days are a week, though clocks change.
func weeksBetween(a, b time.Time) int { return int(math.Floor(math.Round(b.Sub(a).Hours()/24) / 7)) }

// begun is when the person began to work on the channel, zero where that was long ago.
func begun(start time.Time, own []Assessment, c Channel) time.Time {
	for _, a := range own {
		if a.Kind == Training && a.on() == c && a.Date.After(start) {
			start = a.Date
		}
	}
	return start
}

func (m Model) fit(p Person, persona Persona, own []Assessment, b *bench) Fit {
	f := Fit{Person: p.ID, Persona: persona.Name, Channel: persona.Channel, Years: -1, Begun: begun(p.Start, own, persona.Channel)}
	if s, ok := b.of(p.ID); ok {
		f.Stress = &s
	}
	own = current(own, persona.Channel)
	var sum, variance, weights, known float64
	for _, c := range persona.asks() {
		part := m.part(c, persona, own, f.Stress)
		f.Parts = append(f.Parts, part)
		sum, variance, weights = sum+part.Weight*part.Mean, variance+part.Weight*part.Weight*part.SD*part.SD, weights+part.Weight
		if part.Seen > 0 {
			known += part.Weight
		}
		if part.Below {
			f.Bars = append(f.Bars, Bar{Reason: ReasonFloor, Name: string(c)})
		}
	}
	f.Level, f.Low, f.High = m.Par, m.Par, m.Par
	if weights > 0 {
		sd := math.Sqrt(variance) / weights
		f.Level, f.Known = sum/weights, known/weights
		f.Low, f.High = max(0, f.Level-tenth*sd), min(1, f.Level+tenth*sd)
	}
	f.Bars = append(f.Bars, bars(persona, own)...)
	slices.SortStableFunc(f.Bars, func(a, b Bar) int { return a.From.Compare(b.From) })
	for _, a := range own {
		if a.Kind == Experience && a.on() == persona.Channel {
			f.Years = max(f.Years, a.Score)
		}
	}
	return f
}

// current drops what is about other channels and, of the same thing, all but the latest day:
// people learn.
func current(own []Assessment, c Channel) []Assessment {
	type thing struct {
		kind    Kind
		subject string
		channel Channel
	}
	last := map[thing]time.Time{}
	for _, a := range own {
		k := thing{a.Kind, a.Subject, a.Channel}
		if a.Date.After(last[k]) {
			last[k] = a.Date
		}
	}
	var out []Assessment
	for _, a := range own {
		if on := a.on(); on != "" && on != c {
			continue
		}
		if a.Kind == Record || a.Kind == Certificate || !a.Date.Before(last[thing{a.Kind, a.Subject, a.Channel}]) {
			out = append(out, a)
		}
	}
	return out
}

// part is what is known of one competence.
func (m Model) part(c Competence, persona Persona, own []Assessment, s *Stress) Part {
	out := Part{Competence: c, Weight: persona.Weights[c], Floor: persona.Floors[c]}
	prior := measure{m.Par, priorSpread * priorSpread}
	seen := map[string][]measure{} // languages apart, all else together
	for _, a := range own {
		e, ok := a.evidence()
		if !ok || e.of != c {
			continue
		}
		key := ""
		if c == Languages {
			if spoken := m.Spoken[persona.Channel]; len(spoken) > 0 && !slices.Contains(spoken, Language(a.Subject)) {
				continue
			}
			key = a.Subject
		}
		seen[key] = append(seen[key], measure{a.Score, e.variance})
		out.Seen++
	}
	if c == Concurrency && s != nil {
		seen[""] = append(seen[""], measure{m.paceScore(*s), paceError * paceError * (1 + anHour/s.Minutes)})
		out.Seen++
	}
	best, any := prior, false
	for _, xs := range seen {
		x := pool(prior, xs)
		if !any || x.value > best.value || x.value == best.value && x.variance < best.variance {
			best, any = x, true
		}
	}
	out.Mean, out.SD = best.value, math.Sqrt(best.variance)
	out.Below = out.Floor > 0 && any && out.Mean+out.SD < out.Floor
	return out
}

// paceError is the error of a well tested pace as a score. It grows for short tests by how long
// they were, never by how well they went, so that a better result cannot count for less.
const (
	paceError = 0.06
	anHour    = 60 // minutes
)

// paceScore puts the output at its peak on the scale of scores: par at the standard pace,
// towards 1 as it grows without end and towards 0 as it vanishes.
func (m Model) paceScore(s Stress) float64 {
	slots := max(m.Slots[s.Channel], 1)
	usual := float64(slots) / (1 + usualSlower*float64(slots-1))
	if s.Slots == 0 {
		usual = 1
	}
	output := s.Pace
	for _, l := range s.Levels {
		output = max(output, s.Pace*l.Output*s.Handle/3600)
	}
	if output <= 0 {
		return 0
	}
	par := min(max(m.Par, 0.05), 0.95)
	return math.Pow(par, usual/output)
}

// bars is what rules a person out whatever the scores say.
func bars(p Persona, own []Assessment) []Bar {
	var out []Bar
	for _, name := range p.Certificates {
		var last time.Time
		held, forever := false, false
		for _, a := range own {
			if a.Kind == Certificate && a.Subject == name {
				held, forever = true, forever || a.Expires.IsZero()
				if a.Expires.After(last) {
					last = a.Expires
				}
			}
		}
		if held && !forever {
			out = append(out, Bar{Reason: ReasonExpired, Name: name, From: last})
		}
	}
	for _, a := range own {
		if p.Public && a.Kind == Record && a.Subject == Offensive {
			out = append(out, Bar{Reason: ReasonRecord, Note: a.Reason, From: a.Date})
		}
	}
	return out
}
