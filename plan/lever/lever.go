// Package lever names the values of a plan's input that finance may change while the roster
// stays as it is: wages, premiums, shrinkage, the hours of a full-time week. The workbook
// shows them by these names, and the command line sets them by the same.
package lever

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
)

// Kind says what a lever's value is.
type Kind string

// The kinds of value.
const (
	Share  Kind = "share"  // of one: 0.25 is 25 %
	Money  Kind = "money"  // an hour's wage
	Hours  Kind = "hours"  // of a week
	Switch Kind = "switch" // 0: premiums add up; 1: only the highest is paid
)

// Topic is what a lever is about.
type Topic string

// The topics.
const (
	Planned   Topic = "shrinkage planned"
	Unplanned Topic = "shrinkage unplanned"
	FTE       Topic = "fte hours"
	Wage      Topic = "wage"
	Night     Topic = "night"
	Saturday  Topic = "saturday"
	Sunday    Topic = "sunday"
	Holiday   Topic = "holiday"
	Overtime  Topic = "overtime"
	Highest   Topic = "premiums"
	OwnWage   Topic = "own wage"
)

// Lever is one value that may be changed.
type Lever struct {
	Name  string // a word of letters, digits and _ that no other lever has
	Topic Topic
	Kind  Kind
	Of    string // the contract, or the agent of an own wage; empty is the whole team
	Value decimal.Decimal
	set   func(*plan.Input, decimal.Decimal)
}

// Of lists the levers of an input: those of the team, of its contracts by name, and the own
// wages of agents in the team's order.
func Of(in plan.Input) []Lever {
	n := Names{}
	out := []Lever{
		{Topic: Planned, Kind: Share, Name: n.New("shrinkage_planned"), Value: decimal.NewFromFloat(in.Team.Shrinkage.Planned),
			set: func(in *plan.Input, x decimal.Decimal) { in.Team.Shrinkage.Planned = x.InexactFloat64() }},
		{Topic: Unplanned, Kind: Share, Name: n.New("shrinkage_unplanned"), Value: decimal.NewFromFloat(in.Team.Shrinkage.Unplanned),
			set: func(in *plan.Input, x decimal.Decimal) { in.Team.Shrinkage.Unplanned = x.InexactFloat64() }},
		{Topic: FTE, Kind: Hours, Name: n.New("fte_hours"), Value: decimal.NewFromFloat(in.FTEHours().Hours()),
			set: func(in *plan.Input, x decimal.Decimal) {
				in.FTE = time.Duration(x.InexactFloat64() * float64(time.Hour))
			}},
	}
	for _, name := range Contracts(in.Team) {
		out = append(out, contract(n, name, in.Team.Contracts[name].Pay)...)
	}
	for i, a := range in.Team.Agents {
		if !a.Wage.IsZero() {
			out = append(out, Lever{Topic: OwnWage, Kind: Money, Of: a.ID, Name: n.New("wage_of_" + a.ID), Value: a.Wage,
				set: func(in *plan.Input, x decimal.Decimal) {
					in.Team.Agents = slices.Clone(in.Team.Agents)
					in.Team.Agents[i].Wage = x
				}})
		}
	}
	return out
}

// All is the name of all shrinkage at once: set, it is planned.
const All = "shrinkage"

// Named finds a lever of the input by its name, also All.
func Named(in plan.Input, name string) (Lever, bool) {
	for _, l := range Of(in) {
		if l.Name == name {
			return l, true
		}
	}
	return Lever{Topic: Planned, Kind: Share, Name: All, Value: decimal.NewFromFloat(in.Team.Shrinkage.Share()), set: func(in *plan.Input, x decimal.Decimal) {
		in.Team.Shrinkage.Planned, in.Team.Shrinkage.Unplanned = x.InexactFloat64(), 0
	}}, name == All
}

// Known are the names that Named finds.
func Known(in plan.Input) []string {
	names := []string{All}
	for _, l := range Of(in) {
		names = append(names, l.Name)
	}
	return names
}

