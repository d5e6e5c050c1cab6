package capacity

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// group is people of a month who serve the same queues.
type group struct {
	works float64   // full-time people there
	pace  []float64 // by queue, the mean of its people; 0 where not served
}

func (g group) serves() int {
	n := 0
	for _, p := range g.pace {
		if p > 0 {
			n++
		}
	}
	return n
}

// staff is the people of a month.
type staff struct {
	groups      []group   // as they are
	renewed     []group   // with their certificates renewed
	grown       []group   // besides, as productive as they will be once they have learned
	heads, paid float64   // employed; full-time people of them
	away        float64   // of the paid, known to be absent
	learning    float64   // of the paid, what they lack in pace while they learn
	leaving     float64   // heads
	starting    int       // heads
	shared      []float64 // by live queue, the share of the agents who serve it who do work that may wait too
	usual       float64   // share of the paid who are not on the leave that is known, as far as it is expected
	pay         map[string]payroll
}

// copy can be added to without changing the original.
func (s staff) copy() staff {
	deep := func(groups []group) []group {
		out := slices.Clone(groups)
		for g := range out {
			out[g].pace = slices.Clone(out[g].pace)
		}
		return out
	}
	s.groups, s.renewed, s.grown, s.pay = deep(s.groups), deep(s.renewed), deep(s.grown), maps.Clone(s.pay)
	return s
}

// place adds people to the group of those who serve the same queues; nobody serves none.
func place(groups []group, works float64, pace []float64) []group {
	if works <= 0 || slices.Max(pace) <= 0 {
		return groups
	}
	for g := range groups {
		if same(groups[g].pace, pace) {
			all := groups[g].works + works
			for q := range pace {
				if all > 0 {
					groups[g].pace[q] = (groups[g].pace[q]*groups[g].works + pace[q]*works) / all
				}
			}
			groups[g].works = all
			return groups
		}
	}
	own := make([]float64, len(pace))
	copy(own, pace)
	return append(groups, group{works, own})
}

func same(a, b []float64) bool {
	for q := range a {
		if (a[q] > 0) != (b[q] > 0) {
			return false
		}
	}
	return true
}

// both is the share of those who can serve a live queue who can do work that may wait too.
func (s staff) both(queues []schedule.Queue, live int) float64 {
	able, both := 0.0, 0.0
	for _, g := range s.renewed {
		if g.pace[live] <= 0 {
			continue
		}
		able += g.works
		for q, queue := range queues {
			if !queue.Channel.Live() && g.pace[q] > 0 {
				both += g.works
				break
			}
		}
	}
	if able == 0 {
		return 0
	}
	return both / able
}

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

// member is an agent in a month.
type member struct {
	heads, paid float64 // employed on the mean day and not yet gone by chance; as full-time people, unpaid absence taken off
	away        float64 // share of the paid time known to be absent
	leaving     float64
	starts      bool
	pace        []float64 // by queue, mean over the days employed
}

// member follows an agent through the months. Who has a last day does not leave before it.
func (b *book) member(a schedule.Agent) []member {
	out := make([]member, len(b.months))
	zone, began := b.Calendar.By(a.Zone).Zone, 0
	if a.From.Year != 0 {
		began = max(0, a.From.MonthsFrom(b.months[0].first))
	}
	paidOff, unpaidOff := b.absent(a)
	for m, span := range b.months {
		x := member{pace: make([]float64, len(b.queues)), starts: a.From.Year != 0 && a.From.MonthsFrom(span.first) == 0}
		days, off, without := 0, 0.0, 0.0
		for k := range span.days {
			d := span.first.Add(k)
			if !a.Employed(d) {
				continue
			}
			days, off, without = days+1, off+paidOff[d], without+unpaidOff[d]
			noon := d.At(calendar.Clock(12, 0), zone)
			for q, queue := range b.queues {
				x.pace[q] += a.Pace(queue, noon)
			}
		}
		if days > 0 {
			for q := range x.pace {
				x.pace[q] /= float64(days)
			}
			there, n := float64(days)/float64(span.days), float64(days)
			staying := b.staying(float64(m-began) + 0.5)
			if a.To.Year != 0 {
				staying = 1
			}
			x.heads = there * staying
			unpaid := min(without/n, 1)
			x.paid, x.away = x.heads*b.share(a.Contract)*(1-unpaid), min(off/max(n-without, 1), 1)
			if a.To.Year == 0 {
				x.leaving = b.staying(float64(m-began)) - b.staying(float64(m-began+1))
			}
		}
		if a.To.Year != 0 && a.To.Add(-1).MonthsFrom(span.first) == 0 && days > 0 {
			x.leaving = 1
		}
		out[m] = x
	}
	return out
}

// absent is, by date, the days of a seven-day week that known absences take: a day wholly absent
// takes its part of the working days of its week, a part of a day that part of it.
func (b *book) absent(a schedule.Agent) (paid, unpaid map[calendar.Date]float64) {
	paid, unpaid = map[calendar.Date]float64{}, map[calendar.Date]float64{}
	zone := b.Calendar.By(a.Zone).Zone
	workdays := float64(b.Team.Contracts[a.Contract].Rules.WeekDaysMax)
	if workdays < 1 || workdays > 7 {
		workdays = 5
	}
	for _, x := range b.Team.Absences {
		if x.Agent != a.ID {
			continue
		}
		to := paid
		if !x.Paid {
			to = unpaid
		}
		for d := calendar.DateOf(x.From.In(zone)); d.In(zone).Before(x.To); d = d.Add(1) {
			from, until := calendar.Later(x.From, d.In(zone)), calendar.Earlier(x.To, d.Add(1).In(zone))
			to[d] = min(1, to[d]+until.Sub(from).Hours()/workday)
		}
	}
	return ofWeeks(paid, workdays), ofWeeks(unpaid, workdays)
}

// ofWeeks makes days off those of a seven-day week, of a week no more than it has.
func ofWeeks(off map[calendar.Date]float64, workdays float64) map[calendar.Date]float64 {
	weeks, out := map[calendar.Date]float64{}, map[calendar.Date]float64{}
	for _, d := range slices.SortedFunc(maps.Keys(off), calendar.Date.Sub) { // sums of the same order, the same bytes
		weeks[d.Monday()] += off[d]
	}
	for d, x := range off {
		out[d] = x * min(1, workdays/weeks[d.Monday()]) * 7 / workdays
	}
	return out
}

// workday is the hours of absence that are a day's work.
const workday = 8

// renewals are the certificates that keep somebody employed off a channel and could be renewed.
func (b *book) renewals() []Renewal {
	var out []Renewal
	for i, a := range b.Team.Agents {
		for _, x := range a.Barred {
			still := slices.ContainsFunc(b.Renewed[i].Barred, func(y schedule.Barred) bool { return y.Channel == x.Channel && !y.From.After(x.From) })
			if x.Reason == skills.ReasonExpired && !still && a.Employed(calendar.DateOf(x.From.In(b.zone()))) {
				out = append(out, Renewal{Agent: a.ID, Name: x.Name, Channel: x.Channel, By: x.From})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Renewal) int {
		return cmp.Or(x.By.Compare(y.By), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Channel, y.Channel))
	})
	return out
}
