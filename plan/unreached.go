package plan

import (
	"time"

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
			reach[key] = in.Team.Reach(in.Team.Contracts[a.Contract], in.Period, in.Calendar.By(a.Zone).Zone, time.Time{})
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
