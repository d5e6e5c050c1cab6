package roster

import (
	"context"
	"fmt"
	"slices"

	"turno/schedule/roster/column"
)

// view is a rigid problem in the words of package column: every form worked in a duty is
// one shift of a fixed clock.
type view struct {
	p        *Problem
	q        *column.Problem
	shifts   []rigidShift
	at       map[string]int // shifts by key
	constant float64        // of wishes that the view counts from nothing
}

// rigidShift is a form at its clock that supplies certain lines.
type rigidShift struct {
	form, offset int
	lines        []int
}

// newView is the view of the problem; false where it is not rigid.
func newView(p *Problem) (*view, bool) {
	if len(p.Flow.Queues) > 0 || len(p.Forms) == 0 || len(p.Agents) == 0 || p.open() || p.framed() {
		return nil, false
	}
	v := &view{p: p, q: &column.Problem{Days: len(p.Days), Slots: p.N, Lines: max(1, len(p.Lines))}, at: map[string]int{}}
	for d := range p.Days {
		weekend := -1
		if p.Days[d].Weekend {
			weekend = p.Days[d].Week
		}
		if p.Days[d].From%p.Step != 0 {
			return nil, false
		}
		v.q.Begin, v.q.Weekend = append(v.q.Begin, p.Days[d].From/p.Step), append(v.q.Weekend, weekend)
	}
	for a := range p.Agents {
		if !v.collect(&p.Agents[a]) {
			return nil, false
		}
	}
	v.exclude()
	for a := range p.Agents {
		if !v.agent(&p.Agents[a]) {
			return nil, false
		}
	}
	v.costs()
	return v, len(v.shifts) > 0 && v.q.Validate() == nil
}

// open says whether a term of the objective or a form leaves something to choose that the
// view has no word for.
func (p *Problem) open() bool {
	for _, t := range []int{TermCost, TermFairness, TermHours, TermConsistency, TermSwitches} {
		if p.Terms[t].Weight != 0 {
			return true
		}
	}
	return slices.ContainsFunc(p.Forms, func(f Form) bool {
		return len(f.Lengths) != 1 || len(f.Classes) != 1 || f.OnCall || f.Unpaid != 0 || len(f.Classes[0].Breaks) > 0 || f.Classes[0].Longest > 0
	})
}

// rigid says whether all rules of the agent have a place in the view.
func (a *Agent) rigid() bool {
	l, x := a.Limits, a.Past
	none := Past{End: x.End, Run: x.Run, Off: x.Off, Form: x.Form, Series: x.Series}
	return a.plain() && a.Soft.rigid() && l.WeekRest == 0 && l.Nights == 0 && l.WeekDays == 0 && l.WeekendsFree == 0 && x == none && x.End+l.Rest <= 0 &&
		len(a.Before) == 0 && len(a.Meetings) == 0 && len(a.Told) == 0 && a.Pay.After == 0 &&
		!slices.ContainsFunc(a.Duties, func(d Duty) bool { return d.span != span{} }) &&
		!slices.ContainsFunc(a.Weeks, func(w WeekLimit) bool { return w != WeekLimit{} }) &&
		!slices.ContainsFunc(a.Locked, func(s []Placed) bool { return len(s) > 0 })
}

// collect adds the agent's ways to work to the shifts.
func (v *view) collect(a *Agent) bool {
	if !a.rigid() {
		return false
	}
	for d, starts := range a.Starts {
		for _, s := range starts {
			if l := v.p.Forms[s.Form].Lengths[0]; l.Minutes > s.Room || l.Paid <= 0 || l.Minutes%v.p.Step != 0 || (s.At-v.p.Days[d].From)%v.p.Step != 0 {
				return false
			}
			for k := range a.Duties {
				if !v.shift(a, s, d, k) {
					return false
				}
			}
		}
	}
	return true
}

