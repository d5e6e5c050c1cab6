package check

import (
	"cmp"
	"slices"
	"time"

	"turno/schedule"
)

// breaks finds shifts whose breaks are not those of their kind: each break rule that the
// length brings needs one break of its length and pay that begins within its window, and
// there may be no others; meetings that nobody asked for count as such. Breaks lie inside the shift and do not overlap; where they do,
// none counts as found.
func breaks(c *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	extra, _ := p.match()
	for _, s := range p.shifts {
		if !s.ours {
			continue
		}
		for _, b := range extra {
			if !b.Start.Before(s.Start) && !b.End.After(s.End) {
				found = append(found, p.broken(schedule.CodeBreaks, s.Start, s.End, 0, 0, b.Meeting))
			}
		}
		if !tidy(s.Shift) {
			found = append(found, p.broken(schedule.CodeBreaks, s.Start, s.End, 0, float64(len(s.Breaks))))
			continue
		}
		kinds := c.fitting(p, s)
		if len(kinds) == 0 {
			kinds = named(p, s) // wrong already, but say so of the breaks as well
		}
		if f, bad := wrongBreaks(p, s, kinds); bad {
			found = append(found, f)
		}
	}
	return found
}

// wrongBreaks is the finding against the first of the kinds, unless one of them fits.
func wrongBreaks(p *person, s shift, kinds []schedule.ShiftKind) (finding schedule.Finding, bad bool) {
	for i, k := range kinds {
		name, matched, wanted, ok := matchBreaks(k, s.Shift)
		if ok {
			return schedule.Finding{}, false
		}
		if i == 0 {
			finding = p.broken(schedule.CodeBreaks, s.Start, s.End, float64(matched), float64(wanted), name)
		}
	}
	return finding, len(kinds) > 0
}

// tidy says whether the breaks lie inside the shift, one after the other.
func tidy(s schedule.Shift) bool {
	end := s.Start
	for _, b := range byStart(s.Breaks) {
		if b.Start.Before(end) || !b.Start.Before(b.End) {
			return false
		}
		end = b.End
	}
	return !end.After(s.End)
}

func byStart(breaks []schedule.Break) []schedule.Break {
	sorted := slices.Clone(breaks)
	slices.SortStableFunc(sorted, func(a, b schedule.Break) int { return a.Start.Compare(b.Start) })
	return sorted
}

// matchBreaks gives every break to a rule, in order of time and always to the rule whose
// window closes first, which finds a full matching whenever there is one. It names the
// rule left over, if any.
func matchBreaks(k schedule.ShiftKind, s schedule.Shift) (name string, matched, wanted int, ok bool) {
	if k.Split != nil {
		return matchSplit(k, s)
	}
	var open []schedule.BreakRule
	for _, r := range k.Breaks {
		if s.End.Sub(s.Start) >= r.FromShift {
			open = append(open, r)
		}
	}
	slices.SortStableFunc(open, func(a, b schedule.BreakRule) int {
		return cmp.Compare(closes(a, s.End.Sub(s.Start)), closes(b, s.End.Sub(s.Start)))
	})
	wanted, ok = len(open), true
	for _, b := range byStart(s.Breaks) {
		if b.Meeting != "" {
			continue
		}
		at := slices.IndexFunc(open, func(r schedule.BreakRule) bool { return allows(r, b, b.Start.Sub(s.Start), s.End.Sub(s.Start)) })
		if at < 0 {
			ok = false
			continue
		}
		open = slices.Delete(open, at, at+1)
		matched++
	}
	if len(open) > 0 {
		return open[0].Name, matched, wanted, false
	}
	return "", matched, wanted, ok
}

func allows(r schedule.BreakRule, b schedule.Break, after, length time.Duration) bool {
	before := length - after
	return b.End.Sub(b.Start) == r.Length && b.Paid == r.Paid && after >= r.Earliest && after <= r.Latest &&
		before >= r.BeforeEnd.Min && (r.BeforeEnd.Max <= 0 || before <= r.BeforeEnd.Max)
}

// closes is when the window of a rule closes in a shift of the length.
func closes(r schedule.BreakRule, length time.Duration) time.Duration {
	return min(r.Latest, length-r.BeforeEnd.Min)
}
