package repair

import (
	"cmp"
	"fmt"
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
	if t.Finding.Code == schedule.CodeRequest {
		return w.grants(t)
	}
	return slices.Concat(w.starts(t), w.breaks(t), w.meetings(t), w.requests(t), w.longer(t), w.overtime(t), w.trainings(t), w.hires(t, all))
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
			Kind: ChangeStart, Agents: []string{id}, Date: w.date(start), Clock: calendar.ClockOf(start.In(w.cal.Zone)), shift: kind,
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
	least := time.Duration(math.MaxInt64)
	from := later(t.Finding.From, w.grid.Start)
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
			at = later(t.At, t.Finding.To.Add(-k.Length.Min))
			if t.At.Before(at) {
				at = t.At
			}
			move = at.Sub(shuts)
		default:
			at, move = later(opens, earlier(from, shuts)), 0
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
		if slices.ContainsFunc(w.base[id], func(s schedule.Shift) bool { return w.date(s.Start) == c.Date }) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(ids, func(x, y string) int { return cmp.Compare(works(x), works(y)) })
	c.Agents, c.next = ids[:1:1], ids[1:]
}

// breaks lets those who are on a break take it earlier or later.
func (w *world) breaks(t *Trouble) []Change {
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
		day := w.date(x.From)
		for d := monday(day); d.Sub(monday(day)) < 7; d = d.Add(1) {
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

// longer lets the shift of the day last longer for those whose shift lies next to the
// worst moment.
func (w *world) longer(t *Trouble) []Change {
	type near struct {
		id  string
		gap time.Duration
	}
	var close []near
	day := w.date(t.At)
	for _, id := range t.by(CauseMoved, CauseWeekHours, CauseWeekDays, CauseDailyRest, CauseDayHours) {
		for _, s := range w.base[id] {
			gap := max(t.At.Sub(s.End), s.Start.Sub(t.At.Add(w.grid.Step)))
			if w.date(s.Start) == day && gap >= 0 && gap < 2*time.Hour {
				close = append(close, near{id, gap})
			}
		}
	}
	if len(close) == 0 {
		return nil
	}
	slices.SortStableFunc(close, func(a, b near) int { return cmp.Compare(a.gap, b.gap) })
	c := Change{Kind: ChangeExtend, Agents: []string{close[0].id}, Date: day, Hours: math.Ceil((close[0].gap + w.grid.Step).Hours())}
	for _, x := range close[1:] {
		c.next = append(c.next, x.id)
	}
	return []Change{c}
}

// overtime lets those who are at the limit of their week work a shift more: with more
// hours, or with one more day where the days are used up as well.
func (w *world) overtime(t *Trouble) []Change {
	var more, day Change
	for _, id := range t.by(CauseWeekHours, CauseWeekDays) {
		a, _ := w.agent(id)
		hours, full := w.need(a, t)
		c := &more
		if full {
			c = &day
		}
		switch {
		case hours > 10:
		case c.Agents == nil:
			*c = Change{Kind: ChangeOvertime, Agents: []string{id}, Date: w.date(t.At), Hours: hours}
			if full {
				c.Kind = ChangeDay
			}
		case c.Hours == hours:
			c.next = append(c.next, id)
		}
	}
	return slices.DeleteFunc([]Change{more, day}, func(c Change) bool { return c.Agents == nil || c.Kind == ChangeOvertime && c.Hours == 0 })
}

// need is by how many hours the shortest shift over the worst moment passes the agent's
// week, and whether it passes the days of the week.
func (w *world) need(a schedule.Agent, t *Trouble) (hours float64, full bool) {
	tries, _ := w.tries(a, t.At)
	if len(tries) == 0 {
		return math.Inf(1), false
	}
	shortest := slices.MinFunc(tries, func(x, y schedule.Shift) int { return cmp.Compare(x.Paid(), y.Paid()) }).Paid()
	rules := w.team.Contracts[a.Contract].Rules
	days := map[calendar.Date]bool{}
	var paid time.Duration
	for _, s := range slices.Concat(w.base[a.ID], w.Team.Published) {
		if d := w.date(s.Start); s.Agent == a.ID && monday(d) == monday(w.date(t.At)) {
			days[d] = true
			paid += s.Paid()
		}
	}
	full = rules.WeekDaysMax > 0 && len(days) >= rules.WeekDaysMax
	if rules.WeekHoursMax <= 0 {
		return 0, full
	}
	return math.Ceil(2*max(0, (paid+shortest-rules.WeekHoursMax).Hours())) / 2, full
}

// trainings teaches the queue to those who are at work at the worst moment and cannot serve
// it, where their own queue has most to spare.
func (w *world) trainings(t *Trouble) []Change {
	q := w.queues[t.Finding.Queue]
	type pupil struct {
		id    string
		spare float64
	}
	var pupils []pupil
	i := int(t.At.Sub(w.grid.Start) / w.grid.Step)
	for _, a := range w.team.Agents {
		if _, can := a.Can(q); can || q.Language != "" && !slices.Contains(a.Languages, q.Language) {
			continue
		}
		for _, s := range w.base[a.ID] {
			if d, on := s.On(t.At); on {
				c := w.cover[d.Queues[0]]
				pupils = append(pupils, pupil{a.ID, at(c.Supplied, i) - at(c.Required, i)})
			}
		}
	}
	slices.SortStableFunc(pupils, func(x, y pupil) int { return cmp.Compare(y.spare, x.spare) })
	var out []Change
	for _, p := range pupils[:min(len(pupils), 1)] {
		c := Change{Kind: ChangeTrain, Agents: []string{p.id}, Queue: q.Name, Pace: w.slowest(q)}
		for _, x := range pupils[1:] {
			c.next = append(c.next, x.id)
		}
		out = append(out, c)
	}
	return out
}

// slowest is the least pace of those who can serve the queue, 0.8 where nobody can.
func (w *world) slowest(q schedule.Queue) float64 {
	pace := math.Inf(1)
	for _, a := range w.team.Agents {
		if x, can := a.Can(q); can {
			pace = min(pace, x.Pace)
		}
	}
	if math.IsInf(pace, 1) {
		return 0.8
	}
	return pace
}

// hires are one more agent like those who can serve the queue, of the contracts that reach
// the worst moment: on its day, and on all days of its week on which the queue is short.
func (w *world) hires(t *Trouble, all []Trouble) []Change {
	q := w.queues[t.Finding.Queue]
	var out []Change
	for _, a := range w.team.Agents {
		if _, can := a.Can(q); !can || slices.ContainsFunc(out, func(c Change) bool { return c.Name == a.Contract }) {
			continue
		}
		if tries, _ := w.tries(a, t.At); len(tries) == 0 {
			continue
		}
		c := Change{Kind: ChangeHire, Agents: []string{w.newcomer()}, Queue: q.Name, Name: a.Contract, Like: a.ID, Days: []calendar.Date{w.date(t.At)}}
		if out = append(out, c); len(out) == 2 {
			break
		}
	}
	for _, c := range out {
		if c.Days = w.shortDays(t, all, w.team.Contracts[c.Name].Rules.WeekDaysMax); len(c.Days) > 1 {
			return append(out, c)
		}
	}
	return out
}

// newcomer is a name that nobody has.
func (w *world) newcomer() string {
	for n := 1; ; n++ {
		id := fmt.Sprintf("new-%d", n)
		if _, taken := w.agent(id); !taken {
			return id
		}
	}
}

// shortDays are the days of the trouble's week on which its queue is short, at most so many
// (0 is any number) and the worst of them, in order; the day of its worst moment always.
func (w *world) shortDays(t *Trouble, all []Trouble, most int) []calendar.Date {
	loss := map[calendar.Date]float64{}
	for _, x := range all {
		if d := w.date(x.At); x.Finding.Queue == t.Finding.Queue && rank(x.Finding) == rank(t.Finding) && monday(d) == monday(w.date(t.At)) {
			loss[d] += weight(x)
		}
	}
	loss[w.date(t.At)] = math.Inf(1)
	var days []calendar.Date
	for d := range loss {
		days = append(days, d)
	}
	slices.SortFunc(days, func(a, b calendar.Date) int { return cmp.Or(cmp.Compare(loss[b], loss[a]), a.Sub(b)) })
	if most > 0 {
		days = days[:min(len(days), most)]
	}
	slices.SortFunc(days, calendar.Date.Sub)
	return days
}

// grants gives the wish of the trouble before all else: with the agent alone replanned,
// and with colleagues of the same queues beside.
func (w *world) grants(t *Trouble) []Change {
	a, known := w.agent(t.Finding.Agent)
	if !known || len(t.Finding.Names) == 0 {
		return nil
	}
	c := Change{Kind: ChangeGrant, Agents: []string{a.ID}, From: t.Finding.From, To: t.Finding.To, Name: t.Finding.Names[0]}
	helped := c
	for _, b := range w.team.Agents {
		shared := slices.ContainsFunc(w.Queues, func(q schedule.Queue) bool {
			_, one := a.Can(q)
			_, two := b.Can(q)
			return one && two
		})
		if b.ID != a.ID && shared && len(helped.free) < 2 && w.free(b.ID, t) {
			helped.free = append(helped.free, b.ID)
		}
	}
	if len(helped.free) == 0 {
		return []Change{c}
	}
	return []Change{c, helped}
}

// free says whether the agent has no shift within the trouble.
func (w *world) free(id string, t *Trouble) bool {
	return !slices.ContainsFunc(w.base[id], func(s schedule.Shift) bool { return s.Start.Before(t.Finding.To) && s.End.After(t.Finding.From) })
}
