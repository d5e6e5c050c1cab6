package chart

import (
	"fmt"
	"io"
	"math"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"turno/forecast/calendar"
	"turno/schedule/simulate"
)

// Service draws the share of a queue's contacts that the simulation served within a target,
// by the hour in which they come, and by day where there are more than two weeks. Bars
// below the share wanted (0 to 1) stand out.
func Service(w io.Writer, g calendar.Grid, s simulate.Service, want float64, opt Options) error {
	if g.N == 0 || len(s.Within) != g.N {
		return fmt.Errorf("chart of the service of %q: it holds no interval", s.Queue)
	}
	p := frame()
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = float64(g.Start.Unix()), float64(g.End().Unix()), 0, 1.02
	p.X.Tick.Marker = days(g.Zone(), opt.Words)
	p.Y.Tick.Marker = plot.TickerFunc(shares)
	p.Add(bars{service(g, s), want})
	line, err := plotter.NewLine(plotter.XYs{{X: p.X.Min, Y: want}, {X: p.X.Max, Y: want}})
	if err != nil {
		return err
	}
	line.LineStyle = stroke(ink, 1, true)
	p.Add(line)
	t := opt.Words.T
	title := t("%s, share served within the target, by hour of arrival", s.Queue)
	if byDays(g) {
		title = t("%s, share served within the target, by day of arrival", s.Queue)
	}
	legend := []key{{name: t("target"), color: ink, dash: true}, {name: t("met"), color: band, area: true}, {name: t("below"), color: average, area: true}}
	return render(w, p, title, legend, opt.Format)
}

func byDays(g calendar.Grid) bool { return g.End().Sub(g.Start) > 15*24*time.Hour }

// bar is a share over a stretch of time, in Unix seconds.
type bar struct{ from, to, share float64 }

// service weighs the intervals of each hour or day by what comes in them.
func service(g calendar.Grid, s simulate.Service) []bar {
	var out []bar
	add := func(first, n int) {
		var of, hit float64
		for i := first; i < first+n; i++ {
			if !math.IsNaN(s.Within[i]) {
				of += s.Arrivals[i]
				hit += s.Arrivals[i] * s.Within[i]
			}
		}
		if of > 0 {
			out = append(out, bar{float64(g.At(first).Unix()), float64(g.At(first + n).Unix()), hit / of})
		}
	}
	if byDays(g) {
		for _, d := range g.Days() {
			add(d.First, d.N)
		}
		return out
	}
	for i, per := 0, hourly(g); i < g.N; i += per {
		add(i, min(per, g.N-i))
	}
	return out
}

// bars draws shares, those below the one wanted in the warm colour.
type bars struct {
	list []bar
	want float64
}

// Plot implements plot.Plotter.
func (b bars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, r := range b.list {
		shade := band
		if r.share < b.want {
			shade = average
		}
		gap := vg.Points(0.6)
		from, to := x(r.from)+gap, x(r.to)-gap
		c.FillPolygon(shade, []vg.Point{{X: from, Y: y(0)}, {X: to, Y: y(0)}, {X: to, Y: y(r.share)}, {X: from, Y: y(r.share)}})
	}
}

// shares marks every fifth of the whole.
func shares(_, _ float64) []plot.Tick {
	var out []plot.Tick
	for k := range 6 {
		out = append(out, plot.Tick{Value: float64(k) / 5, Label: fmt.Sprintf("%d %%", 20*k)})
	}
	return out
}
