package people

import (
	"slices"

	"turno/schedule"
	"turno/schedule/check"
)

// glance is how many contacts the standing roster would miss fewer if the agent took the new
// queues beside, or instead of, what the roster says: the better of both.
func (w *world) glance(t Training) float64 {
	team := Trained(w.Input.Team, w.Input.Queues, t.Agent, t.Ability)
	a, _ := agent(team, t.Agent)
	var fresh []string
	for _, q := range w.Input.Queues {
		if _, can := a.Can(q); can && q.Channel == t.Channel {
			fresh = append(fresh, q.Name)
		}
	}
	base, best := w.lost(w.Input.Team, w.Roster.Roster), 0.0
	for _, name := range fresh {
		beside := w.redone(t.Agent, func(d schedule.Duty) []string { return append(slices.Clone(d.Queues), name) })
		instead := w.redone(t.Agent, func(d schedule.Duty) []string {
			if w.spare(d) && w.short(name, d) {
				return append([]string{name}, d.Queues...)
			}
			return append(slices.Clone(d.Queues), name)
		})
		for _, r := range []schedule.Roster{beside, instead} {
			best = max(best, base-w.lost(team, r))
		}
	}
	return best + w.burden(t)*1e-6
}

// burden breaks ties between trainings that change nothing by the load of the channel.
func (w *world) burden(t Training) float64 {
	sum := 0.0
	for _, c := range w.Check.Coverage.Queues {
		for _, q := range w.Input.Queues {
			if q.Name == c.Queue && q.Channel == t.Channel {
				for i := range c.Missed {
					sum += c.Missed[i]
				}
			}
		}
	}
	return sum
}

// redone is the standing roster with other queues in the duties of one agent.
func (w *world) redone(id string, queues func(schedule.Duty) []string) schedule.Roster {
	r := w.Roster.Roster
	r.Shifts = slices.Clone(r.Shifts)
	for i, s := range r.Shifts {
		if s.Agent != id || s.OnCall != nil {
			continue
		}
		s.Duties = slices.Clone(s.Duties)
		for k, d := range s.Duties {
			d.Queues = queues(d)
			s.Duties[k] = d
		}
		r.Shifts[i] = s
	}
	return r
}

// spare says whether the first queue of a duty has more than it needs for most of it.
func (w *world) spare(d schedule.Duty) bool {
	return w.over(d.Queues[0], d, func(c schedule.QueueCoverage, i int) bool { return c.Supplied[i] > c.Required[i]+0.5 })
}

// short says whether the queue lacks people for most of the duty.
func (w *world) short(queue string, d schedule.Duty) bool {
	return w.over(queue, d, func(c schedule.QueueCoverage, i int) bool { return c.Supplied[i] < c.Required[i] })
}

func (w *world) over(queue string, d schedule.Duty, is func(schedule.QueueCoverage, int) bool) bool {
	k := slices.IndexFunc(w.Check.Coverage.Queues, func(c schedule.QueueCoverage) bool { return c.Queue == queue })
	if k < 0 {
		return false
	}
	c, grid := w.Check.Coverage.Queues[k], w.Check.Coverage.Grid
	yes, all := 0, 0
	for i := max(0, grid.Index(d.Start)); i < len(c.Required) && grid.At(i).Before(d.End); i++ {
		all++
		if is(c, i) {
			yes++
		}
	}
	return 2*yes > all
}

// lost is the contacts that a roster is expected to miss.
func (w *world) lost(team schedule.Team, r schedule.Roster) float64 {
	report := check.Run(check.Input{Calendar: w.Input.Calendar, Queues: w.Input.Queues, Team: team, Requirement: w.Requirement, Roster: r, Futures: w.futures[:min(len(w.futures), glances)]})
	sum := 0.0
	for _, c := range report.Coverage.Queues {
		for _, m := range c.Missed {
			sum += m
		}
	}
	return sum
}

// glances is how many futures a quick look takes.
const glances = 8
