package roster

import (
	"context"
	"slices"

	"turno/schedule"
)

// Meeting is time off the queues that an agent should spend within a shift: Length minutes
// of [From, To), and no shift cuts it where that is all of them.
type Meeting struct {
	Kind             string
	From, To, Length int
}

func (m *Meeting) fixed() bool { return m.Length >= m.To-m.From }

// maxPauses is the greatest number of breaks and meetings of one shift; longer lists are
// not planned.
const maxPauses = 12

// meetings lists the agent's meetings that the period can hold.
func (t *translator) meetings(team schedule.Team, a schedule.Agent) []Meeting {
	var out []Meeting
	for _, m := range team.Meetings {
		if m.Agent != a.ID || !m.From.Before(m.To) || m.Takes() > m.To.Sub(m.From) || !m.From.Before(t.grid.End()) || !m.To.After(t.grid.Start) {
			continue
		}
		out = append(out, Meeting{m.Kind, t.minute(m.From), t.minuteUp(m.To), minutesUp(m.Takes())})
	}
	slices.SortStableFunc(out, func(x, y Meeting) int { return x.To - y.To })
	for _, s := range team.Published {
		for _, b := range s.Breaks {
			if k := held(out, t.minute(b.Start), t.minuteUp(b.End), b.Meeting); k > 0 && s.Agent == a.ID && s.Start.Before(t.grid.Start) {
				out = slices.Delete(out, k-1, k) // done already
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Meeting) int { return x.From - y.From })
	return out
}

func (a *Agent) meetingKind(k int) string {
	if k == 0 {
		return ""
	}
	return a.Meetings[k-1].Kind
}

// held is 1 + the index of the meeting that takes place in [from, to), 0 where none does.
func held(meetings []Meeting, from, to int, kind string) int {
	return 1 + slices.IndexFunc(meetings, func(m Meeting) bool {
		return m.Kind == kind && kind != "" && from >= m.From && to <= m.To && to-from == m.Length
	})
}

// missed is the hours of the agent's meetings that a plan does not hold.
func (a *Agent) missed(pl Plan) float64 {
	sum := 0
	for k := range a.Meetings {
		if !pl.holds(k + 1) {
			sum += a.Meetings[k].Length
		}
	}
	return float64(sum) / 60
}

func (pl Plan) holds(meeting int) bool {
	return slices.ContainsFunc(pl, func(s Placed) bool {
		return slices.ContainsFunc(s.Parts, func(x Part) bool { return x.Meeting == meeting })
	})
}

// reaches is the hours of meetings that a shift holds by its time alone: those of fixed
// times, and those that are urged and fit.
func (a *Agent) reaches(pr *prices, at, end int) float64 {
	sum := 0
	for k := range a.Meetings {
		m := &a.Meetings[k]
		if m.fixed() && at <= m.From && end >= m.To || k < len(pr.urged) && pr.urged[k] && min(end, m.To)-max(at, m.From) >= m.Length {
			sum += m.Length
		}
	}
	return float64(sum) / 60
}

// around appends the options of a start and class of an agent with meetings. Those of fixed
// times split the lengths: up to the first, from its end to the second, and so on.
func (w *pathPlanner) around(out []option, ag *Agent, pr *prices, d, k, c int) []option {
	s := &ag.Starts[d][k]
	f := &w.p.Forms[s.Form]
	if f.OnCall {
		w.fill(ag, pr, f, c, s.At, ag.clear(s))
		return w.offer(out, ag, pr, d, k)
	}
	least := 0
	for m := range ag.Meetings {
		x := &ag.Meetings[m]
		if !x.fixed() || x.To <= s.At {
			continue
		}
		if w.fillAround(ag, pr, f, c, s.At, least, min(s.Room, x.From-s.At), nil) {
			out = w.offer(out, ag, pr, d, k)
		}
		if least = x.To - s.At; x.From < s.At || least > s.Room {
			return out
		}
	}
	if w.fillAround(ag, pr, f, c, s.At, least, s.Room, nil) {
		out = w.offer(out, ag, pr, d, k)
	}
	return out
}

// clear is the time from a start on, at most its room, that no meeting of a fixed time touches:
// time on call holds none.
func (a *Agent) clear(s *Start) int {
	room := s.Room
	for m := range a.Meetings {
		if x := &a.Meetings[m]; x.fixed() && x.To > s.At {
			room = min(room, max(0, x.From-s.At))
		}
	}
	return room
}

// fillAround is fill with the meetings of fixed times that the first length holds, and
// others. The work between breaks gives way to them. It is false where nothing fits.
func (w *pathPlanner) fillAround(ag *Agent, pr *prices, f *Form, c, at, least, room int, moved []int) bool {
	if room < max(least, 1) {
		return false
	}
	own := f.Classes[c]
	class := Class{Block: own.Block, Longest: own.Longest, Strict: own.Strict, Breaks: append(w.pauses[:0], own.Breaks...)}
	for m := range ag.Meetings {
		x := &ag.Meetings[m]
		if x.fixed() && x.From >= at && x.To <= at+least || slices.Contains(moved, m) {
			first, last := max(0, x.From-at), min(x.To-at, room)-x.Length
			class.Breaks = append(class.Breaks, BreakRule{Length: x.Length, Earliest: first, Latest: last, Paid: true, meeting: m + 1})
		}
	}
	w.pauses = class.Breaks
	if len(class.Breaks) > maxPauses {
		return false
	}
	for _, block := range []int{own.Block, w.p.Step, 0} {
		if block > own.Block {
			continue
		}
		class.Block = block
		w.fillWith(ag, pr, f, c, &class, at, least, room)
		if slices.ContainsFunc(w.best, func(v float64) bool { return v > never }) || len(class.Breaks) == len(own.Breaks) {
			break
		}
	}
	return true
}

// refill lays the breaks, meetings and duties of a shift anew and returns what it is worth;
// where nothing fits, the shift stays as it is.
func (w *pathPlanner) refill(ag *Agent, pr *prices, s *Placed, moved []int) float64 {
	f := &w.p.Forms[s.Form]
	l := slices.IndexFunc(f.Lengths, func(l Length) bool { return l.Minutes == s.End-s.At })
	if !w.fillAround(ag, pr, f, f.Lengths[l].Class, s.At, s.End-s.At, s.End-s.At, moved) || w.best[l] == never {
		return never
	}
	s.Parts = w.parts(f, l)
	return w.best[l]
}

// planMeetings plans a schedule and puts the meetings that can be moved where they cost
// least of it. Where some find no room, it tries once more to work when they can be held.
func (w *pathPlanner) planMeetings(ctx context.Context, ag *Agent, pr *prices, before Plan) (Plan, bool) {
	pr.urged = nil
	pl, ok := w.path(ctx, ag, pr, before)
	if !ok {
		return pl, ok
	}
	w.hold(ag, pr, pl)
	urged := make([]bool, len(ag.Meetings))
	for k := range ag.Meetings {
		urged[k] = !ag.Meetings[k].fixed() && !pl.holds(k+1) && ag.mayHold(&ag.Meetings[k])
	}
	if !slices.Contains(urged, true) {
		return pl, true
	}
	pr.urged = urged
	again, ok := w.path(ctx, ag, pr, pl)
	pr.urged = nil
	if !ok {
		return pl, true
	}
	w.hold(ag, pr, again)
	if ag.missed(again) < ag.missed(pl) {
		return again, true
	}
	return pl, true
}

// mayHold says whether some start leaves room for the meeting.
func (a *Agent) mayHold(m *Meeting) bool {
	return slices.ContainsFunc(a.Starts, func(day []Start) bool {
		return slices.ContainsFunc(day, func(s Start) bool { return min(s.At+s.Room, m.To)-max(s.At, m.From) >= m.Length })
	})
}

// hold puts every meeting that can be moved into the shift and to the time at which it
// costs least, one after the other, those of the shortest windows first.
func (w *pathPlanner) hold(ag *Agent, pr *prices, pl Plan) {
	moved, worth := make([][]int, len(pl)), make([]float64, len(pl))
	var order []int
	for k := range ag.Meetings {
		if !ag.Meetings[k].fixed() && !pl.holds(k+1) {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &ag.Meetings[a], &ag.Meetings[b]
		return (x.To - x.From - x.Length) - (y.To - y.From - y.Length)
	})
	for i := range pl {
		if pl[i].Lock < 0 && len(order) > 0 && !w.p.onCall(pl[i].Form) {
			worth[i] = w.refill(ag, pr, &pl[i], nil)
		}
	}
	for _, k := range order {
		m, at, least := &ag.Meetings[k], -1, never
		for i := range pl {
			if pl[i].Lock >= 0 || w.p.onCall(pl[i].Form) || min(pl[i].End, m.To)-max(pl[i].At, m.From) < m.Length {
				continue
			}
			trial := pl[i]
			if v := w.refill(ag, pr, &trial, append(slices.Clip(moved[i]), k)) - worth[i]; v > least {
				at, least = i, v
			}
		}
		if at >= 0 {
			moved[at] = append(moved[at], k)
			worth[at] = w.refill(ag, pr, &pl[at], moved[at])
		}
	}
}

// meetingsOverlap finds two meetings of fixed times of one agent that overlap.
func meetingsOverlap(team schedule.Team) (a, b schedule.Meeting, yes bool) {
	fixed := slices.DeleteFunc(slices.Clone(team.Meetings), func(m schedule.Meeting) bool { return !m.Fixed() || !m.From.Before(m.To) })
	slices.SortStableFunc(fixed, func(x, y schedule.Meeting) int { return x.From.Compare(y.From) })
	until := map[string]schedule.Meeting{}
	for _, m := range fixed {
		before, known := until[m.Agent]
		if known && m.From.Before(before.To) {
			return before, m, true
		}
		until[m.Agent] = m
	}
	return a, b, false
}
