package forecast

import (
	"math"
	"slices"
)

// Acting are the notes by time, campaigns only as long as a tenth of what they bring to the
// volume is left: the stretches worth marking on a picture of it.
func (v Volume) Acting(notes []Note) []Note {
	out := slices.Clone(notes)
	slices.SortStableFunc(out, func(a, b Note) int { return a.Span.From.Compare(b.Span.From) })
	k := slices.IndexFunc(v.Components, func(c Component) bool { return c.Name == "campaign" })
	if k < 0 {
		return out
	}
	factor := v.Components[k].Factor
	for m, n := range out {
		first, last := max(0, v.Grid.Index(n.Span.From)), min(v.Grid.N, v.Grid.Index(n.Span.To.Add(-1))+1)
		if n.Code != NoteCampaign || first >= last {
			continue
		}
		var most float64
		for _, x := range factor[first:last] {
			most = math.Max(most, math.Abs(x-1))
		}
		for last > first+1 && math.Abs(factor[last-1]-1) < most/10 {
			last--
		}
		out[m].Span.To = v.Grid.At(last)
	}
	return out
}
