package table

import (
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/plan/track"
	"turno/schedule"
)

// Track prints what came beside what was planned and, where something is left of the
// period, how it looks now.
func Track(w io.Writer, r track.Report, rest *track.Rest, opt Options) error {
	p := &printer{w: w, opt: opt}
	t := p.opt.Words.T
	p.line("%s", t("Compared: %s", p.opt.Words.Span(r.From, r.To)))
	p.came(r)
	p.causes(r)
	if rest == nil {
		p.line("\n%s", t("nothing is left of the planned period"))
		return p.err
	}
	p.ahead(*rest)
	return p.err
}

// came shows the counts, handle times and flush rates beside those planned.
func (p *printer) came(r track.Report) {
	t := p.opt.Words.T
	p.heading(t("What came"))
	var rows []table.Row
	for _, q := range r.Queues {
		miss := "-"
		if q.Expected > 0 {
			miss = signed(q.Came/q.Expected - 1)
		}
		rows = append(rows, table.Row{q.Queue, count(q.Expected), count(q.Came), miss, fmt.Sprintf("%d / %d", q.Within, q.Hours), span(q.AHT), span(q.AHTCame), percent(q.Flush), percent(q.FlushCame)})
	}
	p.rows(table.Row{t("queue"), t("forecast"), t("came"), t("error"), t("within range"), t("handle"), t("came"), t("flush"), t("came")}, rows, 2, 3, 4, 5, 6, 7, 8, 9)
}

// causes shows the agent-hours by where their difference comes from.
func (p *printer) causes(r track.Report) {
	t := p.opt.Words.T
	p.heading(t("Agent-hours: where the difference comes from"))
	var rows []table.Row
	for _, q := range r.Queues {
		supply := "?"
		if r.Known {
			supply = hoursSigned(q.Supply)
		}
		rows = append(rows, table.Row{q.Queue, decimal1(q.Required), decimal1(q.Planned), decimal1(q.Planned + q.Workload), hoursSigned(q.Volume), hoursSigned(q.Mix), hoursSigned(q.Handle), decimal1(q.Supplied), supply})
	}
	p.rows(table.Row{t("queue"), t("required"), t("work planned"), t("came"), t("volume"), t("mix"), t("handle"), t("supply"), t("shrinkage")}, rows, 2, 3, 4, 5, 6, 7, 8, 9)
	if r.Known {
		p.line("%s", t("%s of %s rostered hours were lost to absences; the plan allowed for %s", decimal1(r.Shrinkage), decimal1(r.Rostered), decimal1(r.Allowed)))
	} else {
		p.line("%s", t("who was away is not known: --absences tells it, and with it the error of shrinkage"))
	}
}

func hoursSigned(x float64) string {
	if math.Abs(x) < 0.05 {
		return "0.0"
	}
	return fmt.Sprintf("%+.1f", x)
}

// ahead shows the rest of the period: volume, requirement and supply as they look now, what
// is missed, and which levers still help.
func (p *printer) ahead(rest track.Rest) {
	t := p.opt.Words.T
	g := rest.Input.Period
	p.heading(t("The rest, %s, as it looks now", p.opt.Words.Span(g.Start, g.End())))
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
			factor = signed(f - 1)
		}
		q := rest.Check.Coverage.Queues[k]
		var need, short, over float64
		for i, want := range q.Required {
			need += want * g.Hours()
			if d := q.Supplied[i] - want; d < 0 {
				short -= d * g.Hours()
			} else {
				over += d * g.Hours()
			}
		}
		rows = append(rows, table.Row{v.Queue, count(volume), factor, decimal1(need), decimal1(short), decimal1(over), percent(q.Service())})
	}
	p.rows(table.Row{t("queue"), t("volume"), t("handle time"), t("hours needed"), t("short"), t("over"), t("within target")}, rows, 2, 3, 4, 5, 6, 7)
	p.why = Explained{rest.Troubles, rest.Input.Currency}
	p.findings(t("Missed, and which levers still help"), rest.Check.Findings, schedule.Missed)
}
