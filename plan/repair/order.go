package repair

import (
	"cmp"
	"slices"

	"turno/schedule"
)

// Find is the trouble of a finding; false where there is none.
func Find(troubles []Trouble, f schedule.Finding) (Trouble, bool) {
	k := slices.IndexFunc(troubles, func(t Trouble) bool { return t.Of(f) })
	if k < 0 {
		return Trouble{}, false
	}
	return troubles[k], true
}

// Helps says whether something is known that would end the trouble.
func (t Trouble) Helps() bool { return len(t.Repairs)+len(t.Contradiction) > 0 }

// Tells says whether the trouble is worth a word beside its finding: repairs were tried, it
// contradicts something, more people are missing than a repair brings, or it is one person's.
func (t Trouble) Tells() bool {
	return t.Priced > 0 || len(t.Contradiction) > 0 || t.Beyond() || t.Finding.Agent != "" && len(t.Reasons) > 0
}

// severities are those of findings, gravest first.
var severities = map[schedule.Severity]int{schedule.Broken: 0, schedule.Missed: 1, schedule.Advice: 2, schedule.Info: 3}

// Order puts findings in the order in which people should read them: gravest first, and
// among equals what concerns a whole queue, then that for which something would help, then
// that of which the reason is known, then stretches and single people.
func Order(found []schedule.Finding, troubles []Trouble) []schedule.Finding {
	later := func(f schedule.Finding) int {
		switch t, known := Find(troubles, f); {
		case known && t.Helps():
			return 1
		case known && t.Tells():
			return 2
		case f.Code == schedule.CodeUncovered || f.Code == schedule.CodeMinStaff || f.Severity == schedule.Missed && f.Agent != "":
			return 3
		}
		return 0
	}
	out := slices.Clone(found)
	slices.SortStableFunc(out, func(a, b schedule.Finding) int {
		return cmp.Or(cmp.Compare(severities[a.Severity], severities[b.Severity]), cmp.Compare(later(a), later(b)))
	})
	return out
}
