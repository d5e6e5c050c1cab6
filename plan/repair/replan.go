package repair

import (
	"context"
	"maps"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/roster"
)

// ReplanOptions bound a replan.
type ReplanOptions struct {
	Helpers  int // people who may be changed beside those whose shifts fall out; 0 is nobody
	Progress forecast.Progress
}

// Replanned is a roster repaired with as few changes as may be.
type Replanned struct {
	Roster schedule.Roster
	Lost   []schedule.Shift // of the roster before: what cannot be worked any more
	Steps  []Widening       // in the order in which they were tried; the first keeps everybody else
}

// Widening is one step of letting more people, or more of their days, be changed.
type Widening struct {
	Helpers []string // who may be changed beside those whose shifts fell out
	Week    bool     // on all days of the calendar weeks, not only on those of the lost shifts
	Missed  float64  // contacts expected to miss the target, as the optimiser counts
	Kept    bool     // the gain was worth it
}

// noticeable is the gain for which one more person, or a whole week, is disturbed: in hours
// of pay as the optimiser weighs all its terms, on top of what the change itself costs there.
const noticeable = 2.0

// The effort of trying a step and of the last pass.
const (
	effortTrial = 1
	effortLast  = 12
)

// mostHelpers bounds those who are tried for one step.
const mostHelpers = 80

// Replan keeps the roster that stands but for the shifts that can no longer be worked:
// those of absent or unavailable people, of people who left, on queues they cannot serve.
// Whose shifts fall out is planned anew on these days (all week where the rest of it would
// break a rule); then one helper after the other may
// be changed on the same days, and at last all days of the week, as long as each step gains
// noticeably. Locked shifts stay in any case. The error is that of roster.Build or of ctx.
func Replan(ctx context.Context, s Standing, opt ReplanOptions) (Replanned, error) {
	r := &replan{Standing: s, lost: s.fallen(), base: s.Roster, open: map[string][]calendar.Window{}, opt: opt}
	out := Replanned{Roster: s.Roster, Lost: r.lost}
	if len(r.lost) == 0 {
		return out, nil
	}
	r.base.Grid = s.Requirement.Grid
	r.days()
	r.begin()
	var err error
	if r.best, err = r.step(ctx, r.open, effortTrial); err != nil {
		return out, err
	}
	r.steps = []Widening{{Missed: missing(r.best), Kept: true}}
	if err := r.widen(ctx); err != nil {
		return out, err
	}
	last, err := r.step(ctx, r.open, effortLast)
	if err != nil {
		return out, err
	}
	if last.Total < r.best.Total {
		r.best = last
	}
	r.tell(opt.Helpers + 1)
	out.Roster, out.Steps = r.settled(r.best.Roster), r.steps
	return out, nil
}

// begin opens the days on which shifts fell out to those whose they were; where the rest
// of somebody's week then breaks a rule, such as its least hours, all of it.
func (r *replan) begin() {
	b := newBench(r.Standing)
	for _, x := range r.lost {
		if _, done := r.open[x.Agent]; done {
			continue
		}
		r.open[x.Agent] = r.windows
		rest := slices.DeleteFunc(slices.Clone(b.shifts[x.Agent]), func(y schedule.Shift) bool { return r.falls(y) })
		if slices.ContainsFunc(b.news(x.Agent, rest), func(f schedule.Finding) bool { return f.Severity == schedule.Broken }) {
			r.open[x.Agent] = r.weeks
		}
	}
}

// falls says whether the shift is one of those that fall out.
func (r *replan) falls(x schedule.Shift) bool {
	return slices.ContainsFunc(r.lost, func(y schedule.Shift) bool { return y.Agent == x.Agent && sameTimes(x, y) })
}

// replan is one run of Replan.
type replan struct {
	Standing
	opt     ReplanOptions
	lost    []schedule.Shift
	base    schedule.Roster
	windows []calendar.Window // the local days of the lost shifts
	weeks   []calendar.Window // their calendar weeks

	open    map[string][]calendar.Window // who may be changed, and when
	helpers []string
	best    roster.Result
	steps   []Widening
}

func (r *replan) tell(done int) {
	if r.opt.Progress != nil {
		r.opt.Progress("replan", done, r.opt.Helpers+1)
	}
}

// widen lets one helper after the other be changed, then whole weeks of theirs, until a
// step is not worth it.
func (r *replan) widen(ctx context.Context) error {
	for n := range r.opt.Helpers {
		r.tell(n)
		name, x, err := r.helper(ctx)
		if err != nil || name == "" {
			return err
		}
		if !r.take(x, append(slices.Clone(r.helpers), name), r.windows, false) {
			break
		}
	}
	if len(r.helpers) == 0 {
		return nil
	}
	x, err := r.step(ctx, r.wider(r.weeks, r.helpers...), effortTrial)
	if err == nil {
		r.take(x, r.helpers, r.weeks, true)
	}
	return err
}

// take notes a step and keeps it where it is worth the people it disturbs.
func (r *replan) take(x roster.Result, helpers []string, windows []calendar.Window, week bool) bool {
	w := Widening{Helpers: helpers, Week: week, Missed: missing(x), Kept: x.Total < r.best.Total-noticeable}
	r.steps = append(r.steps, w)
	if w.Kept {
		r.open, r.helpers, r.best = r.wider(windows, helpers...), helpers, x
	}
	return w.Kept
}

