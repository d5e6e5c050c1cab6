package html

import (
	"cmp"
	"slices"

	"turno/plan/cost"
	"turno/schedule/check"
)

// people is everybody's hours and how evenly what is hard or wished for is shared.
type people struct {
	Rows []person
	Fair []measure
	Pay  string // the currency; empty where no wages are known
}

// person is what one agent works. Least and Most bound the paid hours by contract.
type person struct {
	Agent, Team, Contract, Shifts string
	Paid, Bounds, Verdict         string
	Bar                           *hoursBar
	Night, Weekend, Granted, Pay  string
}

// hoursBar sets paid hours against the range of the contract, along a scale of 100.
type hoursBar struct{ Paid, From, Long string }

// measure is a spread over those who work.
type measure struct {
	Name, Least, Middle, Most string
	LeastOf, MostOf           string
	Dots                      []string // along a scale of 100
}

func (x *writer) people() people {
	p := x.plan
	pay := map[string]cost.Line{}
	for _, l := range p.Cost.Agents {
		pay[l.Agent] = l
	}
	out := people{}
	if p.Cost.Total.Total.IsPositive() {
		out.Pay = p.Input.Currency
	}
	scale := 1.0
	for _, a := range p.Check.Agents {
		scale = max(scale, a.Paid, a.Most, a.Least)
	}
	for _, h := range p.Check.Agents {
		a := x.agents[h.Agent]
		row := person{
			Agent: x.name(h.Agent), Team: a.Group, Contract: a.Contract, Shifts: x.Count(float64(h.Shifts)),
			Paid: x.tenth(h.Paid), Night: x.tenth(h.Night), Weekend: x.tenth(h.Weekend), Bar: &hoursBar{Paid: place(100 * h.Paid / scale)},
		}
		x.judge(&row, h, scale)
		if h.Requests > 0 {
			row.Granted = x.T("%d of %d", h.Granted, h.Requests)
		}
		if out.Pay != "" {
			row.Pay = x.Money(pay[h.Agent].Total)
		}
		out.Rows = append(out.Rows, row)
	}
	out.Fair = x.fair(p.Check.Agents)
	return out
}

// judge sets what an agent is paid for against what the contract asks for and allows.
func (x *writer) judge(row *person, h check.AgentHours, scale float64) {
	most := h.Most
	switch {
	case h.Least > 0 && most > 0:
		row.Bounds = x.tenth(h.Least) + "–" + x.tenth(most)
	case most > 0:
		row.Bounds = x.T("up to %s", x.tenth(most))
	case h.Least > 0:
		row.Bounds = x.T("from %s", x.tenth(h.Least))
	default:
		return
	}
	if most == 0 {
		most = scale
	}
	row.Bar.From, row.Bar.Long = place(100*h.Least/scale), place(100*(most-h.Least)/scale)
	switch {
	case h.Below():
		row.Verdict = x.T("below the contract")
	case h.Above():
		row.Verdict = x.T("above the contract")
	}
}

// fair spreads what is worth sharing evenly over those who have a shift.
func (x *writer) fair(all []check.AgentHours) []measure {
	work := slices.DeleteFunc(slices.Clone(all), func(a check.AgentHours) bool { return a.Shifts == 0 })
	asked := slices.DeleteFunc(slices.Clone(all), func(a check.AgentHours) bool { return a.Requests == 0 })
	hours := func(v float64) string { return x.T("%.1f h", v) }
	var out []measure
	for _, m := range []struct {
		name  string
		of    []check.AgentHours
		value func(check.AgentHours) float64
		words func(float64) string
	}{
		{x.T("Weekend hours"), work, func(a check.AgentHours) float64 { return a.Weekend }, hours},
		{x.T("Night hours"), work, func(a check.AgentHours) float64 { return a.Night }, hours},
		{x.T("Paid hours"), work, func(a check.AgentHours) float64 { return a.Paid }, hours},
		{x.T("Requests granted"), asked, func(a check.AgentHours) float64 { return float64(a.Granted) / float64(a.Requests) }, x.percent},
	} {
		if s, ok := x.spread(m.name, m.of, m.value, m.words); ok {
			out = append(out, s)
		}
	}
	return out
}

// spread is empty where nobody is concerned, or all have nothing.
func (x *writer) spread(name string, of []check.AgentHours, value func(check.AgentHours) float64, words func(float64) string) (measure, bool) {
	if len(of) == 0 {
		return measure{}, false
	}
	of = slices.Clone(of)
	slices.SortStableFunc(of, func(a, b check.AgentHours) int { return cmp.Compare(value(a), value(b)) })
	low, high := value(of[0]), value(of[len(of)-1])
	if high == 0 {
		return measure{}, false
	}
	m := measure{Name: name, Least: words(low), Middle: words(value(of[(len(of)-1)/2])), Most: words(high)}
	if high > low {
		m.LeastOf, m.MostOf = x.several(of, value, low), x.several(of, value, high)
	}
	last := ""
	for _, a := range of {
		if at := place(100 * value(a) / high); at != last {
			m.Dots, last = append(m.Dots, at), at
		}
	}
	return m, true
}

// several names who has a value, or counts them where there are many.
func (x *writer) several(of []check.AgentHours, value func(check.AgentHours) float64, v float64) string {
	var first string
	n := 0
	for _, a := range of {
		if value(a) == v {
			if n++; n == 1 {
				first = x.name(a.Agent)
			}
		}
	}
	if n > 1 {
		return x.T("%d {person/people}", n)
	}
	return first
}
