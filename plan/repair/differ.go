package repair

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/plan/cost"
	"turno/schedule"
	"turno/schedule/check"
)

// Standing is a roster in force with what it is judged by.
type Standing struct {
	Calendar    *calendar.Calendar
	Queues      []schedule.Queue
	Team        schedule.Team
	Requirement schedule.Requirement
	Futures     []check.Future // without any, deferrable work comes as the requirement expects it
	Roster      schedule.Roster
	Currency    string
	Seed        uint64
}

// zoneOf is the zone of the clock that the person lives by; without a calendar it is the
// other one, unless they have their own.
func (s Standing) zoneOf(agent string, otherwise *time.Location) *time.Location {
	if s.Calendar != nil && s.Calendar.Zone != nil {
		otherwise = s.Calendar.Zone
	}
	k := slices.IndexFunc(s.Team.Agents, func(a schedule.Agent) bool { return a.ID == agent })
	if k < 0 || s.Team.Agents[k].Zone == nil {
		return otherwise
	}
	return s.Team.Agents[k].Zone
}

// EditKind says what became of a shift.
type EditKind string

// The kinds of edit. Times of shifts decide: a shift is the same where start and end are.
const (
	EditAdded   EditKind = "added"   // After is new; Before is none
	EditRemoved EditKind = "removed" // Before is gone; After is none
	EditMoved   EditKind = "moved"   // Before became After, on the same day at other times
	EditDuties  EditKind = "duties"  // the same times, in part on other queues
	EditBreaks  EditKind = "breaks"  // the same times, breaks at other times
	EditGiven   EditKind = "given"   // Before is worked by With now
	EditTaken   EditKind = "taken"   // After was worked by With before
	EditSwapped EditKind = "swapped" // Before is worked by With now, who had After
)

// EditKinds lists the kinds.
func EditKinds() []EditKind {
	return []EditKind{EditAdded, EditRemoved, EditMoved, EditDuties, EditBreaks, EditGiven, EditTaken, EditSwapped}
}

// Edit is one change of one person's roster. A swap or a shift handed on is an edit of
// either person.
type Edit struct {
	Agent         string
	Kind          EditKind
	Before, After schedule.Shift // the zero shift where there is none
	With          string
}

// Difference is what changes from one roster to another.
type Difference struct {
	Edits         []Edit // by agent, in the team's order and then that of names, and by time
	People        int    // who have an edit
	Before, After Totals
}

// Totals is what a roster comes to.
type Totals struct {
	Shifts int
	Hours  float64 // paid
	Cost   decimal.Decimal
	Broken int // hard rules
	Queues []QueueTotal
}

// QueueTotal is the coverage of one queue, in the order of the Standing's.
type QueueTotal struct {
	Queue   string
	Missed  float64 // contacts expected to miss the target
	Service float64 // share expected within it, 0 to 1
	Short   float64 // agent-hours below what is required
}

// Differ compares the roster that stands with another of the same period.
func Differ(s Standing, other schedule.Roster) Difference {
	d := Difference{Edits: edits(s, other.Shifts), Before: s.totals(s.Roster), After: s.totals(other)}
	for i, e := range d.Edits {
		if i == 0 || e.Agent != d.Edits[i-1].Agent {
			d.People++
		}
	}
	return d
}

// judge is the check's opinion of a roster in place of the one that stands.
func (s Standing) judge(r schedule.Roster) check.Report {
	return check.Run(check.Input{Calendar: s.Calendar, Queues: s.Queues, Team: s.Team, Requirement: s.Requirement, Roster: r, Futures: s.Futures})
}

func (s Standing) totals(r schedule.Roster) Totals {
	statement := cost.Of(s.Team, r.Shifts, s.Calendar, s.Currency)
	judged := s.judge(r)
	t := Totals{Shifts: len(r.Shifts), Hours: statement.Total.PaidHours.InexactFloat64(), Cost: statement.Total.Total, Broken: judged.Broken()}
	for _, q := range judged.Coverage.Queues {
		x := QueueTotal{Queue: q.Queue, Service: q.Service(), Short: judged.Coverage.Balance(q).Short}
		for _, missed := range q.Missed {
			x.Missed += missed
		}
		t.Queues = append(t.Queues, x)
	}
	return t
}

