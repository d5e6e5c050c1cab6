package table

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/forecast/messages"
)

// Measured prints the measures of every queue, and of one queue by the hour where it is
// named.
func Measured(w io.Writer, a messages.Account, queue string, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.rowsRead(a)
	p.conversations(a)
	p.measuredQueues(a)
	queues := byVolume(a.Queues)
	if queue == "" {
		p.waits(queues)
		p.outcomes(queues)
	}
	for _, q := range queues {
		if q.Queue == queue {
			p.waits([]*messages.Measures{q})
			p.outcomes([]*messages.Measures{q})
			p.measuredHours(q)
			p.mixHours(q)
		}
	}
	p.kindsOf(queues, queue)
	p.moved(a)
	p.parameters(a, queue)
	p.kindParameters(a, queue)
	return p.err
}

// byVolume lists queues with most volume first.
func byVolume(queues []messages.Measures) []*messages.Measures {
	out := make([]*messages.Measures, len(queues))
	for i := range queues {
		out[i] = &queues[i]
	}
	slices.SortStableFunc(out, func(a, b *messages.Measures) int { return cmp.Compare(b.Volume, a.Volume) })
	return out
}

// waits shows the three phases on both clocks, and the shares within targets and promise.
func (p *printer) waits(queues []*messages.Measures) {
	t := p.opt.Words.T
	p.heading("Waits: median and 9 in 10, on both clocks")
	var rows []table.Row
	for k, q := range queues {
		if k == mostMeasured {
			break
		}
		for phase, name := range []string{t("first reply"), t("each reply"), t("end to end")} {
			w := &q.Waits[phase]
			if w.Elapsed.N() == 0 {
				continue
			}
			rows = append(rows, table.Row{q.Queue, name, count(float64(w.Elapsed.N())), p.span(w.Elapsed.Quantile(0.5)), p.span(w.Elapsed.Quantile(0.9)),
				p.span(w.Open.Quantile(0.5)), p.span(w.Open.Quantile(0.9)), p.kept(q, messages.Phase(phase))})
		}
	}
	p.rows(p.header("queue", "phase", "n", "elapsed", "9 in 10", "open", "9 in 10", "within"), rows, 3, 4, 5, 6, 7)
}

// kept lists the shares within the limits of a phase.
func (p *printer) kept(q *messages.Measures, phase messages.Phase) string {
	out := ""
	for _, r := range q.Reached {
		if r.Phase != phase || r.N == 0 {
			continue
		}
		if out != "" {
			out += ", "
		}
		share, within := p.percent(r.Share().Value), p.opt.Words.Duration(r.Within)
		if r.Open {
			out += p.say("%s in %s open", share, within)
		} else {
			out += p.say("%s in %s", share, within)
		}
	}
	return out
}

// outcomes shows what became of the conversations, and what the team did for them.
func (p *printer) outcomes(queues []*messages.Measures) {
	p.heading("Outcomes")
	var rows []table.Row
	for k, q := range queues {
		if k == mostMeasured {
			break
		}
		csat, late := "-", "-"
		if q.CSATs > 0 {
			csat = p.percent(q.CSAT)
		}
		if q.Side == messages.Public && len(q.Reached) > 0 {
			late = count(float64(q.Late))
			if q.Reaches > 0 && q.Reach > 0 {
				late += fmt.Sprintf(" (%s)", p.percent(q.LateTo/q.Reach))
			}
		}
		rows = append(rows, table.Row{q.Queue, count(float64(q.Flushed)), count(float64(q.Ruled)), count(float64(q.Unanswered)), count(float64(q.Replies)),
			count(float64(q.Handovers)), p.figure2(q.ClosingRate().Value), csat, late})
	}
	p.rows(p.header("queue", "flushed", "by rule", "missed", "replies", "handovers", "closed an hour", "CSAT", "late (of reach)"), rows, 2, 3, 4, 5, 6, 7, 8, 9)
}

// measuredHours shows one queue by the hour of the local day.
func (p *printer) measuredHours(q *messages.Measures) {
	p.heading("%s by the hour", q.Queue)
	var rows []table.Row
	for h := range q.Hours {
		x := &q.Hours[h]
		first := &x.Waits[messages.FirstReply].Elapsed
		within := "-"
		if len(x.Reached) > 0 && x.Reached[0].N > 0 {
			within = p.percent(x.Reached[0].Share().Value)
		}
		flush, turns := "-", "-"
		if x.Volume > 0 {
			flush = p.percent(float64(x.Flushed) / float64(x.Volume))
		}
		if x.Answered > 0 {
			turns = p.figure2(float64(x.Replies) / float64(x.Answered))
		}
		rows = append(rows, table.Row{fmt.Sprintf("%02d:00", h), count(float64(x.Messages)), count(float64(x.Volume)), flush, turns, p.span(first.Quantile(0.5)), p.span(first.Quantile(0.9)), within})
	}
	p.rows(p.header("hour", "messages", "volume", "flush", "replies each", "first reply", "9 in 10", "within target"), rows, 2, 3, 4, 5, 6, 7, 8)
}

// moved shows who went on elsewhere, and what one handle answered for another.
func (p *printer) moved(a messages.Account) {
	var rows []table.Row
	for _, m := range a.Moved {
		for i := range a.Queues {
			if q := &a.Queues[i]; q.Queue == m.From {
				drop := "-"
				if m.Invited > 0 {
					drop = p.percent(m.DropOff().Value)
				}
				rows = append(rows, table.Row{m.From, m.To, p.percent1(m.Share(&q.Work).Value), count(float64(m.Came)), p.span(m.Lag.Quantile(0.5)), p.span(m.Lag.Mean()), drop})
			}
		}
	}
	if len(rows) > 0 {
		p.heading("Gone on elsewhere")
		p.rows(p.header("from", "to", "share", "came", "lag, median", "mean", "dropped off"), rows, 3, 4, 5, 6, 7)
	}
	rows = nil
	for _, x := range a.Crossed {
		if len(rows) == mostMeasured {
			break
		}
		rows = append(rows, table.Row{x.Addressed, x.Answered, count(float64(x.Conversations)), count(float64(x.Replies)), p.hoursOf(x.Hours)})
	}
	if len(rows) > 0 {
		p.heading("Addressed to one handle, answered by another")
		p.rows(p.header("addressed", "answered by", "conversations", "replies", "agents' time"), rows, 3, 4, 5)
	}
}
