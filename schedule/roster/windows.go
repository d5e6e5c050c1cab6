package roster

import (
	"context"
	"time"

	"turno/forecast/calendar"
	"turno/schedule"
)

// Periods longer than six weeks are planned four weeks at a time, cut on Mondays, each
// window as if those before it were published: rules, fairness and work that still waits
// reach across the cuts.
const (
	longest = 6 * 7 * 24 * time.Hour
	window  = 28 // days
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
		first = monday(first).Add(window)
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
		part.Requirement = slice(in.Requirement, w, waiting)
		part.Team.Published = published
		o.Seed += uint64(k)
		if deadline, ok := ctx.Deadline(); ok && o.Limit > 0 {
			o.Limit = max(time.Millisecond, time.Until(deadline)/time.Duration(len(windows)-k))
		}
		if progress != nil {
			o.Progress = func(stage string, done, of int) { progress(stage, k*1000+done*1000/max(of, 1), len(windows)*1000) }
		}
		r, b, err := build(ctx, part, o)
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

// add takes in the result of one of so many windows.
func (r *Result) add(part Result, windows int) {
	r.Roster.Shifts = append(r.Roster.Shifts, part.Roster.Shifts...)
	r.Stopped = r.Stopped || part.Stopped
	r.Done += part.Done / float64(windows)
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
