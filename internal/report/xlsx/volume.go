package xlsx

import "fmt"

// volume is the forecast: an interval a row, three columns a queue.
func (b *book) volume(s *sheet) error {
	volumes := b.plan.Forecast.Volumes
	if len(volumes) == 0 {
		return nil
	}
	grid := volumes[0].Grid
	s.times(grid, 1)
	for k, v := range volumes {
		c := labels + 1 + 3*k
		for j, name := range []string{"expected", "10 %", "90 %"} {
			s.text(c+j, 1, v.Queue+" "+name, b.header())
		}
		for i := range v.Grid.N {
			s.number(c, 2+i, v.Mean[i], formatTenth)
			s.number(c+1, 2+i, v.Quantiles[0][i], formatTenth)
			s.number(c+2, 2+i, v.Quantiles[len(v.Quantiles)-1][i], formatTenth)
		}
	}
	last := 1 + grid.N
	beside := labels + 2 + 3*len(volumes)
	for k, v := range volumes[:min(len(volumes), chartsAtMost)] {
		c := labels + 1 + 3*k
		s.lines(cell(beside, 2+16*k), v.Queue+": expected volume and 8-in-10 range", 1, 2, last, []line{
			{c + 2, "9DB8C7"}, {c + 1, "9DB8C7"}, {c, "2F5D73"},
		})
	}
	s.width(labels+1, labels+3*len(volumes), 11)
	s.height(1, 32)
	s.freeze(labels+1, 2)
	s.keep(s.f.AutoFilter(s.name, fmt.Sprintf("A1:%s", cell(labels+3*len(volumes), last)), nil))
	s.landscape()
	return nil
}
