package table

import (
	"fmt"
	"io"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/plan/track"
	"turno/schedule"
)

// Track prints what came beside what was planned and, where something is left of the
// period, how it looks now.
func Track(w io.Writer, r track.Report, rest *track.Rest, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.line("Compared: %s", p.opt.Words.Span(r.From, r.To))
	p.came(r)
	p.kindsCame(r)
	p.causes(r)
	if rest == nil {
		p.line("\nnothing is left of the planned period")
		return p.err
	}
	p.ahead(*rest)
	return p.err
}

// came shows the counts, handle times and flush rates beside those planned.
func (p *printer) came(r track.Report) {
	p.heading("What came")
	var rows []table.Row
	for _, q := range r.Queues {
		miss := "-"
		if q.Expected > 0 {
			miss = p.signed(q.Came/q.Expected - 1)
		}
		rows = append(rows, table.Row{q.Queue, count(q.Expected), count(q.Came), miss, fmt.Sprintf("%d / %d", q.Within, q.Hours), p.span(q.AHT), p.span(q.AHTCame), p.percent(q.Flush), p.percent(q.FlushCame)})
	}
	p.rows(p.header("queue", "forecast", "came", "error", "within range", "handle time", "came", "flush", "came"), rows, 2, 3, 4, 5, 6, 7, 8, 9)
}

// kindsCame shows the kinds of message of the queues that tell them apart, beside the mix planned.
func (p *printer) kindsCame(r track.Report) {
	var rows []table.Row
	for _, q := range r.Queues {
		for _, k := range q.Kinds {
			miss := "-"
			if k.Expected > 0 {
				miss = p.signed(k.Came/k.Expected - 1)
			}
			rows = append(rows, table.Row{q.Queue, string(k.Kind), count(k.Expected), count(k.Came), miss})
		}
	}
	if len(rows) > 0 {
		p.heading("Kinds of message: as many as came, by the planned mix")
		p.rows(p.header("queue", "kind", "forecast", "came", "error"), rows, 3, 4, 5)
	}
}

// causes shows the agent-hours by where their difference comes from.
func (p *printer) causes(r track.Report) {
	p.heading("Agent-hours: where the difference comes from")
	var rows []table.Row
	for _, q := range r.Queues {
		supply := "?"
		if r.Known {
			supply = p.more(q.Supply, 1)
		}
		rows = append(rows, table.Row{q.Queue, p.decimal1(q.Required), p.decimal1(q.Planned), p.decimal1(q.Planned + q.Workload), p.more(q.Volume, 1), p.more(q.Mix, 1), p.more(q.Handle, 1), p.decimal1(q.Supplied), supply})
	}
	p.rows(p.header("queue", "required", "work planned", "came", "volume", "mix", "handle time", "supply", "shrinkage"), rows, 2, 3, 4, 5, 6, 7, 8, 9)
	if r.Known {
		p.line("%s of %s rostered hours were lost to absences; the plan allowed for %s", p.decimal1(r.Shrinkage), p.decimal1(r.Rostered), p.decimal1(r.Allowed))
	} else {
		p.line("who was away is not known: --absences tells it, and with it the error of shrinkage")
	}
}

// ahead shows the rest of the period: volume, requirement and supply as they look now, what
// is missed, and which levers still help.
func (p *printer) ahead(rest track.Rest) {
	g := rest.Input.Period
	p.heading("The rest, %s, as it looks now", p.opt.Words.Span(g.Start, g.End()))
	var rows []table.Row
	for _, v := range rest.Volumes {
		k := slices.IndexFunc(rest.Check.Coverage.Queues, func(q schedule.QueueCoverage) bool { return q.Queue == v.Queue })
		if k < 0 {
			continue
		}
		volume := 0.0
		for i := range v.Grid.N {
			if g.Contains(v.Grid.At(i)) {
				volume += v.Mean[i]
			}
		}
		factor := "-"
		if f, ok := rest.Handle[v.Queue]; ok {
			factor = p.signed(f - 1)
		}
		q := rest.Check.Coverage.Queues[k]
		b := rest.Check.Coverage.Balance(q)
		rows = append(rows, table.Row{v.Queue, count(volume), factor, p.decimal1(b.Needed), p.decimal1(b.Short), p.decimal1(b.Over), p.percent(q.Service())})
	}
	p.rows(p.header("queue", "volume", "handle time", "hours needed", "short", "over", "within target"), rows, 2, 3, 4, 5, 6, 7)
	p.why = Explained{Troubles: rest.Troubles, Currency: rest.Input.Currency}
	p.findings(p.say("Missed, and which levers still help"), rest.Check.Findings, schedule.Missed)
}
