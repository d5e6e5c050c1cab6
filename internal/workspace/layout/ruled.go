package layout

import (
	"strings"

	"turno/forecast"
	"turno/internal/workspace/settings"
)

// verdict is what the rules find in a row's text.
type verdict struct {
	flush, invites bool
	kind           forecast.Kind
}

// judge applies the rules to a row; nil where there is no text or no rule. It shares nothing
// with the reader that changes, so that another goroutine may call it.
func (x *reader) judge() func(cells []string) verdict {
	if !x.report.Text {
		return nil
	}
	text, inbound := x.column[fText], x.column[fInbound]
	tickets := x.layout.Rows == settings.TicketRows
	return func(cells []string) verdict {
		if text >= len(cells) {
			return verdict{}
		}
		in := tickets // their text is the customer's
		if !tickets && inbound >= 0 && inbound < len(cells) {
			in, _ = said(x.words.inbound, strings.TrimSpace(cells[inbound]))
		}
		return ruled(x.opt.Rules, strings.TrimSpace(cells[text]), in)
	}
}

// ruled joins what all rules say that hold; the first kind counts.
func ruled(rules []settings.Rule, text string, inbound bool) (v verdict) {
	lower := settings.Lower(text)
	for _, r := range rules {
		if !r.Holds(text, lower, inbound) {
			continue
		}
		v.flush, v.invites = v.flush || r.Flush, v.invites || r.Invites
		if v.kind == "" {
			v.kind = r.Kind
		}
	}
	return v
}
