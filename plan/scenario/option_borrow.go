package scenario

import (
	"context"
	"slices"
	"time"

	"turno/schedule"
)

// borrow lets every other one of those on live queues who can serve the campaign's queue
// put that first, from an hour on until the campaign is over. They still help their live
// queue when nothing of it waits.
func (s *strike) borrow(ctx context.Context) (Option, error) {
	return s.begun(Borrow, func(at time.Time) (Option, error) {
		return s.with(ctx, s.borrowed(at), s.held.Profiles)
	})
}

// borrowed is the roster with the duties of those borrowed from an hour on.
func (s *strike) borrowed(at time.Time) schedule.Roster {
	q := s.target()
	live := map[string]bool{}
	for _, other := range s.Queues {
		live[other.Name] = other.Channel.Live() && other.Name != q.Name
	}
	r := s.held.Roster.Roster
	r.Shifts = slices.Clone(r.Shifts)
	turn := map[time.Time]int{} // by the local day: every other one of a day
	for i, sh := range r.Shifts {
		concerned := slices.ContainsFunc(sh.Duties, func(d schedule.Duty) bool {
			return len(d.Queues) > 0 && live[d.Queues[0]] && d.End.After(at) && d.Start.Before(s.to)
		})
		if !concerned || !s.can(sh.Agent, q) {
			continue
		}
		y, m, day := sh.Start.In(s.Calendar.Zone).Date()
		key := time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
		if turn[key]++; turn[key]%2 == 0 {
			continue
		}
		var duties []schedule.Duty
		for _, d := range sh.Duties {
			duties = append(duties, s.cut(d, at, q.Name, live)...)
		}
		r.Shifts[i].Duties = duties
	}
	return r
}

// cut is a duty with the queue put first from an hour on, where a live queue was.
func (s *strike) cut(d schedule.Duty, at time.Time, queue string, live map[string]bool) []schedule.Duty {
	if len(d.Queues) == 0 || !live[d.Queues[0]] || !d.End.After(at) || !d.Start.Before(s.to) {
		return []schedule.Duty{d}
	}
	var out []schedule.Duty
	from, to := d.Start, d.End
	if from.Before(at) {
		out = append(out, schedule.Duty{Start: from, End: at, Queues: d.Queues})
		from = at
	}
	if to.After(s.to) {
		to = s.to
	}
	out = append(out, schedule.Duty{Start: from, End: to, Queues: first(queue, d.Queues)})
	if to.Before(d.End) {
		out = append(out, schedule.Duty{Start: to, End: d.End, Queues: d.Queues})
	}
	return out
}
