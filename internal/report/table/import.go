package table

import (
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/forecast/messages"
)

// Imported prints what an import read, what it measured and what it stored.
func Imported(w io.Writer, a messages.Account, opt Options) error {
	p := &printer{w: w, opt: opt}
	p.rowsRead(a)
	p.conversations(a)
	p.measuredQueues(a)
	p.parameters(a, "")
	p.stored(a)
	return p.err
}

func (p *printer) instant(unix int64) string {
	return time.Unix(unix, 0).In(p.opt.Words.Zone).Format("2006-01-02 15:04")
}

// rowsRead tells of the files and their rows, as they are.
func (p *printer) rowsRead(a messages.Account) {
	t, n := p.opt.Words.T, a.Counts
	for _, f := range a.Files {
		p.line("%s: %s {row/rows}, %s of them bad", f.Name, count(float64(f.Rows)), count(float64(f.Bad)))
		if f.Folded > 0 {
			p.line("  - %d {time/times} that the clocks show twice: taken in the order of the rows, else as the first", f.Folded)
		}
		if f.Skipped > 0 {
			p.line("  - %d {time/times} that the clocks skip: taken an hour later; is the zone right?", f.Skipped)
		}
		if f.Left > 0 {
			p.line("  - %d {row/rows} of totals, or remarks at the foot: left out", f.Left)
		}
		switch {
		case f.Turned && f.MonthFirst:
			p.line("  - its dates were read with the month first: its rows make sense so alone")
		case f.Turned:
			p.line("  - its dates were read with the day first: its rows make sense so alone")
		}
		if f.Coding != "" {
			p.line("  - its letters were read as %s: are the names right?", f.Coding)
		}
		if f.Text {
			p.line("  - text was read for the rules of import.yaml and is not kept")
		}
	}
	p.line("from %s to %s", p.instant(n.First), p.instant(n.Last))
	for _, x := range []struct {
		n    int64
		text string
	}{
		{n.Duplicates, t("%s {row/rows} whose id had come before: left out", count(float64(n.Duplicates)))},
		{n.Conflicting, t("%s of them say something else than the first", count(float64(n.Conflicting)))},
		{n.OutOfOrder, t("%s {row/rows} out of the order of time", count(float64(n.OutOfOrder)))},
		{n.Early, t("%s {reply earlier than what it answers/replies earlier than what they answer}: taken as at once; do two clocks differ?", count(float64(n.Early)))},
	} {
		if x.n > 0 {
			p.line("  - %s", x.text)
		}
	}
}

// silent is how many conversations an export tells of without any answer.
func silent(a messages.Account) int64 {
	if slices.ContainsFunc(a.Queues, func(q messages.Measures) bool { return q.Answered > 0 }) {
		return 0
	}
	return a.Counts.Conversations
}

// conversations tells how the rows hang together.
func (p *printer) conversations(a messages.Account) {
	t, n := p.opt.Words.T, a.Counts
	p.heading("Conversations")
	p.line("%s {message/messages} of customers, %s of %d {brand or queue/brands or queues}", count(float64(n.Inbound)), count(float64(n.Outbound)), len(a.Queues))
	p.line("%s {conversation/conversations} begun by customers, %s of them within somebody else's", count(float64(n.Conversations)), count(float64(n.Joined)))
	for _, x := range []struct {
		n    int64
		text string
	}{
		{n.Links, t("%s {reply/replies}; %s {answers/answer} a message that is not in the file (orphans)", count(float64(n.Links)), count(float64(n.Orphans)))},
		{n.Several, t("%s {message/messages} with several replies", count(float64(n.Several)))},
		{n.Loops, t("%s {reply that answers itself/replies that answer themselves} in the end: cut there", count(float64(n.Loops)))},
		{n.Headless, t("%s {conversation/conversations} begun before the file: not counted as volume", count(float64(n.Headless)))},
		{n.Broadcasts, t("%s {post/posts} of brands that {answers/answer} nobody", count(float64(n.Broadcasts)))},
		{silent(a), t("none of them was answered: the flush rate and turns are not known; does the export hold the brand's own messages?")},
		{n.Unassigned, t("%s {conversation/conversations} of no queue: the handle is not known (default in import.yaml takes them)", count(float64(n.Unassigned)))},
	} {
		if x.n > 0 {
			p.line("  - %s", x.text)
		}
	}
}

const mostMeasured = 15 // queues shown

