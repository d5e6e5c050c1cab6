package html

import (
	"io"
	"math"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/plan/repair"
	"turno/schedule"
)

// total is a figure before and after. Class is met where the change is for the better,
// missed where it is for the worse.
type total struct{ Name, Before, After, Change, Class string }

// changed is a person with every shift that differs.
type changed struct {
	Agent, Team string
	Edits       []edit
}

// edit is a change in words, with the shift before and after; either may be none.
type edit struct {
	Words      string
	Was, Is    *ganttRow
	Day, IsDay string // of either
	Ticks      []tick
}

// Difference writes the page of what changes from one version of a roster to another: what
// it comes to, and of every person whose shifts differ both versions of each.
func Difference(w io.Writer, d repair.Difference, in plan.Input, opt Options) error {
	x := newWriter(plan.Plan{Input: in}, opt)
	f := x.frame(opt)
	f.Answer = x.altogether(d)
	people, columns := x.changes(d.Edits)
	return x.render(w, "difference.tmpl", struct {
		frame
		Totals   []total
		People   []changed
		Columns  int
		Currency string
	}{f, x.totals(d), people, columns, in.Currency})
}

// altogether says in a few sentences what changes.
func (x *writer) altogether(d repair.Difference) []string {
	if len(d.Edits) == 0 {
		return []string{x.T("The rosters do not differ")}
	}
	out := []string{x.T("%d {change/changes} for %d {person/people}", len(d.Edits), d.People)}
	a, b := d.Before, d.After
	if !a.Cost.Equal(b.Cost) || math.Abs(a.Hours-b.Hours) > 0.05 {
		out = append(out, x.T("Paid hours change by %s, pay by %s %s", x.More(b.Hours-a.Hours, 1), x.MoreMoney(b.Cost.Sub(a.Cost)), x.plan.Input.Currency))
	}
	missed := 0.0
	for i := range a.Queues {
		missed += b.Queues[i].Missed - a.Queues[i].Missed
	}
	switch {
	case missed > 0.5:
		out = append(out, x.T("%s more {contact is/contacts are} expected to miss the target", x.Count(missed)))
	case missed < -0.5:
		out = append(out, x.T("%s fewer {contact is/contacts are} expected to miss the target", x.Count(-missed)))
	}
	return append(out, x.rulesKept(b.Broken))
}

func (x *writer) totals(d repair.Difference) []total {
	a, b := d.Before, d.After
	out := []total{
		{x.T("Shifts"), x.Count(float64(a.Shifts)), x.Count(float64(b.Shifts)), x.More(float64(b.Shifts-a.Shifts), 0), ""},
		{x.T("Paid hours"), x.tenth(a.Hours), x.tenth(b.Hours), x.More(b.Hours-a.Hours, 1), ""},
		{x.T("Pay, %s", x.plan.Input.Currency), x.Money(a.Cost), x.Money(b.Cost), x.MoreMoney(b.Cost.Sub(a.Cost)), better(a.Cost.Sub(b.Cost).InexactFloat64())},
		{x.T("Hard rules broken"), x.Count(float64(a.Broken)), x.Count(float64(b.Broken)), x.More(float64(b.Broken-a.Broken), 0), better(float64(a.Broken - b.Broken))},
	}
	for i, q := range a.Queues {
		o := b.Queues[i]
		out = append(out,
			total{x.T("%s: within target", q.Queue), x.T("%.1f %%", 100*q.Service), x.T("%.1f %%", 100*o.Service), x.T("%s points", x.More(100*(o.Service-q.Service), 1)), better(100 * (o.Service - q.Service))},
			total{x.T("%s: contacts missing it", q.Queue), x.tenth(q.Missed), x.tenth(o.Missed), x.More(o.Missed-q.Missed, 1), better(q.Missed - o.Missed)},
			total{x.T("%s: agent-hours short", q.Queue), x.tenth(q.Short), x.tenth(o.Short), x.More(o.Short-q.Short, 1), better(q.Short - o.Short)})
	}
	return out
}

// better is the class of a gain.
func better(gain float64) string {
	switch {
	case gain >= 0.05:
		return "met"
	case gain <= -0.05:
		return "missed"
	}
	return ""
}

// changes gathers the edits by person, on one axis for all.
func (x *writer) changes(edits []repair.Edit) ([]changed, int) {
	var shifts []schedule.Shift
	for _, e := range edits {
		for _, s := range []schedule.Shift{e.Before, e.After} {
			if !s.Start.IsZero() {
				shifts = append(shifts, s)
			}
		}
	}
	if len(shifts) == 0 {
		return nil, 1
	}
	a, _ := x.axis(shifts)
	var out []changed
	last := ""
	for _, e := range edits {
		if len(out) == 0 || e.Agent != last {
			out, last = append(out, changed{Agent: x.name(e.Agent), Team: x.agents[e.Agent].Group}), e.Agent
		}
		p := &out[len(out)-1]
		p.Edits = append(p.Edits, x.edit(e, a))
	}
	return out, a.last - a.first
}

func (x *writer) edit(e repair.Edit, a axis) edit {
	out := edit{Words: x.Edit(e)}
	row := func(s schedule.Shift) (*ganttRow, string) {
		if s.Start.IsZero() {
			return nil, ""
		}
		date := calendar.DateOf(s.Start.In(x.zone))
		midnight := date.In(x.zone)
		r := x.ganttRow(s, midnight, a)
		out.Ticks = x.ticks(midnight, a)
		return &r, x.dayName(date)
	}
	out.Is, out.IsDay = row(e.After)
	out.Was, out.Day = row(e.Before)
	return out
}
