package text

import (
	"strings"

	"turno/plan/repair"
	"turno/schedule"
)

// Cause words one reason: 6 would pass the 40 h allowed a week.
func (c Catalogue) Cause(r repair.Reason) string {
	t, ok := c.speech().causes[r.Cause]
	if name := c.speech().rules[schedule.Code(r.Cause)]; !ok && name != "" {
		t = c.T("{limit:d} would break a rule: %s", name)
	} else if !ok {
		t = string(r.Cause) + " ({limit:d})"
	}
	return c.fill(t, values{agent: c.people(r.Agents), value: r.Value, limit: float64(len(r.Agents)), names: []string{r.Name}})
}

// Why words all reasons of a trouble in one line without a full stop; it is empty where
// nothing is known.
func (c Catalogue) Why(t repair.Trouble) string {
	switch asked := t.Finding.Queue != "" && !t.At.IsZero(); {
	case asked && t.Able == 0:
		return c.T("nobody in the team can serve it")
	case len(t.Reasons) == 0:
		return ""
	}
	words := make([]string, len(t.Reasons))
	for i, r := range t.Reasons {
		words[i] = c.Cause(r)
	}
	switch {
	case t.Finding.Agent != "":
		return t.Finding.Agent + " " + strings.TrimPrefix(words[0], "1 ")
	case t.Heads > 0:
		return c.T("%d short at %s; of %d who can serve it %s", t.Heads, c.Moment(t.At), t.Able, c.List(words))
	}
	return c.T("at %s; of %d who can serve it %s", c.Moment(t.At), t.Able, c.List(words))
}

// Contradiction words the demands that cannot all hold, in one line without a full stop.
func (c Catalogue) Contradiction(demands []repair.Demand) string {
	if len(demands) == 0 {
		return ""
	}
	words := make([]string, len(demands))
	for i, d := range demands {
		words[i] = c.Demand(d)
	}
	if len(words) == 1 {
		return c.T("%s: this alone cannot be met; give it up or relax it", words[0])
	}
	return c.T("%s: these cannot all hold, and giving up any one of them would do", strings.Join(words, "; "))
}

// Demand words one of them: at least 38 h a week.
func (c Catalogue) Demand(d repair.Demand) string {
	t, ok := c.speech().demands[d.Kind]
	if name := c.speech().rules[schedule.Code(d.Kind)]; !ok && name != "" {
		t = c.T("the rule on %s", strings.TrimPrefix(name, "the "))
	} else if !ok {
		t = string(d.Kind) + " {agent} {queue} {span} {value}"
	}
	switch {
	case d.Kind == repair.DemandSkill && d.Queue == "":
		t = c.T("what {agent} is able to do")
	case d.Kind == repair.DemandAbsence && d.Agent != "":
		t = c.T("{agent} %s", t)
	}
	return c.fill(t, values{d.Agent, d.Queue, d.From, d.To, d.Value, 0, []string{d.Name}})
}

// Change words what to change: let anna start at Mon 9 Nov 07:00.
func (c Catalogue) Change(x repair.Change) string {
	t, ok := c.speech().changes[x.Kind]
	if !ok {
		t = string(x.Kind) + " {agent} {queue} {day} {value}"
	}
	at, alone := x.Date.At(x.Clock, c.Zone), ""
	if x.Only {
		alone = " " + c.T("alone")
	}
	days := make([]string, len(x.Days))
	for i, d := range x.Days {
		days[i] = c.Date(d)
	}
	t = strings.NewReplacer("{day}", c.Date(x.Date), "{alone}", alone, "{at}", c.Moment(at), "{days}", c.List(days)).Replace(t)
	return c.fill(t, values{c.people(x.Agents), x.Queue, x.From, x.To, x.Hours, x.Pace, []string{x.Name}})
}

// Repair words a change with what it brings and costs: let anna start at Mon 9 Nov 07:00:
// 14 more contacts in time, costs nothing more.
func (c Catalogue) Repair(r repair.Repair, currency string) string {
	var parts []string
	if h := r.Gain.Heads; h >= 0.05 {
		parts = append(parts, c.T("%s h of the minimum staffing filled", c.Trimmed(h, 1)))
	} else if h <= -0.05 {
		parts = append(parts, c.T("%s h below the minimum staffing", c.Trimmed(-h, 1)))
	}
	if s := c.contacts(r); s != "" {
		parts = append(parts, s)
	} else if len(parts) == 0 {
		parts = append(parts, c.T("as many contacts in time"))
	}
	if n := r.Gain.Granted; r.Change.Kind != repair.ChangeGrant && n < 0 {
		parts = append(parts, c.T("%d fewer {request/requests} granted", -n))
	}
	parts = append(parts, c.pay(r, currency))
	if moved := others(r); len(moved) > 0 {
		parts = append(parts, c.T("shifts of %s move with it", c.people(moved)))
	}
	return c.T("%s: %s", c.Change(r.Change), strings.Join(parts, ", "))
}

// contacts says how many more or fewer are served in time, and where; it is empty where as
// many are.
func (c Catalogue) contacts(r repair.Repair) string {
	x := r.Gain.Contacts
	n := trim(max(x, -x), 0)
	if n == "0" {
		return ""
	}
	var where []string
	if x > 0 && r.Gain.Here >= 0.5 && x-r.Gain.Here >= 0.5 {
		where = append(where, c.T("%s of them here", trim(r.Gain.Here, 0)))
	}
	if worse := c.lost(r); worse != "" {
		where = append(where, worse)
	}
	s := c.T("%s more {contact/contacts} in time", n)
	if x < 0 {
		s = c.T("%s fewer {contact/contacts} in time", n)
	}
	if len(where) > 0 {
		s += " (" + strings.Join(where, ", ") + ")"
	}
	return s
}

// lost says on which queues fewer are served in time.
func (c Catalogue) lost(r repair.Repair) string {
	var worse []string
	rest := r.Gain.Contacts
	for _, w := range r.Worse {
		worse = append(worse, c.T("%s fewer on %s", trim(w.Contacts, 0), w.Queue))
		rest += w.Contacts
	}
	switch {
	case len(worse) == 0:
		return ""
	case r.Gain.Contacts > 0:
		return c.T("but %s", c.List(worse))
	case len(worse) == 1 && rest < 0.5:
		return c.T("on %s", r.Worse[0].Queue)
	case rest >= 0.5:
		worse = append(worse, c.T("%s more elsewhere", trim(rest, 0)))
	}
	return c.List(worse)
}

// pay is what a repair costs, or the paid hours where no wages are known.
func (c Catalogue) pay(r repair.Repair, currency string) string {
	switch {
	case r.Cost.IsPositive():
		return c.T("%s %s more pay", c.Money(r.Cost), currency)
	case r.Cost.IsNegative():
		return c.T("%s %s less pay", c.Money(r.Cost.Neg()), currency)
	case r.Hours >= 0.05:
		return c.T("%s more paid hours", c.Trimmed(r.Hours, 1))
	}
	return c.T("at the same pay")
}

// others are the people whose shifts move though the change does not name them.
func others(r repair.Repair) []string {
	var out []string
	for _, id := range r.Moved {
		named := false
		for _, a := range r.Change.Agents {
			named = named || a == id
		}
		if !named {
			out = append(out, id)
		}
	}
	return out
}

// people names up to three, and says how many others there are.
func (c Catalogue) people(ids []string) string {
	const most = 3
	if len(ids) > most {
		return c.T("%s and %d more", strings.Join(ids[:most-1], ", "), len(ids)-most+1)
	}
	return c.List(ids)
}
