package settings

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"turno/internal/workspace/fault"
	"turno/plan"
	"turno/plan/scenario"
)

// ScenarioFlags are the changes of one scenario as a command line tells them.
type ScenarioFlags struct {
	Campaigns []string // queue=NAME,kind=post,start=TIME,uplift=4,half-life=3h
	Sets      []string // key=value, such as volume.posts=1.2
	Template  string   // one of scenario.Templates, or empty
	Queue     string   // of the template; empty is its usual one
	Start     string
	Uplift    string
}

// mostFlags bounds a flag's text.
const mostFlags = 2000

// Scenario reads the flags as if a file told them. The error is a *fault.Error with every
// fault of every flag.
func (f ScenarioFlags) Scenario(in plan.Input) (scenario.Scenario, error) {
	b := flagScope(in)
	out := Told{}
	b.mentions, b.made = &out.Mentions, map[string]bool{}
	var names []string
	if f.Template != "" {
		b.d.file = "--template"
		pairs := []pair{flagged("name", f.Template)}
		for _, p := range []pair{flagged("queue", f.Queue), flagged("start", f.Start), flagged("uplift", f.Uplift)} {
			if p.value.text != "" {
				pairs = append(pairs, p)
			}
		}
		out.Changes = append(out.Changes, b.told("template", mapped(pairs))...)
		names = append(names, f.Template)
	}
	for _, text := range f.Campaigns {
		b.d.file = "--campaign"
		if n, name := b.campaignFlag(text); n != nil {
			out.Changes = append(out.Changes, b.told("campaigns", n)...)
			names = append(names, name)
		}
	}
	for _, text := range f.Sets {
		b.d.file = "--set"
		if key, n := b.set(text); n != nil {
			out.Changes = append(out.Changes, b.told(key, n)...)
			names = append(names, text)
		}
	}
	out.Name, out.Mode = strings.Join(names, ", "), scenario.Replanned
	var agents []string
	for _, a := range in.Team.Agents {
		agents = append(agents, a.ID)
	}
	out.Mentioned("--set", agents, &b.d.faults)
	if err := b.d.faults.Err(); err != nil {
		return scenario.Scenario{}, inOrder(err)
	}
	if err := out.Check(in); err != nil {
		b.d.faults.Add(fault.Fault{File: "scenario", Expected: strings.TrimPrefix(err.Error(), "scenario ")})
	}
	return out.Scenario, b.d.faults.Err()
}

func flagScope(in plan.Input) scope {
	b := scope{d: &decoder{zone: in.Calendar.Zone}, queues: in.Queues}
	for _, q := range in.Queues {
		b.names = append(b.names, q.Name)
	}
	b.contracts = slices.Sorted(maps.Keys(in.Team.Contracts))
	for _, c := range in.Campaigns {
		b.campaigns = append(b.campaigns, c.Name)
	}
	return b
}

// told reads one key of a scenario.
func (in scope) told(key string, value *node) []scenario.Change {
	p, ok := patchOf("a scenario", scenarioRecord).read(in.d, mapped([]pair{{word(key), value}}))
	if !ok || !p.good {
		return nil
	}
	var all []scenario.Change
	for _, step := range p.over(scenarioDraft{}).steps {
		all = append(all, step(in)...)
	}
	return all
}

func word(text string) *node { return &node{shape: scalar, text: text} }

func flagged(key, value string) pair { return pair{word(key), word(value)} }

func mapped(pairs []pair) *node { return &node{shape: mapping, pairs: pairs} }

// campaignFlag reads key=value pairs; the queues may be named one by one.
func (in scope) campaignFlag(text string) (*node, string) {
	if !in.plain(text) {
		return nil, ""
	}
	n, name := mapped(nil), ""
	queues := &node{shape: list}
	for _, part := range strings.Split(text, ",") {
		key, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok {
			in.d.faults.Add(fault.Fault{File: in.d.file, Value: part, Expected: "expected key=value pairs such as queue=NAME,kind=post,start=2026-11-27T18:00,uplift=4,half-life=3h"})
			return nil, ""
		}
		switch key = strings.ReplaceAll(strings.TrimSpace(key), "-", "_"); key {
		case "queue", "queues":
			queues.items = append(queues.items, word(value))
			continue
		case "name":
			name = value
		}
		n.pairs = append(n.pairs, flagged(key, value))
	}
	if len(queues.items) > 0 {
		n.pairs = append(n.pairs, pair{word("queues"), queues})
	}
	if name == "" {
		name = campaignName(n.pairs, queues.items)
		n.pairs = append(n.pairs, flagged("name", name))
	}
	return n, name
}

