package capacity

import (
	"math"
	"slices"

	"turno/schedule"
)

// enlist sets the people of every month: agents as contracts, assessments, inductions and
// absences leave them, and hires that are decided.
func (b *book) enlist() {
	b.staff = make([]staff, len(b.months))
	for m := range b.months {
		b.staff[m].pay = map[string]payroll{}
	}
	members, whole := make([][]member, len(b.Team.Agents)), make([][]member, len(b.Team.Agents))
	for i, a := range b.Team.Agents {
		members[i], whole[i] = b.member(a), b.member(b.Renewed[i])
	}
	for m := range b.months {
		s := &b.staff[m]
		var paid, away float64
		for _, of := range members {
			paid, away = paid+of[m].paid, away+of[m].paid*of[m].away
		}
		for _, h := range b.Settings.Hires {
			x, _ := b.hired(h, m)
			paid += x
		}
		// Leave is expected of everybody; what of it is known takes its place, and more than
		// that is missing. Gross people are asked for with the leave expected.
		s.usual = 1 - min(away/max(paid, 1e-9), b.Settings.Leave)
		for i, of := range members {
			s.add(b, b.Team.Agents[i], of[m], whole[i][m:])
		}
		s.shared = make([]float64, len(b.queues))
		for q := range b.queues {
			s.shared[q] = s.both(b.queues, q)
		}
		for _, h := range b.Settings.Hires {
			s.hire(b, h, m)
		}
	}
}

// add takes in an agent of whom x is known in the month, and whole, with certificates renewed,
// from then on: who is learning will be faster.
func (s *staff) add(b *book, a schedule.Agent, x member, whole []member) {
	s.heads += x.heads
	s.leaving += x.leaving
	if x.starts {
		s.starting++
	}
	s.earn(a.Contract, x.paid, b.Team.PayOf(a).Wage)
	s.away += x.paid * x.away
	works, now, grown := x.paid*(1-x.away)/s.usual, whole[0].pace, slices.Clone(whole[0].pace)
	learned := 1.0
	for q := range grown {
		for _, later := range whole {
			if grown[q] > 0 {
				grown[q] = max(grown[q], later.pace[q])
			}
		}
		if grown[q] > 0 {
			learned = min(learned, now[q]/grown[q])
		}
	}
	s.learning += works * (1 - learned)
	s.groups, s.renewed, s.grown = place(s.groups, works, x.pace), place(s.renewed, works, now), place(s.grown, works, grown)
}

// hire takes in people who start as decided.
func (s *staff) hire(b *book, h Hire, m int) {
	paid, ramp := b.hired(h, m)
	if paid == 0 {
		return
	}
	since := b.months[m].first.MonthsFrom(h.Month)
	s.heads += float64(h.Count) * b.staying(float64(since)+0.5)
	s.leaving += float64(h.Count) * (b.staying(float64(since)) - b.staying(float64(since+1)))
	if since == 0 {
		s.starting += h.Count
	}
	s.earn(h.Contract, paid, b.Team.Contracts[h.Contract].Pay.Wage)
	pace := b.serving(h.Queues)
	last := b.productive(h, math.MaxInt32, m)
	s.learning += paid / s.usual * (last - ramp)
	works := paid / s.usual
	s.groups, s.renewed, s.grown = place(s.groups, works*ramp, pace), place(s.renewed, works*ramp, pace), place(s.grown, works*last, pace)
}

// serving is standard pace on the queues.
func (b *book) serving(queues []string) []float64 {
	pace := make([]float64, len(b.queues))
	for _, name := range queues {
		if q := b.queue(name); q >= 0 {
			pace[q] = 1
		}
	}
	return pace
}

// share is a contract's week against that of a full-time person.
func (b *book) share(contract string) float64 {
	r := b.Team.Contracts[contract].Rules
	week := r.MostWeek()
	if week == 0 {
		week = max(r.WeekHoursMin, 0)
	}
	if week == 0 || b.FTE <= 0 {
		return 1
	}
	return float64(week) / float64(b.FTE)
}

// staying is the share of people who are still there after so many months.
func (b *book) staying(months float64) float64 {
	return math.Pow(1-b.Settings.Attrition, max(0, months)/12)
}

// hired is how many full-time people of a hire are paid in a month, and how productive
// they are.
func (b *book) hired(h Hire, m int) (paid, ramp float64) {
	since := b.months[m].first.MonthsFrom(h.Month)
	if since < 0 {
		return 0, 0
	}
	return float64(h.Count) * b.share(h.Contract) * b.staying(float64(since)+0.5), b.productive(h, since, m)
}

// productive is the productivity of a hire so many months after the start, in month m: as the
// ramp-up has it, or as the induction has it on the mean day.
func (b *book) productive(h Hire, since, m int) float64 {
	own := h.RampUp
	if len(own) == 0 {
		own = b.Settings.RampUp
	}
	if len(own) > 0 {
		return own[min(since, len(own)-1)]
	}
	if 4*since > b.Induction.Weeks() {
		return 1
	}
	sum, first := 0.0, b.months[m].first
	for d := range b.months[m].days {
		sum += b.Induction.Serves(first.Add(d).Sub(first.FirstOfMonth(-since)) / 7)
	}
	return sum / float64(b.months[m].days)
}

// people sets who is there in a month, for which queue, and what is missing.
func (b *book) people(m int, month *Month) {
	s := b.staff[m]
	month.Heads, month.Paid, month.Away, month.Learning, month.Leaving, month.Starting = s.heads, s.paid, s.away, s.learning, s.leaving, s.starting
	for q, x := range allot(s.groups, needs(month.Queues)) {
		l := &month.Queues[q]
		l.stand(x)
		month.Total.Available += x
		month.Short += max(0, -l.Gap)
	}
	month.Total.stand(month.Total.Available)
}

// stand sets the people there beside those asked for.
func (l *Line) stand(there float64) {
	l.Available, l.Gap = there, there-l.Required
	for k, asked := range l.Gross {
		l.Gaps[k] = there - asked
	}
}

func needs(lines []Line) []float64 {
	out := make([]float64, len(lines))
	for q, l := range lines {
		out[q] = l.Required
	}
	return out
}
