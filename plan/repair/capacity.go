package repair

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

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
			a, _ := w.agent(id)
			if w.by(a).date(s.Start) == day && gap >= 0 && gap < 2*time.Hour {
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
	w = w.by(a)
	shortest := slices.MinFunc(tries, func(x, y schedule.Shift) int { return cmp.Compare(x.PaidHours(), y.PaidHours()) }).PaidHours()
	rules := w.team.Contracts[a.Contract].Rules
	days := map[calendar.Date]bool{}
	var paid time.Duration
	for _, s := range slices.Concat(w.base[a.ID], w.Team.Published) {
		if d := w.date(s.Start); s.Agent == a.ID && d.Monday() == w.date(t.At).Monday() {
			days[d] = true
			paid += s.PaidHours()
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
		if _, can := a.Can(q); can || a.BarredFrom(q) || q.Language != "" && !slices.Contains(a.Languages, q.Language) {
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
		c.Only = true
		out = append(out, c)
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
		if d := w.date(x.At); x.Finding.Queue == t.Finding.Queue && rank(x.Finding) == rank(t.Finding) && d.Monday() == w.date(t.At).Monday() {
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
