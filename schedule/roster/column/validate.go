package column

import (
	"errors"
	"fmt"
	"math"
)

// Bounds of a problem's size; a problem beyond them is refused, never tried.
const (
	maxDays   = 400
	maxShifts = 2000
	maxAgents = 5000
	maxCells  = 20_000_000
	maxUnits  = 1_000_000 // minutes of any limit or shift
	maxCost   = 1e12
)

// Validate says everything that is wrong with the problem: sizes, references, numbers that
// are not finite, and costs of supply that are not convex.
func (p *Problem) Validate() error {
	var faults []error
	bad := func(ok bool, format string, args ...any) {
		if !ok && len(faults) < 50 {
			faults = append(faults, fmt.Errorf(format, args...))
		}
	}
	bad(p.Days >= 1 && p.Days <= maxDays, "days: %d, expected 1 to %d", p.Days, maxDays)
	bad(p.Lines >= 1 && p.Slots >= 1 && p.Lines <= maxCells && p.Slots <= maxCells/max(1, p.Lines), "lines x slots: %d x %d, expected 1 to %d together", p.Lines, p.Slots, maxCells)
	bad(len(p.Shifts) <= maxShifts, "shifts: %d, expected at most %d", len(p.Shifts), maxShifts)
	bad(len(p.Agents) <= maxAgents, "agents: %d, expected at most %d", len(p.Agents), maxAgents)
	bad(len(p.Begin) == p.Days && len(p.Weekend) == p.Days, "begin and weekend: %d and %d values, expected one per day, %d", len(p.Begin), len(p.Weekend), p.Days)
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	p.validateShifts(bad)
	for i := range p.Agents {
		p.validateAgent(&p.Agents[i], bad)
	}
	p.validateCosts(bad)
	return errors.Join(faults...)
}

type fault func(ok bool, format string, args ...any)

func (p *Problem) validateShifts(bad fault) {
	for d, k := range p.Begin {
		bad(k >= 0 && k < p.Slots, "day %d begins at slot %d, expected 0 to %d", d, k, p.Slots-1)
	}
	for _, s := range p.Shifts {
		bad(s.Minutes >= 1 && s.Minutes <= maxUnits, "shift %q: minutes %d, expected 1 to %d", s.ID, s.Minutes, maxUnits)
		for _, x := range s.Excludes {
			bad(x >= 0 && x < len(p.Shifts), "shift %q excludes shift number %d of %d", s.ID, x, len(p.Shifts))
		}
		for _, x := range s.Spans {
			bad(x.Line >= 0 && x.Line < p.Lines && x.From >= 0 && x.From <= x.To && x.To <= maxCells, "shift %q: span %+v, expected a line below %d and From up to To", s.ID, x, p.Lines)
		}
	}
}

func (p *Problem) validateAgent(a *Agent, bad fault) {
	bad(a.Pace == nil || len(a.Pace) == p.Lines, "agent %q: %d paces, expected one per line, %d", a.ID, len(a.Pace), p.Lines)
	for _, x := range a.Pace {
		bad(finite(x) && x >= 0, "agent %q: pace %v, expected a number from 0", a.ID, x)
	}
	bad(len(a.Caps) == len(p.Shifts), "agent %q: %d caps, expected one per shift, %d", a.ID, len(a.Caps), len(p.Shifts))
	for _, c := range a.Caps {
		bad(c >= 0, "agent %q: cap %d, expected 0 or more", a.ID, c)
	}
	for _, d := range a.Free {
		bad(d >= 0 && d < p.Days, "agent %q: free day %d, expected 0 to %d", a.ID, d, p.Days-1)
	}
	r := a.Rules
	bad(r.MinMinutes >= 0 && r.MaxMinutes >= 0 && r.MinRun >= 0 && r.MaxRun >= 0 && r.MinOff >= 0 && r.MaxWeekends >= 0, "agent %q: rules %+v, expected limits of 0 or more", a.ID, r)
	p.validateSoft(a, bad)
	for _, w := range a.Wishes {
		bad(w.Day >= 0 && w.Day < p.Days && w.Shift >= 0 && w.Shift < len(p.Shifts) && w.Term >= 0 && w.Term < len(p.Terms), "agent %q: wish %+v names a day, shift or term that is not there", a.ID, w)
		bad(finite(w.Worked) && finite(w.Missed), "agent %q: wish %+v, expected finite costs", a.ID, w)
	}
}

func (p *Problem) validateSoft(a *Agent, bad fault) {
	s, b := &a.Soft, &a.Before
	bad(!s.any() || s.Term >= 0 && s.Term < len(p.Terms), "agent %q: soft limits of term %d of %d", a.ID, s.Term, len(p.Terms))
	for _, r := range append([]Range{s.Run, s.Off, s.Minutes, s.Weekends, {Long: s.Half}}, s.Same...) {
		bad(r.Min >= 0 && r.Max >= 0 && r.Short >= 0 && r.Long >= 0 && finite(r.Short) && finite(r.Long), "agent %q: soft limit %+v, expected numbers from 0", a.ID, r)
	}
	runs := b.Off >= 0 && b.Run >= 0 && b.Off <= maxUnits && b.Run <= maxUnits && (b.Off == 0 || b.Run == 0)
	bad(runs && (b.Run == 0 || b.Last >= 0 && b.Last < len(p.Shifts) && b.Same >= 1 && b.Same <= b.Run && len(a.Caps) > b.Last && a.Caps[b.Last] > 0),
		"agent %q: before the period %+v, expected days off or days at work, the last of them on a shift that may be worked", a.ID, *b)
}

func (p *Problem) validateCosts(bad fault) {
	for _, t := range p.Terms {
		bad(t.Tier >= 1 && t.Tier <= 5 && finite(t.Weight) && t.Weight >= 0, "term %+v, expected a tier of 1 to 5 and a weight from 0", t)
	}
	for _, c := range p.Cover {
		bad(c.Line >= 0 && c.Line < p.Lines && c.Slot >= 0 && c.Slot < p.Slots && c.Term >= 0 && c.Term < len(p.Terms), "cover of line %d in slot %d names a line, slot or term that is not there", c.Line, c.Slot)
		bad(len(c.Cost) <= maxAgents+2 && convex(c.Cost), "cover of line %d in slot %d: costs %v, expected at most %d finite, convex ones", c.Line, c.Slot, c.Cost, maxAgents+2)
	}
}

func convex(cost []float64) bool {
	for i, c := range cost {
		if !finite(c) || i > 1 && c-cost[i-1] < cost[i-1]-cost[i-2]-1e-9*(1+math.Abs(c)) {
			return false
		}
	}
	return true
}

func finite(x float64) bool { return math.Abs(x) <= maxCost }
