package table

import (
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"turno/forecast"
	"turno/forecast/auto"
)

// Peaks prints the usual week of every queue with its peaks, and what the history holds
// beyond it.
func Peaks(w io.Writer, rhythms []forecast.Rhythm, r auto.Result, opt Options) error {
	p := &printer{w: w, opt: opt}
	for i, x := range rhythms {
		if i == mostQueues {
			p.line("\nand %d more {queue/queues}: --queue NAME shows one", len(rhythms)-i)
			break
		}
		p.heading("%s", x.Queue)
		p.rhythm(x)
		for _, b := range r.Bursts {
			if b.Queue == x.Queue {
				p.line("  - %s", p.burst(b))
			}
		}
		p.found(x.Queue, r.Notes)
	}
	p.campaigns(r.Campaigns)
	return p.err
}

// rhythm draws the usual week, an hour a column, and tells its peaks.
func (p *printer) rhythm(r forecast.Rhythm) {
	if r.Average == 0 {
		p.line("  nothing recorded by the hour in the last weeks: no usual week can be told")
		return
	}
	top, total := 0.0, 0.0
	for d := range r.Usual {
		total += r.Days[d]
		for _, u := range r.Usual[d] {
			if u > top { // not for NaN
				top = u
			}
		}
	}
	p.line("       %-24s    %s", "0     6     12    18", p.say("a day"))
	for d := range r.Usual { // from Monday
		p.line("  %s  %s  %7s  %.2f x", p.opt.Words.Weekday(time.Weekday((d+1)%7)), p.heat(r.Usual[d][:], top), count(r.Days[d]), 7*r.Days[d]/math.Max(total, 1e-9))
	}
	p.line("  usual hour %s, busiest %s; from the last %d {week/weeks}, without bursts", p.perHour(r.Average), p.perHour(top), r.Weeks)
	for k, peak := range slices.SortedStableFunc(slices.Values(r.Peaks), func(a, b forecast.Peak) int { return moreDays(a, b) }) {
		if k == p.opt.most() {
			p.line("  and %d more {peak/peaks}, see --json", len(r.Peaks)-k)
			break
		}
		p.line("  - peak %s %02d:00-%02d:00: %.1f times the usual hour", p.opt.Words.Weekdays(peak.Days), peak.From, peak.To, peak.Times)
	}
}

// moreDays puts peaks of more hours of the week first.
func moreDays(a, b forecast.Peak) int { return len(b.Days)*(b.To-b.From) - len(a.Days)*(a.To-a.From) }

// heat draws a day by the hour as blocks, the busiest hour of the week at full height.
func (p *printer) heat(day []float64, top float64) string {
	const blocks = "▁▂▃▄▅▆▇█"
	var b strings.Builder
	for _, u := range day {
		switch {
		case math.IsNaN(u):
			b.WriteByte(' ')
		case u <= 0:
			b.WriteRune('·')
		default:
			k := min(7, int(8*u/top))
			color := text.FgBlue
			if k >= 6 {
				color = text.FgRed
			}
			b.WriteString(p.paint(string([]rune(blocks)[k]), color))
		}
	}
	return b.String()
}

func (p *printer) burst(b forecast.BurstShape) string {
	return p.say("%d {burst/bursts} in the history, %s a week: usually %s the usual volume (%s to %s), at the peak after %s, halving every %s; they bring %s of the volume",
		b.N, p.trimmed(b.PerWeek.Value), p.times(b.Multiple.Value), p.times(b.Multiple.Low), p.times(b.Multiple.High), p.hoursOf(b.Rise.Value), p.hoursOf(b.HalfLife.Value), p.percent(b.Share))
}

// sections are what is told of a queue besides its usual week, in this order.
var sections = [][]forecast.NoteCode{
	{forecast.NoteBurst}, {forecast.NoteLevelShift, forecast.NoteSeason, forecast.NoteMonth}, {forecast.NoteGap, forecast.NoteOutage, forecast.NoteClosed, forecast.NoteShortHistory},
	{forecast.NoteHoliday, forecast.NoteDate}, {forecast.NoteCampaign, forecast.NoteOverride}, {forecast.NoteMethodSkipped},
}

// found lists what was found in a queue's history, the greatest bursts first, the rest by
// time.
func (p *printer) found(queue string, notes []forecast.Note) {
	for _, codes := range sections {
		var list []forecast.Note
		for _, n := range notes {
			if n.Queue == queue && slices.Contains(codes, n.Code) {
				list = append(list, n)
			}
		}
		if codes[0] == forecast.NoteBurst {
			slices.SortStableFunc(list, func(a, b forecast.Note) int { return int(math.Copysign(1, b.Value-a.Value)) })
		}
		for k, n := range list {
			if k == p.opt.most()/2 {
				p.line("  - and %d more of this kind, see --json", len(list)-k)
				break
			}
			p.line("  - %s", strings.TrimPrefix(p.opt.Words.Note(n), queue+": "))
		}
	}
}

// campaigns prints what each campaign did, and what those ahead are expected to do.
func (p *printer) campaigns(effects []forecast.CampaignEffect) {
	if len(effects) == 0 {
		return
	}
	p.heading("Campaigns: measured in the history, expected ahead")
	var rows []table.Row
	for k, e := range effects {
		if k == 40 {
			break
		}
		stated := "-"
		if e.Stated > 0 {
			stated = p.times(e.Stated)
		}
		from := p.say("%d alike, %d in all", e.Alike, e.Past)
		if !e.Ahead {
			from = p.say("measured")
		}
		rows = append(rows, table.Row{e.Queue, e.Campaign, e.Kind, p.opt.Words.Moment(e.Span.From), stated,
			p.say("%s (%.1f-%.1f)", p.times(e.Uplift.Value), e.Uplift.Low, e.Uplift.High), p.hoursOf(e.Rise.Value), p.hoursOf(e.HalfLife.Value), from})
	}
	p.rows(p.header("queue", "campaign", "kind", "from", "stated", "uplift (8 in 10)", "rise", "halves in", "learned from"), rows, 5, 6, 7, 8)
	if len(rows) < len(effects) {
		p.line("(the first %d of %d; --json has all)", len(rows), len(effects))
	}
}

func (p *printer) times(x float64) string { return p.trimmed(x) + " x" }

func (p *printer) trimmed(x float64) string { return p.opt.Words.Trimmed(x, 1) }

func (p *printer) hoursOf(x float64) string {
	if x <= 0 || math.IsInf(x, 0) || math.IsNaN(x) || x > 1e6 {
		return "-"
	}
	return p.opt.Words.Duration(time.Duration(math.Round(x*60)) * time.Minute)
}
