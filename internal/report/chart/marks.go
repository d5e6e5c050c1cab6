package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"turno/forecast"
	words "turno/internal/report/text"
)

// shades are the backgrounds of what is known, by the kind of note; others are not marked.
var shades = map[forecast.NoteCode]color.Color{
	forecast.NoteCampaign: color.RGBA{0xfd, 0xe9, 0xc8, 0xff},
	forecast.NoteHoliday:  color.RGBA{0xd9, 0xf0, 0xdf, 0xff},
	forecast.NoteOverride: color.RGBA{0xe9, 0xe0, 0xf7, 0xff},
}

// spans draws the marks' backgrounds.
type spans []forecast.Note

// Plot implements plot.Plotter.
func (s spans) Plot(c draw.Canvas, p *plot.Plot) {
	x, _ := p.Transforms(&c)
	for _, n := range s {
		from, to, ok := within(n, p)
		if shade := shades[n.Code]; ok && shade != nil {
			a, b := x(from), x(to)
			c.FillPolygon(shade, []vg.Point{{X: a, Y: c.Min.Y}, {X: b, Y: c.Min.Y}, {X: b, Y: c.Max.Y}, {X: a, Y: c.Max.Y}})
		}
	}
}

// labels writes the marks' names along the top, in as many lines as they need, three at
// most.
type labels []forecast.Note

// Plot implements plot.Plotter.
func (l labels) Plot(c draw.Canvas, p *plot.Plot) {
	const lines, leading = 3, 11
	x, _ := p.Transforms(&c)
	words := style(8.5, false)
	var ends [lines]vg.Length
	last := ""
	for _, n := range l {
		from, to, ok := within(n, p)
		if !ok || shades[n.Code] == nil || n.Name == "" || n.Name == last { // a holiday and the day it is observed
			continue
		}
		last = n.Name
		wide := words.Width(n.Name)
		at := min((x(from)+x(to)-wide)/2, c.Max.X-wide)
		at = max(at, c.Min.X)
		for k := range ends {
			if at < ends[k] {
				continue
			}
			c.FillText(words, vg.Point{X: at, Y: c.Max.Y - 7 - vg.Length(k)*leading}, n.Name)
			ends[k] = at + wide + 6
			break
		}
	}
}

// within is the part of a note's span that the plot shows, in Unix seconds.
func within(n forecast.Note, p *plot.Plot) (from, to float64, ok bool) {
	from = math.Max(p.X.Min, float64(n.Span.From.Unix()))
	to = math.Min(p.X.Max, float64(n.Span.To.Unix()))
	return from, to, from < to
}

// between is the area between two curves, cut at top.
func between(x, low, high []float64, top float64) (*plotter.Polygon, error) {
	var ring plotter.XYs
	for i := range x {
		ring = append(ring, plotter.XY{X: x[i], Y: math.Min(low[i], top)})
	}
	for i := len(x) - 1; i >= 0; i-- {
		ring = append(ring, plotter.XY{X: x[i], Y: math.Min(high[i], top)})
	}
	area, err := plotter.NewPolygon(ring)
	if err != nil {
		return nil, err
	}
	area.Color, area.LineStyle.Width = band, 0
	return area, nil
}

// runs splits a curve where values are missing, and cuts it at top.
func runs(x, y []float64, top float64) []plotter.XYs {
	var out []plotter.XYs
	open := false
	for i, v := range y {
		if math.IsNaN(v) {
			open = false
			continue
		}
		if !open {
			out, open = append(out, nil), true
		}
		out[len(out)-1] = append(out[len(out)-1], plotter.XY{X: x[i], Y: math.Min(v, top)})
	}
	return out
}

// cuts writes the height of the peaks of a curve that are cut at top.
type cuts struct {
	curve
	top float64
	say words.Catalogue
}

// Plot implements plot.Plotter.
func (u cuts) Plot(c draw.Canvas, p *plot.Plot) {
	x, _ := p.Transforms(&c)
	words := style(8.5, false)
	words.Color = past
	for i := 0; i < len(u.mean); i++ {
		peak := i
		for ; i < len(u.mean) && u.mean[i] > u.top; i++ {
			if u.mean[i] > u.mean[peak] {
				peak = i
			}
		}
		if i > peak {
			c.FillText(words, vg.Point{X: x(u.x[peak]) + 6, Y: c.Max.Y - 5}, "▲ "+u.say.Count(u.mean[peak]))
		}
	}
}

// start is the line where the past ends and the forecast begins, in Unix seconds.
type start float64

// Plot implements plot.Plotter.
func (s start) Plot(c draw.Canvas, p *plot.Plot) {
	x, _ := p.Transforms(&c)
	at := x(float64(s))
	c.StrokeLines(stroke(past, 0.7, true), []vg.Point{{X: at, Y: c.Min.Y}, {X: at, Y: c.Max.Y}})
}
