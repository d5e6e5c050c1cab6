package roster

// Limits that are only wanted cost their weight for each day, hour or weekend beyond them.
// The path prices them exactly, for they grow with what its labels keep.

// restCost is what a day off costs: of a run of working days that ends too soon, of half a
// weekend.
func (a *Agent) restCost(d *Day, l *label) float64 {
	sum := 0.0
	if d.Cut {
		return 0
	}
	if s := &a.Soft.RunMin; l.run > 0 && l.marks&open == 0 {
		sum += s.beyond(s.Limit - int(l.run))
	}
	if a.Soft.Whole > 0 && a.halves(d, l, false) {
		sum += a.Soft.Whole
	}
	return sum
}

// dayCost is what a working day costs whatever the shift.
func (a *Agent) dayCost(d *Day, l *label) float64 {
	sum := 0.0
	if s := &a.Soft.Run; int(l.run)+1 > s.Limit {
		sum += s.Weight
	}
	if s := &a.Soft.OffMin; l.run == 0 && a.offMin > 1 {
		sum += s.beyond(s.Limit - int(l.off))
	}
	if !d.Weekend {
		return sum
	}
	if a.Soft.Whole > 0 && a.halves(d, l, true) {
		sum += a.Soft.Whole
	}
	if l.weekends&1 != 0 {
		return sum
	}
	if s := &a.Soft.Weekends; s.Weight > 0 && a.counters.weekends.of(l.count)+1 > s.Limit {
		sum += s.Weight
	}
	for i := range a.windows {
		if w := &a.windows[i]; w.Weight > 0 && w.crowded(l) {
			sum += w.Weight
		}
	}
	return sum
}

// shiftCost is what the shift costs: hours of rest that are short, and those by which it
// starts too early on the clock.
func (a *Agent) shiftCost(l *label, e *eve, o *option) float64 {
	rest, back := &a.Soft.Rest, &a.Soft.Backward
	return (rest.beyond(int(l.end)+rest.Limit-o.at) + back.beyond(e.clock-o.clock-back.Limit)) / 60
}

// beyond is the cost of so many units beyond the limit.
func (s *Soft) beyond(n int) float64 {
	if n <= 0 {
		return 0
	}
	return s.Weight * float64(n)
}

// missed is the weight of the wanted limits that a plan misses.
func (a *Agent) unmet(p *Problem, pl Plan) float64 {
	if a.need&needSoft == 0 {
		return 0
	}
	p = p.by(a)
	sum, next, l, e := a.counted(p, pl), 0, a.outset(), a.before()
	for d := range p.Days {
		day, from := &p.Days[d], next
		for next < len(pl) && pl[next].Day == d {
			sum += a.exposed(pl[next].At, pl[next].End, p.onCall(pl[next].Form))
			next++
		}
		if from == next {
			sum += a.restCost(day, &l)
			l, e = a.rest(&l), eve{none, -1}
		} else {
			o := together(pl[from:next], day)
			sum += a.dayCost(day, &l) + a.shiftCost(&l, &e, &o)
			worked := a.work(day, &l)
			a.workOption(p, day, &l, &o, &worked)
			l, e = worked, o.eve()
		}
		if day.Last {
			a.nextWeek(day.Week, &l)
		}
	}
	return sum
}
