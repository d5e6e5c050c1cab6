package people

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"turno/internal/report/text"
	"turno/plan/people"
)

// Fairness lays out how burdens and rewards lie between teams.
func Fairness(f people.Fairness, currency string, c text.Catalogue) Page {
	p := Page{Name: c.T("Fairness"), Title: c.T("Nights, weekends, hard contacts, premiums and grades between teams, for 40 paid hours, money in %s", currency)}
	name := func(side string) string {
		if side == string(people.SocialSide) {
			return c.T("social")
		}
		return c.T("core")
	}
	p.Blocks = append(p.Blocks, teams(c.T("By what people mostly work on: social is posts and messages, core is voice, chat and email"), f.Sides, name, c))
	p.Blocks = append(p.Blocks, teams(c.T("By group"), f.Groups, func(s string) string {
		if s == "" {
			return c.T("no group")
		}
		return s
	}, c))
	p.Blocks = append(p.Blocks, differences(f, c))
	b := Block{Heading: c.T("By person"), Book: true, Columns: append([]string{c.T("person"), c.T("group"), c.T("side"), c.T("contract"), c.T("grade")}, figures(c)...)}
	for _, s := range f.People {
		b.Rows = append(b.Rows, append([]Cell{said(s.Agent), said(s.Group), said(name(string(s.Side))), said(s.Contract), said(s.Grade)}, carried(s.Burden)...))
	}
	p.Blocks = append(p.Blocks, b)
	return p
}

func figures(c text.Catalogue) []string {
	return []string{c.T("paid"), c.T("nights"), c.T("weekends"), c.T("hard"), c.T("premiums"), c.T("base pay")}
}

func carried(b people.Burden) []Cell {
	return []Cell{whole(b.Hours), tenth(b.Nights), tenth(b.Weekend), tenth(b.Hard), money(b.Premium), money(b.Pay)}
}

func teams(heading string, all []people.Team, name func(string) string, c text.Catalogue) Block {
	b := Block{Heading: heading, Columns: append([]string{c.T("team"), c.T("people")}, figures(c)...)}
	graded := slices.ContainsFunc(all, func(t people.Team) bool { return len(t.Grades) > 0 })
	if graded {
		b.Columns = append(b.Columns, c.T("grades"))
	}
	for _, t := range all {
		row := append([]Cell{said(name(t.Name)), whole(float64(t.People))}, carried(t.Burden)...)
		if graded {
			var parts []string
			for _, g := range slices.Sorted(maps.Keys(t.Grades)) {
				parts = append(parts, fmt.Sprintf("%s %d", g, t.Grades[g]))
			}
			row = append(row, said(strings.Join(parts, ", ")))
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

// differences explains how the sides differ.
func differences(f people.Fairness, c text.Catalogue) Block {
	b := Block{Heading: c.T("Why they differ")}
	if len(f.Differences) == 0 {
		b.Notes = []string{c.T("all people are on one side: there is nothing to compare")}
		return b
	}
	b.Columns = []string{c.T("measure"), c.T("social"), c.T("core"), c.T("apart"), c.T("contracts"), c.T("the same"), c.T("verdict")}
	for _, d := range f.Differences {
		verdict := c.T("even")
		switch {
		case d.Settled:
			verdict = c.T("cannot be told")
		case d.Telling && d.Rest > 0:
			verdict = c.T("uneven: more for social")
		case d.Telling:
			verdict = c.T("uneven: more for core")
		}
		b.Rows = append(b.Rows, []Cell{said(c.Measure(d.Measure)), tenth(d.Social), tenth(d.Core), tenth(d.Social - d.Core), tenth(d.Contracts), tenth(d.Rest), said(verdict)})
	}
	b.Notes = []string{c.T("apart: social less core; contracts: the part that comes from contracts and grades; the same: between people of one contract and grade"),
		c.T("even: no difference between people of one contract and grade beyond luck; cannot be told: nobody of one contract and grade on both sides"),
		c.T("hard contacts: expected complaints, by who is on the queue when they come; nights and weekends count the eight weeks published before")}
	return b
}
