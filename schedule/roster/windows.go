package roster

import (
	"context"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// Periods longer than six weeks are planned four weeks at a time, cut on Mondays, each
// window as if those before it were published: rules, fairness and work that still waits
// reach across the cuts. Two weeks more are planned with each and thrown away, so that
// nobody is led to where the rules leave no way on.
const (
	longest = 6 * 7 * 24 * time.Hour
	window  = 28 // days
	ahead   = 14 * 24 * time.Hour
)

// cut lists the windows of the period as intervals [from, to).
func cut(in Input) (out []span) {
	grid := in.Requirement.Grid
	zone := grid.Zone()
	if in.Calendar != nil && in.Calendar.Zone != nil {
		zone = in.Calendar.Zone
	}
	first := calendar.DateOf(grid.Start.In(zone))
	for from := 0; from < grid.N; {
		first = first.Monday().Add(window)
		to := grid.N
		if at := first.In(zone); at.Before(grid.End().Add(-window / 2 * 24 * time.Hour)) { // a short rest is planned with the last
			to = min(max(grid.Index(at), from+1), grid.N)
		}
		out = append(out, span{from, to})
		from = to
	}
	return out
}

// buildWindows is Build for a long period.
func buildWindows(ctx context.Context, in Input, opt Options) (Result, error) {
	all := Result{Roster: schedule.Roster{Grid: in.Requirement.Grid}}
	windows := cut(in)
	ctx, cancel := opt.limited(ctx)
	defer cancel()
	progress := opt.Progress
	published, waiting := in.Team.Published, []schedule.DeferrableRequirement(nil)
	for k, w := range windows {
		part, o := in, opt
		part.Team.Published, part.rolling = published, true
		o.Seed += uint64(k)
		if deadline, ok := ctx.Deadline(); ok && o.Limit > 0 {
			o.Limit = max(time.Millisecond, time.Until(deadline)/time.Duration(len(windows)-k))
		}
		if progress != nil {
			o.Progress = func(stage string, done, of int) { progress(stage, k*1000+done*1000/max(of, 1), len(windows)*1000) }
		}
		r, b, err := buildAhead(ctx, part, o, w, waiting)
		if err != nil {
			return Result{}, err
		}
		all.add(r, len(windows))
		published = append(published[:len(published):len(published)], r.Roster.Shifts...)
		waiting = left(in.Requirement, w, b)
	}
	all.Roster.Sort()
	return all, nil
}

// buildAhead is the roster of a window of the input's period, planned with what lies ahead of it,
// and its board.
func buildAhead(ctx context.Context, in Input, opt Options, w span, waiting []schedule.DeferrableRequirement) (Result, *board, error) {
	whole := in.Requirement
	far := span{w.from, min(whole.Grid.N, w.to+int(ahead/whole.Grid.Step))}
	in.Requirement = slice(whole, far, waiting)
	r, b, err := build(ctx, in, opt)
	if err != nil || far.to == w.to {
		return r, b, err
	}
	end, kept := whole.Grid.At(w.to), Result{Stopped: r.Stopped, Done: r.Done}
	for _, s := range r.Roster.Shifts {
		if s.Start.Before(end) {
			kept.Roster.Shifts = append(kept.Roster.Shifts, s)
		}
	}
	// What it is worth without what lies ahead: everybody keeps these shifts.
	in.Requirement = slice(whole, w, waiting)
	in.Team.Locks = kept.Roster.Shifts
	p, t := translate(in)
	b = newBoard(p)
	lost := make([]bool, len(p.Agents))
	for a := range p.Agents {
		b.put(a, p.Agents[a].fixed())
	}
	for i, v := range b.values() {
		kept.Terms = append(kept.Terms, Term{Name: p.Terms[i].Name, Tier: p.Terms[i].Tier, Value: v})
	}
	kept.Total, kept.Findings = b.total(), t.findings(b, lost, ctx)
	for _, f := range r.Findings {
		if f.Code == schedule.CodeNoLegalSchedule || f.Code == schedule.CodeLimit || f.Code == schedule.CodeCancelled {
			kept.Findings = append(kept.Findings, f)
		}
	}
	return kept, b, nil
}

// add takes in the result of one of so many windows.
func (r *Result) add(part Result, windows int) {
	r.Roster.Shifts = append(r.Roster.Shifts, part.Roster.Shifts...)
	r.Stopped = r.Stopped || part.Stopped
	r.Done += part.Done / float64(windows)
	r.Total += part.Total
	if r.Terms == nil {
		r.Terms = part.Terms
	} else {
		for i := range r.Terms {
			r.Terms[i].Value += part.Terms[i].Value
		}
	}
	for _, f := range part.Findings {
		if n := len(r.Findings); n > 0 && f.Code == schedule.CodeNobody && r.Findings[n-1].Code == f.Code && r.Findings[n-1].Queue == f.Queue {
			r.Findings[n-1].To, r.Findings[n-1].Value = f.To, r.Findings[n-1].Value+f.Value
			continue
		}
		r.Findings = append(r.Findings, f)
	}
}

// slice is the requirement of a window, with the work that waits from before it.
func slice(r schedule.Requirement, w span, waiting []schedule.DeferrableRequirement) schedule.Requirement {
	out := schedule.Requirement{Grid: calendar.Grid{Start: r.Grid.At(w.from), Step: r.Grid.Step, N: w.to - w.from}}
	for _, l := range r.Live {
		l.Open, l.Curves = between(l.Open, w), between(l.Curves, w)
		out.Live = append(out.Live, l)
	}
	for q, d := range r.Deferrable {
		d.Open, d.Level = between(d.Open, w), between(d.Level, w)
		var work []schedule.Work
		if waiting != nil {
			work = append(work, waiting[q].Work...)
		}
		for _, x := range d.Work {
			if x.Arrive >= w.from && x.Arrive < w.to || x.Arrive < 0 && w.from == 0 {
				work = append(work, x)
			}
		}
		d.Work = work
		for i := range d.Work {
			d.Work[i].Arrive, d.Work[i].Due = max(0, d.Work[i].Arrive-w.from), d.Work[i].Due-w.from
		}
		out.Deferrable = append(out.Deferrable, d)
	}
	return out
}

// between is the values of a window; there may be fewer than intervals.
func between[T any](values []T, w span) []T {
	return values[min(w.from, len(values)):min(w.to, len(values))]
}

// left is the work of a window that is due after it and not done, in intervals of the whole
// period. What is due later is done in equal shares.
func left(r schedule.Requirement, w span, b *board) []schedule.DeferrableRequirement {
	out := make([]schedule.DeferrableRequirement, len(r.Deferrable))
	for q, d := range r.Deferrable {
		line := -1
		for k := range b.p.Flow.Queues {
			if b.p.Flow.Queues[k].Queue == d.Queue {
				line = k
			}
		}
		var later []schedule.Work
		hours := 0.0
		for _, x := range d.Work {
			if x.Arrive < w.to && x.Due >= w.to && x.Arrive >= w.from {
				later, hours = append(later, x), hours+finite(x.Hours)
			}
		}
		if line < 0 || hours <= 0 {
			continue
		}
		share := min(1, b.pass.pending[line][b.p.N]/hours)
		for _, x := range later {
			x.Arrive, x.Hours, x.Contacts = w.to, x.Hours*share, x.Contacts*share
			out[q].Work = append(out[q].Work, x)
		}
	}
	return out
}
