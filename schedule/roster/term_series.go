package roster

// Limits of runs on one form, of days off in a row and of working days in the period that
// are only wanted are priced in rigid problems alone: the labels of paths do not count them.

// counts says whether such a limit costs.
func (s *SoftLimits) counts() bool {
	return s.OffMax.Weight > 0 || s.DaysMin.Weight > 0 || s.DaysMax.Weight > 0 || len(s.Series) > 0
}

// counted is the weight of these limits that a plan, of one shift a day at most, misses.
func (a *Agent) counted(p *Problem, pl Plan) float64 {
	s := &a.Soft
	if !s.counts() {
		return 0
	}
	last := a.Past.Form - 1
	off, run, sum, next := a.Past.Off, a.Past.Series, 0.0, 0
	known := a.Past.Run > 0 || a.Past.Off > 0
	if !known { // as if off for just long enough
		off = max(1, a.Limits.OffMin, s.OffMin.least())
	}
	for d := range p.Days {
		form := -1
		for ; next < len(pl) && pl[next].Day == d; next++ {
			form = pl[next].Form
		}
		if form != last && last >= 0 && (known || run < d) {
			sum += s.series(last).short(run)
		}
		if form != last {
			run = 0
		}
		if run++; form >= 0 {
			off = 0
			sum += s.series(form).long(run)
		} else if off++; off > s.OffMax.Limit {
			sum += s.OffMax.Weight
		}
		last = form
	}
	return sum + s.DaysMin.beyond(s.DaysMin.Limit-len(pl)) + s.DaysMax.beyond(len(pl)-s.DaysMax.Limit)
}

// series is the limit of a form.
func (s *SoftLimits) series(form int) Series {
	if form < len(s.Series) {
		return s.Series[form]
	}
	return Series{}
}

// short is what it costs that a run ends after n days.
func (s Series) short(n int) float64 { return s.Weight * float64(max(0, s.Min-n)) }

// long is what day n of a run costs.
func (s Series) long(n int) float64 {
	if s.Max <= 0 || n <= s.Max {
		return 0
	}
	return s.Weight
}
