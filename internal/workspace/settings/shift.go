package settings

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/internal/workspace/value"
	"turno/schedule"
)

const maxBreaks = 6

// betweenBreaks is the work that breaks keep before, between and after them.
const betweenBreaks = time.Hour

type shiftDraft struct {
	schedule.ShiftKind
	call   *patch[callDraft]
	breaks []placed[patch[schedule.BreakRule]]
	after  []placed[string]
}

var breakRecord = record[schedule.BreakRule]{
	bind("name", "What the break is called, such as meal", text, func(b *schedule.BreakRule, v string) { b.Name = v }),
	bind("length", "How long it lasts, such as 30m", positive, func(b *schedule.BreakRule, v time.Duration) { b.Length = v }).required(),
	bind("paid", "Whether it is paid; false by default", yes, func(b *schedule.BreakRule, v bool) { b.Paid = v }),
	bind("from_shift", "Only in shifts at least this long, such as 6h", duration, func(b *schedule.BreakRule, v time.Duration) { b.FromShift = v }),
	bind("earliest", "Earliest begin after the start of the shift; a third of the shortest shift by default", duration, func(b *schedule.BreakRule, v time.Duration) { b.Earliest = v }),
	bind("latest", "Latest begin after the start of the shift; two thirds of the shortest shift by default", duration, func(b *schedule.BreakRule, v time.Duration) { b.Latest = v }),
	bind("before_end", "How long before the end of the shift it begins, such as 2h-4h; any time by default", lengths, func(b *schedule.BreakRule, v schedule.Range) { b.BeforeEnd = v }),
}

var splitRecord = record[schedule.Split]{
	bind("gap", "Length of the unpaid gap between the parts, such as 2h-4h", lengths, func(s *schedule.Split, v schedule.Range) { s.Gap = v }).required(),
	bind("parts", "Shortest and longest length of each part, breaks included, such as 3h-5h; any by default", lengths, func(s *schedule.Split, v schedule.Range) { s.Part = v }),
}

var betweenRecord = record[schedule.Range]{
	bind("min", "Least work before, between and after breaks; by default an hour where the windows allow", positive, func(r *schedule.Range, v time.Duration) { r.Min = v }),
	bind("max", "Most work before, between and after breaks, such as 4h; no limit by default", positive, func(r *schedule.Range, v time.Duration) { r.Max = v }),
}

var shiftRecord = record[shiftDraft]{
	bind("days", "Days on which such shifts start, such as mon-fri; every day by default", days, func(s *shiftDraft, v [7]bool) { s.Days = v }),
	bind("start", "Earliest and latest start, such as 08:30-10:00, or one start", starts, func(s *shiftDraft, v calendar.Span) { s.Start = v }).required(),
	bind("every", "Step between starts; the planning interval by default", positive, func(s *shiftDraft, v time.Duration) { s.Every = v }),
	bind("length", "Shortest and longest length, unpaid breaks included, such as 6h-8h30m, or one length", lengths, func(s *shiftDraft, v schedule.Range) { s.Length = v }).required(),
	bind("grain", "Step between lengths; the planning interval by default", positive, func(s *shiftDraft, v time.Duration) { s.Grain = v }),
	bind("not_after", "Kinds of shift on whose morrow this one may not be worked, such as [late]", listOf(keep(text), 50), func(s *shiftDraft, v []placed[string]) { s.after = v }),
	bind("breaks", "Breaks of the shift", listOf(keep(patchOf("a break", breakRecord)), maxBreaks), func(s *shiftDraft, v []placed[patch[schedule.BreakRule]]) { s.breaks = v }),
	bind("split", "An unpaid gap that parts the shift in two, such as {gap: 2h-4h, parts: 3h-5h}; it is part of its length", patchOf("split", splitRecord), func(s *shiftDraft, v patch[schedule.Split]) {
		split := v.over(schedule.Split{})
		s.Split = &split
	}),
	bind("on_call", "The shift is time on call, such as {pay: 25%, queue: chat}: no queue is served, but the person counts towards its min_staff where the queue has min_staff_on_call", patchOf("on_call", callRecord), func(s *shiftDraft, v patch[callDraft]) { s.call = &v }),
	bind("work_between", "Least and most work before, between and after breaks, such as {min: 1h, max: 4h}", patchOf("work_between", betweenRecord), func(s *shiftDraft, v patch[schedule.Range]) { s.Work = v.over(schedule.Range{}) }),
}

