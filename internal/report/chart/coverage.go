package chart

import (
	"fmt"
	"image/color"
	"io"
	"math"

	"gonum.org/v1/plot/plotter"

	"turno/forecast/calendar"
	"turno/schedule"
)

// Coverage draws one queue's agents required and supplied; what is missing stands out. A
// grid of more than two weeks is drawn by the hour.
func Coverage(w io.Writer, g calendar.Grid, q schedule.QueueCoverage, opt Options) error {
	if g.N == 0 {
		return fmt.Errorf("chart of the coverage of %q: it holds no interval", q.Queue)
	}
	per := 1
	if g.End().Sub(g.Start).Hours() > 15*24 {
		per = hourly(g)
	}
	need, have := means(q.Required, per), means(q.Supplied, per)
	p := frame()
	top := 1.0
	for i := range need {
		top = math.Max(top, 1.08*math.Max(need[i], have[i]))
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = float64(g.Start.Unix()), float64(g.End().Unix()), 0, top
	p.X.Tick.Marker = days(g.Zone(), opt.Words)
	p.Y.Tick.Marker = counts(opt.Words)
	short := make([]float64, len(need))
	for i := range need {
		short[i] = math.Min(need[i], have[i])
	}
	for _, a := range []struct {
		values []float64
		color  color.Color
	}{{need, lightOrange}, {short, lightGrey}} {
		area, err := plotter.NewPolygon(append(steps(g, per, a.values), plotter.XY{X: float64(g.End().Unix())}, plotter.XY{X: float64(g.Start.Unix())}))
		if err != nil {
			return err
		}
		area.Color, area.LineStyle.Width = a.color, 0
		p.Add(area)
	}
	line, err := plotter.NewLine(steps(g, per, have))
	if err != nil {
		return err
	}
	line.LineStyle = stroke(median, 1.4, false)
	p.Add(line)
	t := opt.Words.T
	legend := []key{{name: t("required"), color: lightGrey, area: true}, {name: t("short"), color: lightOrange, area: true}, {name: t("supplied"), color: median}}
	return render(w, p, t("%s, agents required and supplied", q.Queue), legend, opt.Format)
}

// hourly is the intervals of an hour, 1 at least.
func hourly(g calendar.Grid) int { return max(1, int(3600/g.Step.Seconds())) }

// means averages so many neighbours each.
func means(values []float64, per int) []float64 {
	var out []float64
	for i := 0; i < len(values); i += per {
		end := min(i+per, len(values))
		sum := 0.0
		for _, v := range values[i:end] {
			sum += v
		}
		out = append(out, sum/float64(end-i))
	}
	return out
}

// steps is the outline of values that hold for so many intervals each.
func steps(g calendar.Grid, per int, values []float64) plotter.XYs {
	var out plotter.XYs
	for i, v := range values {
		from, to := g.At(i*per), g.At(min((i+1)*per, g.N))
		out = append(out, plotter.XY{X: float64(from.Unix()), Y: v}, plotter.XY{X: float64(to.Unix()), Y: v})
	}
	return out
}
