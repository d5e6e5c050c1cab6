package table

import (
	"fmt"
	"io"
	"math"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"turno/schedule"
	"turno/schedule/staffing"
)

// Promise prints what may honestly be announced: by hour of the day the response time that
// a staffing keeps, and for those who write off hours when they have an answer. Times are
// rounded up to ones that people announce.
func Promise(w io.Writer, p staffing.Promise, announced *schedule.Target, rostered bool, opt Options) error {
	out := &printer{w: w, opt: opt}
	if rostered {
		out.heading("%s: the time to the first reply that the roster keeps for %s of customers", p.Queue, out.percent(p.Share))
	} else {
		out.heading("%s: the time to the first reply that the agents asked for keep for %s of customers", p.Queue, out.percent(p.Share))
	}
	if announced != nil {
		out.line("Announced: %s.", opt.Words.Target(*announced))
	}
	rows := []table.Row{out.promiseRow(out.say("all"), p.All)}
	for _, h := range p.Hours {
		rows = append(rows, out.promiseRow(fmt.Sprintf("%02d:00-%02d:00", h.Hour, h.Hour+1), h))
	}
	out.rows(out.header("who writes", "contacts a day", "may be told, by the clock", "in opening hours", "leave unanswered"), rows, 2, 3, 4, 5)
	if len(p.OffHours) > 0 {
		out.offHours(p)
	}
	return out.err
}

func (p *printer) promiseRow(name string, h staffing.PromiseHour) table.Row {
	left := ""
	if h.Left > 0.0005 {
		left = p.percent1(h.Left)
	}
	return table.Row{name, p.figure(h.Contacts), p.announceable(h.Wall), p.announceable(h.Open), left}
}

// offHours is what an automatic reply may say, opening by opening.
func (p *printer) offHours(promise staffing.Promise) {
	var rows []table.Row
	for _, o := range promise.OffHours {
		by := p.say("nothing honest")
		if !math.IsInf(o.Within, 1) {
			at := o.Opens.Add(announced(o.Within))
			by = p.say("answered by %s", at.Format("15:04"))
			if o.Opens.YearDay() != at.YearDay() {
				by = p.say("answered by %s", p.opt.Words.Weekday(at.Weekday())+at.Format(" 15:04"))
			}
		}
		rows = append(rows, table.Row{p.opt.Words.DayShort(o.Opens) + o.Opens.Format(" 15:04"), p.figure(o.Contacts), by})
	}
	p.line("\nOff hours: what an automatic reply may say to those who write before an opening")
	p.rows(p.header("opens", "waiting", "may say"), rows, 2)
}

func (p *printer) announceable(seconds float64) string {
	if math.IsInf(seconds, 1) {
		return p.say("nothing")
	}
	return p.opt.Words.Duration(announced(seconds))
}

// announced rounds a time up to one that people announce.
func announced(seconds float64) time.Duration {
	d := time.Duration(seconds * float64(time.Second))
	step := time.Hour
	for _, s := range []struct{ below, step time.Duration }{
		{time.Minute, 5 * time.Second}, {10 * time.Minute, time.Minute}, {time.Hour, 5 * time.Minute}, {4 * time.Hour, 15 * time.Minute}, {8 * time.Hour, 30 * time.Minute},
	} {
		if d <= s.below {
			step = s.step
			break
		}
	}
	return (d + step - 1) / step * step
}