// shift adds the start in one duty, if it is new.
func (v *view) shift(a *Agent, s Start, d, duty int) bool {
	x := &a.Duties[duty]
	if x.Forms != nil && !slices.Contains(x.Forms, s.Form) {
		return true
	}
	offset := s.At - v.p.Days[d].From
	key := shiftKey(s.Form, offset, x)
	if _, known := v.at[key]; known {
		return true
	}
	l := v.p.Forms[s.Form].Lengths[0]
	out := column.Shift{ID: v.p.Forms[s.Form].Kind, Minutes: l.Paid, Kind: s.Form}
	r := rigidShift{form: s.Form, offset: offset}
	for _, y := range x.Adds {
		out.Spans = append(out.Spans, column.Span{Line: y.Line, From: offset / v.p.Step, To: (offset + l.Minutes) / v.p.Step})
		r.lines = append(r.lines, y.Line)
	}
	v.at[key] = len(v.shifts)
	v.shifts, v.q.Shifts = append(v.shifts, r), append(v.q.Shifts, out)
	return x.Blend < 0 && len(v.shifts) <= maxForms
}

func shiftKey(form, offset int, d *Duty) string {
	key := fmt.Sprint(form, " ", offset)
	for _, x := range d.Adds {
		key += fmt.Sprint(" ", x.Line)
	}
	return key
}

// exclude finds the shifts that may not follow each other.
func (v *view) exclude() {
	for i, x := range v.shifts {
		for j, y := range v.shifts {
			if slices.Contains(v.p.Forms[x.form].Excludes, y.form) {
				v.q.Shifts[i].Excludes = append(v.q.Shifts[i].Excludes, j)
			}
		}
	}
}

// agent adds the agent; false where its days or duties are not all alike.
func (v *view) agent(a *Agent) bool {
	l, none := a.Limits, func(n int) int {
		if n <= 0 {
			return column.NoLimit
		}
		return n
	}
	out := column.Agent{ID: a.ID, Caps: make([]int, len(v.shifts)), Rules: column.Rules{
		MinMinutes: l.PaidMin, MaxMinutes: min(none(l.PaidMax), 1_000_000), MinRun: l.RunMin, MaxRun: none(l.Run), MinOff: l.OffMin, MaxWeekends: none(l.Weekends),
	}}
	var usual []int
	for d, starts := range a.Starts {
		may := v.ways(a, d, starts)
		switch {
		case len(may) == 0:
			out.Free = append(out.Free, d)
		case usual == nil:
			usual = may
		case !slices.Equal(usual, may):
			return false
		}
	}
	if !v.rested(a, usual) || !v.capped(a, usual, &out) || !v.soft(a, usual, &out) || !v.past(a, usual, &out) {
		return false
	}
	v.wish(a, usual, &out)
	v.q.Agents = append(v.q.Agents, out)
	return v.pace(a, &v.q.Agents[len(v.q.Agents)-1])
}

