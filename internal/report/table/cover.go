package table

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"

	"turno/schedule"
	"turno/schedule/simulate"
)

// The size of the lines of coverage: a week, three hours a column.
const (
	coverDays   = 7
	coverColumn = 3 * time.Hour
	coverName   = 18 // letters of a queue's name
	coverMissed = 0.2
)

// cover draws the first week of supply per queue as a line, with a mark below every column
// in which a fifth of the contacts or more is expected to miss the target: of those that
// arrive in it where the week was simulated, else of those that fall due.
func (p *printer) cover(c schedule.Coverage, simulated []simulate.Service) {
	if c.Grid.N == 0 || c.Grid.Step <= 0 || c.Grid.Step > coverColumn || coverColumn%c.Grid.Step != 0 {
		return
	}
	p.heading("Agents supplied, 3 hours a column; ! where one contact in five or more misses the target")
	var days strings.Builder
	for _, d := range c.Grid.Days()[:min(coverDays, len(c.Grid.Days()))] {
		days.WriteString(text.Pad(fmt.Sprintf("%s %d", p.opt.Words.Weekday(d.Date.Weekday()), d.Date.Day), max(1, d.N*int(c.Grid.Step)/int(coverColumn)), ' '))
	}
	p.drawn("  %s%s", strings.Repeat(" ", coverName+1), strings.TrimRight(days.String(), " "))
	for _, q := range c.Queues {
		at := slices.IndexFunc(simulated, func(s simulate.Service) bool { return s.Queue == q.Queue })
		if at >= 0 {
			q = replayed(q, simulated[at])
		}
		supplied, short := columns(c, q)
		p.drawn("  %s %s", text.Pad(text.Snip(q.Queue, coverName, "…"), coverName, ' '), sparkline(supplied))
		if strings.Contains(short, "!") {
			p.drawn("  %s %s", strings.Repeat(" ", coverName), p.paint(strings.TrimRight(short, " "), text.FgRed))
		}
	}
}

// replayed is the coverage of a queue with the contacts of the simulation, and those of them
// that missed the target.
func replayed(q schedule.QueueCoverage, s simulate.Service) schedule.QueueCoverage {
	q.Contacts, q.Missed = slices.Clone(q.Contacts), slices.Clone(q.Missed)
	for i := range min(len(q.Missed), len(s.Within)) {
		if q.Contacts[i], q.Missed[i] = s.Arrivals[i], 0; !math.IsNaN(s.Within[i]) {
			q.Missed[i] = s.Arrivals[i] * (1 - s.Within[i])
		}
	}
	return q
}

// columns is the mean supply by column and the marks below.
func columns(c schedule.Coverage, q schedule.QueueCoverage) (supplied []float64, short string) {
	per := int(coverColumn / c.Grid.Step)
	days := c.Grid.Days()[:min(coverDays, len(c.Grid.Days()))]
	n := days[len(days)-1].First + days[len(days)-1].N
	var marks strings.Builder
	for i := 0; i < n; i += per {
		var have, came, missed float64
		end := min(i+per, n)
		for k := i; k < end; k++ {
			have, came, missed = have+q.Supplied[k], came+q.Contacts[k], missed+q.Missed[k]
		}
		supplied = append(supplied, have/float64(end-i))
		if missed > 0 && missed >= coverMissed*came {
			marks.WriteByte('!')
		} else {
			marks.WriteByte(' ')
		}
	}
	return supplied, marks.String()
}
