package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"math/rand/v2"
	"slices"
	"text/tabwriter"
	"time"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/internal/workspace"
	"turno/samples"
)

const (
	totalDays    = 7  // ahead of every origin
	totalOrigins = 13 // a week apart
	leastDays    = 28 // of history before the first
	fewOrigins   = 7  // where the history is shorter than that allows: two days apart
	fewDays      = 21
	totalPaths   = 400
)

// world is queues that are forecast together.
type world struct {
	name string
	auto.Input
}

// origins are the days from each origin to the end of the world.
func (x world) origins(most int, end time.Time) (days []int) {
	known := int(end.Sub(x.History[0].Grid.Start) / (24 * time.Hour))
	most, apart, least := most, totalDays, leastDays
	if known < leastDays+2*totalDays {
		most, apart, least = fewOrigins, 2, fewDays
	}
	for k := range most {
		if ahead := totalDays + apart*k; known-ahead >= least {
			days = append(days, ahead)
		}
	}
	return days
}

// reportTotals prints how many totals of days and weeks, of queues and of all queues of a
// world together, lay within their 50 % and 80 % ranges.
func reportTotals(ctx context.Context, w io.Writer, data string) error {
	worlds, err := worldsOf(data)
	if err != nil {
		return err
	}
	out := tabwriter.NewWriter(w, 12, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "world\tof\ttotals\tin 50 %\tin 80 %\t")
	all := newCoverages()
	for _, x := range worlds {
		c, err := rollTotals(ctx, x, totalOrigins)
		if err != nil {
			return fmt.Errorf("%s: %w", x.name, err)
		}
		c.print(out, x.name)
		all.plus(c)
		if err := out.Flush(); err != nil {
			return err
		}
	}
	all.print(out, "all")
	return out.Flush()
}

// worldsOf are the samples and the training parts of the public sets that lie in a folder.
func worldsOf(data string) ([]world, error) {
	var worlds []world
	for _, name := range samples.Names() {
		fsys, err := samples.Open(name)
		if err != nil {
			return nil, err
		}
		in, err := workspace.Load(fsys, workspace.Options{Weeks: 1})
		if err != nil {
			return nil, err
		}
		asked, err := in.Demand()
		if err != nil {
			return nil, err
		}
		asked.Overrides = nil // they were made for the future
		worlds = append(worlds, world{name, asked})
	}
	for _, s := range publicSets {
		series, err := s.read(data)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for i, x := range series {
			series[i] = x.Before(x.Grid.N - s.leftOut*int(24*time.Hour/x.Grid.Step))
		}
		worlds = append(worlds, world{s.name, auto.Input{History: series, Calendar: calendar.Plain(time.UTC)}})
	}
	return worlds, nil
}

// rollTotals forecasts a week from origins a week apart and tells how often the totals lay
// within their ranges. Queues whose histories do not end at the same time are cut to the
// end of the first that does.
func rollTotals(ctx context.Context, x world, origins int) (coverages, error) {
	c := newCoverages()
	step := x.History[0].Grid.Step
	perDay := int(24 * time.Hour / step)
	end := x.History[0].Grid.End()
	for _, s := range x.History {
		if s.Grid.End().Before(end) {
			end = s.Grid.End()
		}
	}
	for _, ahead := range x.origins(origins, end) {
		in := x.Input
		in.History, in.Future = nil, calendar.Grid{Start: end.AddDate(0, 0, -ahead), Step: step, N: totalDays * perDay}
		for _, s := range x.History {
			in.History = append(in.History, s.Before(int(in.Future.Start.Sub(s.Grid.Start)/step)))
		}
		r, err := auto.Forecast(ctx, in, auto.Options{})
		if err != nil {
			return c, err
		}
		came := make([][]float64, len(x.History))
		for i, s := range x.History {
			came[i] = s.Volume[in.History[i].Grid.N:][:in.Future.N]
		}
		c.add(r.Volumes, came, perDay)
	}
	return c, nil
}

// coverages counts totals within their ranges, by what they are of.
type coverages map[string]*coverage

type coverage struct{ n, in50, in80 float64 }

