package xlsx

import "fmt"

// chartsAtMost keeps a workbook of many queues from drowning in charts.
const chartsAtMost = 8

// volume is the forecast: an interval a row, three columns a queue.
func (b *book) volume(s *sheet) error {
	volumes := b.plan.Forecast.Volumes
	if len(volumes) == 0 {
		return nil
	}
	grid := volumes[0].Grid
	s.text(1, 1, "Local time", b.header())
	for k, v := range volumes {
		c := 2 + 3*k
		for j, name := range []string{"expected", "10 %", "90 %"} {
			s.text(c+j, 1, v.Queue+" "+name, b.header())
		}
		for i := range v.Grid.N {
			if k == 0 {
				s.moment(1, 2+i, v.Grid.At(i))
			}
			s.number(c, 2+i, v.Mean[i], formatTenth)
			s.number(c+1, 2+i, v.Quantiles[0][i], formatTenth)
			s.number(c+2, 2+i, v.Quantiles[len(v.Quantiles)-1][i], formatTenth)
		}
	}
	last := 1 + grid.N
	beside := 3 + 3*len(volumes)
	for k, v := range volumes[:min(len(volumes), chartsAtMost)] {
		c := 2 + 3*k
		s.lines(cell(beside, 2+16*k), v.Queue+": expected volume and 8-in-10 range", 2, last, []line{
			{"90 %", c + 2, "B7CBD6"}, {"10 %", c + 1, "B7CBD6"}, {"expected", c, "2F5D73"},
		})
	}
	s.width(1, 1, 17)
	s.width(2, 1+3*len(volumes), 11)
	s.freeze(2, 2)
	s.keep(s.f.AutoFilter(s.name, fmt.Sprintf("A1:%s", cell(1+3*len(volumes), last)), nil))
	s.landscape()
	return nil
}
