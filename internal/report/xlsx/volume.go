package xlsx

import "fmt"

const volumeFirst = 4 // row of the first interval of Volume

// volume is the forecast: an interval a row, three columns a queue. These are turno's
// results; their sum stands above.
func (b *book) volume(s *sheet) error {
	const first = volumeFirst
	t := b.words.T
	s.text(1, 1, t("Posts and contacts expected, and the range that 8 in 10 intervals stay within"), b.bold())
	s.text(1, 2, t("Sum"), b.bold())
	at, longest := -1, 0
	for k, q := range b.model.queues {
		if q.n > longest {
			at, longest = k, q.n
		}
	}
	if at < 0 {
		return nil
	}
	grid := b.model.queues[at].volume.Grid
	grid.Start, grid.N = grid.At(b.model.queues[at].first), longest
	s.times(grid, first-1)
	column := labels
	for k := range b.model.queues {
		q := &b.model.queues[k]
		if q.n == 0 {
			continue
		}
		b.volumeOf(s, q, column+1)
		column += 3
	}
	last := first + longest - 1
	drawn := 0
	for _, q := range b.model.queues {
		if q.n > 0 && drawn < chartsAtMost {
			c := q.volumeColumn
			s.lines(cell(column+2, chartRow(drawn)), t("%s: expected volume and 8-in-10 range", q.Name), first-1, first, first+q.n-1, []line{{c + 2, paleColor}, {c + 1, paleColor}, {c, inkColor}})
			drawn++
		}
	}
	s.width(labels+1, max(column, labels+1), 11)
	s.height(first-1, 32)
	s.freeze(labels+1, first)
	s.filter(first-1, column, last)
	s.landscape()
	s.printed(column, last, first-1, first-1, charts(column+2, drawn))
	return nil
}

// volumeOf writes the three columns of one queue, from the column on.
func (b *book) volumeOf(s *sheet, q *queueModel, c int) {
	const first = volumeFirst
	t := b.words.T
	for j, name := range []string{t("%s expected", q.Name), t("%s 10 %%", q.Name), t("%s 90 %%", q.Name)} {
		s.text(c+j, first-1, name, b.header())
	}
	var sum float64
	for i := range q.n {
		s.number(c, first+i, q.volume.Mean[q.first+i], formatTenth)
		s.number(c+1, first+i, q.volume.Quantiles[0][q.first+i], formatTenth)
		s.number(c+2, first+i, q.volume.Quantiles[len(q.volume.Quantiles)-1][q.first+i], formatTenth)
		sum += q.volume.Mean[q.first+i]
	}
	s.calculated(c, 2, fmt.Sprintf("SUM(%s:%s)", cell(c, first), cell(c, first+q.n-1)), sum, s.look(look{format: formatTenth, bold: true}))
	q.volumeColumn = c
}
