package forecast

import (
	"fmt"
	"slices"

	"turno/forecast/calendar"
)

// Within is the part of the profile that lies on g, which must have the step of its grid. It
// fails where g reaches beyond it.
func (p Profile) Within(g calendar.Grid) (Profile, error) {
	whole := p.Volume.Grid
	if g.Step != whole.Step {
		return p, fmt.Errorf("queue %s: interval %v: expected %v as the profile has", p.Volume.Queue, g.Step, whole.Step)
	}
	var err error
	if p.Volume, err = p.Volume.Fine(g); err != nil {
		return p, err
	}
	first := whole.Index(g.Start)
	cut := func(values []float64) []float64 {
		if len(values) <= 1 {
			return values
		}
		return values[min(first, len(values)-1):min(first+g.N, len(values))]
	}
	p.Spread, p.Streams = cut(p.Spread), slices.Clone(p.Streams)
	for i := range p.Streams {
		s := &p.Streams[i]
		for _, m := range []*Measure{&s.Share, &s.Flush, &s.Triage, &s.Turns, &s.AHT, &s.Think} {
			m.Mean = cut(m.Mean)
		}
		s.Pivots = slices.Clone(s.Pivots)
		for k := range s.Pivots {
			s.Pivots[k].By = cut(s.Pivots[k].By)
		}
	}
	return p, nil
}
