package skills

import (
	"slices"
	"time"
)

// Abilities is what a person can do in [from, to): the abilities that were stated, with what
// the fits know better. A tested pace takes the place of the stated one, tested slots of the
// stated slots; the level moves the pace by the rework that it saves or brings; induction
// holds for the weeks since the person began. From the time of a bar on there is none. Where
// something changes within the period an ability is in several pieces, one after the other.
func (m Model) Abilities(stated []Ability, fits []Fit, from, to time.Time) []Ability {
	var out []Ability
	for _, a := range stated {
		i := slices.IndexFunc(fits, func(f Fit) bool { return f.Persona == string(a.Channel) && f.Channel == a.Channel })
		if i < 0 {
			out = append(out, a)
			continue
		}
		out = append(out, m.pieces(m.Ability(a, fits[i]), fits[i], from, to)...)
	}
	return out
}

// Ability is the stated ability with what the fit knows better, once induction is over.
func (m Model) Ability(a Ability, f Fit) Ability {
	if s := f.Stress; s != nil {
		a.Pace = s.Pace
		if s.Slots > 0 && a.Channel == Chat {
			a.Slots, a.Inflation = s.Slots, s.Inflation
		}
	}
	if f.Known > 0 {
		a.Level = f.Level
		a.Pace *= 1 + m.Rework*(f.Level-m.Par)
	}
	return a
}

// pieces cuts the ability where a week of induction or a bar begins.
func (m Model) pieces(a Ability, f Fit, from, to time.Time) []Ability {
	end := to
	if len(f.Bars) > 0 && f.Bars[0].From.Before(end) {
		end = f.Bars[0].From
		if !from.Before(end) {
			return nil
		}
	}
	cuts := []time.Time{from}
	if !f.Begun.IsZero() {
		for w := range m.Induction.Weeks() + 1 {
			if at := f.Begun.AddDate(0, 0, 7*w); at.After(from) && at.Before(end) {
				cuts = append(cuts, at)
			}
		}
	}
	var out []Ability
	for i, at := range cuts {
		b, until := a, end
		if i+1 < len(cuts) {
			until = cuts[i+1]
		}
		if !f.Begun.IsZero() {
			b.Pace *= m.Induction.Serves(weeksBetween(f.Begun, at))
		}
		if i > 0 {
			b.From = at
		}
		if until.Before(to) {
			b.To = until
		}
		if n := len(out); n > 0 && out[n-1].Pace == b.Pace {
			out[n-1].To = b.To
			continue
		}
		out = append(out, b)
	}
	return out
}

// Holds says whether the ability holds at the time.
func (a Ability) Holds(t time.Time) bool {
	return (a.From.IsZero() || !t.Before(a.From)) && (a.To.IsZero() || t.Before(a.To))
}