// measuredQueues shows the main measures of every queue, those with most volume first.
func (p *printer) measuredQueues(a messages.Account) {
	t := p.opt.Words.T
	p.heading("Measured")
	var rows []table.Row
	queues := byVolume(a.Queues)
	queues = queues[:min(len(queues), mostMeasured)]
	if all := messages.Sum(a.Queues); len(a.Queues) > 1 {
		all.Queue = t("all")
		queues = append(queues, &all)
	}
	for _, q := range queues {
		first := &q.Waits[messages.FirstReply].Elapsed
		rows = append(rows, table.Row{q.Queue, count(float64(q.Volume)), count(float64(q.Answered)), p.percent(q.Flush().Value), p.figure2(q.Turns().Value),
			p.span(first.Quantile(0.5)), p.span(first.Quantile(0.9)), p.span(q.ThinkTime().Value), p.span(q.HandleTime().Value)})
	}
	p.rows(p.header("queue", "volume", "answered", "flush", "turns", "first reply", "9 in 10", "think", "handle time"), rows, 2, 3, 4, 5, 6, 7, 8, 9)
	if len(a.Queues) > mostMeasured {
		p.line("(the %d with most volume of %d; --json has all)", mostMeasured, len(a.Queues))
	}
}

// parameters shows what plans will take from the measurement.
func (p *printer) parameters(a messages.Account, only string) {
	p.heading("Parameters, with the interval that holds the truth with 95 %%")
	var rows []table.Row
	for k, q := range byVolume(a.Queues) {
		if only == "" && k >= 5 || only != "" && only != q.Queue {
			continue
		}
		for _, x := range q.Parameters() {
			if x.N == 0 {
				continue
			}
			rows = append(rows, append(table.Row{q.Queue}, p.parameter(x, a.Takes(q.Queue, x.Key), p.say("no: turno.yaml says it"))...))
		}
	}
	p.rows(p.header("queue", "parameter", "measured", "between", "from", "default of plans"), rows, 3, 4, 5)
	if slices.ContainsFunc(a.Queues, func(q messages.Measures) bool { return q.Whole && q.Side != messages.Voice && q.Side != messages.Chat }) {
		p.line("think time is not told where a row is a whole ticket or interval; an export of the tickets' comments tells it, a row each with the ticket as its thread")
	}
}

// stored tells what became of history.csv.
func (p *printer) stored(a messages.Account) {
	t, m := p.opt.Words.T, a.Merged
	p.heading("History")
	if a.Strays > 0 {
		p.line("%s {row stands/rows stand} alone, days away from all others: measured, but not in the history", count(float64(a.Strays)))
	}
	if len(a.Spans) > 1 {
		p.line("the file has %d {stretch/stretches} with days without a row between them: missing, not zero", len(a.Spans))
	}
	p.line("%s", t("%s new {interval/intervals}, %s as stored before, %s that {differs/differ} (the greater volume holds; of %s that is the stored one)",
		count(float64(m.New)), count(float64(m.Same)), count(float64(m.Changed)), count(float64(m.Kept))))
	switch {
	case a.Shifted && a.Shift.By < 0:
		p.line("the day of this file lies %s earlier than in the stored history: is the zone right?", p.opt.Words.Duration(-a.Shift.By))
	case a.Shifted:
		p.line("the day of this file lies %s later than in the stored history: is the zone right?", p.opt.Words.Duration(a.Shift.By))
	}
	if len(a.Unknown) > 0 {
		p.line("%d {queue/queues} left out, since turno.yaml does not have them: %s", len(a.Unknown), strings.Join(a.Unknown[:min(len(a.Unknown), 8)], ", "))
	}
	for _, q := range a.Queues {
		if len(q.Untold) > 0 {
			p.line("%s: kinds that turno.yaml does not have count as not told apart (kinds in import.yaml gives them others): %s", q.Queue, strings.Join(q.Untold[:min(len(q.Untold), 8)], ", "))
		}
	}
	if a.Written {
		p.line("history.csv and measured.yaml are written")
	} else {
		p.line("nothing was written")
	}
}

func (p *printer) figure2(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "-"
	}
	return p.opt.Words.Trimmed(x, 2)
}

// span words seconds for a narrow column.
func (p *printer) span(seconds float64) string {
	if math.IsNaN(seconds) || math.IsInf(seconds, 0) {
		return "-"
	}
	d := time.Duration(math.Round(seconds)) * time.Second
	if d >= 10*time.Minute {
		d = d.Round(time.Minute)
	}
	if d >= 48*time.Hour {
		d = d.Round(time.Hour)
	}
	return p.opt.Words.Duration(d)
}
