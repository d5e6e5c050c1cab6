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
	p     *Problem
	dates []calendar.Date          // that the period touches by cal
	due   []calendar.Date          // the team's dates of the period, for which hours and days are owed
	whole map[calendar.Date]bool   // by Monday, the team's calendar weeks that lie in the period
	forms map[string][]int         // by contract
	pays  map[string][]float64     // premiums by contract
	shut  map[string][]span        // closed time, by the queues that people can serve
	own   map[clockKey]*translator // by the clock of people in other zones
	frame *Frame                   // of such a clock; nil is the problem's own
}

// translate makes the problem, prepared, of an input that validate has passed.
func translate(in Input) (*Problem, *translator) {
	t := &translator{in: in, grid: in.Requirement.Grid, cal: in.Calendar, forms: map[string][]int{}, pays: map[string][]float64{}, own: map[clockKey]*translator{}, shut: map[string][]span{}}
	if t.cal == nil || t.cal.Zone == nil {
		t.cal = calendar.Plain(t.grid.Zone())
	}
	t.p = &Problem{Step: int(t.grid.Step / time.Minute), N: t.grid.N, Terms: Tiers()}
	for i := range t.p.Terms {
		if w, given := in.Team.Weights[t.p.Terms[i].Name]; given && slices.Contains(schedule.Weighable(), t.p.Terms[i].Name) {
			t.p.Terms[i].Weight *= min(finite(w), maxMultiple)
		}
	}
	t.period(calendar.DateOf(t.grid.Start.In(t.cal.Zone)))
	t.due, t.whole = t.dates, map[calendar.Date]bool{}
	for d, date := range t.dates {
		t.whole[date.Monday()] = t.p.Weeks[t.p.Days[d].Week].Whole
	}
	t.tail()
	t.hours()
	t.demand()
	t.wages()
	for _, name := range contractNames(in.Team) {
		t.contract(name)
	}
	for _, a := range in.Team.Agents {
		t.p.Agents = append(t.p.Agents, t.agent(in.Team, a))
	}
	t.orderBlends()
	t.p.prepare()
	return t.p, t
}

// orderBlends puts the blends with the fewest queues first.
func (t *translator) orderBlends() {
	old := t.p.Flow.Blends
	order, rank := make([]int, len(old)), make([]int, len(old))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(old[a].Queues) - len(old[b].Queues) })
	t.p.Flow.Blends = make([]Blend, len(old))
	for i, k := range order {
		t.p.Flow.Blends[i], rank[k] = old[k], i
	}
	for a := range t.p.Agents {
		for d := range t.p.Agents[a].Duties {
			if b := &t.p.Agents[a].Duties[d].Blend; *b >= 0 {
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

// period lays out the days and weeks from a date on. By another clock than the team's a week
// is whole where the team's is, and its rest has to lie before the end of the period.
func (t *translator) period(d calendar.Date) {
	span := t.p.N * t.p.Step
	last := calendar.DateOf(t.time(span - 1).In(t.cal.Zone))
	for ; !last.Before(d); d = d.Add(1) {
		first := d.Monday()
		if n := len(t.p.Weeks); n == 0 || d == first {
			w := Week{From: t.midnight(first), To: t.midnight(first.Add(7))}
			if w.Whole = w.From >= 0 && w.To <= span; t.whole != nil {
				w.Whole = t.whole[first]
				w.To = min(w.To, span)
			}
			t.p.Weeks = append(t.p.Weeks, w)
		}
		weekday := d.Weekday()
		change, ahead := t.change(d)
		t.dates = append(t.dates, d)
		t.p.Days = append(t.p.Days, Day{
			From: t.midnight(d), To: t.midnight(d.Add(1)), Week: len(t.p.Weeks) - 1,
			Weekend: weekday == time.Saturday || weekday == time.Sunday, Last: weekday == time.Sunday || d == last,
			Change: change, Ahead: ahead, Cut: t.midnight(d.Add(1)) > span,
		})
	}
}

// change is the minute of the date at which the local clock changes, and by how much it is
// ahead from then on.
func (t *translator) change(d calendar.Date) (at, ahead int) {
	from, to := t.midnight(d), t.midnight(d.Add(1))
	if ahead = 24*60 - (to - from); ahead == 0 {
		return 0, 0
	}
	for at = from; at < to && t.clockOf(t.time(at)) == at-from; at++ {
	}
	return at, ahead
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
	t.p.Tail = minutesUp(longest)/t.p.Step + minutesUp(time.Hour)/t.p.Step + 3
}

func minutesUp(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }

// end is the minute after the last that a shift can touch.
func (t *translator) end() int { return (t.p.N + t.p.Tail) * t.p.Step }

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
	t.p.Nights, t.p.Toll = make([]int32, end+1), make([]int32, end+1)
	for m := range end {
		t.p.Nights[m+1], t.p.Toll[m+1] = t.p.Nights[m], t.p.Toll[m]
		if night[m] {
			t.p.Nights[m+1]++
		}
		if night[m] || unsocial[m] {
			t.p.Toll[m+1]++
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
	t.p.Wage = 1
	if n > 0 {
		t.p.Wage = sum / float64(n)
	}
}

func (t *translator) wage(a schedule.Agent) float64 {
	return finite(t.in.Team.PayOf(a).Wage.InexactFloat64())
}

// contract makes the forms and the premiums of one contract.
func (t *translator) contract(name string) {
	c := t.in.Team.Contracts[name]
	kinds := kindsOf(t.in.Team, c)
	for _, kind := range kinds {
		forms := t.formsOf(kind, c.Rules)
		if len(forms) == 0 && before(kind.Name, kinds) { // no new shift is of it, but those published or locked may be
			forms = []Form{{Kind: kind.Name}}
		}
		for _, f := range forms {
			t.forms[name] = append(t.forms[name], len(t.p.Forms))
			t.p.Forms = append(t.p.Forms, f)
		}
	}
	t.exclude(t.forms[name])
	t.pays[name] = t.premiums(c.Pay)
	t.p.Groups++
}

// before says whether some kind may not follow the named one.
func before(name string, kinds []schedule.ShiftKind) bool {
	return slices.ContainsFunc(kinds, func(k schedule.ShiftKind) bool { return slices.Contains(k.NotAfter, name) })
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
