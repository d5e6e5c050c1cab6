package centre

import (
	"cmp"
	"slices"
	"strings"

	"turno/forecast/calendar"
	"turno/schedule"
)

// Figures are what a roster of a centre achieves, in agent-hours. Uncovered and Surplus are
// summed over the queues: work that nobody does when it is there, or by the time it is due,
// and presence that nothing is left for.
type Figures struct {
	Demand, Supply     float64
	Uncovered, Surplus float64
	ByQueue            []float64 // uncovered, in the order of the requirement: live queues first
}

// Share is agent-hours as a share of demand.
func (f Figures) Share(hours float64) float64 { return hours / f.Demand }

// Measure sets a roster against the centre's requirement. People on live work who are
// above the mark do the deferrable work that their duties list, in proportion to their
// numbers; deferrable work is done earliest due first, and what is late is given up, as
// a live contact is: hours spent on it afterwards would be surplus.
func (c *Centre) Measure(r schedule.Roster) Figures {
	m := measure{queues: c.queues, grid: c.Requirement.Grid.N, hours: c.Requirement.Grid.Hours(), crews: map[string][]float64{}}
	for _, s := range r.Shifts {
		for _, d := range s.Duties {
			m.place(c.Requirement.Grid, d)
		}
	}
	return m.judge(c.Requirement)
}

// measure is the people of each list of queues, by interval.
type measure struct {
	queues []queue
	grid   int
	hours  float64
	crews  map[string][]float64
}

const separator = "\x00"

// place adds a duty to the intervals it touches, by its share of each.
func (m *measure) place(g calendar.Grid, d schedule.Duty) {
	key := strings.Join(d.Queues, separator)
	if m.crews[key] == nil {
		m.crews[key] = make([]float64, g.N)
	}
	for i := max(0, g.Index(d.Start)); i < g.N && g.At(i).Before(d.End); i++ {
		from, to := calendar.Later(d.Start, g.At(i)), calendar.Earlier(d.End, g.At(i+1))
		m.crews[key][i] += to.Sub(from).Hours() / g.Hours()
	}
}

// judge follows the work through the intervals.
func (m *measure) judge(r schedule.Requirement) Figures {
	f := Figures{ByQueue: make([]float64, len(m.queues))}
	waiting := make([][]schedule.Work, len(m.queues))
	keys := m.keys()
	for i := range m.grid {
		free := m.free(&f, r, i)
		for q, queue := range m.queues {
			if d, ok := r.DeferrableQueue(queue.name); ok {
				for _, w := range d.Work {
					if w.Arrive == i {
						waiting[q] = append(waiting[q], w)
						f.Demand += w.Hours
					}
				}
			}
		}
		for k, key := range keys {
			for _, name := range strings.Split(key, separator) {
				if q := m.queue(name); m.queues[q].window > 0 {
					free[k] -= do(waiting[q], free[k])
				}
			}
		}
		for q := range waiting {
			waiting[q] = slices.DeleteFunc(waiting[q], func(w schedule.Work) bool {
				if w.Due <= i {
					f.ByQueue[q] += w.Hours
				}
				return w.Due <= i || w.Hours < 1e-12
			})
		}
	}
	for _, hours := range f.ByQueue {
		f.Uncovered += hours
	}
	f.Surplus = f.Supply - (f.Demand - f.Uncovered)
	return f
}

// keys are the lists of queues, shortest first: who can choose least begins.
func (m *measure) keys() []string {
	var out []string
	for key := range m.crews {
		out = append(out, key)
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.Count(a, separator), strings.Count(b, separator)), cmp.Compare(a, b))
	})
	return out
}

// free is, for each list, the agent-hours that live work leaves in interval i. It counts
// the live work that is not met and all supply.
func (m *measure) free(f *Figures, r schedule.Requirement, i int) []float64 {
	keys := m.keys()
	out, there := make([]float64, len(keys)), make([]float64, len(m.queues))
	for _, key := range keys {
		n := m.crews[key][i]
		there[m.first(key)] += n
		f.Supply += n * m.hours
	}
	idle := slices.Repeat([]float64{1}, len(m.queues))
	for q, queue := range m.queues {
		if l, ok := r.LiveQueue(queue.name); ok {
			mark := float64(l.Curves[i].Mark)
			f.Demand += mark * m.hours
			f.ByQueue[q] += max(0, mark-there[q]) * m.hours
			idle[q] = max(0, there[q]-mark) / max(there[q], 1e-12)
		}
	}
	for k, key := range keys {
		out[k] = m.crews[key][i] * m.hours * idle[m.first(key)]
	}
	return out
}

func (m *measure) first(key string) int {
	name, _, _ := strings.Cut(key, separator)
	return m.queue(name)
}

func (m *measure) queue(name string) int {
	return slices.IndexFunc(m.queues, func(q queue) bool { return q.name == name })
}

// do spends hours on the work, earliest due first, and tells how many were of use.
func do(work []schedule.Work, hours float64) float64 {
	slices.SortStableFunc(work, func(a, b schedule.Work) int { return cmp.Compare(a.Due, b.Due) })
	done := 0.0
	for k := range work {
		x := min(work[k].Hours, hours-done)
		work[k].Hours -= x
		done += x
	}
	return done
}
