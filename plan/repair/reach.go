package repair

import (
	"math"
	"slices"
	"time"

	"turno/schedule"
)

// reachDemands are the demands that keep people from a queue at a moment, whatever the
// rest of the roster.
func (w *world) reachDemands(t *Trouble) []Demand {
	q := w.queues[t.Finding.Queue]
	wanted := math.Ceil(t.Finding.Limit - 1e-6)
	out := []Demand{{Kind: DemandPeriod}}
	for _, a := range w.team.Agents {
		if _, can := a.Can(q); can {
			for _, d := range w.personal(a) {
				elsewhere := d.Kind == DemandLock && w.date(d.From) != w.date(t.At)
				if !elsewhere && !slices.Contains(out, d) {
					out = append(out, d)
				}
			}
		}
	}
	return append(out, Demand{Kind: DemandSkill, Queue: q.Name}, Demand{Kind: DemandMinimum, Queue: q.Name, From: t.Finding.From, To: t.Finding.To, Value: wanted})
}

// enough says whether so many people as the minimum asks could be there at the moment, each
// taken alone, when of the demands only some are kept.
func (w *world) enough(t *Trouble, kept []Demand) bool {
	q := w.queues[t.Finding.Queue]
	has := func(d Demand) bool { return slices.Contains(kept, d) }
	minimum := Demand{Kind: DemandMinimum, Queue: q.Name, From: t.Finding.From, To: t.Finding.To, Value: math.Ceil(t.Finding.Limit - 1e-6)}
	if !has(minimum) {
		return true
	}
	could := 0
	for _, a := range w.team.Agents {
		if _, can := a.Can(q); (can || !has(Demand{Kind: DemandSkill, Queue: q.Name})) && w.reaches(a, t.At, has) {
			could++
		}
	}
	return float64(could) >= minimum.Value
}

// reaches says whether some shift of the agent's holds the moment under the demands kept.
func (w *world) reaches(a schedule.Agent, at time.Time, has func(Demand) bool) bool {
	w = w.by(a)
	tries := w.over(a, at)
	if !has(Demand{Kind: DemandShifts, Name: a.Contract}) {
		tries = []schedule.Shift{{Agent: a.ID, Start: at, End: at.Add(w.grid.Step)}}
	}
	locks := pick(w.Team.Locks, func(s schedule.Shift) bool {
		return s.Agent == a.ID && w.date(s.Start) == w.date(at) && has(Demand{Kind: DemandLock, Agent: a.ID, From: s.Start, To: s.End})
	})
	if len(locks) > 0 {
		tries = locks
	}
	return slices.ContainsFunc(tries, func(s schedule.Shift) bool {
		if at.Before(s.Start) || !at.Before(s.End) || s.Start.Before(w.grid.Start) && has(Demand{Kind: DemandPeriod}) {
			return false
		}
		absent := slices.ContainsFunc(w.Team.Absences, func(x schedule.Absence) bool {
			return x.Agent == a.ID && x.From.Before(s.End) && x.To.After(s.Start) && has(Demand{Kind: DemandAbsence, Agent: a.ID, From: x.From, To: x.To, Name: x.Kind})
		})
		if absent && len(locks) == 0 || !a.Employed(w.date(s.Start)) && has(Demand{Kind: DemandEmployed, Agent: a.ID}) {
			return false
		}
		return len(locks) > 0 || !has(Demand{Kind: DemandAvailable, Agent: a.ID}) || w.available(a, s)
	})
}
