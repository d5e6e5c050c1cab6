package xlsx

import (
	"github.com/xuri/excelize/v2"

	"turno/forecast/calendar"
)

// labels is the column of days as text, at the first interval of each: charts take it for
// their axis, because spreadsheets draw an axis of dates by whole days and all labels that
// there are.
const labels = 2

// chartsAtMost keeps a workbook of many queues from drowning in charts.
const chartsAtMost = 8

// chartRow is the row of the k-th chart of a column of them, the first below the headers,
// which are printed on every page.
func chartRow(k int) int { return 5 + 16*k }

// charts is where n charts stand, of columns and rows of usual size.
func charts(column, n int) rectangle {
	return rectangle{column, chartRow(0), column + 14, chartRow(n) - 1}
}

type line struct {
	column int // its name is in the header row
	color  string
}

// times writes the first two columns: the local time as a number, and as text for charts.
func (s *sheet) times(g calendar.Grid, row int) {
	s.text(1, row, s.words.T("Local time"), s.header())
	s.text(labels, row, s.words.T("Day"), s.header())
	for i := range g.N {
		s.moment(1, row+1+i, g.At(i))
	}
	for _, d := range g.Days() {
		s.text(labels, row+1+d.First, s.words.DayMonth(d.Date.At(calendar.Clock(12, 0), s.words.Zone)), s.look(look{grey: true, indent: true}))
	}
	s.width(1, 1, 18)
	s.width(labels, labels, 7)
}

func titled(title string) excelize.ChartTitle {
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Size: 12, Bold: true}}}}
}

// axis is an axis with small labels that can be read.
func axis(grid bool) excelize.ChartAxis {
	return excelize.ChartAxis{MajorGridLines: grid, Font: excelize.Font{Size: 8, Color: "595959"}, TickLabelSkip: 1}
}

func solid(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// lines draws a line chart of columns against the labels.
func (s *sheet) lines(at, title string, header, first, last int, lines []line) {
	if last < first {
		return
	}
	series := make([]excelize.ChartSeries, len(lines))
	for i, l := range lines {
		series[i] = excelize.ChartSeries{
			Name: s.area(l.column, header, header), Categories: s.area(labels, first, last), Values: s.area(l.column, first, last),
			Fill: solid(l.color),
			Line: excelize.LineOptions{Width: 1.5}, Marker: excelize.ChartMarker{Symbol: "none"},
		}
	}
	s.keep(s.f.AddChart(s.name, at, &excelize.Chart{
		Type: excelize.Line, Series: series, Title: titled(title),
		Legend: excelize.ChartLegend{Position: "bottom"}, Dimension: excelize.ChartDimension{Width: 900, Height: 300},
		XAxis: axis(false), YAxis: axis(true),
	}))
}
