package repair

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// candidates lists changes that may help with the trouble, each for one agent first, from
// what keeps people from helping.
func (w *world) candidates(t *Trouble, all []Trouble) []Change {
	switch {
	case t.Finding.Code == schedule.CodeRequest || t.Finding.Code == schedule.CodePreference:
		return w.grants(t)
	case personal(t.Finding):
		return w.honours(t)
	}
	return slices.Concat(w.starts(t), w.pauses(t), w.meetings(t), w.requests(t), w.longer(t), w.overtime(t), w.trainings(t), w.hires(t, all))
}

// by lists the agents with one of the causes.
func (t *Trouble) by(causes ...Cause) []string {
	var out []string
	for _, r := range t.Reasons {
		if slices.Contains(causes, r.Cause) {
			out = append(out, r.Agents...)
		}
	}
	return out
}

// starts are starts that no shift has: at the beginning of the trouble where the contract
// begins later, and so that the shortest shift ends with it where the contract ends earlier.
func (w *world) starts(t *Trouble) []Change {
	var out []Change
	for _, id := range t.by(CauseWindow, CauseWindowLate, CauseDay) {
		a, _ := w.agent(id)
		kind, start, ok := w.nearest(a, t)
		if !ok {
			continue
		}
		c := Change{
			Kind: ChangeStart, Agents: []string{id}, Date: w.by(a).date(start), Clock: calendar.ClockOf(start.In(w.by(a).cal.Zone)), shift: kind,
		}
		k := slices.IndexFunc(out, func(x Change) bool { return x.Date == c.Date && x.Clock == c.Clock && x.shift == c.shift })
		if k >= 0 {
			out[k].next = append(out[k].next, id)
			continue
		}
		out = append(out, c)
	}
	for i := range out {
		w.sameDayFirst(&out[i])
	}
	return out[:min(len(out), 3)]
}

// nearest is the kind of shift of the agent's contract that has to move least to meet the
// trouble's worst moment, with the start that it needs.
func (w *world) nearest(a schedule.Agent, t *Trouble) (kind string, start time.Time, ok bool) {
	w = w.by(a)
	least := time.Duration(math.MaxInt64)
	from := calendar.Later(t.Finding.From, w.grid.Start)
	if !from.Before(t.At.Add(w.grid.Step)) { // late work: the moment lies before the stretch
		from = t.At
	}
	day := w.date(t.At)
	for _, name := range w.team.Contracts[a.Contract].ShiftKinds {
		k := w.team.ShiftKinds[name]
		opens, shuts := day.At(k.Start.From, w.cal.Zone), day.At(k.Start.To, w.cal.Zone)
		at, move := from, opens.Sub(from)
		switch {
		case from.Before(opens):
		case !t.At.Before(shuts.Add(k.Length.Max)): // it ends too early
			at = calendar.Later(t.At, t.Finding.To.Add(-k.Length.Min))
			if t.At.Before(at) {
				at = t.At
			}
			move = at.Sub(shuts)
		default:
			at, move = calendar.Later(opens, calendar.Earlier(from, shuts)), 0
		}
		if move >= 0 && move < least && !at.Before(w.grid.Start) {
			kind, start, least, ok = name, at, move, true
		}
	}
	return kind, start, ok
}

