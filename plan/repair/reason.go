package repair

import (
	"cmp"
	"slices"
	"time"

	"turno/schedule"
)

// reasons asks everybody who can serve the trouble's queue why they do not help at its
// worst moment, and groups the answers.
func (w *world) reasons(t *Trouble) []Reason {
	var out []Reason
	q := w.queues[t.Finding.Queue]
	for _, a := range w.team.Agents {
		if _, can := a.Can(q); !can {
			continue
		}
		t.Able++
		r := w.cause(a, q.Name, t.At)
		k := slices.IndexFunc(out, func(x Reason) bool { return x.Cause == r.Cause && x.Value == r.Value && x.Name == r.Name })
		if k < 0 {
			k, out = len(out), append(out, r)
		}
		out[k].Agents = append(out[k].Agents, a.ID)
	}
	slices.SortStableFunc(out, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(there(a.Cause), there(b.Cause)), cmp.Compare(len(b.Agents), len(a.Agents)))
	})
	return out
}

// there puts those who are at work before those who are not.
func there(c Cause) int {
	if i := slices.Index([]Cause{CauseOnIt, CauseBeside, CauseBusy, CauseBreak, CauseOnCall}, c); i >= 0 {
		return i
	}
	return 9
}

// cause is what keeps the agent from the queue at the moment: what they do then, or else
// the first rule that forbids any shift over it.
func (w *world) cause(a schedule.Agent, queue string, at time.Time) Reason {
	w = w.by(a)
	if r, working := w.working(a, queue, at); working {
		return r
	}
	day := w.date(at)
	if !a.Employed(day) {
		return Reason{Cause: CauseUnemployed}
	}
	tries, r := w.tries(a, at)
	if len(tries) == 0 {
		return r
	}
	if tries, r = w.open(a, tries); len(tries) == 0 {
		return r
	}
	if slices.ContainsFunc(w.Team.Locks, func(s schedule.Shift) bool { return s.Agent == a.ID && w.date(s.Start) == day }) {
		return Reason{Cause: CauseLocked}
	}
	return w.bound(a, tries)
}

// working is what the agent does at the moment, where they are at work.
func (w *world) working(a schedule.Agent, queue string, at time.Time) (Reason, bool) {
	for _, s := range w.base[a.ID] {
		if at.Before(s.Start) || !at.Before(s.End) {
			continue
		}
		if s.OnCall != nil {
			return Reason{Cause: CauseOnCall}, true
		}
		d, on := s.On(at)
		switch k := slices.Index(d.Queues, queue); {
		case !on:
			return Reason{Cause: CauseBreak}, true
		case k == 0:
			return Reason{Cause: CauseOnIt}, true
		case k > 0:
			return Reason{Cause: CauseBeside, Name: d.Queues[0]}, true
		default:
			return Reason{Cause: CauseBusy, Name: d.Queues[0]}, true
		}
	}
	return Reason{}, false
}

// open leaves the shifts in which the agent is neither absent nor unavailable. Without any
// the reason says which.
func (w *world) open(a schedule.Agent, tries []schedule.Shift) ([]schedule.Shift, Reason) {
	w = w.by(a)
	reason := Reason{Cause: CauseUnavailable}
	free := slices.DeleteFunc(slices.Clone(tries), func(s schedule.Shift) bool {
		for _, x := range w.Team.Absences {
			if x.Agent == a.ID && x.From.Before(s.End) && x.To.After(s.Start) {
				reason = Reason{Cause: CauseAbsent, Name: x.Kind}
				return true
			}
		}
		if !a.Employed(w.date(s.Start)) {
			return true
		}
		return !w.available(a, s)
	})
	return free, reason
}

// available says whether the whole shift lies in hours in which the agent can work.
func (w *world) available(a schedule.Agent, s schedule.Shift) bool {
	w = w.by(a)
	if a.Available.AlwaysOpen() {
		return true
	}
	var free time.Duration
	for _, x := range a.Available.Windows(s.Start, s.End, w.cal) {
		free += x.To.Sub(x.From)
	}
	return free >= s.End.Sub(s.Start)
}

// refusal says why a request is not granted, or a wanted limit missed: the queues on which
// the agent is needed instead, or what forbids every shift that would grant it.
func (w *world) refusal(t *Trouble) []Reason {
	f := t.Finding
	a, known := w.agent(f.Agent)
	if !known {
		return nil
	}
	work := f.Code == schedule.CodeRequest && len(f.Names) > 0 && f.Names[0] == string(schedule.RequestWork)
	if !work {
		for _, s := range w.base[a.ID] {
			if s.Start.Before(f.To) && s.End.After(f.From) && len(s.Duties) > 0 {
				return []Reason{{Cause: CauseBusy, Agents: []string{a.ID}, Name: s.Duties[0].Queues[0]}}
			}
		}
		return nil
	}
	r := w.grantable(a, f)
	r.Agents = []string{a.ID}
	return []Reason{r}
}

// grantable asks for a shift of the agent's that lies within the request.
func (w *world) grantable(a schedule.Agent, f schedule.Finding) Reason {
	w = w.by(a)
	var tries []schedule.Shift
	for d := w.date(f.From); d.In(w.cal.Zone).Before(f.To) && d.Sub(w.date(f.From)) < 14; d = d.Add(1) {
		for _, name := range w.team.Contracts[a.Contract].ShiftKinds {
			for _, s := range w.shiftsOf(w.team.ShiftKinds[name], d) {
				s.Agent = a.ID
				if !s.Start.Before(f.From) && !s.End.After(f.To) && !s.Start.Before(w.grid.Start) {
					tries = append(tries, s)
				}
			}
		}
	}
	if len(tries) == 0 {
		return Reason{Cause: CauseNoFit}
	}
	open, reason := w.open(a, tries)
	if len(open) == 0 {
		return reason
	}
	return w.bound(a, open)
}
