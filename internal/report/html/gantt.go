package html

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// gantt is the chart of every day: people by team, their shifts along the hours of the day.
// A shift belongs to the date on which it starts, and the axis runs on past midnight where
// one does. Places are elapsed hours since midnight, so that a day on which clocks change
// is as long as it is.
type gantt struct {
	Days    []ganttDay
	Teams   []string
	Columns int  // hours along the axis
	OnCall  bool // somebody stands by
	Rest    bool // there are breaks
	Meeting bool
}

type ganttDay struct {
	ID, Words string
	People    string // how many work, and how long
	Ticks     []tick
	Teams     []ganttTeam
	Off       []string // who is away, with the reason
	Free      int      // others without a shift
}

type tick struct {
	At, Words string
	Every     int // 4, 2 or 1: whether it is one of every so many hours
}

type ganttTeam struct {
	Name string
	Rows []ganttRow
}

// ganttRow is one shift.
type ganttRow struct {
	Agent, Times, Paid string
	Start              int    // minutes after midnight, to sort by
	Queues             string // numbers of the queues with blanks around, to filter by
	Words              string
	Locked             bool
	Bars               []bar
}

// axis is the hours of a day that the chart shows.
type axis struct{ first, last int }

func (x *writer) gantt() gantt {
	ro := x.plan.Roster.Roster
	if len(ro.Shifts) == 0 {
		return gantt{}
	}
	axis, byDay := x.axis(ro.Shifts)
	g := gantt{Columns: axis.last - axis.first, Teams: x.teams()}
	for _, s := range ro.Shifts {
		g.OnCall = g.OnCall || s.OnCall != nil
		for _, b := range s.Breaks {
			g.Meeting, g.Rest = g.Meeting || b.Meeting != "", g.Rest || b.Meeting == ""
		}
	}
	for _, d := range ro.Grid.Days() {
		g.Days = append(g.Days, x.ganttDay(d.Date, byDay[d.Date], axis, g.Teams))
	}
	return g
}

// axis spans all shifts, in whole hours since the midnight before each.
func (x *writer) axis(shifts []schedule.Shift) (axis, map[calendar.Date][]schedule.Shift) {
	a := axis{24, 0}
	byDay := map[calendar.Date][]schedule.Shift{}
	for _, s := range shifts {
		date := calendar.DateOf(s.Start.In(x.zone))
		midnight := date.In(x.zone)
		a.first = min(a.first, int(s.Start.Sub(midnight).Hours()))
		a.last = max(a.last, int(math.Ceil(s.End.Sub(midnight).Hours())))
		byDay[date] = append(byDay[date], s)
	}
	a.last = min(max(a.last, a.first+1), a.first+48)
	return a, byDay
}

// teams lists the groups of the agents, by name.
func (x *writer) teams() []string {
	var out []string
	for _, a := range x.plan.Input.Team.Agents {
		if !slices.Contains(out, a.Group) {
			out = append(out, a.Group)
		}
	}
	slices.Sort(out)
	return out
}

func (x *writer) ganttDay(date calendar.Date, shifts []schedule.Shift, a axis, teams []string) ganttDay {
	midnight := date.In(x.zone)
	d := ganttDay{ID: dayID(date), Words: x.dayName(date), Ticks: x.ticks(midnight, a)}
	shifts = slices.Clone(shifts)
	slices.SortStableFunc(shifts, func(p, q schedule.Shift) int {
		return cmp.Or(p.Start.Compare(q.Start), p.End.Compare(q.End), cmp.Compare(x.name(p.Agent), x.name(q.Agent)))
	})
	byTeam, works := map[string][]ganttRow{}, map[string]bool{}
	paid := 0.0
	for _, s := range shifts {
		works[s.Agent] = true
		paid += s.PaidHours().Hours()
		team := x.agents[s.Agent].Group
		byTeam[team] = append(byTeam[team], x.ganttRow(s, midnight, a))
	}
	for _, name := range teams {
		if rows := byTeam[name]; len(rows) > 0 {
			d.Teams = append(d.Teams, ganttTeam{name, rows})
			delete(byTeam, name)
		}
	}
	if rows := byTeam[""]; len(rows) > 0 { // of nobody in the team
		d.Teams = append(d.Teams, ganttTeam{"", rows})
	}
	d.People = x.T("%d {person/people}, %s paid hours", len(works), x.tenth(paid))
	d.Off, d.Free = x.away(date, works)
	return d
}

// away names who is absent on the date and does not work, and counts the others without a
// shift.
func (x *writer) away(date calendar.Date, works map[string]bool) (off []string, free int) {
	from, to := date.In(x.zone), date.Add(1).In(x.zone)
	kind := map[string]string{}
	for _, a := range x.plan.Input.Team.Absences {
		if a.From.Before(to) && a.To.After(from) {
			kind[a.Agent] = a.Kind
		}
	}
	for _, a := range x.plan.Input.Team.Agents {
		k, absent := kind[a.ID]
		switch {
		case works[a.ID] || !a.Employed(date):
		case absent:
			off = append(off, x.T("%s (%s)", x.name(a.ID), x.Kind(k)))
		default:
			free++
		}
	}
	return off, free
}

// ticks name the hours by the clock, which repeats or leaves out one when it is changed.
func (x *writer) ticks(midnight time.Time, a axis) []tick {
	var out []tick
	for h := a.first; h < a.last; h++ {
		every := 1
		switch {
		case h%4 == 0:
			every = 4
		case h%2 == 0:
			every = 2
		}
		out = append(out, tick{a.place(float64(h)), midnight.Add(time.Duration(h) * time.Hour).In(x.zone).Format("15"), every})
	}
	return out
}

// place is a moment, in hours since midnight, along the axis in per cent.
func (a axis) place(h float64) string {
	v := 100 * (h - float64(a.first)) / float64(a.last-a.first)
	return hundredths(min(max(v, 0), 100))
}

func (a axis) long(h float64) string {
	return hundredths(min(100*h/float64(a.last-a.first), 100))
}

func (x *writer) ganttRow(s schedule.Shift, midnight time.Time, a axis) ganttRow {
	row := ganttRow{
		Agent: x.name(s.Agent), Times: x.clocks(s.Start, s.End), Paid: x.tenth(s.PaidHours().Hours()), Start: int(s.Start.Sub(midnight).Minutes()),
		Locked: s.Locked, Bars: x.bars(s, midnight, a), Words: x.course(s), Queues: " ",
	}
	for _, q := range queuesOf(s) {
		if n, ok := x.number[q]; ok {
			row.Queues += strconv.Itoa(n) + " "
		}
	}
	return row
}
