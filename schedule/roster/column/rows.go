package column

// state is a row: days off in a row, or a kind, days in a row at work, and those of them on
// shifts of the kind. The greatest lengths stand for longer ones too.
type state struct{ off, kind, run, same int }

// move is the row that a day leads to, -1 where the rules forbid it, and what it costs.
type move struct {
	next int
	cost float64
}

// lay makes the rows and the moves between them.
func (w *walker) lay(p *Problem, ag *Agent) {
	b := &ag.Before
	w.open = !b.known()
	w.offs = max(w.minOff, ag.Soft.Off.told(p.Days+b.Off))
	w.runs = max(1, w.minRun, ag.Soft.Run.told(p.Days+b.Run))
	if w.maxRun = ag.Rules.MaxRun; b.Run > w.maxRun {
		w.runs = max(w.runs, w.maxRun)
	} else if w.maxRun < p.Days+b.Run {
		w.runs = w.maxRun
	} else {
		w.maxRun = w.runs + 1 // never reached
	}
	row := map[state]int{}
	add := func(s state) {
		row[s] = len(w.states)
		w.states = append(w.states, s)
	}
	for off := range w.offs {
		add(state{off: off + 1})
	}
	for kind := range w.kinds {
		most := w.same(kind).told(p.Days + b.Same)
		for run := 1; run <= w.runs; run++ {
			for same := 1; same <= most && (same <= run || run == w.runs); same++ {
				add(state{kind: kind, run: run, same: same})
			}
		}
	}
	w.rows = len(w.states)
	for _, s := range w.states {
		to, cost := w.rest(s)
		w.rests = append(w.rests, move{row[to], cost * w.price})
	}
	for g := range w.groups {
		var moves []move
		for _, s := range w.states {
			to, cost := w.work(s, &w.groups[g], p.Days+b.Same)
			m := move{-1, 0}
			if to.run > 0 {
				m = move{row[to], cost * w.price}
			}
			moves = append(moves, m)
		}
		w.works = append(w.works, moves)
	}
	w.start = row[w.first(ag, p.Days+b.Same)]
}

// first is the state before the first day.
func (w *walker) first(ag *Agent, days int) state {
	b := &ag.Before
	switch {
	case w.open:
		return state{off: min(ag.rested(), w.offs)}
	case b.Off > 0:
		return state{off: min(b.Off, w.offs)}
	}
	for i, s := range w.shifts {
		if s == b.Last {
			kind := w.groups[w.groupOf[i]].kind
			return state{kind: kind, run: min(b.Run, w.runs), same: min(b.Same, w.same(kind).told(days))}
		}
	}
	return state{off: w.offs} // Validate refuses it
}

// rest is the state after a day off, and what it costs by the runs that end or grow.
func (w *walker) rest(s state) (to state, cost float64) {
	if s.off > 0 {
		return state{off: min(s.off+1, w.offs)}, w.soft.Off.long(s.off + 1)
	}
	return state{off: 1}, w.soft.Off.long(1) + w.soft.Run.short(s.run) + w.same(s.kind).short(s.same)
}

// work is the state after a shift of the group, the zero state where it may not be worked.
func (w *walker) work(s state, g *group, days int) (to state, cost float64) {
	same := w.same(g.kind)
	if s.off > 0 {
		if s.off < w.minOff {
			return state{}, 0
		}
		return state{kind: g.kind, run: 1, same: 1}, w.soft.Off.short(s.off) + w.soft.Run.long(1) + same.long(1)
	}
	if s.run >= w.maxRun || !g.after[s.kind] {
		return state{}, 0
	}
	cost = w.soft.Run.long(s.run + 1)
	to = state{kind: g.kind, run: min(s.run+1, w.runs), same: 1}
	if w.series[s.kind] == w.series[g.kind] {
		to.same = min(s.same+1, same.told(days))
		return to, cost + same.long(s.same+1)
	}
	return to, cost + w.same(s.kind).short(s.same) + same.long(1)
}

// same is what is wanted of days in a row on a kind.
func (w *walker) same(kind int) Range { return w.soft.same(w.series[kind]) }

// off is the move of a day off on day d.
func (w *walker) off(p *Problem, d, row int) move {
	m, s := w.rests[row], &w.states[row]
	if s.run > 0 && s.run < w.minRun && (s.run < d || !w.open) {
		return move{-1, 0}
	}
	if s.run > 0 && w.asks {
		m.cost += w.half(p, d)
		if w.open && s.run >= d { // since the first day or longer
			m.cost -= w.price * w.soft.Run.short(s.run)
		}
		m.cost -= w.early(d, s)
	}
	return m
}

// on is the move of a shift of group g on day d.
func (w *walker) on(p *Problem, d, row, g int) move {
	m, s := w.works[g][row], &w.states[row]
	if m.next < 0 || !w.asks {
		return m
	}
	if s.off > 0 {
		m.cost += w.half(p, d)
	} else if w.series[s.kind] != w.series[w.groups[g].kind] {
		m.cost -= w.early(d, s)
	}
	return m
}

// early is what a run on a kind that ends is too short for nothing: it may have begun before
// the period.
func (w *walker) early(d int, s *state) float64 {
	if !w.open || s.same < d {
		return 0
	}
	return w.price * w.same(s.kind).short(s.same)
}

// half is what it costs that day d and the one before are not alike.
func (w *walker) half(p *Problem, d int) float64 {
	if d == 0 || p.Weekend[d] < 0 || p.Weekend[d] != p.Weekend[d-1] {
		return 0
	}
	return w.price * w.soft.Half
}

// end is what the units and weekends of a whole schedule cost.
func (w *walker) end(units, weekends int) float64 {
	if !w.asks {
		return 0
	}
	return w.price * (w.soft.Minutes.outside(units*w.unit) + w.soft.Weekends.outside(weekends))
}

// weekend is 1 where work on day d begins a weekend's, 0 otherwise.
func (w *walker) weekend(p *Problem, d, row int) int {
	e := p.Weekend[d]
	if e < 0 || d > 0 && p.Weekend[d-1] == e && row >= w.offs {
		return 0
	}
	return 1
}