// shift completes a shift kind and checks it against the planning interval;
// known are the names of all kinds.
func (d *decoder) shift(e entry[patch[shiftDraft]], step time.Duration, known []string, queues []schedule.Queue) schedule.ShiftKind {
	p := e.value
	draft := p.over(shiftDraft{ShiftKind: schedule.ShiftKind{Days: everyDay, Every: step, Grain: step}})
	s := draft.ShiftKind
	s.Name = e.name
	for _, k := range draft.after {
		if s.NotAfter = append(s.NotAfter, k.value); !slices.Contains(known, k.value) {
			d.unknown(k.node, "shift kind", known)
		}
	}
	if draft.call != nil {
		s.OnCall = d.onCall(p, *draft.call, queues)
	}
	if !p.has("start") || !p.has("length") || !p.good {
		return s
	}
	first, last := time.Duration(s.Start.From)*time.Minute, time.Duration(s.Start.To)*time.Minute
	d.whole(p.place("start"), "the first start", first, step)
	d.whole(p.place("every"), "the step between starts", s.Every, step)
	d.whole(p.place("grain"), "the step between lengths", s.Grain, step)
	d.whole(p.place("length"), "the shortest length", s.Length.Min, step)
	if (last-first)%s.Every != 0 {
		d.say(p.place("start"), "steps of %s from %s do not reach %s: expected a whole number of steps", value.FormatDuration(s.Every), s.Start.From, s.Start.To)
	}
	if (s.Length.Max-s.Length.Min)%s.Grain != 0 {
		d.say(p.place("length"), "steps of %s from %s do not reach %s: expected a whole number of steps", value.FormatDuration(s.Grain), value.FormatDuration(s.Length.Min), value.FormatDuration(s.Length.Max))
	}
	if s.Length.Min <= 0 || s.Length.Max > 16*time.Hour {
		d.say(p.place("length"), "expected lengths from %s to 16h", value.FormatDuration(step))
		return s
	}
	for _, b := range draft.breaks {
		s.Breaks = append(s.Breaks, d.breakRule(b.value, s, step))
	}
	d.whole(p.place("work_between"), "the least work between breaks", s.Work.Min, step)
	d.whole(p.place("work_between"), "the most work between breaks", s.Work.Max, step)
	if s.Split != nil {
		d.split(p.place("split"), &s, step)
	} else if p.has("breaks") || p.has("work_between") {
		d.breaksFit(p.place("breaks"), s)
	}
	return s
}

// split checks the gap of a shift in two parts: some length must have a place for it.
func (d *decoder) split(n *node, s *schedule.ShiftKind, step time.Duration) {
	s.Split.Step = s.Grain
	d.whole(n, "the shortest gap", s.Split.Gap.Min, step)
	d.whole(n, "the longest gap", s.Split.Gap.Max, step)
	d.whole(n, "the shortest part", s.Split.Part.Min, step)
	d.whole(n, "the longest part", s.Split.Part.Max, step)
	if s.Split.Gap.Min <= 0 || (s.Split.Gap.Max-s.Split.Gap.Min)%s.Grain != 0 {
		d.say(n, "expected a gap above 0 whose longest length is a whole number of steps of %s (grain) above the shortest, such as 2h-4h", value.FormatDuration(s.Grain))
		return
	}
	for length := s.Length.Min; length <= s.Length.Max; length += s.Grain {
		if restful(*s, length, 0) {
			return
		}
	}
	d.say(n, "no shift of kind %s has a place for its gap and its breaks: expected lengths, gap included, of two parts and the gap; change length, gap, parts or breaks", s.Name)
}

var everyDay = [7]bool{true, true, true, true, true, true, true}

// whole checks that a duration is a whole number of planning intervals.
func (d *decoder) whole(n *node, what string, v, step time.Duration) {
	if v%step != 0 {
		d.say(n, "%s (%s) is not a whole number of planning intervals of %s", what, value.FormatDuration(v), value.FormatDuration(step))
	}
}

