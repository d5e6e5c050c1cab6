package roster

import (
	"context"
	"slices"
)

// pathPlanner finds the best legal schedule of one agent over all days: label setting over
// the days (Irnich & Desaulniers 2005), bounded by the best schedule under the limits of
// hours and days alone. It is exact while no day has more than width labels that neither
// dominate each other nor fall below the bound.
type pathPlanner struct {
	dayPlanner
	whole   *Problem // p is it by the clock of the agent at hand
	options [][]option
	bound   bounds
	pattern patterns
	span    spans
	toll    float64 // price of the wanted limits' weight
	layers  [][]label
	choices []int32 // of the best sequence: option by day, -1 for a day off
	next    []label // heap, the lowest bound on top
	limit   int     // of next
	order   []rank  // of next
	index   map[[2]int32][]int32
	pauses  []BreakRule // of the class at hand
}

// The widths of the search: a narrow one for a first schedule, then a wide one bounded by
// its value; where both fail, the widest decides whether there is any schedule.
const (
	narrow = 8
	wide   = 300
	widest = 4000
)

func newPathPlanner(p *Problem) *pathPlanner {
	return &pathPlanner{dayPlanner: dayPlanner{p: p}, whole: p, index: map[[2]int32][]int32{}}
}

// plan is the best legal schedule of the agent at the prices; ok is false where there is
// none, or where ctx ended.
func (w *pathPlanner) plan(ctx context.Context, ag *Agent, pr *prices, before Plan) (Plan, bool) {
	w.p = w.whole.by(ag)
	for len(w.layers) <= len(w.p.Days) {
		w.options, w.layers = append(w.options, nil), append(w.layers, nil)
	}
	if len(ag.Meetings) > 0 {
		return w.planMeetings(ctx, ag, pr, before)
	}
	return w.path(ctx, ag, pr, before)
}

// path is plan without the meetings that can be moved.
func (w *pathPlanner) path(ctx context.Context, ag *Agent, pr *prices, before Plan) (pl Plan, ok bool) {
	for d := range w.p.Days {
		if ctx.Err() != nil {
			return nil, false
		}
		w.list(ag, pr, d)
	}
	w.toll = pr.weight[TermRules]
	w.bind(ag)
	floor, ok := w.rate(ag, before)
	if value, found := w.search(ctx, ag, narrow, floor); found {
		floor, ok = value, true
		if len(before) == 0 && w.whole.seasonal() { // its seasons are improved later
			return w.trace(ag, pr), true
		}
	}
	if _, found := w.search(ctx, ag, wide, floor); !found && !ok {
		if _, ok = w.search(ctx, ag, widest, never); !ok && !w.rescue(ctx, ag) {
			return nil, false
		}
	}
	return w.trace(ag, pr), true
}

// bind computes the bounds for the options.
func (w *pathPlanner) bind(ag *Agent) {
	options := w.options[:len(w.p.Days)]
	w.bound.compute(w.p, ag, options)
	w.pattern.compute(w.p, ag, options, w.toll)
	w.span.compute(w.p, ag, options, &w.bound)
}

// rate puts a legal plan into choices and returns what it is worth at the prices with its
// breaks and duties laid anew.
func (w *pathPlanner) rate(ag *Agent, pl Plan) (float64, bool) {
	if len(pl) == 0 {
		return never, false
	}
	w.choices = w.choices[:0]
	l, e, next := ag.outset(), ag.before(), 0
	for d := range w.p.Days {
		choice := -1
		for ; next < len(pl) && pl[next].Day == d; next++ {
			choice = slices.IndexFunc(w.options[d], func(o option) bool {
				return o.start < 0 || o.at == pl[next].At && o.end == pl[next].End && ag.Starts[d][o.start].Form == pl[next].Form
			})
			if choice < 0 {
				return never, false
			}
		}
		w.choices = append(w.choices, int32(choice))
		l, e = w.step(ag, d, l, e, choice)
	}
	return l.value, true
}

// step is the label after day d with a choice that is legal, without its bound.
func (w *pathPlanner) step(ag *Agent, d int, l label, e eve, choice int) (label, eve) {
	day, next := &w.p.Days[d], label{}
	if choice < 0 {
		next = ag.rest(&l)
		next.value -= w.toll * ag.restCost(day, &l)
		e = eve{none, -1}
	} else {
		o := &w.options[d][choice]
		next = ag.work(day, &l)
		ag.workOption(w.p, day, &l, o, &next)
		next.value += o.value - ag.surcharge(&l, o)
		if ag.need&needSoft != 0 {
			next.value -= w.toll * (ag.dayCost(day, &l) + ag.shiftCost(&l, &e, o))
		}
		e = o.eve()
	}
	if day.Last {
		ag.nextWeek(day.Week, &next)
	}
	return next, e
}