// campaignName says what a campaign without a name is: post x4 on social-it.
func campaignName(pairs []pair, queues []*node) string {
	name, uplift := "campaign", ""
	for _, p := range pairs {
		switch {
		case p.value.text == "":
		case p.key.text == "kind":
			name = p.value.text
		case p.key.text == "uplift":
			uplift = " x" + p.value.text
		}
	}
	name += uplift
	for i, q := range queues {
		name += []string{" on ", " and "}[min(i, 1)] + q.text
	}
	return name
}

// plain refuses a text that is none.
func (in scope) plain(text string) bool {
	if len(text) > mostFlags || !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' }) {
		in.d.faults.Add(fault.Fault{File: in.d.file, Expected: fmt.Sprintf("expected plain text of at most %d characters", mostFlags)})
		return false
	}
	return true
}

// setKeys are the figures that --set knows, with how each is told.
var setKeys = map[string]struct {
	key   string // of a scenario
	made  func(about, value string) *node
	usage string
}{
	"volume":    {"volume", about("queues", "times"), "volume.QUEUE=1.2"},
	"aht":       {"work", about("queues", "aht"), "aht.QUEUE=x0.9"},
	"flush":     {"work", about("queues", "flush"), "flush.QUEUE=70%"},
	"turns":     {"work", about("queues", "turns"), "turns.QUEUE=1.5"},
	"triage":    {"work", about("queues", "triage"), "triage.QUEUE=10s"},
	"think":     {"work", about("queues", "think"), "think.QUEUE=20m"},
	"patience":  {"patience", about("queues", "to"), "patience.QUEUE=5m"},
	"hours":     {"hours", about("queues", "open"), "hours.QUEUE=always"},
	"wage":      {"wages", about("contract", "wage"), "wage.CONTRACT=+3%"},
	"shrinkage": {"shrinkage", alone, "shrinkage=12%"},
	"pace":      {"pace", alone, "pace=1.05"},
	"risk":      {"risk", alone, "risk=p80"},
	"holiday":   {"holiday", alone, "holiday=2026-11-12"},
	"drop":      {"drop", alone, "drop=CAMPAIGN"},
	"target":    {"targets", aimed, "target.QUEUE=80%/1h"},
	"promise":   {"promises", aimed, "promise.QUEUE=95%/6h"},
	"agents":    {"team", heads, "agents.CONTRACT=+2"},
}

func alone(_, value string) *node { return word(value) }

func about(what, field string) func(string, string) *node {
	return func(name, value string) *node {
		n := mapped([]pair{flagged(field, value)})
		if name != "" {
			n.pairs = append(n.pairs, flagged(what, name))
		}
		return n
	}
}

// aimed is a target written as share/time.
func aimed(queue, value string) *node {
	share, within, _ := strings.Cut(value, "/")
	return mapped([]pair{flagged("queue", queue), flagged("share", share), flagged("within", within)})
}

// heads is so many people more or fewer of a contract.
func heads(contract, value string) *node {
	way := "add"
	if n, fewer := strings.CutPrefix(value, "-"); fewer {
		way, value = "remove", n
	}
	return mapped([]pair{flagged("contract", contract), flagged(way, strings.TrimPrefix(value, "+"))})
}

// set reads key.name=value.
func (in scope) set(text string) (string, *node) {
	if !in.plain(text) {
		return "", nil
	}
	left, value, ok := strings.Cut(text, "=")
	key, name, _ := strings.Cut(strings.TrimSpace(left), ".")
	k, known := setKeys[key]
	names := slices.Sorted(maps.Keys(setKeys))
	switch {
	case !ok:
		in.d.faults.Add(fault.Fault{File: in.d.file, Value: text, Expected: "expected key=value, such as volume=1.2 or wage.CONTRACT=+3%"})
	case !known:
		in.d.faults.Add(fault.Fault{File: in.d.file, Value: key, Expected: "unknown key: expected one of " + strings.Join(names, ", "), Hint: fault.Closest(key, names)})
	case name == "" && (key == "target" || key == "promise" || key == "agents"):
		in.d.faults.Add(fault.Fault{File: in.d.file, Value: text, Expected: "it is not said of what: expected " + k.usage})
	default:
		return k.key, k.made(name, strings.TrimSpace(value))
	}
	return "", nil
}
