package auto

import (
	"context"
	"math"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

const (
	mostTrials   = 60      // past campaigns of a queue that teach, the latest
	longestTrial = 60 * 24 // hours of a campaign that are looked at
	aftermath    = 48.0    // hours after its end that are at least looked at
)

// learnCampaigns measures the campaigns of the history on every queue and says for each
// queue what is known of each campaign of the input; nil where one does not touch it.
func learnCampaigns(ctx context.Context, in Input) ([][]*effect, error) {
	trials := make([][]trial, len(in.History))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range in.History {
		group.Go(func() (err error) {
			q := queue{in: in, series: in.History[i]}
			trials[i], err = q.tryCampaigns(ctx)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	siblings := addUp(trials, len(in.Campaigns))
	out := make([][]*effect, len(in.History))
	for i, s := range in.History {
		out[i] = in.effects(s, trials[i], siblings)
	}
	return out, nil
}

// tryCampaigns measures the latest campaigns that touch the queue's history.
func (q *queue) tryCampaigns(ctx context.Context) ([]trial, error) {
	var past []int
	g := q.series.Grid
	for k, c := range q.in.Campaigns {
		if c.Touches(q.series.Queue) && c.Start.Before(g.End()) && g.Start.Before(c.Start.Add(hours(pulseOf(c, c.Rise.Hours(), 0).end))) {
			past = append(past, k)
		}
	}
	if len(past) == 0 {
		return nil, nil
	}
	past = past[max(0, len(past)-mostTrials):]
	q.settle()
	b, err := q.newBackdrop(ctx)
	if err != nil || b == nil {
		return nil, err
	}
	var out []trial
	for _, k := range past {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cells, length := b.cells(k)
		if len(cells) < 3 {
			continue
		}
		t := measure(q.in.Campaigns[k], cells, b.sigma, newPlacebo(b.quiet(length), b.sigma))
		t.campaign = k
		if !math.IsNaN(t.uplift.log) {
			out = append(out, t)
		}
	}
	return out, nil
}

// settle reads the queue's zone.
func (q *queue) settle() {
	q.zone = q.series.Grid.Zone()
	if q.in.Calendar != nil && q.in.Calendar.Zone != nil {
		q.zone = q.in.Calendar.Zone
	}
}

// backdrop is the usual volume of a queue's history, learned outside of campaigns.
type backdrop struct {
	in    Input
	queue string
	grid  calendar.Grid
	came  []float64 // NaN where nothing may be compared
	usual []float64 // 0 where closed
	busy  []bool    // a campaign or an event is on
	sigma float64
}

// newBackdrop learns it; nil when nothing is recorded outside of campaigns.
func (q *queue) newBackdrop(ctx context.Context) (*backdrop, error) {
	g := q.series.Grid
	b := &backdrop{in: q.in, queue: q.series.Queue, grid: g, came: append([]float64(nil), q.series.Volume...), busy: make([]bool, g.N), usual: make([]float64, g.N)}
	q.series.Volume = append([]float64(nil), b.came...)
	q.removeHolidays()
	copy(b.came, q.series.Volume)
	for _, c := range q.in.Campaigns {
		if c.Touches(q.series.Queue) {
			b.mark(c.Start, c.Start.Add(hours(observed(c))))
		}
	}
	for _, e := range q.in.Events {
		if e.Touches(q.series.Queue) {
			b.mark(e.Start, e.End)
			if from, to := reach(g, e.Start, e.End); e.Uplift == 0 {
				for i := from; i < to; i++ {
					b.came[i] = math.NaN()
				}
			}
		}
	}
	for i, busy := range b.busy {
		if busy {
			q.series.Volume[i] = math.NaN()
		}
	}
	w, err := model.FitWeek(ctx, q.series, q.zone)
	if err != nil {
		return nil, ctx.Err()
	}
	for i := range b.usual {
		if w.Open(i) {
			b.usual[i] = max(0, math.Expm1(w.Usual(i)))
		}
	}
	b.sigma = w.Sigma()
	return b, nil
}

func (b *backdrop) mark(from, to time.Time) {
	first, last := reach(b.grid, from, to)
	for i := first; i < last; i++ {
		b.busy[i] = true
	}
}

// observed is for how many hours after its start a campaign is looked at.
func observed(c forecast.Campaign) float64 {
	return min(pulseOf(c, c.Rise.Hours(), 0).end+max(aftermath, min(6*c.HalfLife.Hours(), 21*24)), longestTrial+aftermath)
}

// cells are the hours of a campaign, other campaigns and events taken off as stated, and
// how many of them lie before its decay.
func (b *backdrop) cells(k int) (cells []cell, length int) {
	c := b.in.Campaigns[k]
	first, last := reach(b.grid, c.Start, c.Start.Add(hours(observed(c))))
	end := b.grid.Index(c.Start.Add(hours(pulseOf(c, c.Rise.Hours(), 0).end)))
	cells = b.gather(first, last, c.Start, k)
	return cells, max(min(end, last)-first, 1)
}

// gather joins the intervals [first, last) into cells of an hour or more.
func (b *backdrop) gather(first, last int, start time.Time, k int) (cells []cell) {
	per := max(1, int(time.Hour/b.grid.Step))
	for i := first; i < last; i += per {
		var c cell
		for j := i; j < min(i+per, last); j++ {
			if !math.IsNaN(b.came[j]) && b.usual[j] > 0 {
				c.came += b.came[j]
				c.usual += b.usual[j] * b.others(k, j)
			}
		}
		c.from, c.to = b.grid.At(i).Sub(start).Hours(), b.grid.At(min(i+per, last)).Sub(start).Hours()
		if c.usual > 0 {
			cells = append(cells, c)
		}
	}
	return cells
}

// others is the stated effect of everything but campaign k on interval i.
func (b *backdrop) others(k, i int) float64 {
	if !b.busy[i] {
		return 1
	}
	by, from, to := 1.0, b.grid.At(i), b.grid.At(i+1)
	for j, c := range b.in.Campaigns {
		if j != k && c.Uplift > 0 && c.Touches(b.queue) && c.Start.Before(to) && from.Before(fadeOut(c)) {
			by *= c.Effect(from, to)
		}
	}
	for _, e := range b.in.Events {
		if e.Uplift > 0 && e.Touches(b.queue) && e.Start.Before(to) && from.Before(e.End) {
			by *= eventEffect(e, b.grid, i)
		}
	}
	return max(by, 1e-3)
}

// quiet are stretches of the given number of intervals in which nothing was on, spread
// over the history.
func (b *backdrop) quiet(length int) (out [][]cell) {
	length = min(length, b.grid.N/12+1)
	step := max(length, b.grid.N/placebos)
	for from := 0; from+length <= b.grid.N; from += step {
		free := true
		for i := from; free && i < from+length; i++ {
			free = !b.busy[i]
		}
		if !free {
			continue
		}
		if cells := b.gather(from, from+length, b.grid.At(from), -1); len(cells) > 0 {
			out = append(out, cells)
		}
	}
	return out
}