// Edits lists what changes for people between two lists of shifts, without judging either.
func Edits(team schedule.Team, before, after schedule.Roster, cal *calendar.Calendar) []Edit {
	return edits(Standing{Calendar: cal, Team: team, Roster: before}, after.Shifts)
}

func edits(s Standing, after []schedule.Shift) []Edit {
	was, is := s.byDay(s.Roster.Shifts), s.byDay(after)
	var out []Edit
	for _, k := range daysOf(was, is) {
		a, b := was[k], is[k]
		a, b = unlike(a, b)
		for i := range max(len(a), len(b)) {
			switch {
			case i >= len(a):
				out = append(out, Edit{Agent: k.agent, Kind: EditAdded, After: b[i]})
			case i >= len(b):
				out = append(out, Edit{Agent: k.agent, Kind: EditRemoved, Before: a[i]})
			default:
				out = append(out, Edit{Agent: k.agent, Kind: compared(a[i], b[i]), Before: a[i], After: b[i]})
			}
		}
	}
	out = exchanged(out)
	s.order(out)
	return out
}

// agentDay is a person's local date.
type agentDay struct {
	agent string
	date  calendar.Date
}

func (s Standing) byDay(shifts []schedule.Shift) map[agentDay][]schedule.Shift {
	out := map[agentDay][]schedule.Shift{}
	for _, x := range shifts {
		k := agentDay{x.Agent, calendar.DateOf(x.Start.In(s.zoneOf(x.Agent, x.Start.Location())))}
		out[k] = append(out[k], x)
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b schedule.Shift) int { return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End)) })
	}
	return out
}