// search extends labels day by day, at most width of them each day, and drops those that
// cannot beat floor. It leaves the best sequence in choices and returns its value.
func (w *pathPlanner) search(ctx context.Context, ag *Agent, width int, floor float64) (value float64, ok bool) {
	w.layers[0] = append(w.layers[0][:0], ag.outset())
	w.limit = 4 * width
	for d := range w.p.Days {
		w.next = w.next[:0]
		for i := range w.layers[d] {
			if i%64 == 0 && ctx.Err() != nil {
				return never, false
			}
			w.extend(ag, d, i, floor)
		}
		w.layers[d+1] = w.prune(ag, d, w.layers[d+1][:0], width)
		if len(w.layers[d+1]) == 0 {
			return never, false
		}
	}
	final, best := w.layers[len(w.p.Days)], 0
	for i := range final {
		if final[i].value > final[best].value {
			best = i
		}
	}
	w.choices = w.choices[:0]
	for d, i := len(w.p.Days), int32(best); d > 0; d-- {
		w.choices = append(w.choices, w.layers[d][i].choice)
		i = w.layers[d][i].parent
	}
	slices.Reverse(w.choices)
	return final[best].value, true
}

// before is the shift of the day before the period.
func (a *Agent) before() eve {
	if a.Past.Run <= 0 {
		return eve{none, -1}
	}
	return eve{a.Past.Start, a.Past.Form - 1}
}

// eve is the last shift of a label of layer d.
func (w *pathPlanner) eve(ag *Agent, d int, l *label) eve {
	switch {
	case d == 0:
		return ag.before()
	case l.choice < 0:
		return eve{none, -1}
	}
	return w.options[d-1][l.choice].eve()
}

// extend appends to next what label i of day d can become.
func (w *pathPlanner) extend(ag *Agent, d, i int, floor float64) {
	l := w.layers[d][i]
	e := w.eve(ag, d, &l)
	l.parent = int32(i)
	day := &w.p.Days[d]
	if len(ag.Locked[d]) == 0 && ag.mayRest(day, &l) {
		free := ag.rest(&l)
		if ag.need&needSoft != 0 {
			free.value -= w.toll * ag.restCost(day, &l)
		}
		free.bound = free.value + min(w.bound.after(d, int(l.end), int(l.days), int(l.paid)), w.pattern.bound(d, &free), w.span.after(d, 0, &free, 0, floor-free.value))
		if free.bound > floor+1e-9 {
			w.close(ag, d, free)
		}
	}
	if ag.mayWork(day, &l) {
		w.extendBy(ag, d, &l, &e, floor+1e-9)
	}
}

// extendBy appends to next what a working day makes of label l.
func (w *pathPlanner) extendBy(ag *Agent, d int, l *label, e *eve, least float64) {
	day := &w.p.Days[d]
	worked := ag.work(day, l)
	pattern := w.pattern.bound(d, &worked)
	soft := ag.need&needSoft != 0
	if soft {
		worked.value -= w.toll * ag.dayCost(day, l)
	}
	for o := range w.options[d] {
		opt := &w.options[d][o]
		if most := worked.value + opt.value + pattern; most <= least || len(w.next) == w.limit && most <= w.next[0].bound {
			break // the options that follow are worth less
		}
		if !ag.allows(w.p, day, l, e, opt) {
			continue
		}
		value := worked.value + opt.value - ag.surcharge(l, opt)
		if soft {
			value -= w.toll * ag.shiftCost(l, e, opt)
		}
		bound := value + min(pattern, w.bound.at(d, opt.class, int(l.days)+1, int(l.paid)+opt.paid))
		if w.span.used && bound > least {
			bound = min(bound, value+w.span.after(d, opt.class, &worked, opt.paid, least-value))
		}
		if bound <= least || len(w.next) == w.limit && bound <= w.next[0].bound {
			continue
		}
		next := worked
		ag.workOption(w.p, day, l, opt, &next)
		next.value, next.bound, next.choice = value, bound, int32(o)
		w.close(ag, d, next)
	}
}

// close ends the week where the day is the last of one, and the period with its last, and
// keeps the label if it is legal.
func (w *pathPlanner) close(ag *Agent, d int, l label) {
	if w.p.Days[d].Last {
		if !ag.weekCloses(w.p, w.p.Days[d].Week, &l) || d+1 == len(w.p.Days) && !ag.periodCloses(&l) {
			return
		}
		ag.nextWeek(w.p.Days[d].Week, &l)
	}
	if ag.need&needWorked != 0 && int(l.worked)+len(w.p.Days)-d-1 < ag.Limits.DaysMin {
		return
	}
	w.push(l)
}

// trace is the schedule that choices describe.
func (w *pathPlanner) trace(ag *Agent, pr *prices) Plan {
	var out Plan
	for d, choice := range w.choices {
		if choice < 0 {
			continue
		}
		o := &w.options[d][choice]
		if o.start < 0 {
			out = append(out, ag.Locked[d]...)
			continue
		}
		s := &ag.Starts[d][o.start]
		f := &w.p.Forms[s.Form]
		x := Placed{Day: d, Form: s.Form, Kind: f.Kind, At: o.at, End: o.end, Paid: o.paid, Night: o.night, Lock: -1, Unpaid: f.Unpaid}
		if len(ag.Meetings) > 0 {
			w.refill(ag, pr, &x, nil)
		} else {
			w.fill(ag, pr, f, f.Lengths[o.length].Class, s.At, s.Room)
			x.Parts = w.parts(f, o.length)
		}
		out = append(out, x)
	}
	return out
}
