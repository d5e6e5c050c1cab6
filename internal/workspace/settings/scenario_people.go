package settings

import (
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"turno/internal/workspace/value"
	"turno/plan/scenario"
	"turno/schedule"
)

type aimDraft struct {
	queue  placed[string]
	target patch[schedule.Target]
}

// aimRecord is a target with the queue it is for.
var aimRecord = func() record[aimDraft] {
	out := record[aimDraft]{
		bind("queue", "The queue it is for", keep(text), func(a *aimDraft, v placed[string]) { a.queue = v }).required(),
	}
	for _, f := range targetRecord {
		read := func(d *decoder, n *node) (func(*aimDraft), bool) {
			set, ok := f.read(d, n)
			return func(a *aimDraft) { a.target.sets = append(a.target.sets, set) }, ok
		}
		out = append(out, field[aimDraft]{key: f.key, doc: f.doc, schema: f.schema, need: f.need, read: read})
	}
	return out
}()

// aim is the target that a scenario sets, completed by the defaults of the channel.
func (in scope) aim(p patch[aimDraft]) (string, schedule.Target) {
	a := p.over(aimDraft{})
	in.known(a.queue)
	of := patch[schedule.Target]{node: p.node, at: p.at, sets: a.target.sets, good: p.good}
	return a.queue.value, in.d.target(of, in.channel(a.queue.value))
}

func (in scope) target(p patch[aimDraft]) []scenario.Change {
	queue, t := in.aim(p)
	return []scenario.Change{scenario.SetTarget{Queue: queue, Target: t}}
}

func (in scope) promise(p patch[aimDraft]) []scenario.Change {
	queue, t := in.aim(p)
	return []scenario.Change{scenario.SetPromise{Queue: queue, Promise: t}}
}

type teamChange struct {
	like, contract placed[string]
	add, remove    int
	leave          []placed[string]
}

var teamChangeRecord = record[teamChange]{
	bind("like", "Those added are like this agent", keep(text), func(t *teamChange, v placed[string]) { t.like = v }),
	bind("contract", "Those added are like the first of this contract; those removed are its last", keep(text), func(t *teamChange, v placed[string]) { t.contract = v }),
	bind("add", "How many come", whole(1, 1000), func(t *teamChange, v int) { t.add = v }),
	bind("remove", "How many of the contract go", whole(1, 1000), func(t *teamChange, v int) { t.remove = v }),
	bind("leave", "Names of those who go", listOf(keep(text), 1000), func(t *teamChange, v []placed[string]) { t.leave = v }),
}

func (in scope) team(p patch[teamChange]) (all []scenario.Change) {
	t := p.over(teamChange{})
	contract := in.oneOfNames(t.contract, "contract", in.contracts)
	like, leave := in.agent(t.like), in.agent(t.leave...)
	named := p.has("like") || p.has("contract")
	switch {
	case !p.good:
	case t.add == 0 && t.remove == 0 && len(leave) == 0:
		in.d.say(p.node, "nobody comes or goes: expected add, remove or leave, such as {contract: part, add: 2}")
	case t.add > 0 && !named || t.remove > 0 && !p.has("contract"):
		in.d.say(p.node, "it is not said who: expected contract, or like beside add")
	}
	if t.add > 0 {
		all = append(all, scenario.Hire{Like: strings.Join(like, ""), Contract: contract, N: t.add})
	}
	if t.remove > 0 {
		all = append(all, scenario.Leave{Contract: contract, N: t.remove})
	}
	if len(leave) > 0 {
		all = append(all, scenario.Leave{Agents: leave})
	}
	return all
}

type absenceDraft struct {
	agents []placed[string]
	schedule.Absence
}

var absenceRecord = record[absenceDraft]{
	bind("agents", "Who is away", listOf(keep(text), 1000), func(a *absenceDraft, v []placed[string]) { a.agents = v }).required(),
	bind("from", "From when, such as 2026-11-12; a date alone is its first instant", moment, func(a *absenceDraft, v time.Time) { a.From = v }).required(),
	bind("to", "Until when", moment, func(a *absenceDraft, v time.Time) { a.To = v }).required(),
	bind("kind", "Of what kind; sick by default", text, func(a *absenceDraft, v string) { a.Kind = v }),
	bind("paid", "Whether it counts towards the week's hours; true by default", yes, func(a *absenceDraft, v bool) { a.Paid = v }),
}

