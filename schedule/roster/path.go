package roster

import (
	"cmp"
	"context"
	"slices"
)

// option is one way for an agent to work on a day.
type option struct {
	at, end, paid int
	night         bool
	value         float64
	class         int // of the bounds, on the day after
	start, length int // into the agent's starts of the day and the form's lengths; start -1 is the locked shifts
}

// label is a partial schedule: what the rules need to know about the days so far.
type label struct {
	value, bound float64
	parent       int32 // label of the day before
	choice       int32 // option of the last day, -1 for a day off
	end          int32 // of the last shift
	paid         int32 // in the current week
	days         int8  // in the current week
	run, nights  int8  // in a row, up to the last day
	weekends     uint8 // worked, bit 0 the current week's
	rested       bool  // the current week has had its rest
}

// pathPlanner finds the best legal schedule of one agent over all days: label setting over
// the days (Irnich & Desaulniers 2005), bounded by the best schedule under the limits of
// hours and days alone. It is exact while no day has more than width labels that neither
// dominate each other nor fall below the bound.
type pathPlanner struct {
	dayPlanner
	options [][]option
	bound   bounds
	pattern patterns
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
	w := &pathPlanner{dayPlanner: dayPlanner{p: p}, index: map[[2]int32][]int32{}}
	w.options = make([][]option, len(p.Days))
	w.layers = make([][]label, len(p.Days)+1)
	return w
}

// plan is the best legal schedule of the agent at the prices; ok is false where there is
// none, or where ctx ended.
func (w *pathPlanner) plan(ctx context.Context, ag *Agent, pr *prices, before Plan) (Plan, bool) {
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
	w.bound.compute(w.p, ag, w.options)
	w.pattern.compute(w.p, ag, w.options)
	floor, ok := w.rate(ag, before)
	if value, found := w.search(ctx, ag, narrow, floor); found {
		floor, ok = value, true
	}
	if _, found := w.search(ctx, ag, wide, floor); !found && !ok {
		if _, ok = w.search(ctx, ag, widest, never); !ok && !w.rescue(ctx, ag) {
			return nil, false
		}
	}
	return w.trace(ag, pr), true
}

// rescue looks for any legal schedule, whatever it is worth: without values far more
// labels dominate each other.
func (w *pathPlanner) rescue(ctx context.Context, ag *Agent) bool {
	type sort struct {
		begin, class, paid int
		night              bool
	}
	for d := range w.options {
		seen := map[sort]bool{}
		w.options[d] = slices.DeleteFunc(w.options[d], func(o option) bool {
			s := sort{w.bound.class(d, o.at), o.class, o.paid, o.night}
			defer func() { seen[s] = true }()
			return seen[s]
		})
		for o := range w.options[d] {
			w.options[d][o].value = 0
		}
	}
	w.bound.compute(w.p, ag, w.options)
	w.pattern.compute(w.p, ag, w.options)
	_, ok := w.search(ctx, ag, widest, never)
	return ok
}

// rate puts a legal plan into choices and returns what it is worth at the prices with its
// breaks and duties laid anew.
func (w *pathPlanner) rate(ag *Agent, pl Plan) (float64, bool) {
	if len(pl) == 0 {
		return never, false
	}
	w.choices = w.choices[:0]
	l, next := ag.outset(), 0
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
		if choice >= 0 {
			o := &w.options[d][choice]
			l.value += o.value - ag.surcharge(&l, o)
			l.paid += int32(o.paid)
		}
		if w.p.Days[d].Last {
			l.paid = 0
		}
	}
	return l.value, true
}

// list makes the options of day d.
func (w *pathPlanner) list(ag *Agent, pr *prices, d int) {
	out := w.options[d][:0]
	if locked := ag.Locked[d]; len(locked) > 0 {
		o := option{at: locked[0].At, start: -1}
		for _, s := range locked {
			o.end, o.paid, o.night = max(o.end, s.End), o.paid+s.Paid, o.night || s.Night
		}
		w.options[d] = append(out, o)
		return
	}
	for k := range ag.Starts[d] {
		s := &ag.Starts[d][k]
		f := &w.p.Forms[s.Form]
		for c := range f.Classes {
			if len(ag.Meetings) > 0 {
				out = w.around(out, ag, pr, d, k, c)
				continue
			}
			w.fill(ag, pr, f, c, s.At, s.Room)
			out = w.offer(out, ag, pr, d, k)
		}
	}
	slices.SortStableFunc(out, func(a, b option) int { return cmp.Compare(b.value, a.value) })
	w.options[d] = out
}

// offer appends an option for every length that has a filling.
func (w *pathPlanner) offer(out []option, ag *Agent, pr *prices, d, k int) []option {
	s := &ag.Starts[d][k]
	f := &w.p.Forms[s.Form]
	for l, value := range w.best {
		if value > never {
			o := option{at: s.At, end: s.At + f.Lengths[l].Minutes, paid: f.Lengths[l].Paid, start: k, length: l}
			o.night = w.p.isNight(o.at, o.end)
			o.value = value - ag.extras(w.p, pr, d, o.at, o.end, f.Kind) - pr.hour*float64(o.paid)/60
			if pr.noise > 0 {
				o.value *= 1 + pr.noise*(pr.rng.Float64()-.5)
			}
			out = append(out, o)
		}
	}
	return out
}

