package chart

import (
	"fmt"
	"image/color"
	"io"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"turno/plan/scenario"
)

// Tornado draws what moves cost and service most: a bar to either side for each factor
// moved down and up, the one that moves the cost most on top, the service beside it.
func Tornado(w io.Writer, t scenario.Tornado, currency string, opt Options) error {
	if !slices.Contains(Formats(), opt.Format) {
		return fmt.Errorf("chart format %q: expected one of %s", opt.Format, strings.Join(Formats(), ", "))
	}
	c, err := draw.NewFormattedCanvas(width, height, opt.Format)
	if err != nil {
		return err
	}
	all := draw.New(c)
	all.SetColor(color.White)
	all.Fill(all.Rectangle.Path())
	middle := all.Max.Y - strip/2
	all.FillText(style(12, true), vg.Point{X: all.Min.X + margin, Y: middle}, opt.Words.T("What moves cost and service most"))
	drawLegend(all, vg.Point{X: all.Max.X - margin, Y: middle}, []key{
		{name: opt.Words.T("moved down"), color: band, area: true}, {name: opt.Words.T("moved up"), color: median, area: true},
	})
	const names, gap = 2.2 * vg.Inch, 0.4 * vg.Inch
	half := (width - 2*margin - names - gap) / 2
	cost, service := sides{names: true}, sides{}
	for _, s := range t.Swings {
		cost.labels = append(cost.labels, opt.Words.Factor(s.Factor)+spanOf(s.Times))
		cost.bars = append(cost.bars, s.Cost)
		service.bars = append(service.bars, [2]float64{100 * s.Service[0].Mean, 100 * s.Service[1].Mean})
	}
	left := draw.Crop(all, margin, -(half + gap + margin), margin, -strip)
	right := draw.Crop(all, margin+names+half+gap, -margin, margin, -strip)
	cost.draw(left, names, opt.Words.T("cost of the hours required, %s", currency))
	service.draw(right, 0, opt.Words.T("customers in time, points"))
	_, err = c.WriteTo(w)
	return err
}

// spanOf is by how much a factor is moved: ±10 %, or -18 % +22 %.
func spanOf(times [2]float64) string {
	down, up := 100*(times[0]-1), 100*(times[1]-1)
	if math.Abs(down+up) < 0.5 {
		return fmt.Sprintf(" ±%.0f %%", up)
	}
	return fmt.Sprintf(" %.0f %% +%.0f %%", down, up)
}

// sides is one half of a tornado.
type sides struct {
	labels []string
	bars   [][2]float64
	names  bool
}

// draw draws the bars on an axis of their own, the names to their left.
func (s sides) draw(c draw.Canvas, names vg.Length, title string) {
	most := 1e-9
	for _, b := range s.bars {
		most = math.Max(most, math.Max(math.Abs(b[0]), math.Abs(b[1])))
	}
	p := frame()
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -1.1*most, 1.1*most, 0, float64(len(s.bars))
	p.X.Label.Text = title
	p.X.Label.TextStyle = style(9, false)
	p.X.Label.TextStyle.XAlign, p.X.Label.TextStyle.YAlign = draw.XCenter, draw.YTop
	p.Y.Tick.Marker = plot.ConstantTicks(nil)
	p.HideY()
	p.Add(s)
	body := draw.Crop(c, names, 0, 0, 0)
	p.Draw(body)
	data := p.DataCanvas(body)
	words := style(9, false)
	for i, label := range s.labels {
		y := data.Y(1 - (float64(i)+0.5)/float64(len(s.bars)))
		c.FillText(words, vg.Point{X: body.Min.X - 8 - words.Width(label), Y: y}, label)
	}
}

// Plot implements plot.Plotter.
func (s sides) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, pair := range s.bars {
		top, bottom := y(float64(len(s.bars)-i)-0.18), y(float64(len(s.bars)-i)-0.82)
		for k, shade := range []color.Color{band, median} {
			from, to := top, bottom
			if pair[0]*pair[1] > 0 { // both to one side: above each other
				from, to = top+(bottom-top)*vg.Length(k)/2, top+(bottom-top)*vg.Length(k+1)/2
			}
			c.FillPolygon(shade, []vg.Point{{X: x(0), Y: from}, {X: x(pair[k]), Y: from}, {X: x(pair[k]), Y: to}, {X: x(0), Y: to}})
		}
	}
	c.StrokeLine2(draw.LineStyle{Color: ink, Width: 0.8}, x(0), c.Min.Y, x(0), c.Max.Y)
}