// sameDayFirst puts those who work on the day of the change before those who do not.
func (w *world) sameDayFirst(c *Change) {
	ids := append(slices.Clone(c.Agents), c.next...)
	works := func(id string) int {
		a, _ := w.agent(id)
		if slices.ContainsFunc(w.base[id], func(s schedule.Shift) bool { return w.by(a).date(s.Start) == c.Date }) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(ids, func(x, y string) int { return cmp.Compare(works(x), works(y)) })
	c.Agents, c.next = ids[:1:1], ids[1:]
}

// pauses lets those who are on a break take it earlier or later.
func (w *world) pauses(t *Trouble) []Change {
	ids := t.by(CauseBreak)
	if len(ids) == 0 {
		return nil
	}
	return []Change{{Kind: ChangeBreak, Agents: ids[:min(len(ids), 3)], Date: w.date(t.At), Hours: 1}}
}

// movable are the kinds of absence that may be put elsewhere in the week.
var movable = []string{"meeting", "training", "coaching", "review"}

// meetings moves a meeting to another day of the week on which the agent has time then.
func (w *world) meetings(t *Trouble) []Change {
	absent := t.by(CauseAbsent)
	for _, x := range w.Team.Absences {
		covers := !t.At.Before(x.From) && t.At.Before(x.To) || x.From.Before(t.Finding.To) && x.To.After(t.Finding.From)
		if !covers || !slices.Contains(absent, x.Agent) || !slices.Contains(movable, strings.ToLower(x.Kind)) || x.To.Sub(x.From) > 12*time.Hour {
			continue
		}
		a, _ := w.agent(x.Agent)
		w := w.by(a)
		day := w.date(x.From)
		for d := day.Monday(); d.Sub(day.Monday()) < 7; d = d.Add(1) {
			from := d.At(calendar.ClockOf(x.From.In(w.cal.Zone)), w.cal.Zone)
			if d != day && w.grid.Contains(from) && w.idle(x.Agent, from, from.Add(x.To.Sub(x.From))) {
				return []Change{{
					Kind: ChangeMeeting, Agents: []string{x.Agent}, From: x.From, To: x.To, Name: x.Kind,
					Date: d, Clock: calendar.ClockOf(from.In(w.cal.Zone)),
				}}
			}
		}
	}
	return nil
}

// idle says whether the agent has neither shift nor absence in [from, to).
func (w *world) idle(id string, from, to time.Time) bool {
	busy := slices.ContainsFunc(w.base[id], func(s schedule.Shift) bool { return s.Start.Before(to) && s.End.After(from) })
	return !busy && !slices.ContainsFunc(w.Team.Absences, func(x schedule.Absence) bool { return x.Agent == id && x.From.Before(to) && x.To.After(from) })
}

// requests takes back a wish for time off that touches the trouble.
func (w *world) requests(t *Trouble) []Change {
	for _, r := range w.Team.Requests {
		a, known := w.agent(r.Agent)
		if !known || r.Kind != schedule.RequestOff || !r.From.Before(t.Finding.To) || !r.To.After(t.Finding.From) {
			continue
		}
		if _, can := a.Can(w.queues[t.Finding.Queue]); can {
			return []Change{{Kind: ChangeRequest, Agents: []string{r.Agent}, From: r.From, To: r.To}}
		}
	}
	return nil
}

// grants gives the wish of the trouble before all else: with the agent alone replanned,
// and with colleagues of the same queues beside.
func (w *world) grants(t *Trouble) []Change {
	a, known := w.agent(t.Finding.Agent)
	if !known || len(t.Finding.Names) == 0 {
		return nil
	}
	c := Change{Kind: ChangeGrant, Agents: []string{a.ID}, From: t.Finding.From, To: t.Finding.To, Name: t.Finding.Names[0]}
	if t.Finding.Code == schedule.CodePreference {
		return w.helped(c, a, func(string) bool { return true })
	}
	return w.helped(c, a, func(id string) bool { return w.free(id, t) })
}

// honours makes the wanted limit of the trouble a hard one, for the agent alone and with
// colleagues of the same queues planned anew beside.
func (w *world) honours(t *Trouble) []Change {
	a, known := w.agent(t.Finding.Agent)
	if _, wanted := w.team.Contracts[a.Contract].Rules.Honouring(t.Finding.Code); !known || !wanted {
		return nil
	}
	c := Change{Kind: ChangeHonour, Agents: []string{a.ID}, Name: string(t.Finding.Code)}
	return w.helped(c, a, func(string) bool { return true })
}

// helped is the change of one agent, alone and with two colleagues of the same queues, of
// those who may, planned anew beside.
func (w *world) helped(c Change, a schedule.Agent, may func(id string) bool) []Change {
	more := c
	for _, b := range w.team.Agents {
		shared := slices.ContainsFunc(w.Queues, func(q schedule.Queue) bool {
			_, one := a.Can(q)
			_, two := b.Can(q)
			return one && two
		})
		if b.ID != a.ID && shared && len(more.free) < 2 && may(b.ID) {
			more.free = append(more.free, b.ID)
		}
	}
	if len(more.free) == 0 {
		return []Change{c}
	}
	return []Change{c, more}
}

// free says whether the agent has no shift within the trouble.
func (w *world) free(id string, t *Trouble) bool {
	return !slices.ContainsFunc(w.base[id], func(s schedule.Shift) bool { return s.Start.Before(t.Finding.To) && s.End.After(t.Finding.From) })
}
