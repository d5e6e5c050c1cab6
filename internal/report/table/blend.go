package table

import (
	"io"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/schedule/staffing"
)

// Blend prints how much deferrable work a live queue's agents can take in the interval from
// a time on, and what each erlang of it costs the live customers.
func Blend(w io.Writer, b staffing.BlendCurve, from, to time.Time, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.heading("%s, %s: other work beside %.2f erlangs of live work", b.Queue, opt.Words.Span(from, to), b.Load)
	if b.Agents == 0 {
		p.line("  nothing is offered: all agents may do other work")
		return p.err
	}
	kept := p.say("idle agents kept")
	if b.Apart {
		kept = p.say("agents kept on it")
	}
	within := opt.Words.Duration(b.Target.Within)
	var rows []table.Row
	for i, x := range b.Points {
		if i > 0 && x.InTime < 0.005 && b.Points[i-1].InTime < 0.005 {
			break
		}
		mark := ""
		if i == b.Best {
			mark = "<- " + p.say("the most that keeps every target")
		}
		rows = append(rows, table.Row{x.Reserve, opt.Words.Decimal(x.Absorb, 2), p.percent1(x.InTime), p.decimal1(x.Price), p.percent(x.Occupancy), mark})
	}
	p.rows(table.Row{kept, p.say("erlangs done"), p.say("within %s", within), p.say("points per erlang"), p.say("busy"), ""}, rows, 1, 2, 3, 4, 5)
	p.line("%d {agent/agents} (%d {is/are} needed for the live work); the target is %s within %s.", b.Agents, b.Need, p.percent(b.Target.Share), within)
	p.line("The usual rule, fill up to 95 %% occupancy, promises %.2f erlangs; doing them leaves %s %% in time.", b.Usual, p.decimal1(100*b.Filled))
	return p.err
}