func (in scope) absence(p patch[absenceDraft]) (all []scenario.Change) {
	a := p.over(absenceDraft{Absence: schedule.Absence{Kind: "sick", Paid: true}})
	in.orderly(p.place("to"), a.From, a.To)
	for _, who := range in.agent(a.agents...) {
		away := a.Absence
		away.Agent = who
		all = append(all, scenario.Absent{Absence: away})
	}
	return all
}

type trainingDraft struct {
	scenario.Train
	agents []placed[string]
	queue  placed[string]
}

var trainingRecord = record[trainingDraft]{
	bind("agents", "Who learns", listOf(keep(text), 1000), func(t *trainingDraft, v []placed[string]) { t.agents = v }).required(),
	bind("queue", "The queue they learn to serve", keep(text), func(t *trainingDraft, v placed[string]) { t.queue = v }).required(),
	bind("pace", "Their pace on it at first; 0.9 by default", number(0.1, 3), func(t *trainingDraft, v float64) { t.Pace = v }),
	bind("slots", "Chats at once; the queue's figure by default", whole(1, 10), func(t *trainingDraft, v int) { t.Slots = v }),
}

func (in scope) training(p patch[trainingDraft]) []scenario.Change {
	t := p.over(trainingDraft{Train: scenario.Train{Pace: 0.9}})
	t.Agents = in.agent(t.agents...)
	for _, name := range in.known(t.queue) {
		t.Queue = name
	}
	return []scenario.Change{t.Train}
}

type wageDraft struct {
	contract placed[string]
	scenario.SetWage
}

var wageMultiple = regexp.MustCompile(`^x[0-9]{1,3}(\.[0-9]{1,6})?$`)

// wage reads an amount of money, or a multiple such as x1.03 or +3%.
var wage = textual(func(s string) (scenario.SetWage, error) {
	s = strings.TrimSpace(s)
	if wageMultiple.MatchString(s) {
		x, err := decimal.NewFromString(s[1:])
		return scenario.SetWage{Times: x}, err
	}
	if strings.HasPrefix(s, "+") || strings.HasPrefix(s, "-") {
		x, err := parsePremium(s[1:])
		if s[0] == '-' {
			x = x.Neg()
		}
		if err != nil || !x.GreaterThan(decimal.NewFromInt(-1)) {
			return scenario.SetWage{}, &value.Error{Value: s, Expected: "expected more or less by a share, such as +3%, a multiple such as x1.03, or an amount such as 14.50"}
		}
		return scenario.SetWage{Times: x.Add(decimal.NewFromInt(1))}, nil
	}
	x, err := parseMoney(s)
	if err == nil && x.IsZero() {
		err = &value.Error{Value: s, Expected: "expected a wage above 0, or a multiple such as x1.03"}
	}
	return scenario.SetWage{To: x}, err
}, schema{"type": []string{"string", "number"}})

var wageRecord = record[wageDraft]{
	bind("contract", "The contract it is for; every one by default", keep(text), func(w *wageDraft, v placed[string]) { w.contract = v }),
	bind("wage", "An hour's base pay: 15.20, x1.03 or +3%", wage, func(w *wageDraft, v scenario.SetWage) { w.SetWage = v }).required(),
}

func (in scope) wage(p patch[wageDraft]) []scenario.Change {
	w := p.over(wageDraft{})
	w.Contract = in.oneOfNames(w.contract, "contract", in.contracts)
	return []scenario.Change{w.SetWage}
}

type patienceDraft struct {
	scenario.SetPatience
	queues []placed[string]
}

var patienceRecord = record[patienceDraft]{
	bind("queues", "Live queues it is about; all by default", listOf(keep(text), maxQueues), func(c *patienceDraft, v []placed[string]) { c.queues = v }),
	bind("to", "Mean time until a waiting customer leaves: 5m, x0.8 or -20%", amount(positive), func(c *patienceDraft, v scenario.Amount) { c.Amount = v }).required(),
}

func (in scope) patience(p patch[patienceDraft]) []scenario.Change {
	c := p.over(patienceDraft{})
	c.Queues = in.known(c.queues...)
	for i, name := range c.Queues {
		if !in.channel(name).Live() {
			in.d.say(c.queues[i].node, "only customers of live queues (chat, voice) lose patience: expected one of those")
		}
	}
	return []scenario.Change{c.SetPatience}
}
