package xlsx

import (
	"fmt"
	"math"
)

const intervalFirst = 4 // row of the first interval

// The columns of a queue on Intervals, from the queue's first.
const (
	intervalNet = iota
	intervalRostered
	intervalAvailable
	intervalGap
	intervalColumns
)

func intervalColumn(queue, what int) int { return labels + 1 + intervalColumns*queue + what }

// intervals is agents required and rostered, which are turno's results, and what is left of
// them: an interval a row, four columns a queue.
func (b *book) intervals(s *sheet) error {
	t, m := b.words.T, b.model
	s.text(1, 1, t("Agents by interval, at standard pace. Required and rostered are turno's results; who serves several queues is shared out in the order of service: live queues up to what they require, then the others, as evenly as the duties allow. Available: rostered less shrinkage. Gap: available less required."), b.note())
	s.text(1, 2, t("Agent-hours"), b.bold())
	s.times(m.ledger.Grid, intervalFirst-1)
	n := m.ledger.Grid.N
	bold := s.look(look{format: formatTenth, bold: true})
	for k, q := range m.queues {
		c := intervalColumn(k, 0)
		for j, name := range []string{t("%s required", q.Name), t("%s rostered", q.Name), t("%s available", q.Name), t("%s gap", q.Name)} {
			s.text(c+j, intervalFirst-1, name, b.header())
		}
		net, rostered := m.ledger.Net[k], m.ledger.Rostered[k]
		var sums [intervalColumns]float64
		for i := range n {
			row := intervalFirst + i
			x := [intervalColumns]float64{net[i], rostered[i], rostered[i] * m.keep, gapOf(rostered[i]*m.keep, net[i])}
			for j := range x {
				sums[j] += x[j]
			}
			s.number(c, row, x[0], formatTenth)
			s.number(c+1, row, x[1], formatTenth)
			s.formula(c+2, row, cell(c+1, row)+"*(1-shrinkage)", x[2], formatTenth)
			s.formula(c+3, row, fmt.Sprintf("ROUND(%s-%s,6)", cell(c+2, row), cell(c, row)), x[3], formatTenth)
		}
		for j := range intervalColumns {
			if n > 0 {
				s.calculated(c+j, 2, fmt.Sprintf("SUM(%s:%s)*interval_hours", cell(c+j, intervalFirst), cell(c+j, intervalFirst+n-1)), sums[j]*m.hours, bold)
			}
		}
	}
	last, columns := intervalFirst+n-1, labels+intervalColumns*len(m.queues)
	for k, q := range m.queues[:min(len(m.queues), chartsAtMost)] {
		s.lines(cell(columns+2, chartRow(k)), t("%s: agents required and available", q.Name), intervalFirst-1, intervalFirst, last,
			[]line{{intervalColumn(k, intervalNet), accentColor}, {intervalColumn(k, intervalAvailable), inkColor}})
	}
	s.width(labels+1, max(columns, labels+1), 11)
	s.height(intervalFirst-1, 32)
	s.freeze(labels+1, intervalFirst)
	s.filter(intervalFirst-1, columns, last)
	s.landscape()
	s.printed(columns, max(last, intervalFirst), intervalFirst-1, intervalFirst-1, charts(columns+2, min(len(m.queues), chartsAtMost)))
	return nil
}

// gapOf is available less required, without the noise of binary fractions: no gap is 0.
func gapOf(available, net float64) float64 { return math.Round((available-net)*1e6)/1e6 + 0 }
