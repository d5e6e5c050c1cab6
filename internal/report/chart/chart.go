package chart

import (
	"fmt"
	"image/color"
	"io"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	_ "gonum.org/v1/plot/vg/vgimg" // the format png
	_ "gonum.org/v1/plot/vg/vgsvg" // the format svg

	words "turno/internal/report/text"
)

// Options are how a chart is drawn.
type Options struct {
	Format string // svg or png
	Words  words.Catalogue
}

// Formats lists the formats of charts.
func Formats() []string { return []string{"svg", "png"} }

// The size of a chart, and of the strip above it that holds title and legend.
const (
	width  = 13 * vg.Inch
	height = 5 * vg.Inch
	strip  = 0.42 * vg.Inch
	margin = 0.14 * vg.Inch
)

// The colours: ink for words, grey for the past, blue for the forecast, warm ones for
// what is known of the future. They stay apart for people who see red and green alike.
var (
	lightGrey   = color.RGBA{0xd6, 0xda, 0xe1, 0xff}
	lightOrange = color.RGBA{0xf0, 0x9a, 0x5c, 0xff}

	ink     = color.RGBA{0x1f, 0x29, 0x37, 0xff}
	faint   = color.RGBA{0xe5, 0xe7, 0xeb, 0xff}
	past    = color.RGBA{0x7b, 0x84, 0x94, 0xff}
	band    = color.RGBA{0xbf, 0xd7, 0xf2, 0xff}
	median  = color.RGBA{0x1d, 0x4e, 0x89, 0xff}
	average = color.RGBA{0xd9, 0x6b, 0x0b, 0xff}
)

// key is one entry of the legend.
type key struct {
	name  string
	color color.Color
	area  bool
	dash  bool
}

// frame is a plot in the style of the house.
func frame() *plot.Plot {
	p := plot.New()
	p.BackgroundColor = color.White
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.LineStyle.Width = 0
		a.Tick.LineStyle.Width = 0
		a.Tick.Label.Font, a.Tick.Label.Color = sans(9), ink
		a.Padding = 4
	}
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = faint, faint
	grid.Vertical.Width, grid.Horizontal.Width = vg.Points(0.6), vg.Points(0.6)
	p.Add(grid)
	return p
}

func sans(size float64) font.Font {
	return font.Font{Typeface: "Liberation", Variant: "Sans", Size: font.Length(size)}
}

func style(size float64, bold bool) draw.TextStyle {
	f := sans(size)
	if bold {
		f.Weight = 3 // bold, in the units of x/image/font
	}
	return draw.TextStyle{Color: ink, Font: f, Handler: text.Plain{Fonts: font.DefaultCache}, YAlign: draw.YCenter}
}

// render draws the plot below its title and legend.
func render(w io.Writer, p *plot.Plot, title string, legend []key, format string) error {
	return renderHigh(w, p, title, legend, format, height)
}

func renderHigh(w io.Writer, p *plot.Plot, title string, legend []key, format string, height vg.Length) error {
	if !slices.Contains(Formats(), format) {
		return fmt.Errorf("chart format %q: expected one of %s", format, strings.Join(Formats(), ", "))
	}
	c, err := draw.NewFormattedCanvas(width, height, format)
	if err != nil {
		return err
	}
	all := draw.New(c)
	all.SetColor(color.White)
	all.Fill(all.Rectangle.Path())
	body := draw.Crop(all, margin, -margin, margin, -strip)
	middle := all.Max.Y - strip/2
	head := style(12, true)
	all.FillText(head, vg.Point{X: all.Min.X + margin, Y: middle}, title)
	drawLegend(all, vg.Point{X: all.Max.X - margin, Y: middle}, legend)
	p.Draw(body)
	_, err = c.WriteTo(w)
	return err
}

// drawLegend draws the entries in a line that ends at a point.
func drawLegend(c draw.Canvas, end vg.Point, legend []key) {
	const swatch, gap, between = 22, 5, 16
	words := style(9, false)
	x := end.X
	for _, k := range slices.Backward(legend) {
		x -= words.Width(k.name)
		c.FillText(words, vg.Point{X: x, Y: end.Y}, k.name)
		x -= gap + swatch
		if k.area {
			c.FillPolygon(k.color, []vg.Point{{X: x, Y: end.Y - 4}, {X: x + swatch, Y: end.Y - 4}, {X: x + swatch, Y: end.Y + 4}, {X: x, Y: end.Y + 4}})
		} else {
			line := stroke(k.color, 1.6, k.dash)
			c.StrokeLines(line, []vg.Point{{X: x, Y: end.Y}, {X: x + swatch, Y: end.Y}})
		}
		x -= between
	}
}

func stroke(c color.Color, width float64, dash bool) draw.LineStyle {
	s := draw.LineStyle{Color: c, Width: vg.Points(width)}
	if dash {
		s.Dashes = []vg.Length{4, 2.5}
	}
	return s
}

// cut is a name short enough to stand beside a chart.
func cut(s string) string {
	const most = 28
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
