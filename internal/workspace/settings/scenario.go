package settings

import (
	"slices"

	"turno/forecast/calendar"
	"turno/internal/workspace/fault"
	"turno/plan/scenario"
	"turno/schedule"
	"turno/skills"
)

const (
	maxScenarios = 50
	maxChanges   = 100 // of one sort
)

// Told is a scenario as a file tells it, with what can only be checked beside other files.
type Told struct {
	scenario.Scenario
	Line, Column int       // of its name
	Mentions     []Mention // of agents
}

// Mention is an agent's name in the file.
type Mention struct {
	Agent        string
	Line, Column int
}

// scope is what the names of a scenario are checked against.
type scope struct {
	d         *decoder
	queues    []schedule.Queue
	names     []string // of queues, also those that could not be read
	contracts []string
	campaigns []string
	mentions  *[]Mention
	made      map[string]bool // queues that the scenario itself makes
}

// scenarioDraft is a scenario as written: what makes its changes once the file is known.
type scenarioDraft struct {
	about string
	mode  scenario.Mode
	steps []func(scope) []scenario.Change
}

// many binds a key to a list of one sort of change; one item needs no brackets.
func many[V any](key, doc string, item reading[V], make func(scope, V) []scenario.Change) field[scenarioDraft] {
	return bind(key, doc, listOf(item, maxChanges), func(s *scenarioDraft, list []V) {
		s.steps = append(s.steps, func(in scope) (all []scenario.Change) {
			for _, v := range list {
				all = append(all, make(in, v)...)
			}
			return all
		})
	})
}

// one binds a key to a single change.
func one[V any](key, doc string, item reading[V], make func(scope, V) []scenario.Change) field[scenarioDraft] {
	return bind(key, doc, item, func(s *scenarioDraft, v V) {
		s.steps = append(s.steps, func(in scope) []scenario.Change { return make(in, v) })
	})
}

// Changes are made in the order of this record: demand, service, people, pay, and at last
// how queues and people are grouped.
var scenarioRecord = record[scenarioDraft]{
	bind("about", "What is asked, for people", text, func(s *scenarioDraft, v string) { s.about = v }),
	bind("mode", "Whether everybody is planned anew (replanned, the default) or the roster of the base is held", oneOf("way to roster", scenario.Modes()...), func(s *scenarioDraft, v scenario.Mode) { s.mode = v }),
	many("template", "A ready-made change: "+templateNames()+"; such as {name: sale-day, uplift: 3}", patchOf("a template", templateRecord), scope.template),
	many("campaigns", "Campaigns that come on top", patchOf("a campaign", campaignRecord), scope.campaign),
	many("move", "Campaigns that start at another time, such as {campaign: Spring, by: -6h}", patchOf("a move", moveRecord), scope.move),
	many("boost", "Campaigns whose uplift is multiplied, such as {campaign: Spring, times: 1.5}", patchOf("a boost", boostRecord), scope.boost),
	many("drop", "Names of campaigns that do not take place", keep(text), scope.drop),
	many("holiday", "Days that become public holidays", holidayDate, func(_ scope, v calendar.Date) []scenario.Change {
		return []scenario.Change{scenario.AddHoliday{Date: v, Name: "scenario"}}
	}),
	many("volume", "How much comes, such as {queues: [posts], times: 1.2}", patchOf("a volume", volumeRecord), scope.volume),
	many("work", "The work that contacts bring: new values, or multiples such as x0.9, +10%", patchOf("work", workChangeRecord), scope.work),
	many("pivots", "Shares of conversations that move to another queue", patchOf("a pivot", pivotChangeRecord), scope.pivot),
	many("patience", "How long customers of live queues wait: a time or a multiple", patchOf("patience", patienceRecord), scope.patience),
	many("hours", "Opening hours, such as {queues: [posts], open: always}", patchOf("hours", hoursRecord), scope.hours),
	many("targets", "One target in place of a queue's own", patchOf("a target", aimRecord), scope.target),
	many("promises", "Another announced time", patchOf("a promise", aimRecord), scope.promise),
	many("team", "People who come or go, such as {contract: part, add: 2} or {leave: [ada]}", patchOf("team", teamChangeRecord), scope.team),
	many("absences", "People who are away", patchOf("an absence", absenceRecord), scope.absence),
	many("training", "People who learn to serve a queue", patchOf("training", trainingRecord), scope.training),
	one("pace", "Everybody's pace, as a multiple, such as 1.05", number(0.1, 10), func(_ scope, v float64) []scenario.Change { return []scenario.Change{scenario.SetPace{Times: v}} }),
	many("wages", "What an hour costs, such as {contract: full, wage: x1.03}", patchOf("wages", wageRecord), scope.wage),
	one("shrinkage", "Share of rostered time that serves nobody, in all: a share or a multiple", amount(share), func(_ scope, v scenario.Amount) []scenario.Change {
		return []scenario.Change{scenario.SetShrinkage{Amount: v}}
	}),
	one("risk", "Volume to staff for: mean, or a quantile such as p80", risk, func(_ scope, v float64) []scenario.Change { return []scenario.Change{scenario.SetRisk{Quantile: v}} }),
	many("merge", "Queues that become one, such as {queues: [brand, care], into: social}", patchOf("a merger", mergeRecord), scope.merge),
	many("split", "A queue that becomes several, such as {queue: social, parts: {brand: 70%, care: 30%}}", patchOf("a split", splitRecordOf), scope.split),
	one("blend", "true: everybody serves all that they can, whatever queues agents.csv keeps them to", yes, func(_ scope, v bool) []scenario.Change {
		if !v {
			return nil
		}
		return []scenario.Change{scenario.Blend{}}
	}),
	one("dedicate", "Groups of queues with people of their own, such as [[posts, messages], [chat]]; the rest is one more group", listOf(listOf(keep(text), maxQueues), 20), scope.dedicate),
}