var totalKinds = []string{"hour", "day", "week", "busiest 3 h of a day", "busiest 24 h of a week", "day of all", "week of all"}

func newCoverages() coverages {
	c := coverages{}
	for _, kind := range totalKinds {
		c[kind] = &coverage{}
	}
	return c
}

func (c coverages) plus(o coverages) {
	for kind, x := range o {
		c[kind].n, c[kind].in50, c[kind].in80 = c[kind].n+x.n, c[kind].in50+x.in50, c[kind].in80+x.in80
	}
}

func (c coverages) print(w io.Writer, world string) {
	for _, kind := range totalKinds {
		if x := c[kind]; x.n > 0 {
			fmt.Fprintf(w, "%s\t%s\t%.0f\t%.1f %%\t%.1f %%\t\n", world, kind, x.n, 100*x.in50/x.n, 100*x.in80/x.n)
		}
	}
}

// add compares what came with paths of all queues together; intervals that were not
// recorded are left out of both.
func (c coverages) add(volumes []forecast.Volume, came [][]float64, perDay int) {
	rng := rand.New(rand.NewPCG(1, uint64(volumes[0].Grid.Start.Unix())))
	draws := make([][][]float64, len(volumes)) // by queue, path and interval
	for range totalPaths {
		for i, path := range forecast.Paths(volumes, rng) {
			for h, y := range came[i] {
				if math.IsNaN(y) {
					path[h] = 0
				}
			}
			draws[i] = append(draws[i], path)
		}
	}
	n := volumes[0].Grid.N
	for i := range volumes {
		one := [][]float64{came[i]}
		for h := range n {
			c["hour"].total(one, draws[i:i+1], h, h+1, 1)
		}
		for from := 0; from < n; from += perDay {
			c["day"].total(one, draws[i:i+1], from, from+perDay, perDay)
			c["busiest 3 h of a day"].total(one, draws[i:i+1], from, from+perDay, max(1, perDay/8))
		}
		c["busiest 24 h of a week"].total(one, draws[i:i+1], 0, n, perDay)
		c["week"].total(one, draws[i:i+1], 0, n, n)
	}
	if len(volumes) > 1 {
		for from := 0; from < n; from += perDay {
			c["day of all"].total(came, draws, from, from+perDay, perDay)
		}
		c["week of all"].total(came, draws, 0, n, n)
	}
}

// total counts the greatest total of some intervals in a row among intervals [from, to) over
// some queues. Where as many paths lie at the total as on either side of it, it counts in part.
func (c *coverage) total(came [][]float64, draws [][][]float64, from, to, row int) {
	recorded := false
	paths, cells := make([][]float64, totalPaths), make([]float64, to-from)
	for p := range paths {
		paths[p] = make([]float64, to-from)
	}
	for i := range came {
		for h := from; h < to; h++ {
			if !math.IsNaN(came[i][h]) {
				cells[h-from], recorded = cells[h-from]+came[i][h], true
			}
			for p := range paths {
				paths[p][h-from] += draws[i][p][h]
			}
		}
	}
	if !recorded {
		return
	}
	sums := make([]float64, totalPaths)
	for p := range sums {
		sums[p] = greatest(paths[p], row)
	}
	sum := greatest(cells, row)
	slices.Sort(sums)
	below, _ := slices.BinarySearch(sums, sum-1e-6)
	upTo, _ := slices.BinarySearch(sums, sum+1e-6)
	low, high := float64(below)/totalPaths, float64(upTo)/totalPaths
	c.n++
	c.in50 += within(low, high, 0.25, 0.75)
	c.in80 += within(low, high, 0.1, 0.9)
}

// greatest is the greatest sum of so many values in a row.
func greatest(x []float64, row int) float64 {
	var sum, most float64
	for i, v := range x {
		sum += v
		if i >= row {
			sum -= x[i-row]
		}
		if i >= row-1 {
			most = max(most, sum)
		}
	}
	return most
}

// within is the part of the ranks [low, high] that lies in [from, to].
func within(low, high, from, to float64) float64 {
	if high <= low {
		if low >= from && low <= to {
			return 1
		}
		return 0
	}
	return max(0, min(high, to)-max(low, from)) / (high - low)
}
