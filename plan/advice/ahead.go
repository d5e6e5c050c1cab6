package advice

import (
	"math"
	"time"

	"turno/schedule"
)

const (
	ahead   = 4 * 7 * 24 * time.Hour // how far after the period campaigns are looked for
	effects = 7 * 24                 // hours of a campaign that are counted
)

// campaigns advises to plan those that begin within four weeks after the period and bring
// more volume. The days are counted from the start of the period; campaigns that begin on
// one day are one topic.
func (b *board) campaigns() []candidate {
	g := b.Requirement.Grid
	var out []candidate
	for _, c := range b.Campaigns {
		if c.Start.Before(g.End()) || !c.Start.Before(g.End().Add(ahead)) || !(c.Uplift > 1) || math.IsInf(c.Uplift, 0) {
			continue
		}
		var hourly float64
		queue, touched := "", 0
		for _, v := range b.Volumes {
			if _, known := b.queues[v.Queue]; known && c.Touches(v.Queue) && v.Grid.N > 0 && v.Grid.Step > 0 {
				hourly += v.Total() / (float64(v.Grid.N) * v.Grid.Hours())
				queue, touched = v.Queue, touched+1
			}
		}
		if touched == 0 {
			continue
		}
		f := schedule.Finding{
			Code: schedule.CodeAdviseAhead, From: c.Start, To: c.End,
			Value: math.Floor(c.Start.Sub(g.Start).Hours() / 24), Limit: c.Uplift, Names: []string{c.Name},
		}
		if touched == 1 {
			f.Queue = queue
		}
		var extra float64
		for h := range effects {
			t := c.Start.Add(time.Duration(h) * time.Hour)
			extra += c.Effect(t, t.Add(time.Hour)) - 1
		}
		out = append(out, candidate{f, chance * hourly * extra, "campaign " + c.Start.UTC().Format(time.DateOnly)})
	}
	return out
}
