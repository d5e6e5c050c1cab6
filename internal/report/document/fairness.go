package document

import (
	"io"

	team "turno/plan/people"
)

type (
	burden struct {
		Hours   number `json:"paid_hours"`
		Nights  number `json:"night_hours"`
		Weekend number `json:"weekend_hours"`
		Hard    number `json:"hard_contacts"`
		Premium number `json:"premiums"`
		Pay     number `json:"base_pay_of_an_hour"`
	}
	burdenGroup struct {
		Name   string         `json:"name"`
		People int            `json:"people"`
		Grades map[string]int `json:"grades"`
		burden
	}
	burdenOf struct {
		Agent    string `json:"agent"`
		Group    string `json:"group"`
		Side     string `json:"side"`
		Contract string `json:"contract"`
		Grade    string `json:"grade"`
		burden
	}
	burdenApart struct {
		Measure   string `json:"measure"`
		Social    number `json:"social"`
		Core      number `json:"core"`
		Contracts number `json:"of_contracts_and_grades"`
		Rest      number `json:"between_the_same"`
		Luck      number `json:"by_luck"`
		Telling   bool   `json:"uneven"`
	}
)

func carried(b team.Burden) burden {
	return burden{number(b.Hours), number(b.Nights), number(b.Weekend), number(b.Hard), number(b.Premium), number(b.Pay)}
}

func burdened(teams []team.Team) []burdenGroup {
	out := []burdenGroup{}
	for _, t := range teams {
		out = append(out, burdenGroup{t.Name, t.People, t.Grades, carried(t.Burden)})
	}
	return out
}

// Fairness writes how burdens and rewards lie, for 40 paid hours.
func Fairness(w io.Writer, f team.Fairness, currency string) error {
	doc := struct {
		Head
		Currency    string        `json:"currency"`
		Sides       []burdenGroup `json:"sides"`
		Groups      []burdenGroup `json:"groups"`
		Differences []burdenApart `json:"differences"`
		People      []burdenOf    `json:"people"`
	}{Head: head("skills-fairness"), Currency: currency, Sides: burdened(f.Sides), Groups: burdened(f.Groups), Differences: []burdenApart{}, People: []burdenOf{}}
	for _, d := range f.Differences {
		doc.Differences = append(doc.Differences, burdenApart{string(d.Measure), number(d.Social), number(d.Core), number(d.Contracts), number(d.Rest), number(d.Larger), d.Telling})
	}
	for _, s := range f.People {
		doc.People = append(doc.People, burdenOf{s.Agent, s.Group, string(s.Side), s.Contract, s.Grade, carried(s.Burden)})
	}
	return write(w, doc)
}
