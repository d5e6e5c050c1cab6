package roster

import (
	"cmp"
	"slices"
)

// option is one way for an agent to work on a day.
type option struct {
	at, end, paid int
	night         bool
	value         float64
	clock, form   int // local time of day of the start; the form, -1 for one of no kind that counts
	begin, class  int // of the bounds: of the day, and on the day after
	start, length int // into the agent's starts of the day and the form's lengths; start -1 is the locked shifts
}

// eve is the option as the next day's rules see it.
func (o *option) eve() eve { return eve{o.clock, o.form} }

// together is the one option of a day whose shifts are given.
func together(shifts []Placed, day *Day) option {
	o := option{at: shifts[0].At, clock: day.clock(shifts[0].At), form: shifts[0].Form, start: -1}
	for _, s := range shifts {
		o.end, o.paid, o.night = max(o.end, s.End), o.paid+s.Paid, o.night || s.Night
	}
	return o
}

// list makes the options of day d.
func (w *pathPlanner) list(ag *Agent, pr *prices, d int) {
	out := w.options[d][:0]
	if locked := ag.Locked[d]; len(locked) > 0 {
		w.options[d] = append(out, together(locked, &w.p.Days[d]))
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
		if value == never {
			continue
		}
		o := option{at: s.At, end: s.At + f.Lengths[l].Minutes, paid: f.Lengths[l].Paid, clock: w.p.Days[d].clock(s.At), form: s.Form, start: k, length: l}
		if o.night = w.p.isNight(o.at, o.end); !ag.nightHoursMax(&o) {
			continue
		}
		o.value = value - ag.extras(w.p, pr, d, o.at, o.end, f) - pr.hour*float64(o.paid)/60
		if pr.noise > 0 {
			o.value *= 1 + pr.noise*(pr.rng.Float64()-.5)
		}
		out = append(out, o)
	}
	return out
}

// extras is what the shift costs by the terms that look at whole shifts.
func (a *Agent) extras(p *Problem, pr *prices, d, at, end int, f *Form) float64 {
	sum := pr.toll * float64(a.unsocial(at, end)) / 60
	for i := range a.Wishes {
		sum += pr.weight[TermRequests] * a.Wishes[i].price(at, end, f.Kind)
	}
	if len(a.Meetings) > 0 && !f.OnCall {
		sum -= pr.weight[TermMeetings] * a.reaches(pr, at, end)
	}
	told := a.told(d)
	sum += pr.weight[TermRules] * a.exposed(at, end, f.OnCall)
	return sum + pr.weight[TermConsistency]*float64(apart(at-p.Days[d].From, pr.usual))/60 + pr.weight[TermStability]*told.changed(at, end)
}
