package roster

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Bounds of a problem's size; one beyond them is refused, never tried.
const (
	maxDays  = 400
	maxForms = 2000
	maxCells = 50_000_000 // lines times intervals
	maxCost  = 1e12
)

// Validate says everything that is wrong with the problem: sizes, references, numbers that
// are not finite, and costs of supply that are not convex.
func (p *Problem) Validate() error {
	v := validation{p: p}
	v.sizes()
	if len(v.faults) == 0 {
		v.forms()
		for a := range p.Agents {
			v.agent(&p.Agents[a])
		}
		v.lines()
	}
	return errors.Join(v.faults...)
}

type validation struct {
	p      *Problem
	faults []error
}

// check notes a fault where ok is false, up to fifty of them.
func (v *validation) check(ok bool, format string, args ...any) bool {
	if !ok && len(v.faults) < 50 {
		v.faults = append(v.faults, fmt.Errorf(format, args...))
	}
	return ok
}

func (v *validation) sizes() {
	p := v.p
	v.check(p.Step >= 1 && p.Step <= 1440, "step %d minutes: expected 1 to 1440", p.Step)
	v.check(p.N >= 1 && p.Tail >= 0 && p.N+p.Tail <= maxCells/max(1, len(p.Lines)), "%d intervals and %d beyond, %d lines: expected 1 or more, at most %d together", p.N, p.Tail, len(p.Lines), maxCells)
	v.check(len(p.Forms) <= maxForms, "%d forms of shift: expected at most %d", len(p.Forms), maxForms)
	v.check(len(p.Agents) <= maxAgents, "%d agents: expected at most %d", len(p.Agents), maxAgents)
	v.check(len(p.Terms) == termCount, "%d terms: expected the %d of Tiers, in their order", len(p.Terms), termCount)
	v.days(p)
	for _, t := range p.Terms {
		v.check(within(t.Weight) && t.Weight >= 0, "term %q: weight %v: expected 0 or more", t.Name, t.Weight)
	}
}

// days looks at the days and weeks of the problem, or of an agent's own frame.
func (v *validation) days(p *Problem) {
	v.check(len(p.Days) >= 1 && len(p.Days) <= maxDays, "%d days: expected 1 to %d", len(p.Days), maxDays)
	for d, x := range p.Days {
		v.check(x.From < x.To && (d == 0 || x.From == p.Days[d-1].To) && x.Week >= 0 && x.Week < len(p.Weeks), "day %d: %+v: expected days that follow each other, of one of %d weeks", d, x, len(p.Weeks))
	}
	end := (p.N+p.Tail)*p.Step + 1
	v.check((p.Toll == nil || len(p.Toll) == end) && (p.Nights == nil || len(p.Nights) == end), "unsocial and night minutes: %d and %d values: expected none or %d", len(p.Toll), len(p.Nights), end)
}

func (v *validation) forms() {
	for i, f := range v.p.Forms {
		v.check(f.Unpaid >= 0 && f.Unpaid <= 1, "form %d, %q: %v of its pay unpaid: expected a share of 0 to 1", i, f.Kind, f.Unpaid)
		last := 0
		for _, l := range f.Lengths {
			v.check(l.Minutes > last && l.Minutes <= v.p.Tail*v.p.Step && l.Paid >= 0 && l.Paid <= l.Minutes && l.Class >= 0 && l.Class < len(f.Classes), "form %d, %q: length %+v: expected ascending lengths of one of %d classes, at most the %d minutes beyond the period", i, f.Kind, l, len(f.Classes), v.p.Tail*v.p.Step)
			last = l.Minutes
		}
		for _, c := range f.Classes {
			v.check(len(c.Breaks) <= maxBreaks, "form %d, %q: %d breaks: expected at most %d", i, f.Kind, len(c.Breaks), maxBreaks)
		}
		for _, x := range f.Excludes {
			v.check(x >= 0 && x < len(v.p.Forms), "form %d, %q: excludes form %d of %d", i, f.Kind, x, len(v.p.Forms))
		}
	}
}

