package roster

import (
	"slices"

	"turno/schedule/roster/column"
)

// rigid says whether the limits that cost have a place in the view.
func (s *SoftLimits) rigid() bool {
	return s.Rest.Weight <= 0 && s.Backward.Weight <= 0 && s.Outside <= 0 && len(s.Windows) == 0
}

// soft sets the limits that cost; false where days of the period are limited and the shifts
// that the agent may work, by which the view counts them, differ in paid time.
func (v *view) soft(a *Agent, may []int, out *column.Agent) bool {
	s, minutes := &a.Soft, 0
	out.Soft = column.Soft{
		Term: termSoft, Run: runs(s.RunMin, s.Run), Off: runs(s.OffMin, s.OffMax), Weekends: runs(Soft{}, s.Weekends), Half: s.Whole,
	}
	for _, x := range s.Series {
		r := column.Range{Min: x.Min, Max: x.Max, Short: x.Weight, Long: x.Weight}
		if x.Max <= 0 {
			r.Long = 0
		}
		out.Soft.Same = append(out.Soft.Same, r)
	}
	if s.DaysMin.Weight <= 0 && s.DaysMax.Weight <= 0 {
		return true
	}
	for _, i := range may {
		if paid := v.q.Shifts[i].Minutes; minutes > 0 && paid != minutes {
			return false
		} else {
			minutes = paid
		}
	}
	r := runs(s.DaysMin, s.DaysMax)
	r.Min, r.Max = r.Min*minutes, r.Max*minutes
	r.Short, r.Long = r.Short/float64(max(1, minutes)), r.Long/float64(max(1, minutes))
	out.Soft.Minutes = r
	return true
}

// runs is a range of two limits.
func runs(least, most Soft) column.Range {
	return column.Range{Min: least.Limit, Max: most.Limit, Short: least.Weight, Long: most.Weight}
}

// past sets how the agent comes into the period; false where the view has no word for it.
func (v *view) past(a *Agent, may []int, out *column.Agent) bool {
	x := &a.Past
	if x.Run <= 0 {
		out.Before.Off = max(0, x.Off)
		return true
	}
	last := slices.IndexFunc(may, func(i int) bool { return v.shifts[i].form == x.Form-1 })
	if last < 0 {
		return false
	}
	out.Before = column.Before{Run: x.Run, Last: may[last], Same: min(max(1, x.Series), x.Run)}
	return true
}
