package repair

import (
	"math"
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
)

// world is a case made ready for questions.
type world struct {
	Case
	grid    calendar.Grid
	cal     *calendar.Calendar
	keep    float64                     // share of rostered time that serves customers
	base    map[string][]schedule.Shift // of the roster, by agent
	cover   map[string]schedule.QueueCoverage
	queues  map[string]schedule.Queue
	team    schedule.Team // Case.Team with its kinds of shift spelled out
	state   state         // of the roster as it is
	broken  int           // hard rules that the roster breaks
	records map[string]record
	control map[string]control // by who is free

	contradictions int // found so far
}

// control is a re-solve without any change.
type control struct {
	roster schedule.Roster
	state  state
}

func open(c Case) *world {
	w := &world{
		Case: c, grid: c.Requirement.Grid, cal: c.Calendar, keep: min(max(1-c.Team.Shrinkage.Share(), 0), 1),
		base: map[string][]schedule.Shift{}, cover: map[string]schedule.QueueCoverage{}, queues: map[string]schedule.Queue{},
		team: spelled(c.Team), records: map[string]record{}, control: map[string]control{},
	}
	if w.cal == nil || w.cal.Zone == nil {
		w.cal = calendar.Plain(w.grid.Zone())
	}
	if math.IsNaN(w.keep) || w.keep == 0 {
		w.keep = 1
	}
	for _, s := range c.Roster.Shifts {
		w.base[s.Agent] = append(w.base[s.Agent], s)
	}
	for _, q := range c.Report.Coverage.Queues {
		w.cover[q.Queue] = q
	}
	for _, q := range c.Queues {
		w.queues[q.Name] = q
	}
	w.broken = c.Report.Broken()
	w.state = w.judge(w.team, c.Roster, c.Report)
	return w
}

// agent finds one of the team.
func (w *world) agent(id string) (schedule.Agent, bool) {
	k := slices.IndexFunc(w.team.Agents, func(a schedule.Agent) bool { return a.ID == id })
	if k < 0 {
		return schedule.Agent{}, false
	}
	return w.team.Agents[k], true
}

// by is the world by the agent's own clock.
func (w *world) by(a schedule.Agent) *world {
	if a.Zone == nil {
		return w
	}
	own := *w
	own.cal = w.cal.By(a.Zone)
	return &own
}

func (w *world) date(t time.Time) calendar.Date { return calendar.DateOf(t.In(w.cal.Zone)) }

// present is, per interval, the heads that count towards the queue's minimum: on a live
// queue those whose duty has it first, on a deferrable one those whose duty lists it, and people on
// call where the queue counts them.
func (w *world) present(queue string, r schedule.Roster) []float64 {
	live := w.queues[queue].Channel.Live()
	out := make([]float64, w.grid.N)
	for _, s := range r.Shifts {
		if a, known := w.agent(s.Agent); known && s.OnCall != nil && s.OnCall.StandsBy(a, w.queues[queue], s.Start) {
			w.counts(out, s.Start, s.End)
		}
		for _, d := range s.Duties {
			k := slices.Index(d.Queues, queue)
			if k < 0 || live && k > 0 {
				continue
			}
			w.counts(out, d.Start, d.End)
		}
	}
	return out
}

// counts adds a head to the intervals, by the part of each that lies in [from, to).
func (w *world) counts(out []float64, from, to time.Time) {
	for i := range w.touched(from, to) {
		at := w.grid.At(i)
		out[i] += float64(calendar.Earlier(to, at.Add(w.grid.Step)).Sub(calendar.Later(from, at))) / float64(w.grid.Step)
	}
}

// touched visits the intervals of the period that [from, to) touches.
func (w *world) touched(from, to time.Time) func(func(int) bool) {
	return func(yield func(int) bool) {
		if !from.Before(to) || w.grid.Step <= 0 {
			return
		}
		first := max(0, int(from.Sub(w.grid.Start)/w.grid.Step))
		for i := first; i < w.grid.N && w.grid.At(i).Before(to); i++ {
			if w.grid.At(i+1).After(from) && !yield(i) {
				return
			}
		}
	}
}

// minimum is the heads wanted on the queue, per interval.
func (w *world) minimum(queue string) []float64 {
	var wanted float64
	var open []float64
	if r, ok := w.Requirement.LiveQueue(queue); ok {
		wanted, open = r.Minimum, r.Open
	} else if r, ok := w.Requirement.DeferrableQueue(queue); ok {
		wanted, open = r.Minimum, r.Open
	}
	out := make([]float64, w.grid.N)
	for i := range out {
		if i < len(open) {
			out[i] = wanted * open[i]
		}
	}
	return out
}

// pick lists those of all that are ok.
func pick[T any](all []T, ok func(T) bool) []T {
	var out []T
	for _, x := range all {
		if ok(x) {
			out = append(out, x)
		}
	}
	return out
}

// at reads a slice that may be shorter than the period.
func at(values []float64, i int) float64 {
	if i < 0 || i >= len(values) {
		return 0
	}
	return values[i]
}

// check judges a roster as the case's was.
func (w *world) check(team schedule.Team, r schedule.Roster) check.Report {
	return check.Run(check.Input{
		Calendar: w.Calendar, Queues: w.Queues, Team: team, Requirement: w.Requirement, Roster: r, Futures: w.Futures,
	})
}