func (v *validation) agent(a *Agent) {
	p := v.p
	if a.Frame != nil {
		own := *p
		own.Days, own.Weeks, own.Toll, own.Nights = a.Frame.Days, a.Frame.Weeks, a.Frame.Toll, a.Frame.Nights
		p = &own
		v.days(p)
	}
	v.check(len(a.Starts) == len(p.Days), "agent %q: starts of %d days: expected %d", a.ID, len(a.Starts), len(p.Days))
	v.check(len(a.Locked) == 0 || len(a.Locked) == len(p.Days), "agent %q: locked shifts of %d days: expected none or %d", a.ID, len(a.Locked), len(p.Days))
	v.check(len(a.Weeks) == 0 || len(a.Weeks) == len(p.Weeks), "agent %q: limits of %d weeks: expected none or %d", a.ID, len(a.Weeks), len(p.Weeks))
	v.check(len(a.Told) == 0 || len(a.Told) == len(p.Days), "agent %q: told of %d days: expected none or %d", a.ID, len(a.Told), len(p.Days))
	for d, x := range a.Told {
		v.check(x.From <= x.To && !slices.ContainsFunc(x.Parts, func(y Part) bool {
			return y.From < 0 || y.From > y.To || y.To > (p.N+p.Tail)*p.Step || y.Duty >= len(a.Duties)
		}), "agent %q: told of day %d: %+v: expected stretches within the period, in duties that the agent has", a.ID, d, x)
	}
	v.check(a.Caps == nil || len(a.Caps) == len(p.Forms), "agent %q: %d caps: expected none or %d", a.ID, len(a.Caps), len(p.Forms))
	v.caps(a)
	v.check(a.Means == nil || len(a.Means) == len(p.Weeks), "agent %q: averages of %d weeks: expected none or %d", a.ID, len(a.Means), len(p.Weeks))
	v.check(a.Past.Form >= 0 && a.Past.Form <= len(p.Forms), "agent %q: last form %d: expected 1 more than one of %d, or 0", a.ID, a.Past.Form, len(p.Forms))
	v.check(a.Limits.Backward < 1<<14 && a.Limits.Spread < 1<<14, "agent %q: starts %d and %d minutes apart: expected less than %d", a.ID, a.Limits.Backward, a.Limits.Spread, 1<<14)
	v.check(a.Soft.Outside <= 0 || len(a.Outside) == (p.N+p.Tail)*p.Step+1, "agent %q: minutes outside opening hours: %d values: expected %d", a.ID, len(a.Outside), (p.N+p.Tail)*p.Step+1)
	v.soft(a)
	for d, starts := range a.Starts {
		for _, s := range starts {
			v.check(s.Form >= 0 && s.Form < len(p.Forms) && d < len(p.Days) && s.At >= p.Days[d].From && s.At < p.Days[d].To && s.At < p.N*p.Step, "agent %q: start %+v on day %d: expected a form and a minute of that day", a.ID, s, d)
		}
	}
	for _, d := range a.Duties {
		v.check(within(d.Pace) && d.Pace >= 0 && d.Blend < len(p.Flow.Blends) && d.Live < len(p.Flow.Live), "agent %q: duty %v: pace %v, blend %d, live %d: expected what the problem has", a.ID, d.Queues, d.Pace, d.Blend, d.Live)
		for _, x := range d.Adds {
			v.check(x.Line >= 0 && x.Line < len(p.Lines) && within(x.Amount) && x.Amount >= 0, "agent %q: duty %v supplies %v to line %d of %d", a.ID, d.Queues, x.Amount, x.Line, len(p.Lines))
		}
	}
	for _, w := range a.Wishes {
		v.check(w.From <= w.To && within(w.Weight), "agent %q: wish %+v: expected a beginning before its end and a finite weight", a.ID, w)
	}
}

// soft looks at the limits that cost and at windows of weekends.
func (v *validation) soft(a *Agent) {
	s := &a.Soft
	for _, x := range []Soft{s.Rest, s.Run, s.RunMin, s.OffMin, s.Weekends, s.Backward, s.OffMax, s.DaysMin, s.DaysMax, {0, s.Whole}, {0, s.Outside}} {
		v.check(within(x.Weight) && x.Weight >= 0 && x.Limit >= 0 && x.Limit <= maxCost, "agent %q: wanted limit %+v: expected a limit and a weight of 0 or more", a.ID, x)
	}
	v.check(len(s.Series) == 0 || len(s.Series) == len(v.p.Forms), "agent %q: limits of days in a row on %d forms: expected none or %d", a.ID, len(s.Series), len(v.p.Forms))
	for _, x := range s.Series {
		v.check(x.Min >= 0 && x.Max >= 0 && within(x.Weight) && x.Weight >= 0, "agent %q: days in a row on a form %+v: expected limits and a weight of 0 or more", a.ID, x)
	}
	for _, w := range a.weekendWindows() {
		v.check(w.Weeks >= 1 && w.Weeks <= 8 && w.Most >= 0 && within(w.Weight), "agent %q: weekends %+v: expected a limit for any 1 to 8 of them", a.ID, w)
	}
}

// countable says of whom the search cannot count all that is limited: a label has room for
// 64 bits of it, and none for what only rigid problems may have.
func (p *Problem) countable() error {
	for a := range p.Agents {
		if p.Agents[a].Soft.counts() {
			return fmt.Errorf("agent %q: days off in a row, days in a row on one shift or days of the period are limited at a price: expected that only where shifts leave nothing open", p.Agents[a].ID)
		}
		if used := p.Agents[a].used; used > 64 {
			return fmt.Errorf("agent %q: the limits of nights, weekends and forms take %d bits to count: expected at most 64; limit fewer kinds of shift", p.Agents[a].ID, used)
		}
	}
	return nil
}

func (v *validation) lines() {
	for l, line := range v.p.Lines {
		for _, c := range line.Cover {
			if !v.check(c.Term >= 0 && c.Term < termCount && len(c.Table) == v.p.N, "line %d, %q: cover of term %d with %d intervals: expected one of %d terms and %d intervals", l, line.Queue, c.Term, len(c.Table), termCount, v.p.N) {
				continue
			}
			for i, table := range c.Table {
				v.check(finiteAll(table), "line %d, %q, interval %d: costs %v: expected finite ones", l, line.Queue, i, table)
			}
		}
	}
}

func within(x float64) bool { return math.Abs(x) <= maxCost }

func finiteAll(values []float64) bool {
	for _, x := range values {
		if !within(x) {
			return false
		}
	}
	return true
}

// caps asks that forms of one kind have one limit.
func (v *validation) caps(a *Agent) {
	kinds := map[string]int{}
	for f := range min(len(a.Caps), len(v.p.Forms)) {
		kind, most := v.p.Forms[f].Kind, a.Caps[f]
		if first, known := kinds[kind]; most > 0 && known {
			v.check(most == first, "agent %q: at most %d and %d shifts of the kind %q: expected one limit", a.ID, first, most, kind)
		} else if most > 0 {
			kinds[kind] = most
		}
	}
}
