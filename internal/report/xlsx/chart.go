package xlsx

import (
	"github.com/xuri/excelize/v2"

	"turno/forecast/calendar"
)

// labels is the column of local times as text: charts take it for their axis, because
// spreadsheets draw an axis of dates by whole days.
const labels = 2

// chartsAtMost keeps a workbook of many queues from drowning in charts.
const chartsAtMost = 8

type line struct {
	column int // its name is in the header row
	color  string
}

// times writes the first two columns: the local time as a number, and as text for charts.
func (s *sheet) times(g calendar.Grid, row int) {
	s.text(1, row, s.words.T("Local time"), s.header())
	s.text(labels, row, s.words.T("Label"), s.header())
	for i := range g.N {
		s.moment(1, row+1+i, g.At(i))
		s.text(labels, row+1+i, g.At(i).In(s.words.Zone).Format("Mon 15:04"), 0)
	}
	s.width(1, 1, 18)
	s.width(labels, labels, 11)
}

func titled(title string) excelize.ChartTitle {
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Size: 12, Bold: true}}}}
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
		XAxis: excelize.ChartAxis{TickLabelSkip: max(1, (last-first+1)/14)}, YAxis: excelize.ChartAxis{MajorGridLines: true},
	}))
}