// extras is what the shift costs by the terms that look at whole shifts.
func (a *Agent) extras(p *Problem, pr *prices, d, at, end int, kind string) float64 {
	sum := pr.toll * float64(a.unsocial(at, end)) / 60
	for i := range a.Wishes {
		sum += pr.weight[TermRequests] * a.Wishes[i].price(at, end, kind)
	}
	if len(a.Meetings) > 0 {
		sum -= pr.weight[TermMeetings] * a.reaches(pr, at, end)
	}
	return sum + pr.weight[TermConsistency]*float64(apart(at-p.Days[d].From, pr.usual))/60
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
		w.layers[d+1] = w.prune(w.layers[d+1][:0], width)
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

// outset is the label before the first day.
func (a *Agent) outset() label {
	return label{
		parent: -1, choice: -1, end: int32(a.Past.End), paid: int32(a.Past.Paid), days: int8(a.Past.Days),
		run: int8(min(a.Past.Run, 99)), nights: int8(min(a.Past.Nights, 99)), weekends: a.Past.Weekends,
	}
}

// extend appends to next what label i of day d can become.
func (w *pathPlanner) extend(ag *Agent, d, i int, floor float64) {
	l := w.layers[d][i]
	l.parent = int32(i)
	day := &w.p.Days[d]
	if len(ag.Locked[d]) == 0 {
		free := l
		free.choice, free.run, free.nights = -1, 0, 0
		free.bound = l.value + min(w.bound.after(d, int(l.end), int(l.days), int(l.paid)), w.pattern.after(d, &free))
		if free.bound > floor+1e-9 {
			w.close(ag, d, free)
		}
	}
	if !ag.mayWork(day, &l) {
		return
	}
	least := floor + 1e-9
	worked := ag.work(day, &l)
	pattern := w.pattern.after(d, &worked)
	for o := range w.options[d] {
		opt := &w.options[d][o]
		if most := l.value + opt.value + pattern; most <= least || len(w.next) == w.limit && most <= w.next[0].bound {
			break // the options that follow are worth less
		}
		if !ag.allows(day, &l, opt) {
			continue
		}
		value := l.value + opt.value - ag.surcharge(&l, opt)
		bound := value + min(pattern, w.bound.at(d, opt.class, int(l.days)+1, int(l.paid)+opt.paid))
		if bound <= least || len(w.next) == w.limit && bound <= w.next[0].bound {
			continue
		}
		next := worked
		ag.workOption(w.p, day, &l, opt, &next)
		next.value, next.bound, next.choice = value, bound, int32(o)
		w.close(ag, d, next)
	}
}

// close ends the week where the day is the last of one, and keeps the label if it is legal.
func (w *pathPlanner) close(ag *Agent, d int, l label) {
	if w.p.Days[d].Last {
		if !ag.weekCloses(w.p, w.p.Days[d].Week, &l) {
			return
		}
		l.paid, l.days, l.rested = 0, 0, false
		l.weekends = l.weekends << 1 & 15
	}
	w.push(l)
}

// push keeps the label if it is among the best limit of its day.
func (w *pathPlanner) push(l label) {
	if len(w.next) < w.limit {
		w.next = append(w.next, l)
		for i := len(w.next) - 1; i > 0 && w.next[i].bound < w.next[(i-1)/2].bound; i = (i - 1) / 2 {
			w.next[i], w.next[(i-1)/2] = w.next[(i-1)/2], w.next[i]
		}
		return
	}
	if l.bound <= w.next[0].bound {
		return
	}
	i := 0
	for {
		child := 2*i + 1
		if child+1 < len(w.next) && w.next[child+1].bound < w.next[child].bound {
			child++
		}
		if child >= len(w.next) || w.next[child].bound >= l.bound {
			break
		}
		w.next[i], i = w.next[child], child
	}
	w.next[i] = l
}

// prune moves to out the best of next, at most width, without those that another
// dominates.
func (w *pathPlanner) prune(out []label, width int) []label {
	w.order = w.order[:0]
	for i := range w.next {
		l := &w.next[i]
		w.order = append(w.order, rank{l.bound, l.parent, l.choice, int32(i)})
	}
	slices.SortFunc(w.order, rank.compare)
	clear(w.index)
	for _, r := range w.order {
		l := &w.next[r.at]
		key := [2]int32{l.paid, int32(l.days)}
		same := w.index[key]
		if slices.ContainsFunc(same, func(k int32) bool { return dominates(&out[k], l) }) {
			continue
		}
		w.index[key] = append(same, int32(len(out)))
		out = append(out, *l)
		if len(out) == width {
			break
		}
	}
	return out
}

// rank is the place of a label among those of its day: the highest bound first.
type rank struct {
	bound          float64
	parent, choice int32
	at             int32
}

func (a rank) compare(b rank) int {
	switch {
	case a.bound > b.bound:
		return -1
	case a.bound < b.bound:
		return 1
	case a.parent != b.parent:
		return int(a.parent - b.parent)
	}
	return int(a.choice - b.choice)
}

// dominates says whether a can do whatever b can, at no less value; both have the same
// hours and days in the week.
func dominates(a, b *label) bool {
	return a.value >= b.value && a.end <= b.end && a.run <= b.run && a.nights <= b.nights &&
		(a.rested || !b.rested) && a.weekends&^b.weekends == 0
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
		x := Placed{Day: d, Form: s.Form, Kind: f.Kind, At: o.at, End: o.end, Paid: o.paid, Night: o.night, Lock: -1}
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
