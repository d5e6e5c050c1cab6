package plan

import (
	"maps"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// Unreached finds the queues that are open when no shift of anybody who can serve them can
// be under way, whatever the roster: opening hours and shift kinds do not fit. There is one
// finding a queue, with the hours of the period and the first stretch.
func (in Input) Unreached() []schedule.Finding {
	type clock struct {
		contract string
		zone     *time.Location
	}
	reach := map[clock][]bool{}
	of := func(a schedule.Agent) []bool {
		key := clock{a.Contract, a.Zone}
		if reach[key] == nil {
			reach[key] = in.reach(in.Team.Contracts[a.Contract], in.Calendar.By(a.Zone).Zone)
		}
		return reach[key]
	}
	var out []schedule.Finding
	for _, q := range in.Queues {
		covered, anyone := make([]bool, in.Period.N), false
		for _, a := range in.Team.Agents {
			if _, can := a.Can(q); can {
				anyone = true
				for i, x := range of(a) {
					covered[i] = covered[i] || x
				}
			}
		}
		if f, bad := in.unreached(q, covered); bad && anyone {
			out = append(out, f)
		}
	}
	return out
}

// reach is the intervals of the period in which a shift of the contract can be under way
// by the clocks of the zone.
func (in Input) reach(c schedule.Contract, zone *time.Location) []bool {
	kinds := c.ShiftKinds
	if len(kinds) == 0 {
		kinds = slices.Sorted(maps.Keys(in.Team.ShiftKinds))
	}
	out := make([]bool, in.Period.N)
	first := calendar.DateOf(in.Period.At(0).In(zone)).Add(-2) // a shift may begin past 24:00 and last over midnight
	for day := first; day.In(zone).Before(in.Period.End()); day = day.Add(1) {
		for _, name := range kinds {
			k, known := in.Team.ShiftKinds[name]
			if !known || !k.Days[day.Weekday()] {
				continue
			}
			from, to := day.At(k.Start.From, zone), day.At(k.Start.To, zone).Add(k.Length.Max)
			for i := max(0, int(from.Sub(in.Period.Start)/in.Period.Step)); i < in.Period.N && in.Period.At(i).Before(to); i++ {
				out[i] = out[i] || !in.Period.At(i+1).Before(from)
			}
		}
	}
	return out
}

// unreached is the finding of one queue.
func (in Input) unreached(q schedule.Queue, covered []bool) (schedule.Finding, bool) {
	f := schedule.Finding{Code: schedule.CodeNoShift, Severity: schedule.Info, Queue: q.Name}
	if q.Channel.Live() {
		f.Severity = schedule.Missed
	}
	first, last := -1, -1
	for i, open := range q.Hours.Share(in.Period, in.Calendar) {
		if open <= 0 || covered[i] {
			continue
		}
		f.Value += open * in.Period.Hours()
		if first < 0 {
			first, last = i, i
		} else if last == i-1 {
			last = i
		}
	}
	if first < 0 {
		return f, false
	}
	f.From, f.To = in.Period.At(first), in.Period.At(last+1)
	return f, true
}
