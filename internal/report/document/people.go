package document

import (
	"io"
	"time"

	"turno/internal/report/text"
	team "turno/plan/people"
	"turno/skills"
)

type fitForm struct {
	Person  string      `json:"person"`
	Persona string      `json:"persona"`
	Channel string      `json:"channel"`
	Level   number      `json:"level"`
	Low     number      `json:"low"`
	High    number      `json:"high"`
	Known   number      `json:"known"`
	Years   *number     `json:"experience_years"`
	Parts   []partForm  `json:"competences"`
	Bars    []barForm   `json:"ruled_out"`
	Stress  *stressForm `json:"stress_test"`
	Reasons []string    `json:"reasons"`
}

type partForm struct {
	Competence string `json:"competence"`
	Weight     number `json:"weight"`
	Score      number `json:"score"`
	SD         number `json:"sd"`
	Assessed   int    `json:"assessed"`
	Floor      number `json:"floor,omitempty"`
	Below      bool   `json:"below_floor,omitempty"`
}

type barForm struct {
	Reason string `json:"reason"`
	Name   string `json:"name,omitempty"`
	Note   string `json:"note,omitempty"`
	From   string `json:"from,omitempty"`
}

type stressForm struct {
	Minutes       number      `json:"minutes"`
	Conversations number      `json:"conversations"`
	Pace          number      `json:"pace"`
	Low           number      `json:"low"`
	High          number      `json:"high"`
	Handle        number      `json:"handle_seconds"`
	Inflation     number      `json:"inflation"`
	Slots         int         `json:"slots"`
	Sure          number      `json:"sure"`
	Own           number      `json:"own_share"`
	Levels        []levelForm `json:"levels"`
}

type levelForm struct {
	Slots  int    `json:"at_once"`
	Output number `json:"per_hour"`
	Low    number `json:"low"`
	High   number `json:"high"`
	Seen   number `json:"tested"`
}

func fitted(f skills.Fit, par float64, at time.Time, words text.Catalogue) fitForm {
	out := fitForm{Person: f.Person, Persona: f.Persona, Channel: string(f.Channel), Level: number(f.Level), Low: number(f.Low), High: number(f.High),
		Known: number(f.Known), Parts: []partForm{}, Bars: []barForm{}, Reasons: words.Reasons(f, par, at)}
	if f.Years >= 0 {
		years := number(f.Years)
		out.Years = &years
	}
	for _, p := range f.Parts {
		out.Parts = append(out.Parts, partForm{string(p.Competence), number(p.Weight), number(p.Mean), number(p.SD), p.Seen, number(p.Floor), p.Below})
	}
	for _, b := range f.Bars {
		out.Bars = append(out.Bars, barred(b, words))
	}
	if s := f.Stress; s != nil {
		form := &stressForm{number(s.Minutes), number(s.Done), number(s.Pace), number(s.Low), number(s.High), number(s.Handle), number(s.Inflation), s.Slots, number(s.Sure), number(s.Kept), []levelForm{}}
		for _, l := range s.Levels {
			form.Levels = append(form.Levels, levelForm{l.Slots, number(l.Output), number(l.Low), number(l.High), number(l.Seen)})
		}
		out.Stress = form
	}
	return out
}

func barred(b skills.Bar, words text.Catalogue) barForm {
	return barForm{string(b.Reason), b.Name, b.Note, stamp(b.From, words)}
}

// Fits writes how people fit personas, as they stand at the time; shares and scores are from 0 to 1.
func Fits(w io.Writer, fits []skills.Fit, m skills.Model, at time.Time, words text.Catalogue) error {
	type persona struct {
		Name         string            `json:"name"`
		Channel      string            `json:"channel"`
		Weights      map[string]number `json:"weights"`
		Floors       map[string]number `json:"floors"`
		Certificates []string          `json:"certificates"`
		Public       bool              `json:"public"`
	}
	doc := struct {
		Head
		Personas []persona `json:"personas"`
		Fits     []fitForm `json:"fits"`
	}{Head: head("skills-assess"), Fits: []fitForm{}}
	for _, p := range m.Personas {
		x := persona{p.Name, string(p.Channel), map[string]number{}, map[string]number{}, append([]string{}, p.Certificates...), p.Public}
		for c, v := range p.Weights {
			x.Weights[string(c)] = number(v)
		}
		for c, v := range p.Floors {
			x.Floors[string(c)] = number(v)
		}
		doc.Personas = append(doc.Personas, x)
	}
	for _, f := range fits {
		doc.Fits = append(doc.Fits, fitted(f, m.Par, at, words))
	}
	return write(w, doc)
}

// Matches writes the ranking for each persona, best first.
func Matches(w io.Writer, personas []string, all [][]team.Match, words text.Catalogue) error {
	type row struct {
		Rank     int      `json:"rank"`
		Person   string   `json:"person"`
		Standing string   `json:"standing"`
		Level    number   `json:"level"`
		Low      number   `json:"low"`
		High     number   `json:"high"`
		Known    number   `json:"known"`
		Better   number   `json:"above_median"`
		Years    *number  `json:"experience_years"`
		Ask      string   `json:"assess_next,omitempty"`
		Barred   *barForm `json:"ruled_out"`
	}
	type ranking struct {
		Persona string `json:"persona"`
		Matches []row  `json:"matches"`
	}
	doc := struct {
		Head
		Rankings []ranking `json:"rankings"`
	}{Head: head("skills-match"), Rankings: []ranking{}}
	for i, name := range personas {
		r := ranking{name, []row{}}
		for k, m := range all[i] {
			x := row{Rank: k + 1, Person: m.Person, Standing: string(m.Standing), Level: number(m.Level), Low: number(m.Low), High: number(m.High),
				Known: number(m.Known), Better: number(m.Better), Ask: string(m.Ask)}
			if m.Years >= 0 {
				years := number(m.Years)
				x.Years = &years
			}
			if m.Barred != nil {
				b := barred(*m.Barred, words)
				x.Barred = &b
			}
			r.Matches = append(r.Matches, x)
		}
		doc.Rankings = append(doc.Rankings, r)
	}
	return write(w, doc)
}