// wider is who may be changed when these people may too, within the windows.
func (r *replan) wider(windows []calendar.Window, names ...string) map[string][]calendar.Window {
	out := maps.Clone(r.open)
	for _, name := range names {
		out[name] = windows
	}
	return out
}

// fallen lists the shifts that cannot be worked any more.
func (s Standing) fallen() []schedule.Shift {
	codes := []schedule.Code{schedule.CodeAbsent, schedule.CodeUnavailable, schedule.CodeSkill, schedule.CodeUnknownAgent}
	bad := slices.DeleteFunc(newBench(s).all(), func(f schedule.Finding) bool { return !slices.Contains(codes, f.Code) })
	var out []schedule.Shift
	for _, x := range s.Roster.Shifts {
		if slices.ContainsFunc(bad, func(f schedule.Finding) bool {
			return f.Agent == x.Agent && f.From.Before(x.End) && f.To.After(x.Start)
		}) {
			out = append(out, x)
		}
	}
	return out
}

// all is what the check says of everybody, without a look at coverage.
func (b *bench) all() []schedule.Finding {
	var out []schedule.Finding
	for _, a := range b.Team.Agents {
		out = append(out, b.person(a.ID, b.shifts[a.ID])...)
	}
	for _, x := range b.Roster.Shifts {
		if !slices.ContainsFunc(b.Team.Agents, func(a schedule.Agent) bool { return a.ID == x.Agent }) {
			out = append(out, schedule.Finding{Code: schedule.CodeUnknownAgent, Agent: x.Agent, From: x.Start, To: x.End})
		}
	}
	return out
}

// days finds the local days and calendar weeks of the lost shifts.
func (r *replan) days() {
	add := func(list []calendar.Window, d calendar.Date, n int, zone *time.Location) []calendar.Window {
		w := calendar.Window{From: d.In(zone), To: d.Add(n).In(zone)}
		if slices.ContainsFunc(list, func(o calendar.Window) bool { return o.From.Equal(w.From) }) {
			return list
		}
		return append(list, w)
	}
	for _, x := range r.lost {
		zone := r.zoneOf(x.Agent, r.Requirement.Grid.Zone())
		d := calendar.DateOf(x.Start.In(zone))
		r.windows = add(r.windows, d, 1, zone)
		r.weeks = add(r.weeks, d.Monday(), 7, zone)
	}
}

// step plans anew what the windows leave open; everything else is locked.
func (r *replan) step(ctx context.Context, open map[string][]calendar.Window, effort int) (roster.Result, error) {
	in := roster.Input{Calendar: r.Calendar, Queues: r.Queues, Team: r.Team, Requirement: r.Requirement, Base: r.base, Open: open}
	in.Team.Locks = nil
	for _, x := range r.base.Shifts {
		if !r.falls(x) && (x.Locked || !within(open[x.Agent], x.Start)) {
			in.Team.Locks = append(in.Team.Locks, x)
		}
	}
	out, err := roster.Build(ctx, in, roster.Options{Seed: r.Seed, Effort: effort})
	if err == nil {
		err = ctx.Err() // half a step compares with nothing
	}
	return out, err
}

func within(windows []calendar.Window, t time.Time) bool {
	return slices.ContainsFunc(windows, func(w calendar.Window) bool { return !t.Before(w.From) && t.Before(w.To) })
}

// helper is the person whose days, if they may be changed too, gain most; "" where there is
// nobody to ask.
func (r *replan) helper(ctx context.Context) (name string, best roster.Result, err error) {
	tried := 0
	for _, a := range r.Team.Agents {
		if _, there := r.open[a.ID]; there || tried == mostHelpers || !r.able(a) {
			continue
		}
		tried++
		x, err := r.step(ctx, r.wider(r.windows, a.ID), effortTrial)
		if err != nil {
			return "", best, err
		}
		if name == "" || x.Total < best.Total-1e-9 {
			name, best = a.ID, x
		}
	}
	return name, best, nil
}

// able says whether the agent can serve a queue of the lost shifts.
func (r *replan) able(a schedule.Agent) bool {
	able := a.Serves(r.Queues)
	return slices.ContainsFunc(r.lost, func(x schedule.Shift) bool {
		if x.OnCall != nil && slices.ContainsFunc(x.OnCall.Queues, func(q string) bool { return slices.Contains(able, q) }) {
			return true
		}
		return slices.ContainsFunc(x.Duties, func(d schedule.Duty) bool {
			return slices.ContainsFunc(d.Queues, func(q string) bool { return slices.Contains(able, q) })
		})
	})
}

// missing is the contacts that a result expects to miss the target.
func missing(x roster.Result) float64 {
	return x.Terms[roster.TermService].Value + x.Terms[roster.TermBeyond].Value
}

// settled gives back the shifts that stayed as they were before, their locks included.
func (r *replan) settled(x schedule.Roster) schedule.Roster {
	out := schedule.Roster{Grid: x.Grid}
	for _, s := range x.Shifts {
		k := slices.IndexFunc(r.base.Shifts, func(y schedule.Shift) bool { return y.Agent == s.Agent && sameTimes(y, s) && sameWork(y, s) })
		if k >= 0 {
			s = r.base.Shifts[k]
		} else {
			s.Locked = false
		}
		out.Shifts = append(out.Shifts, s)
	}
	out.Sort()
	return out
}
