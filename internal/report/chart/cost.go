package chart

import (
	"fmt"
	"io"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"turno/plan/cost"
)

// Cost draws the parts of a roster's pay as bars with their amounts.
func Cost(w io.Writer, s cost.Statement, opt Options) error {
	if !s.Total.Total.IsPositive() {
		return fmt.Errorf("chart of the cost: no wages are known")
	}
	t, all := opt.Words.T, s.Total
	names := opt.Words.CostParts()
	var amounts amounts
	top := 0.0
	for i, a := range all.Parts() {
		v := a.InexactFloat64()
		share := 100 * v / all.Total.InexactFloat64()
		amounts = append(amounts, amount{names[i], v, t("%s (%.1f %%)", opt.Words.Money(a), share)})
		top = math.Max(top, v)
	}
	p := frame()
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, 1.2*top, 0, float64(len(amounts))
	p.X.Tick.Marker = counts(opt.Words)
	p.Y.Tick.Marker = plot.TickerFunc(func(_, _ float64) []plot.Tick {
		var out []plot.Tick
		for i, a := range amounts {
			out = append(out, plot.Tick{Value: amounts.row(i), Label: a.name})
		}
		return out
	})
	p.Add(amounts)
	return renderHigh(w, p, t("What the roster costs: %s %s", opt.Words.Money(all.Total), s.Currency), nil, opt.Format, 3.2*vg.Inch)
}

type amount struct {
	name  string
	value float64
	words string
}

// amounts are bars from the left, the first at the top.
type amounts []amount

func (a amounts) row(i int) float64 { return float64(len(a)-i) - 0.5 }

// Plot implements plot.Plotter.
func (a amounts) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	words := style(10, false)
	for i, m := range a {
		low, high := y(a.row(i)-0.32), y(a.row(i)+0.32)
		c.FillPolygon(median, []vg.Point{{X: x(0), Y: low}, {X: x(m.value), Y: low}, {X: x(m.value), Y: high}, {X: x(0), Y: high}})
		c.FillText(words, vg.Point{X: x(m.value) + 6, Y: y(a.row(i))}, m.words)
	}
}
