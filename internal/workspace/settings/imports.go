package settings

import (
	"slices"
	"strings"
	"time"

	"turno/forecast"
	"turno/forecast/messages"
	"turno/internal/workspace/value"
)

// Import is what import.yaml says: how exports become the queues of the workspace.
type Import struct {
	Queues  []Source
	Default string // queue of conversations whose handle is not known; empty leaves them out
	Missed  bool   // what was not answered and no rule flushes wanted an answer
	Quiet   time.Duration
	Follow  time.Duration
	Kinds   map[string]string // what kinds of message are called here, by the export's name in whichever case; empty does not tell it apart
	Rules   []Rule
}

// Source is what becomes a queue.
type Source struct {
	Handle string
	Side   messages.Side
	Any    bool   // whatever the side
	Queue  string // empty leaves its rows out
}

// Rule reads the text of a message while it is imported. What it finds is kept, never the
// text.
type Rule struct {
	Name          string
	Match, Unless *Expression // nil is any text, and none
	From          string      // customer, agent, or empty for both
	Flush         bool        // needs no answer
	Invites       bool        // asks the customer to go on elsewhere
	Kind          forecast.Kind
}

// Holds says whether the rule is about such a text; lower is the text by Lower.
func (r Rule) Holds(text, lower string, inbound bool) bool {
	if r.From == "customer" && !inbound || r.From == "agent" && inbound {
		return false
	}
	return (r.Match == nil || r.Match.Matches(text, lower)) && (r.Unless == nil || !r.Unless.Matches(text, lower))
}

const maxRules = 200

// expression is a regular expression in the syntax of RE2, which takes time linear in the
// text whatever it is.
var expression = reading[*Expression]{schema{"type": "string"}, func(d *decoder, n *node) (*Expression, bool) {
	if n.shape != scalar || len(n.text) > 2000 {
		d.say(n, "expected a regular expression of at most 2000 characters, such as '(?i)^rt @'")
		return nil, false
	}
	re, err := Compile(n.text)
	if err != nil {
		d.say(n, "no regular expression (%s): expected one in RE2 syntax, such as '(?i)^rt @'", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		return nil, false
	}
	return re, true
}}

var ruleWhat = record[Rule]{
	bind("name", "What the rule is called", text, func(r *Rule, v string) { r.Name = v }).required(),
	bind("match", "Regular expression that the text matches; any text by default", expression, func(r *Rule, v *Expression) { r.Match = v }),
	bind("unless", "Regular expression that the text does not match", expression, func(r *Rule, v *Expression) { r.Unless = v }),
	bind("from", "Whose messages it is about: customer or agent; both by default", oneOf("author", "customer", "agent"), func(r *Rule, v string) { r.From = v }),
	bind("flush", "Whether such a post needs no answer", yes, func(r *Rule, v bool) { r.Flush = v }),
	bind("invites", "Whether it asks the customer to go on in private, chat or by phone", yes, func(r *Rule, v bool) { r.Invites = v }),
	bind("kind", "The kind of message it is, where the export does not tell", text, func(r *Rule, v string) { r.Kind = forecast.Kind(v) }),
}

var sourceRecord = record[Source]{
	bind("handle", "The brand's handle or group in the export; quote it when it begins with @", text, func(s *Source, v string) { s.Handle = v }).required(),
	bind("side", "The side: public, private, chat, voice or email; any by default", sideName, func(s *Source, v string) { s.Side, s.Any = sideOf(v), false }),
	bind("queue", `The queue it becomes; "" leaves it out`, text, func(s *Source, v string) { s.Queue = v }).required(),
}

// kindNames reads names of kinds by those that exports give them.
var kindNames = reading[map[string]string]{schema{"type": "object", "additionalProperties": schema{"type": "string"}}, func(d *decoder, n *node) (map[string]string, bool) {
	if n.shape != mapping || len(n.pairs) > 200 {
		d.say(n, "expected a mapping of at most 200 kinds from the export's name to the one in turno.yaml, such as \"Incident\": complaint")
		return nil, false
	}
	out, first := map[string]string{}, map[string]*node{}
	for _, p := range n.pairs {
		if d.repeated(first, p.key) {
			continue
		}
		if p.value.shape != scalar && p.value.shape != null {
			d.say(p.value, "expected the name of a kind, or \"\"")
			continue
		}
		if p.value.text != "" {
			if _, err := value.ParseName(p.value.text); err != nil {
				d.wrong(p.value, err)
			}
		}
		out[p.key.text] = p.value.text
	}
	return out, true
}}

type importDraft struct {
	Import
	queues []placed[patch[Source]]
	rules  []placed[patch[Rule]]
}

var importRecord = record[importDraft]{
	bind("version", "Version of this format", version, func(*importDraft, int) {}),
	bind("queues", "What becomes which queue, where handle and channel in turno.yaml do not tell", listOf(keep(patchOf("a queue's source", sourceRecord)), 2000), func(i *importDraft, v []placed[patch[Source]]) { i.queues = v }),
	bind("default", "The queue of conversations whose handle is not known; without it they are left out", text, func(i *importDraft, v string) { i.Default = v }),
	bind("unanswered", "What a post is that nobody answered and no rule flushes: flush (it needed no answer, default) or missed", oneOf("outcome", "flush", "missed"), func(i *importDraft, v string) { i.Missed = v == "missed" }),
	bind("quiet", "How long a ticket or thread is silent before what comes begins a new conversation; never by default", positive, func(i *importDraft, v time.Duration) { i.Quiet = v }),
	bind("follow", "Within which time a customer who turns up elsewhere was moved there; 1d by default", positive, func(i *importDraft, v time.Duration) { i.Follow = v }),
	bind("kinds", "What the export's kinds of message are called here: \"Incident\": complaint; \"\" does not tell a kind apart", kindNames, func(i *importDraft, v map[string]string) { i.Kinds = v }),
	bind("rules", "What the text tells while it is read; it is not kept", listOf(keep(patchOf("a rule", ruleWhat)), maxRules), func(i *importDraft, v []placed[patch[Rule]]) { i.rules = v }),
}

// DecodeImport reads import.yaml. The error is a *fault.Error with every fault.
func DecodeImport(name string, data []byte) (Import, error) {
	root, err := parse(name, data)
	if err != nil {
		return Import{}, err
	}
	d := &decoder{file: name, zone: time.UTC}
	if root == nil || root.shape == null {
		return Import{}, nil
	}
	p, ok := patchOf("import.yaml", importRecord).read(d, root)
	if !ok {
		return Import{}, d.faults.Err()
	}
	draft := p.over(importDraft{})
	out := draft.Import
	for _, q := range draft.queues {
		out.Queues = append(out.Queues, q.value.over(Source{Any: true}))
	}
	for _, r := range draft.rules {
		rule := r.value.over(Rule{})
		if !rule.Flush && !rule.Invites && rule.Kind == "" {
			d.say(r.node, "the rule has no effect: expected flush, invites or kind")
		}
		out.Rules = append(out.Rules, rule)
	}
	slices.SortStableFunc(out.Queues, func(a, b Source) int { // the more exact first
		switch {
		case a.Any == b.Any:
			return 0
		case a.Any:
			return 1
		}
		return -1
	})
	if err := d.faults.Err(); err != nil {
		return Import{}, inOrder(err)
	}
	return out, nil
}
