package table

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"turno/plan/repair"
	"turno/schedule"
)

// Offers lists who could take a shift or swap for it, the best first: those that break no
// rule, at most opt.Most of them (0 means 10), and then, unless illegal is false, the others
// with the first rule they break.
func Offers(w io.Writer, shift schedule.Shift, offers []repair.Offer, illegal bool, currency string, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.line("%s, %s", shift.Agent, opt.Words.Span(shift.Start, shift.End))
	var rows []table.Row
	legal := 0
	for _, o := range offers {
		if !o.Legal() {
			continue
		}
		if legal++; legal <= opt.most() {
			rows = append(rows, table.Row{legal, p.offer(o), p.change(o.Missed), p.change(o.Hours), p.plus(o.Cost), p.reasons(o.Wishes)})
		}
	}
	if legal == 0 {
		p.line("\nNobody can take it without breaking a hard rule")
	} else {
		p.rows(table.Row{"", p.say("who"), p.say("contacts missed"), p.say("paid hours"), currency, p.say("note")}, rows, 1, 3, 4, 5)
	}
	if more := legal - opt.most(); more > 0 {
		p.line("and %d more (--most N lists more)", more)
	}
	if out := len(offers) - legal; out > 0 && !illegal {
		p.line("%d would break a rule (--all lists them)", out)
	}
	if illegal && legal < len(offers) {
		p.illegal(offers)
	}
	return p.err
}

func (p *printer) illegal(offers []repair.Offer) {
	p.heading("Not possible")
	for _, o := range offers {
		if !o.Legal() {
			more := ""
			if n := len(o.Broken) - 1; n > 0 {
				more = p.say(", and %d more {rule/rules}", n)
			}
			p.line("  ! %s: %s%s", p.offer(o), p.reasons(o.Broken[:1]), more)
		}
	}
}

// offer says what somebody does.
func (p *printer) offer(o repair.Offer) string {
	if o.Back == nil {
		return p.say("%s takes it", o.Agent)
	}
	return p.say("%s for %s", o.Agent, p.opt.Words.Span(o.Back.Start, o.Back.End))
}

func (p *printer) reasons(found []schedule.Finding) string {
	words := make([]string, len(found))
	for i, f := range found {
		words[i] = p.opt.Words.Finding(f)
	}
	return strings.Join(words, "; ")
}

// Swap shows one offer altogether: rules, wishes, service by queue, hours and pay.
func Swap(w io.Writer, shift schedule.Shift, o repair.Offer, currency string, opt Options) error {
	p := &printer{w: w, opt: opt}
	if o.Back == nil {
		p.line("%s takes over the shift of %s, %s", o.Agent, shift.Agent, opt.Words.Span(shift.Start, shift.End))
	} else {
		p.line("%s and %s swap: %s for %s", shift.Agent, o.Agent, opt.Words.Span(shift.Start, shift.End), opt.Words.Span(o.Back.Start, o.Back.End))
	}
	if o.Legal() {
		p.line("It breaks no hard rule")
	} else {
		p.line("It cannot be: hard rules are broken")
	}
	for _, f := range o.Broken {
		p.line("  ! %s", opt.Words.Finding(f))
	}
	for _, f := range o.Wishes {
		p.line("  - %s", opt.Words.Finding(f))
	}
	p.line("contacts expected to miss the target: %s", p.change(o.Missed))
	for _, q := range o.Queues {
		if c := p.change(q.Missed); c != "0" {
			p.line("  %s %s", q.Queue, c)
		}
	}
	p.line("paid hours: %s   pay: %s %s", p.change(o.Hours), p.plus(o.Cost), currency)
	return p.err
}

// Replanned says what fell out of a roster, whom the repair asked, and what changes.
func Replanned(w io.Writer, r repair.Replanned, d repair.Difference, currency string, opt Options) error {
	p := &printer{w: w, opt: opt}
	if len(r.Lost) == 0 {
		p.line("Every shift of the base can be worked: it stays as it is")
		return p.err
	}
	p.line("%s", p.paint(p.say("No longer possible"), text.Bold))
	for _, s := range r.Lost {
		p.line("  - %s, %s", s.Agent, opt.Words.Span(s.Start, s.End))
	}
	p.heading("Tried, as far as it paid")
	for _, s := range r.Steps {
		verdict := p.say("not worth it")
		if s.Kept {
			verdict = p.say("done")
		}
		p.line("  %s: %s contacts miss the target, %s", p.asked(s), p.decimal1(s.Missed), verdict)
	}
	p.line("")
	if err := Difference(w, d, currency, opt); err != nil {
		return err
	}
	return p.err
}

// asked says who may be changed in a step.
func (p *printer) asked(s repair.Widening) string {
	switch {
	case len(s.Helpers) == 0:
		return p.say("everybody else stays")
	case s.Week:
		return p.say("%s may change all week", strings.Join(s.Helpers, ", "))
	}
	return p.say("%s may change on the day", strings.Join(s.Helpers, ", "))
}
