package check

import (
	"slices"
	"time"

	"turno/schedule"
)

// matchSplit takes any unpaid break of the shift that can be the gap of its kind, and
// matches the others with the rules. Where none can be, the gap is the break left over.
func matchSplit(k schedule.ShiftKind, s schedule.Shift) (name string, matched, wanted int, ok bool) {
	split := *k.Split
	k.Split = nil
	name, matched, wanted, _ = matchBreaks(k, s)
	wanted++
	if name == "" {
		name = "split"
	}
	for i, b := range s.Breaks {
		if !isGap(split, b, s.Start, s.End) {
			continue
		}
		rest := s
		rest.Breaks = slices.Delete(slices.Clone(s.Breaks), i, i+1)
		left, found, _, all := matchBreaks(k, rest)
		if all {
			return "", wanted, wanted, true
		}
		if found+1 > matched {
			name, matched = left, found+1
		}
	}
	return name, matched, wanted, false
}

func isGap(split schedule.Split, b schedule.Break, start, end time.Time) bool {
	gap, before, after := b.End.Sub(b.Start), b.Start.Sub(start), end.Sub(b.End)
	inside := func(part time.Duration) bool {
		return part >= split.Part.Min && (split.Part.Max <= 0 || part <= split.Part.Max)
	}
	return b.Meeting == "" && !b.Paid && gap >= split.Gap.Min && gap <= split.Gap.Max && multiple(gap-split.Gap.Min, split.Step) &&
		inside(before) && inside(after)
}