// scenario makes the changes and checks their names.
func (in scope) scenario(e entry[patch[scenarioDraft]]) Told {
	out := Told{Line: e.key.line, Column: e.key.column}
	in.mentions, in.made = &out.Mentions, map[string]bool{}
	draft := e.value.over(scenarioDraft{mode: scenario.Replanned})
	out.Name, out.About, out.Mode = e.name, draft.about, draft.mode
	for _, step := range draft.steps {
		out.Changes = append(out.Changes, step(in)...)
	}
	return out
}

// known checks the name of a queue.
func (in scope) known(list ...placed[string]) (names []string) {
	for _, q := range list {
		if q.node == nil {
			continue
		}
		if !slices.Contains(in.names, q.value) && !in.made[q.value] {
			in.d.unknown(q.node, "queue", in.names)
		}
		names = append(names, q.value)
	}
	return names
}

// agent notes the names of agents, which another file defines.
func (in scope) agent(list ...placed[string]) (names []string) {
	for _, a := range list {
		if a.node != nil {
			*in.mentions = append(*in.mentions, Mention{a.value, a.node.line, a.node.column})
			names = append(names, a.value)
		}
	}
	return names
}

// oneOfNames checks a name against a list.
func (in scope) oneOfNames(p placed[string], what string, known []string) string {
	if p.node != nil && !slices.Contains(known, p.value) {
		in.d.unknown(p.node, what, known)
	}
	return p.value
}

func (in scope) channel(queue string) skills.Channel {
	for _, q := range in.queues {
		if q.Name == queue {
			return q.Channel
		}
	}
	return skills.Social
}

func (in scope) campaign(p patch[campaignDraft]) []scenario.Change {
	return []scenario.Change{scenario.AddCampaign{Campaign: in.d.campaign(p, in.names)}}
}

// Mentioned looks the agents that a scenario mentions up, and adds a fault for each that is not
// there.
func (t Told) Mentioned(file string, agents []string, faults *fault.List) {
	for _, m := range t.Mentions {
		if !slices.Contains(agents, m.Agent) {
			faults.Add(fault.Fault{File: file, Line: m.Line, Column: m.Column, Value: m.Agent,
				Expected: "not an agent of agents.csv: expected one of its people", Hint: fault.Closest(m.Agent, agents)})
		}
	}
}