// ways is the shifts that the agent may work on a day, ascending.
func (v *view) ways(a *Agent, d int, starts []Start) (out []int) {
	for _, s := range starts {
		for k := range a.Duties {
			if i, ok := v.at[shiftKey(s.Form, s.At-v.p.Days[d].From, &a.Duties[k])]; ok && (a.Duties[k].Forms == nil || slices.Contains(a.Duties[k].Forms, s.Form)) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// rested says whether the exclusions already keep the agent's daily rest.
func (v *view) rested(a *Agent, may []int) bool {
	for _, i := range may {
		for _, j := range may {
			x, y := v.shifts[i], v.shifts[j]
			if !slices.Contains(v.q.Shifts[i].Excludes, j) && x.offset+v.p.Forms[x.form].Lengths[0].Minutes+a.Limits.Rest > 1440+y.offset {
				return false
			}
		}
	}
	return true
}

// capped sets the caps; false where one binds several shifts together.
func (v *view) capped(a *Agent, may []int, out *column.Agent) bool {
	of := map[string]int{}
	for _, i := range may {
		out.Caps[i] = column.NoLimit
		if form := v.shifts[i].form; a.Caps != nil && a.Caps[form] > 0 {
			out.Caps[i] = a.Caps[form]
			if of[v.p.Forms[form].Kind]++; of[v.p.Forms[form].Kind] > 1 {
				return false
			}
		}
	}
	return true
}

// pace sets the agent's supply by line; false where duties differ in it.
func (v *view) pace(a *Agent, out *column.Agent) bool {
	out.Pace = make([]float64, v.q.Lines)
	for _, d := range a.Duties {
		for _, x := range d.Adds {
			if y := out.Pace[x.Line]; y != 0 && y != x.Amount {
				return false
			}
			out.Pace[x.Line] = x.Amount
		}
	}
	return true
}

// wish adds the agent's wishes, day by day.
func (v *view) wish(a *Agent, may []int, out *column.Agent) {
	for _, w := range a.Wishes {
		var hit []column.Wish
		for d := range v.p.Days {
			for _, i := range may {
				x := v.shifts[i]
				f := &v.p.Forms[x.form]
				at := v.p.Days[d].From + x.offset
				if price := w.price(at, at+f.Lengths[0].Minutes, f.Kind); price != 0 {
					hit = append(hit, column.Wish{Day: d, Shift: i, Term: termWishes, Worked: price})
				}
			}
		}
		if !w.Off && len(hit) == 1 && w.Days == 1 {
			hit[0].Worked, hit[0].Missed = 0, w.Weight
		} else if !w.Off {
			v.constant += w.Weight * v.p.Terms[TermRequests].Weight
		}
		out.Wishes = append(out.Wishes, hit...)
	}
}

// The terms of the column problem, in the order of costs.
const (
	termWishes = iota
	termCover
	termSoft // limits that cost
)

// costs adds the terms, of one tier since their weights are prices already, and the covers.
func (v *view) costs() {
	v.q.Terms = []column.Term{{Name: v.p.Terms[TermRequests].Name, Tier: 1, Weight: v.p.Terms[TermRequests].Weight}, {Name: "cover", Tier: 1, Weight: 1},
		{Name: v.p.Terms[TermRules].Name, Tier: 1, Weight: v.p.Terms[TermRules].Weight}}
	for l := range v.p.Lines {
		for i, cost := range v.p.Lines[l].cost {
			if len(cost) > 0 {
				v.q.Cover = append(v.q.Cover, column.Cover{Line: l, Slot: i, Term: termCover, Cost: cost})
			}
		}
	}
}

// solve plans the view.
func (v *view) solve(ctx context.Context, opt Options) (Solution, error) {
	h := newHerald(opt)
	effort := opt.Effort
	if effort == 0 {
		effort = 1000
	}
	r, err := column.Solve(ctx, v.q, column.Settings{Seed: opt.Seed, Effort: effort, Progress: func(r column.Result) {
		h.better(r.Total+v.constant, r.Bound+v.constant)
		if opt.Progress != nil {
			opt.Progress("roster", min(r.Searched, effort), effort)
		}
	}})
	if err != nil {
		return Solution{}, err
	}
	plans, lost := make([]Plan, len(v.p.Agents)), make([]bool, len(v.p.Agents))
	for a, row := range r.Roster {
		lost[a] = row == nil
		plans[a] = v.plan(&v.p.Agents[a], row)
	}
	done := 1.0
	if ctx.Err() != nil {
		done = float64(r.Searched) / float64(effort)
	}
	return v.p.solution(plans, lost, r.Bound+v.constant, done), nil
}

// plan puts a row into the words of the problem.
func (v *view) plan(a *Agent, row []int) (out Plan) {
	for d, i := range row {
		if i < 0 {
			continue
		}
		x := v.shifts[i]
		f, at := &v.p.Forms[x.form], v.p.Days[d].From+x.offset
		end := at + f.Lengths[0].Minutes
		duty := slices.IndexFunc(a.Duties, func(y Duty) bool {
			return (y.Forms == nil || slices.Contains(y.Forms, x.form)) && slices.EqualFunc(y.Adds, x.lines, func(z Add, line int) bool { return z.Line == line })
		})
		out = append(out, Placed{
			Day: d, Form: x.form, Kind: f.Kind, At: at, End: end, Paid: f.Lengths[0].Paid, Night: v.p.isNight(at, end), Lock: -1,
			Parts: []Part{{From: at, To: end, Duty: duty, Paid: true}},
		})
	}
	return out
}
