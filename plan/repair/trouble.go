package repair

import (
	"cmp"
	"math"
	"slices"
	"time"

	"turno/schedule"
)

// troubles lists what the case's roster does not do, gravest first: people without a legal
// schedule, minimum staffing, uncovered stretches, requests not granted and limits of
// people that are only wanted, standing wishes.
func (w *world) troubles() []Trouble {
	var out []Trouble
	seen := map[string]bool{}
	for _, f := range w.Findings {
		if f.Code == schedule.CodeNoLegalSchedule && !seen[f.Agent] {
			seen[f.Agent] = true
			out = append(out, w.trouble(f))
		}
	}
	for _, f := range w.Report.Findings {
		if rank(f) > 0 {
			out = append(out, w.trouble(f))
		}
	}
	slices.SortStableFunc(out, func(a, b Trouble) int {
		return cmp.Or(cmp.Compare(rank(a.Finding), rank(b.Finding)), cmp.Compare(weight(b), weight(a)), a.Finding.From.Compare(b.Finding.From))
	})
	return out
}

// Of says whether the trouble is that of the finding.
func (t Trouble) Of(f schedule.Finding) bool {
	g := t.Finding
	return f.Code == g.Code && f.Agent == g.Agent && f.Queue == g.Queue && f.From.Equal(g.From) && f.To.Equal(g.To)
}

// rank orders findings that can be explained; others are below 0.
func rank(f schedule.Finding) int {
	switch {
	case f.Code == schedule.CodeNoLegalSchedule:
		return 0
	case f.Severity == schedule.Broken && f.Agent != "":
		return 1
	case f.Code == schedule.CodeMinStaff:
		return 2
	case f.Code == schedule.CodeUncovered && f.Severity == schedule.Missed:
		return 3
	case personal(f) && f.Code != schedule.CodePreference:
		return 4
	case f.Code == schedule.CodePreference:
		return 5
	case f.Code == schedule.CodeUncovered:
		return 6
	}
	return -1
}

// personal says whether the finding is of what somebody asked for: a request, a standing
// wish, or a limit that is only wanted.
func personal(f schedule.Finding) bool {
	return f.Agent != "" && (f.Severity == schedule.Missed || f.Code == schedule.CodePreference)
}

// weight orders troubles of one rank.
func weight(t Trouble) float64 {
	switch t.Finding.Code {
	case schedule.CodeUncovered:
		return t.Lost
	case schedule.CodeMinStaff:
		return t.Hours
	case schedule.CodeRequest:
		return t.Finding.Value
	}
	return 0
}

// trouble measures a finding: what is lost and how much is missing where most is.
func (w *world) trouble(f schedule.Finding) Trouble {
	t := Trouble{Finding: f, At: f.From}
	if f.Code != schedule.CodeMinStaff && f.Code != schedule.CodeUncovered {
		return t
	}
	if f.Code == schedule.CodeUncovered {
		t.Lost = f.Value
	}
	missing := w.missing(f)
	for i := range w.touched(f.From, f.To) {
		t.Hours += missing(i) * w.grid.Hours()
	}
	worst, i := w.worst(f.From, f.To, missing)
	if worst == 0 && f.Code == schedule.CodeUncovered { // late work that should have been done before
		worst, i = w.worst(f.From.Add(-lookBack), f.From, missing)
	}
	if worst > 0 {
		t.Heads, t.At = int(math.Ceil(worst-1e-6)), w.grid.At(i)
	}
	return t
}

// worst is where most people are missing within [from, to): of several such intervals the
// middle one, for the edges of a stretch have reasons of their own.
func (w *world) worst(from, to time.Time, missing func(int) float64) (most float64, at int) {
	var equal []int
	for i := range w.touched(from, to) {
		switch x := missing(i); {
		case x > most+1e-9:
			most, equal = x, []int{i}
		case x > 0 && x >= most-1e-9:
			equal = append(equal, i)
		}
	}
	if len(equal) == 0 {
		return 0, 0
	}
	return most, equal[(len(equal)-1)/2]
}

// lookBack is how long before work falls due it is asked who might have done it.
const lookBack = 24 * time.Hour

// missing is the people short of the requirement or the minimum, by interval.
func (w *world) missing(f schedule.Finding) func(int) float64 {
	if f.Code == schedule.CodeMinStaff {
		present, wanted := w.present(f.Queue, w.Roster), w.minimum(f.Queue)
		return func(i int) float64 { return max(0, wanted[i]-present[i]) }
	}
	c := w.cover[f.Queue]
	return func(i int) float64 { return max(0, at(c.Required, i)-at(c.Supplied, i)) / w.keep }
}

// byTurn is the order in which troubles get their repairs: of each queue the gravest, then
// of each the second. Those about what people may not do at all are not among them.
func byTurn(troubles []Trouble) []int {
	type place struct{ at, turn int }
	turns := map[string]int{}
	var places []place
	for i, t := range troubles {
		if rank(t.Finding) < 2 || t.Finding.Severity == schedule.Info && t.Finding.Code != schedule.CodePreference || t.Finding.Code == schedule.CodeMeeting {
			continue
		}
		places = append(places, place{i, turns[t.Finding.Queue]})
		turns[t.Finding.Queue]++
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.turn, b.turn) })
	out := make([]int, len(places))
	for k, p := range places {
		out[k] = p.at
	}
	return out
}

// Beyond says whether only a shift begun before the period could help: then there is
// nothing to change but what was published.
func (t *Trouble) Beyond() bool { return len(t.by(CauseBeforePeriod)) > 0 }
