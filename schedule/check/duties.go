package check

import (
	"slices"
	"time"

	"turno/schedule"
)

// duties finds shifts whose duties and breaks do not cover them exactly once. The value is
// the hours that nothing covers, that are covered more than once, that lie outside the
// shift, or whose duty names no queue; of time on call, those that duties or breaks cover.
func duties(_ *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	for _, s := range p.shifts {
		if !s.ours {
			continue
		}
		wrong, bad := wrongTime(s.Shift)
		if s.OnCall != nil {
			wrong, bad = busy(s.Shift)
		}
		if bad {
			found = append(found, p.broken(schedule.CodeDuty, s.Start, s.End, wrong.Hours(), 0))
		}
	}
	return found
}

// busy is the time of duties and breaks, of which time on call has none.
func busy(s schedule.Shift) (wrong time.Duration, bad bool) {
	for _, d := range s.Duties {
		wrong += max(0, d.End.Sub(d.Start))
	}
	for _, b := range s.Breaks {
		wrong += max(0, b.End.Sub(b.Start))
	}
	return wrong, len(s.Duties)+len(s.Breaks) > 0
}

// edge is an instant at which a stretch of time opens (+1) or closes (-1).
type edge struct {
	at    time.Time
	cover int
	shift int
}

// wrongTime sweeps over the edges of shift, breaks and duties.
func wrongTime(s schedule.Shift) (wrong time.Duration, bad bool) {
	edges := []edge{{s.Start, 0, 1}, {s.End, 0, -1}}
	add := func(from, to time.Time) {
		if !from.Before(to) {
			bad = true
			return
		}
		edges = append(edges, edge{from, 1, 0}, edge{to, -1, 0})
	}
	for _, b := range s.Breaks {
		add(b.Start, b.End)
	}
	for _, d := range s.Duties {
		add(d.Start, d.End)
		if len(d.Queues) == 0 {
			bad = true
			wrong += max(0, d.End.Sub(d.Start))
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return a.at.Compare(b.at) })
	var cover, within int
	for i, e := range edges {
		if i > 0 && e.at.After(edges[i-1].at) && cover != within {
			wrong, bad = wrong+e.at.Sub(edges[i-1].at), true
		}
		cover, within = cover+e.cover, within+e.shift
	}
	return max(0, wrong), bad
}
