package document

import (
	"io"

	team "turno/plan/people"
)

// Fairness writes how burdens and rewards lie, for 40 paid hours.
func Fairness(w io.Writer, f team.Fairness, currency string) error {
	type burden struct {
		Hours   number `json:"paid_hours"`
		Nights  number `json:"night_hours"`
		Weekend number `json:"weekend_hours"`
		Hard    number `json:"hard_contacts"`
		Premium number `json:"premiums"`
		Pay     number `json:"base_pay_of_an_hour"`
	}
	carried := func(b team.Burden) burden {
		return burden{number(b.Hours), number(b.Nights), number(b.Weekend), number(b.Hard), number(b.Premium), number(b.Pay)}
	}
	type group struct {
		Name   string         `json:"name"`
		People int            `json:"people"`
		Grades map[string]int `json:"grades"`
		burden
	}
	type person struct {
		Agent    string `json:"agent"`
		Group    string `json:"group"`
		Side     string `json:"side"`
		Contract string `json:"contract"`
		Grade    string `json:"grade"`
		burden
	}
	type difference struct {
		Measure   string `json:"measure"`
		Social    number `json:"social"`
		Core      number `json:"core"`
		Contracts number `json:"of_contracts_and_grades"`
		Rest      number `json:"between_the_same"`
		Luck      number `json:"by_luck"`
		Telling   bool   `json:"uneven"`
	}
	doc := struct {
		Head
		Currency    string       `json:"currency"`
		Sides       []group      `json:"sides"`
		Groups      []group      `json:"groups"`
		Differences []difference `json:"differences"`
		People      []person     `json:"people"`
	}{Head: head("skills-fairness"), Currency: currency, Sides: []group{}, Groups: []group{}, Differences: []difference{}, People: []person{}}
	for _, t := range f.Sides {
		doc.Sides = append(doc.Sides, group{t.Name, t.People, t.Grades, carried(t.Burden)})
	}
	for _, t := range f.Groups {
		doc.Groups = append(doc.Groups, group{t.Name, t.People, t.Grades, carried(t.Burden)})
	}
	for _, d := range f.Differences {
		doc.Differences = append(doc.Differences, difference{string(d.Measure), number(d.Social), number(d.Core), number(d.Contracts), number(d.Rest), number(d.Larger), d.Telling})
	}
	for _, s := range f.People {
		doc.People = append(doc.People, person{s.Agent, s.Group, string(s.Side), s.Contract, s.Grade, carried(s.Burden)})
	}
	return write(w, doc)
}