func daysOf(a, b map[agentDay][]schedule.Shift) []agentDay {
	var out []agentDay
	for k := range a {
		out = append(out, k)
	}
	for k := range b {
		if _, both := a[k]; !both {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(x, y agentDay) int { return cmp.Or(cmp.Compare(x.agent, y.agent), x.date.Sub(y.date)) })
	return out
}

// unlike takes away the shifts that are in both days altogether, and pairs those of the
// same times first.
func unlike(a, b []schedule.Shift) (was, is []schedule.Shift) {
	is = slices.Clone(b)
	paired := 0
	for _, x := range a {
		if k := slices.IndexFunc(is[paired:], func(y schedule.Shift) bool { return sameWork(x, y) }); k >= 0 {
			is = slices.Delete(is, paired+k, paired+k+1)
			continue
		}
		if k := slices.IndexFunc(is[paired:], func(y schedule.Shift) bool { return sameTimes(x, y) }); k >= 0 {
			y := is[paired+k]
			is = slices.Insert(slices.Delete(is, paired+k, paired+k+1), paired, y)
			was = slices.Insert(was, paired, x)
			paired++
			continue
		}
		was = append(was, x)
	}
	return was, is
}

func sameTimes(a, b schedule.Shift) bool { return a.Start.Equal(b.Start) && a.End.Equal(b.End) }

// sameWork says whether nothing about a shift has changed for the person, its kind's name
// and its lock aside.
func sameWork(a, b schedule.Shift) bool {
	return sameTimes(a, b) && a.OnCall.Same(b.OnCall) && sameBreaks(a, b) && slices.EqualFunc(joined(a.Duties), joined(b.Duties), func(x, y schedule.Duty) bool {
		return x.Start.Equal(y.Start) && x.End.Equal(y.End) && slices.Equal(x.Queues, y.Queues)
	})
}

func sameBreaks(a, b schedule.Shift) bool {
	return slices.EqualFunc(a.Breaks, b.Breaks, func(x, y schedule.Break) bool {
		return x.Start.Equal(y.Start) && x.End.Equal(y.End) && x.Paid == y.Paid
	})
}

// joined are the duties with those in one that follow each other on the same queues.
func joined(duties []schedule.Duty) []schedule.Duty {
	var out []schedule.Duty
	for _, d := range duties {
		if n := len(out); n > 0 && out[n-1].End.Equal(d.Start) && slices.Equal(out[n-1].Queues, d.Queues) {
			out[n-1].End = d.End
			continue
		}
		out = append(out, d)
	}
	return out
}

// compared is the kind of edit that makes b of a.
func compared(a, b schedule.Shift) EditKind {
	switch {
	case !sameTimes(a, b):
		return EditMoved
	case a.OnCall.Same(b.OnCall) && sameQueues(a, b):
		return EditBreaks
	}
	return EditDuties
}

// sameQueues says whether, breaks aside, both are on the same queues at all times.
func sameQueues(a, b schedule.Shift) bool {
	for _, x := range a.Duties {
		for _, y := range b.Duties {
			if x.Start.Before(y.End) && y.Start.Before(x.End) && !slices.Equal(x.Queues, y.Queues) {
				return false
			}
		}
	}
	return true
}

// exchanged finds the shifts that went from one person to another.
func exchanged(list []Edit) []Edit {
	given, taken := map[int]int{}, map[int]int{} // edit that lost a shift to edit that gained it, and the reverse
	for i, e := range list {
		if e.Kind != EditRemoved && e.Kind != EditMoved {
			continue
		}
		best := -1
		for j, o := range list {
			_, used := taken[j]
			if used || o.Agent == e.Agent || o.Kind != EditAdded && o.Kind != EditMoved || !sameTimes(e.Before, o.After) {
				continue
			}
			mutual := !o.Before.Start.IsZero() && sameTimes(o.Before, e.After)
			if o.Kind == EditMoved && !mutual && o.Before.Start.Before(e.Before.End) && e.Before.Start.Before(o.Before.End) {
				continue // who worked then already took nothing over
			}
			if best < 0 || mutual {
				best = j
			}
			if mutual {
				break
			}
		}
		if best >= 0 {
			given[i], taken[best] = best, i
		}
	}
	return handed(list, given, taken)
}

// handed turns exchanges into edits of their own: where one gives a shift for another of
// the same person's, both are one swap.
func handed(list []Edit, given, taken map[int]int) []Edit {
	merged := map[int]bool{}
	for i, e := range list {
		to, gives := given[i]
		from, takes := taken[i]
		switch {
		case e.Kind == EditMoved && gives && takes && list[to].Agent == list[from].Agent:
			list[i].Kind, list[i].With = EditSwapped, list[to].Agent
		case e.Kind == EditRemoved && gives:
			list[i].Kind, list[i].With = EditGiven, list[to].Agent
			if k := partner(list, taken, i, list[to].Agent, merged); k >= 0 {
				list[i].Kind, list[i].After, merged[k] = EditSwapped, list[k].After, true
			}
		}
	}
	var out []Edit
	for i, e := range list {
		if from, takes := taken[i]; takes && e.Kind == EditAdded {
			e.Kind, e.With = EditTaken, list[from].Agent
		}
		if !merged[i] {
			out = append(out, e)
		}
	}
	return out
}

// partner is the edit by which the agent of edit i gets a shift of with's; -1 where there
// is none.
func partner(list []Edit, taken map[int]int, i int, with string, merged map[int]bool) int {
	for k, o := range list {
		from, takes := taken[k]
		if takes && !merged[k] && o.Kind == EditAdded && o.Agent == list[i].Agent && list[from].Agent == with {
			return k
		}
	}
	return -1
}

// order sorts edits by the team's order, names and time.
func (s Standing) order(list []Edit) {
	rank := map[string]int{}
	for i, a := range s.Team.Agents {
		rank[a.ID] = i - len(s.Team.Agents)
	}
	when := func(e Edit) schedule.Shift {
		if e.Before.Start.IsZero() {
			return e.After
		}
		return e.Before
	}
	slices.SortStableFunc(list, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(rank[a.Agent], rank[b.Agent]), cmp.Compare(a.Agent, b.Agent), when(a).Start.Compare(when(b).Start))
	})
}
