package roster

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// translator turns the words of schedule into a problem.
type translator struct {
	in    Input
	grid  calendar.Grid
	cal   *calendar.Calendar
	p     *problem
	dates []calendar.Date
	forms map[string][]int // by contract
	pays  map[string][]float64
}

// translate makes the problem of an input that validate has passed.
func translate(in Input) (*problem, *translator) {
	t := &translator{in: in, grid: in.Requirement.Grid, cal: in.Calendar, forms: map[string][]int{}, pays: map[string][]float64{}}
	if t.cal == nil || t.cal.Zone == nil {
		t.cal = calendar.Plain(t.grid.Zone())
	}
	t.p = &problem{step: int(t.grid.Step / time.Minute), n: t.grid.N, terms: tiers()}
	t.period()
	t.tail()
	t.hours()
	t.demand()
	t.wages()
	for _, name := range contractNames(in.Team) {
		t.contract(name)
	}
	for _, a := range in.Team.Agents {
		t.p.agents = append(t.p.agents, t.agent(in.Team, a))
	}
	t.orderBlends()
	return t.p, t
}

// orderBlends puts the blends with the fewest queues first.
func (t *translator) orderBlends() {
	old := t.p.flow.blends
	order, rank := make([]int, len(old)), make([]int, len(old))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(old[a].queues) - len(old[b].queues) })
	t.p.flow.blends = make([]blend, len(old))
	for i, k := range order {
		t.p.flow.blends[i], rank[k] = old[k], i
	}
	for a := range t.p.agents {
		for d := range t.p.agents[a].duties {
			if b := &t.p.agents[a].duties[d].blend; *b >= 0 {
				*b = rank[*b]
			}
		}
	}
}

func contractNames(team schedule.Team) []string {
	var names []string
	for _, a := range team.Agents {
		if !slices.Contains(names, a.Contract) {
			names = append(names, a.Contract)
		}
	}
	slices.Sort(names)
	return names
}

// minute is the time in minutes after the start of the period, rounded down.
func (t *translator) minute(at time.Time) int {
	d := at.Sub(t.grid.Start)
	m := int(d / time.Minute)
	if d < 0 && d%time.Minute != 0 {
		m--
	}
	return m
}

// minuteUp is minute, rounded up.
func (t *translator) minuteUp(at time.Time) int { return t.minute(at.Add(time.Minute - 1)) }

func (t *translator) time(minute int) time.Time {
	return t.grid.Start.Add(time.Duration(minute) * time.Minute)
}

func (t *translator) midnight(d calendar.Date) int { return t.minute(d.In(t.cal.Zone)) }

// monday is the first day of the date's calendar week.
func monday(d calendar.Date) calendar.Date { return d.Add(-int(d.Weekday()+6) % 7) }

// period lays out the days and weeks.
func (t *translator) period() {
	span := t.p.n * t.p.step
	last := calendar.DateOf(t.time(span - 1).In(t.cal.Zone))
	for d := calendar.DateOf(t.grid.Start.In(t.cal.Zone)); !last.Before(d); d = d.Add(1) {
		first := monday(d)
		if n := len(t.p.weeks); n == 0 || d == first {
			w := week{from: t.midnight(first), to: t.midnight(first.Add(7))}
			w.whole = w.from >= 0 && w.to <= span
			t.p.weeks = append(t.p.weeks, w)
		}
		weekday := d.Weekday()
		t.dates = append(t.dates, d)
		t.p.days = append(t.p.days, day{
			from: t.midnight(d), to: t.midnight(d.Add(1)), week: len(t.p.weeks) - 1,
			weekend: weekday == time.Saturday || weekday == time.Sunday, last: weekday == time.Sunday || d == last,
		})
	}
}

// tail leaves room for the longest shift after the end of the period.
func (t *translator) tail() {
	longest := 24 * time.Hour
	for _, k := range t.in.Team.ShiftKinds {
		for _, b := range k.Breaks {
			longest = max(longest, k.Length.Max+b.Length)
		}
		longest = max(longest, k.Length.Max)
	}
	for _, s := range t.in.Team.Locks {
		longest = max(longest, s.End.Sub(s.Start))
	}
	t.p.tail = minutesUp(longest)/t.p.step + minutesUp(time.Hour)/t.p.step + 3
}

func minutesUp(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }

// end is the minute after the last that a shift can touch.
func (t *translator) end() int { return (t.p.n + t.p.tail) * t.p.step }

// hours adds up night and unsocial minutes.
func (t *translator) hours() {
	end := t.end()
	night, unsocial := make([]bool, end), make([]bool, end)
	t.eachDay(func(d calendar.Date, from, to int) {
		mark(night, t.minute(d.At(22*60, t.cal.Zone)), t.minute(d.Add(1).At(6*60, t.cal.Zone)))
		if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
			mark(unsocial, from, to)
		}
	})
	t.p.nights, t.p.toll = make([]int32, end+1), make([]int32, end+1)
	for m := range end {
		t.p.nights[m+1], t.p.toll[m+1] = t.p.nights[m], t.p.toll[m]
		if night[m] {
			t.p.nights[m+1]++
		}
		if night[m] || unsocial[m] {
			t.p.toll[m+1]++
		}
	}
}

// eachDay visits every date that a shift can touch, and the day before the first.
func (t *translator) eachDay(visit func(d calendar.Date, from, to int)) {
	for d := t.dates[0].Add(-1); t.midnight(d) < t.end(); d = d.Add(1) {
		visit(d, t.midnight(d), t.midnight(d.Add(1)))
	}
}

func mark(minutes []bool, from, to int) {
	for m := max(0, from); m < min(to, len(minutes)); m++ {
		minutes[m] = true
	}
}

// wages finds the mean wage of the team, the unit of cost.
func (t *translator) wages() {
	sum, n := 0.0, 0
	for _, a := range t.in.Team.Agents {
		if w := t.wage(a); w > 0 {
			sum, n = sum+w, n+1
		}
	}
	t.p.wage = 1
	if n > 0 {
		t.p.wage = sum / float64(n)
	}
}

func (t *translator) wage(a schedule.Agent) float64 {
	wage := a.Wage
	if wage.IsZero() {
		wage = t.in.Team.Contracts[a.Contract].Pay.Wage
	}
	return finite(wage.InexactFloat64())
}

// contract makes the forms and the premiums of one contract.
func (t *translator) contract(name string) {
	c := t.in.Team.Contracts[name]
	for _, kind := range kindsOf(t.in.Team, c) {
		if f, ok := t.form(kind, c.Rules); ok {
			t.forms[name] = append(t.forms[name], len(t.p.forms))
			t.p.forms = append(t.p.forms, f)
		}
	}
	t.pays[name] = t.premiums(c.Pay)
	t.p.groups++
}

// kindsOf lists the shift kinds of a contract by name.
func kindsOf(team schedule.Team, c schedule.Contract) []schedule.ShiftKind {
	names := slices.Clone(c.ShiftKinds)
	if len(names) == 0 {
		for name := range team.ShiftKinds {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var kinds []schedule.ShiftKind
	for _, name := range slices.Compact(names) {
		kind := team.ShiftKinds[name]
		kind.Name = name
		kinds = append(kinds, kind)
	}
	return kinds
}
