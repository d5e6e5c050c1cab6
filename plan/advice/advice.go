// Package advice picks the three things most worth doing next from a finished plan: the
// shortage that hiring, training or moving hours would close, and what lies ahead (a risky
// stretch, a campaign, a backlog at opening).
//
// There is one file per kind of advice. Each makes candidates with a worth, in contacts of
// the period that acting on it may save; the most worth are kept. The worths weigh
// certain losses fully and possible ones by a tenth: they rank advice, they promise
// nothing.
package advice

import (
	"cmp"
	"slices"
	"strings"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
)

// Input is the parts of a plan that advice looks at. The period is the requirement's grid.
type Input struct {
	Calendar    *calendar.Calendar
	Queues      []schedule.Queue
	Team        schedule.Team
	Volumes     []forecast.Volume // of the period, on any grid; queues may be missing
	Requirement schedule.Requirement
	Report      check.Report // of the roster against the requirement
	Roster      schedule.Roster
	Campaigns   []forecast.Campaign
}

// most is how many pieces of advice a person acts on.
const most = 3

// candidate is a possible advice.
type candidate struct {
	schedule.Finding
	worth float64 // contacts of the period
	topic string  // candidates about the same thing are alternatives
}

// Top is at most three findings of severity Advice, the most worth first. Of alternatives
// (hiring, training and moving hours for one queue) a second is only named where nothing
// else is left to say.
func Top(in Input) []schedule.Finding {
	b := newBoard(in)
	var all []candidate
	for _, s := range b.shortages() {
		all = append(all, b.hire(s)...)
		all = append(all, b.train(s)...)
		all = append(all, b.move(s)...)
	}
	all = append(all, b.risks()...)
	all = append(all, b.campaigns()...)
	all = append(all, b.openings()...)
	return pick(all)
}

func pick(all []candidate) []schedule.Finding {
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), a.From.Compare(b.From), strings.Compare(a.Queue, b.Queue), strings.Compare(string(a.Code), string(b.Code)))
	})
	var first, second []schedule.Finding
	told := map[string]bool{}
	for _, c := range all {
		c.Severity = schedule.Advice
		if told[c.topic] {
			second = append(second, c.Finding)
			continue
		}
		told[c.topic] = true
		first = append(first, c.Finding)
	}
	first = append(first, second...)
	return first[:min(most, len(first))]
}
