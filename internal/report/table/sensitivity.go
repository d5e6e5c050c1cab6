package table

import (
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"turno/plan/scenario"
)

// barWidth is the width of one half of a tornado's bars.
const barWidth = 10

// Sensitivity prints a tornado: what moves the cost most first, its bars to scale, and the
// share of customers in time beside it.
func Sensitivity(w io.Writer, t scenario.Tornado, currency string, opt Options) error {
	p := &printer{w: w, opt: opt, tight: true}
	words := opt.Words
	p.heading("What moves cost and service most")
	most := 0.0
	for _, s := range t.Swings {
		most = math.Max(most, s.Width())
	}
	var rows []table.Row
	for _, s := range t.Swings {
		rows = append(rows, table.Row{
			words.Factor(s.Factor), p.shift(s.Times[0]) + " " + p.shift(s.Times[1]), bars(s.Cost, most),
			p.more(s.Cost[0], 0), p.more(s.Cost[1], 0), p.points(s.Service[0]), p.points(s.Service[1]),
		})
	}
	p.rows(table.Row{p.say("factor"), p.say("moved by"), p.say("cost: ░ down █ up"), p.say("down, %s", currency), p.say("up, %s", currency), p.say("in time, down"), p.say("up")}, rows, 4, 5, 6, 7)
	p.line("%s", p.paint(p.say("Cost: of the hours required (%s %s as it is), at the price of an hour of the roster.", count(t.Needed), currency), text.Faint))
	p.line("%s", p.paint(p.say("In time: points of the share of customers (%s as it is), with the roster as it is; ± is 95 %% confidence.", p.percent(t.Base.Service.Mean)), text.Faint))
	return p.err
}

// shift is a multiple as more or less.
func (p *printer) shift(x float64) string { return p.more(100*(x-1), 0) + " %" }

// bars draws the two moves of a factor to both sides of a middle line.
func bars(cost [2]float64, most float64) string {
	left, right := []rune(strings.Repeat(" ", barWidth)), []rune(strings.Repeat(" ", barWidth))
	for k, mark := range []rune{'░', '█'} {
		n := 0
		if most > 0 {
			n = int(math.Round(math.Abs(cost[k]) / most * barWidth))
		}
		for i := range n {
			if cost[k] < 0 {
				left[barWidth-1-i] = mark
			} else {
				right[i] = mark
			}
		}
	}
	return string(left) + "│" + string(right)
}
