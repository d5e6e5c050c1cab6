package html

import (
	"strings"
	"time"

	"turno/plan"
	"turno/schedule"
)

// requests are the wishes with what became of them, those not granted first.
type requests struct {
	Rows    []request
	Granted []request
	More    int // granted ones that are not listed
}

type request struct {
	Agent, Words, Result, Weight string
	Why, Grant                   string // of one not granted, as far as it was explained
}

const mostRequests = 400

func (x *writer) requests() requests {
	var out requests
	for _, w := range x.plan.Input.Wishes(x.plan.Roster.Roster) {
		r := request{Agent: x.name(w.Request.Agent), Words: x.wish(w.Request), Weight: x.T("%g", w.Request.Weight)}
		switch {
		case w.Met == w.Asked && len(out.Granted) == mostRequests:
			out.More++
			continue
		case w.Met == w.Asked:
			r.Result = x.T("granted")
			out.Granted = append(out.Granted, r)
			continue
		case w.Asked > 1 || w.Request.Standing():
			r.Result = x.T("granted on %d of %d {day/days}", w.Met, w.Asked)
		default:
			r.Result = x.T("not granted")
		}
		r.Why, r.Grant = x.refused(w)
		out.Rows = append(out.Rows, r)
	}
	return out
}

// wish says what is asked for.
func (x *writer) wish(r schedule.Request) string {
	when := x.Span(r.From, r.To)
	if r.Standing() {
		var days []time.Weekday
		for k := range 7 {
			if d := time.Weekday((k + 1) % 7); r.Weekly[d] {
				days = append(days, d)
			}
		}
		when = x.T("every %s", x.Weekdays(days))
		if r.Clock.From != r.Clock.To {
			when = x.T("every %s, %s", x.Weekdays(days), r.Clock.From.String()+"–"+r.Clock.To.String())
		}
	}
	switch r.Kind {
	case schedule.RequestOff:
		return x.T("time off, %s", when)
	case schedule.RequestWork:
		return x.T("a shift within %s", when)
	case schedule.RequestShift:
		return x.T("a shift of kind %s, %s", r.Shift, when)
	case schedule.RequestStart:
		return x.T("a start within %s", when)
	}
	return string(r.Kind) + ", " + when
}

// refused is why a wish is not granted, and what granting it would do.
func (x *writer) refused(w plan.Wish) (why, grant string) {
	for _, t := range x.plan.Troubles {
		f := t.Finding
		if f.Agent != w.Request.Agent || len(f.Names) == 0 || f.Names[0] != string(w.Request.Kind) || w.Request.Standing() {
			continue
		}
		if f.Code != schedule.CodeRequest || !f.From.Equal(w.Request.From) || !f.To.Equal(w.Request.To) {
			continue
		}
		switch {
		case len(t.Repairs) > 0:
			grant = x.Repair(t.Repairs[0], x.plan.Input.Currency)
		case t.Priced > 0:
			grant = x.T("no roster was found that grants it")
		}
		return strings.TrimSpace(x.Why(t)), grant
	}
	return "", ""
}

// Any says whether anybody asked for anything.
func (r requests) Any() bool { return len(r.Rows)+len(r.Granted) > 0 }

// Count is how many are granted.
func (r requests) Count() int { return len(r.Granted) + r.More }