// Contracts lists the contracts of the team by name, those that agents only claim to have
// included.
func Contracts(t schedule.Team) []string {
	names := map[string]bool{}
	for name := range t.Contracts {
		names[name] = true
	}
	for _, a := range t.Agents {
		names[a.Contract] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// contract lists what a contract pays.
func contract(n Names, name string, pay schedule.Pay) []Lever {
	change := func(f func(*schedule.Pay, decimal.Decimal)) func(*plan.Input, decimal.Decimal) {
		return func(in *plan.Input, x decimal.Decimal) {
			in.Team.Contracts = maps.Clone(in.Team.Contracts)
			c := in.Team.Contracts[name]
			f(&c.Pay, x)
			in.Team.Contracts[name] = c
		}
	}
	highest := decimal.Zero
	if pay.Highest {
		highest = decimal.NewFromInt(1)
	}
	list := []Lever{
		{Topic: Wage, Kind: Money, Value: pay.Wage, set: change(func(p *schedule.Pay, x decimal.Decimal) { p.Wage = x })},
		{Topic: Night, Kind: Share, Value: pay.Night, set: change(func(p *schedule.Pay, x decimal.Decimal) { p.Night = x })},
		{Topic: Saturday, Kind: Share, Value: pay.Saturday, set: change(func(p *schedule.Pay, x decimal.Decimal) { p.Saturday = x })},
		{Topic: Sunday, Kind: Share, Value: pay.Sunday, set: change(func(p *schedule.Pay, x decimal.Decimal) { p.Sunday = x })},
		{Topic: Holiday, Kind: Share, Value: pay.Holiday, set: change(func(p *schedule.Pay, x decimal.Decimal) { p.Holiday = x })},
		{Topic: Overtime, Kind: Share, Value: pay.Overtime, set: change(func(p *schedule.Pay, x decimal.Decimal) { p.Overtime = x })},
		{Topic: Highest, Kind: Switch, Value: highest, set: change(func(p *schedule.Pay, x decimal.Decimal) { p.Highest = !x.IsZero() })},
	}
	for i := range list {
		list[i].Of = name
		list[i].Name = n.New(string(list[i].Topic) + "_" + name)
	}
	return list
}

// OfPremium is the topic of a premium.
func OfPremium(k cost.Premium) Topic {
	return [...]Topic{cost.Holiday: Holiday, cost.Sunday: Sunday, cost.Saturday: Saturday, cost.Night: Night, cost.Overtime: Overtime}[k]
}

// Set is the input with the lever at the value. The error says what the value must be.
func (l Lever) Set(in plan.Input, x decimal.Decimal) (plan.Input, error) {
	most, what := decimal.NewFromInt(10), "a share from 0% to 1000%"
	switch {
	case l.Topic == Planned || l.Topic == Unplanned:
		most, what = decimal.New(9, -1), "a share from 0% to 90%"
	case l.Kind == Money:
		most, what = decimal.New(1, 9), "an hour's wage such as 14.50"
	case l.Kind == Hours:
		most, what = decimal.NewFromInt(168), "the hours of a full-time week, above 0 and at most 168"
	case l.Kind == Switch:
		most, what = decimal.NewFromInt(1), "add or highest"
	}
	if x.IsNegative() || x.GreaterThan(most) || x.IsZero() && (l.Kind == Hours || l.Topic == OwnWage) {
		return in, fmt.Errorf("expected %s", what)
	}
	l.set(&in, x)
	return in, nil
}

// Names gives names for cells: words of ASCII letters, digits and _ that begin with a letter
// and differ by more than their case.
type Names map[string]bool

// New is a name like the text that was not given before.
func (n Names) New(like string) string {
	const most = 60
	word := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			return r
		}
		return '_'
	}, like)
	for strings.Contains(word, "__") {
		word = strings.ReplaceAll(word, "__", "_")
	}
	word = word[:min(len(word), most)]
	out := word
	for k := 2; n[strings.ToLower(out)]; k++ {
		out = fmt.Sprintf("%s_%d", word, k)
	}
	n[strings.ToLower(out)] = true
	return out
}
