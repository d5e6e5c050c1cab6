package chart

import (
	"fmt"
	"io"
	"math"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"

	"turno/forecast"
)

// Fan is a forecast with the history before it and what is known about both.
type Fan struct {
	Volume  forecast.Volume
	History forecast.Series // of the queue; may be empty
	Marks   []forecast.Note // campaigns, holidays, overrides to mark
}

const (
	before = 14 // days of history that are drawn
	finest = 28 // days ahead that are drawn by interval; longer forecasts by day
)

// Forecast draws the fan chart of one queue: the band of the outermost quantiles, the
// median and the mean, after the last two weeks of history. A forecast of more than four
// weeks is drawn by day, its history too, over as long as the forecast at most.
func Forecast(w io.Writer, f Fan, opt Options) error {
	if f.Volume.Grid.N == 0 {
		return fmt.Errorf("chart of the queue %q: the forecast holds no interval", f.Volume.Queue)
	}
	ahead := f.curve()
	seen := f.past()
	p := frame()
	top := ceiling(ahead, seen)
	first, last := ahead.x[0], ahead.x[len(ahead.x)-1]
	if len(seen.x) > 0 {
		first = seen.x[0]
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = first, last, 0, top
	p.X.Tick.Marker = days(f.Volume.Grid.Zone(), opt.Words)
	p.Y.Tick.Marker = counts(opt.Words)

	t := opt.Words.T
	legend := []key{{name: t("recorded"), color: past}, {name: t("median"), color: median}, {name: t("mean"), color: average, dash: true}}
	marks := f.Volume.Acting(f.Marks)
	p.Add(spans(marks))
	if n := len(ahead.quantiles); n > 1 {
		area, err := between(ahead.x, ahead.quantiles[0], ahead.quantiles[n-1], top)
		if err != nil {
			return err
		}
		p.Add(area)
		legend = append(legend, key{name: chance(f.Volume.Levels, opt), color: band, area: true})
	}
	for _, l := range []struct {
		x, y []float64
		key  key
		size float64
	}{{seen.x, seen.mean, legend[0], 1}, {ahead.x, ahead.middle(), legend[1], 1.5}, {ahead.x, ahead.mean, legend[2], 1.2}} {
		if err := addLine(p, runs(l.x, l.y, top), stroke(l.key.color, l.size, l.key.dash)); err != nil {
			return err
		}
	}
	p.Add(labels(marks), cuts{seen, top, opt.Words})
	if len(seen.x) > 0 {
		p.Add(start(float64(f.Volume.Grid.Start.Unix())))
	}
	if len(seen.x) == 0 {
		legend = legend[1:]
	}
	return render(w, p, f.title(opt), legend, opt.Format)
}

// addLine adds a line that is broken between its runs.
func addLine(p *plot.Plot, runs []plotter.XYs, look draw.LineStyle) error {
	for _, run := range runs {
		line, err := plotter.NewLine(run)
		if err != nil {
			return err
		}
		line.LineStyle = look
		p.Add(line)
	}
	return nil
}

// curve is what is drawn over time: x in Unix seconds, at the middle of each stretch.
type curve struct {
	x, mean   []float64
	quantiles [][]float64
}

// middle is the median, or the mean where there are no quantiles.
func (c curve) middle() []float64 {
	if len(c.quantiles) == 0 {
		return c.mean
	}
	return c.quantiles[len(c.quantiles)/2]
}

// byDay says whether the forecast is too long to be drawn by interval.
func (f Fan) byDay() bool {
	g := f.Volume.Grid
	return g.End().Sub(g.Start) > finest*24*time.Hour && g.Step < 24*time.Hour
}

func (f Fan) title(opt Options) string {
	step := f.Volume.Grid.Step
	switch {
	case f.byDay() || step == 24*time.Hour:
		return opt.Words.T("%s, contacts a day", f.Volume.Queue)
	case step == time.Hour:
		return opt.Words.T("%s, contacts an hour", f.Volume.Queue)
	}
	return opt.Words.T("%s, contacts every %s", f.Volume.Queue, opt.Words.Duration(step))
}

func (f Fan) curve() curve {
	v := f.Volume
	g := v.Grid
	if !f.byDay() {
		c := curve{mean: v.Mean, quantiles: v.Quantiles}
		for i := range g.N {
			c.x = append(c.x, centre(g.At(i), g.At(i+1)))
		}
		return c
	}
	c := curve{quantiles: make([][]float64, len(v.Levels))}
	for _, t := range v.Totals(forecast.Day, 0) {
		c.x = append(c.x, centre(g.At(t.First), g.At(t.First+t.N)))
		c.mean = append(c.mean, t.Mean)
		for k, q := range t.Quantiles {
			c.quantiles[k] = append(c.quantiles[k], q)
		}
	}
	return c
}

// past is the recorded volume before the forecast, by day where the forecast is; a day of
// which anything open is missing is not drawn.
func (f Fan) past() curve {
	g := f.History.Grid
	var c curve
	span := before * 24 * time.Hour
	if f.byDay() {
		span = f.Volume.Grid.End().Sub(f.Volume.Grid.Start)
	}
	from := f.Volume.Grid.Start.Add(-span)
	last := time.Time{}
	for i := range g.N {
		at := g.At(i)
		if at.Before(from) || !at.Before(f.Volume.Grid.Start) {
			continue
		}
		local := at.In(f.Volume.Grid.Zone())
		day := time.Date(local.Year(), local.Month(), local.Day(), 12, 0, 0, 0, local.Location())
		switch {
		case !f.byDay():
			c.x, c.mean = append(c.x, centre(at, g.At(i+1))), append(c.mean, f.History.Volume[i])
		case !day.Equal(last):
			c.x, c.mean = append(c.x, float64(day.Unix())), append(c.mean, 0)
			last = day
			fallthrough
		default:
			if v := f.History.Volume[i]; !math.IsNaN(v) {
				c.mean[len(c.mean)-1] += v
			}
		}
	}
	return c
}

func centre(from, to time.Time) float64 { return float64(from.Unix()+to.Unix()) / 2 }

// ceiling is the top of the chart: the forecast and the usual of the past in full; bursts
// of the past are cut at twice that, so that they do not flatten everything else.
func ceiling(ahead, seen curve) float64 {
	top := 1.0
	for _, y := range append([][]float64{ahead.mean}, ahead.quantiles...) {
		for _, v := range y {
			top = math.Max(top, v)
		}
	}
	high := 0.0
	for _, v := range seen.mean {
		if !math.IsNaN(v) {
			high = math.Max(high, v)
		}
	}
	return 1.12 * math.Max(top, math.Min(high, 2*top)) // room for the names of marks
}