func (d *decoder) breakRule(p patch[schedule.BreakRule], s schedule.ShiftKind, step time.Duration) schedule.BreakRule {
	b := p.over(schedule.BreakRule{Name: "break"})
	shortest := max(b.FromShift, s.Length.Min)
	if !p.has("earliest") {
		b.Earliest = shortest / 3 / step * step
	}
	if !p.has("latest") {
		b.Latest = max(b.Earliest, shortest*2/3/step*step)
	}
	d.whole(p.place("length"), "the length of the break", b.Length, step)
	d.whole(p.place("earliest"), "the earliest begin", b.Earliest, step)
	d.whole(p.place("latest"), "the latest begin", b.Latest, step)
	if b.Latest < b.Earliest {
		d.say(p.place("latest"), "the latest begin (%s) is before the earliest (%s)", value.FormatDuration(b.Latest), value.FormatDuration(b.Earliest))
	}
	return b
}

// breaksFit places the breaks of every length of the shift one after the other, each as
// early as it may begin. Where that fails, no order of the breaks by their times succeeds.
func (d *decoder) breaksFit(n *node, s schedule.ShiftKind) {
	for _, b := range s.Breaks {
		if b.Latest < b.Earliest {
			return // recorded
		}
	}
	for length := s.Length.Min; length <= s.Length.Max; length += s.Grain {
		if s.Work != (schedule.Range{}) || timedFromEnd(s) {
			if !restful(s, length, 0) {
				d.say(n, "the breaks of a shift of %s of kind %s do not fit: change when they may begin, work_between or from_shift", value.FormatDuration(length), s.Name)
				return
			}
			continue
		}
		var due []schedule.BreakRule
		for _, b := range s.Breaks {
			if length >= b.FromShift {
				due = append(due, b)
			}
		}
		slices.SortStableFunc(due, func(a, b schedule.BreakRule) int { return int((a.Latest - b.Latest) / time.Second) })
		free := betweenBreaks
		for _, b := range due {
			begin := max(free, b.Earliest)
			if begin > b.Latest || begin+b.Length+betweenBreaks > length {
				d.say(n, "the break %s of %s does not fit into a shift of %s of kind %s, with an hour of work before and after each break: change its earliest and latest begin, or from_shift",
					b.Name, value.FormatDuration(b.Length), value.FormatDuration(length), s.Name)
				return
			}
			free = begin + b.Length + betweenBreaks
		}
	}
}

func timedFromEnd(s schedule.ShiftKind) bool {
	return slices.ContainsFunc(s.Breaks, func(b schedule.BreakRule) bool { return b.BeforeEnd != schedule.Range{} })
}

// restful says whether a shift of the kind and length has a place for each of its breaks
// such that work between them is as long as the kind asks, and whether it has one at all
// where it is longer than after, which is no limit when 0. Work after one that may end in a stretch of time begins the next in a
// stretch again, so it is enough to try every order of the breaks.
func restful(s schedule.ShiftKind, length, after time.Duration) bool {
	if s.Split != nil {
		split := *s.Split
		s.Split = nil
		return slices.ContainsFunc(split.Gaps(), func(gap time.Duration) bool {
			whole := s
			whole.Breaks = append(slices.Clip(s.Breaks), split.Break(gap, length))
			return restful(whole, length, after)
		})
	}
	least, most := s.Work.Min, length
	if s.Work.Max > 0 {
		most = min(most, s.Work.Max)
	}
	var due []schedule.BreakRule
	for _, b := range s.Breaks {
		if length >= b.FromShift {
			due = append(due, b)
		}
	}
	if after > 0 && length > after && len(due) == 0 {
		return false
	}
	var place func(left []schedule.BreakRule, from, to time.Duration) bool
	place = func(left []schedule.BreakRule, from, to time.Duration) bool {
		if len(left) == 0 {
			return from+least <= length && to+most >= length
		}
		for i, b := range left {
			earliest, latest := b.Window(length)
			first, last := max(earliest, from+least), min(latest, to+most)
			if first <= last && place(slices.Concat(left[:i], left[i+1:]), first+b.Length, last+b.Length) {
				return true
			}
		}
		return false
	}
	return place(due, 0, 0)
}

// paid is the paid time of a shift of the kind and length, with the shortest gap where it
// is split, and the share of time on call.
func paid(s schedule.ShiftKind, length time.Duration) time.Duration {
	if s.OnCall != nil {
		return s.OnCall.Paid(length)
	}
	p := length
	if s.Split != nil {
		p -= s.Split.Gap.Min
	}
	for _, b := range s.Breaks {
		if !b.Paid && length >= b.FromShift {
			p -= b.Length
		}
	}
	return p
}
