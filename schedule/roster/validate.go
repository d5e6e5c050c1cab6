package roster

import (
	"fmt"
	"math"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/schedule"
)

// Bounds of the input.
const (
	maxAgents  = 5000
	maxPeriod  = 53 * 7 * 24 * time.Hour
	maxBreaks  = 6
	maxLengths = 1000
	maxGaps    = 50 // lengths of the gap of a split shift
	maxShift   = 48 * time.Hour
)

// validate says what makes no sense of the input.
func validate(in Input, opt Options) error {
	grid := in.Requirement.Grid
	switch {
	case opt.Effort < 0 || opt.Effort > 1e6:
		return fmt.Errorf("effort %d: expected 0 for the default, or up to 1000000 rounds", opt.Effort)
	case opt.Limit < 0:
		return fmt.Errorf("time limit %v: expected 0 for none, or more", opt.Limit)
	case grid.N < 0:
		return fmt.Errorf("period of %d intervals: expected 0 or more", grid.N)
	case grid.N == 0:
		return nil
	case grid.Step < time.Minute || grid.Step%time.Minute != 0 || grid.Step > 24*time.Hour:
		return fmt.Errorf("planning interval %v: expected whole minutes, such as 30m", grid.Step)
	case grid.N > int(maxPeriod/grid.Step):
		return fmt.Errorf("period of %d intervals of %v: expected at most 53 weeks; plan it in parts", grid.N, grid.Step)
	case len(in.Team.Agents) > maxAgents:
		return fmt.Errorf("team of %d agents: expected at most %d; plan it in parts", len(in.Team.Agents), maxAgents)
	}
	seen := map[string]bool{}
	for _, a := range in.Team.Agents {
		if seen[a.ID] {
			return fmt.Errorf("agent %q is there twice: give everybody an ID of their own", a.ID)
		}
		seen[a.ID] = true
		if _, ok := in.Team.Contracts[a.Contract]; !ok {
			return fmt.Errorf("agent %q: contract %q is not among the contracts", a.ID, a.Contract)
		}
	}
	for _, s := range in.Team.Locks {
		if length := s.End.Sub(s.Start); length > maxShift {
			return fmt.Errorf("locked shift of %q at %v: length %v: expected at most %v", s.Agent, s.Start, length, maxShift)
		}
	}
	if a, b, yes := meetingsOverlap(in.Team); yes {
		return fmt.Errorf("agent %q: the %s at %v and the %s at %v overlap: move one, or give it a window and a length", a.Agent, a.Kind, a.From, b.Kind, b.From)
	}
	return validateKinds(in)
}

// validateKinds looks at the shift kinds of the contracts in use.
func validateKinds(in Input) error {
	for _, name := range contractNames(in.Team) {
		c := in.Team.Contracts[name]
		if err := validateWanted(c); err != nil {
			return fmt.Errorf("contract %q: %w", name, err)
		}
		for _, kind := range c.ShiftKinds {
			if _, ok := in.Team.ShiftKinds[kind]; !ok {
				return fmt.Errorf("contract %q: shift kind %q is not among the shift kinds", name, kind)
			}
		}
		for _, k := range kindsOf(in.Team, c) {
			switch {
			case k.Start.From < 0 || k.Start.To > calendar.Clock(48, 0):
				return fmt.Errorf("shift kind %q: start %v to %v: expected 00:00 to 48:00", k.Name, k.Start.From, k.Start.To)
			case k.Length.Max > maxShift:
				return fmt.Errorf("shift kind %q: length %v: expected at most %v", k.Name, k.Length.Max, maxShift)
			case k.Grain > 0 && (k.Length.Max-k.Length.Min)/k.Grain > maxLengths:
				return fmt.Errorf("shift kind %q: grain %v: expected at most %d lengths between %v and %v", k.Name, k.Grain, maxLengths, k.Length.Min, k.Length.Max)
			case k.Every > 0 && k.Every < time.Minute:
				return fmt.Errorf("shift kind %q: every %v: expected whole minutes", k.Name, k.Every)
			case k.Split != nil && (k.Split.Gap.Max > maxShift || k.Split.Step > 0 && (k.Split.Gap.Max-k.Split.Gap.Min)/k.Split.Step > maxGaps):
				return fmt.Errorf("shift kind %q: gap of %v to %v: expected at most %v and %d lengths", k.Name, k.Split.Gap.Min, k.Split.Gap.Max, maxShift, maxGaps)
			case k.OnCall != nil && (len(k.Breaks) > 0 || k.Split != nil || k.OnCall.Pay.IsNegative() || k.OnCall.Pay.GreaterThan(decimal.NewFromInt(1))):
				return fmt.Errorf("shift kind %q: on call with pay %v: expected a share of 0 to 1, and neither breaks nor a gap", k.Name, k.OnCall.Pay)
			case len(k.Breaks) > maxBreaks:
				return fmt.Errorf("shift kind %q: %d breaks: expected at most %d", k.Name, len(k.Breaks), maxBreaks)
			}
			for _, b := range k.Breaks {
				if b.Length > maxShift || b.Length < 0 {
					return fmt.Errorf("shift kind %q: break %q of %v: expected 0 to %v", k.Name, b.Name, b.Length, maxShift)
				}
			}
		}
	}
	return nil
}

// validateWanted asks that every limit that is only wanted is one of those that can be, and
// is wanted once.
func validateWanted(c schedule.Contract) error {
	seen := map[int]bool{}
	for _, w := range c.Rules.Wanted {
		if math.IsNaN(w.Weight) || w.Weight < 0 || w.Weight > 1e6 {
			return fmt.Errorf("wanted limit of weight %v: expected 0 to 1000000", w.Weight)
		}
		r, n := w.Rules, -1
		for k, set := range []bool{
			r.DailyRest > 0, r.ConsecutiveDaysMax > 0, r.ConsecutiveDaysMin > 0, r.DaysOffMin > 0, r.WeekendsFree > 0,
			r.WeekendsMax > 0, r.WeekendsRow > 0, r.WeekendCycle.On > 0 && r.WeekendCycle.Off > 0, r.WholeWeekends, r.BackwardMax > 0, r.InsideHours,
		} {
			if set && n >= 0 {
				return fmt.Errorf("wanted limit %+v: expected one rule", r)
			} else if set {
				n = k
			}
		}
		if n < 0 || seen[n] {
			return fmt.Errorf("wanted limit %+v: expected a rule that can be wanted, each once", r)
		}
		seen[n] = true
	}
	return nil
}
