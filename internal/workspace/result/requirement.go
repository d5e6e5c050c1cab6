package result

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/internal/workspace/table"
	"turno/schedule"
)

const (
	reqQueue = iota
	reqStart
	reqEnd
	reqWork
	reqOpen
	reqMinimum
	reqAgents
	reqContacts
	reqLoad
	reqTarget
	reqMissed
	reqAbsorb
	reqDue
)

var requirementColumns = []string{"queue", "start", "end", "work", "open", "minimum", "agents", "contacts", "load", "target", "missed", "absorb", "due"}

// The two sorts of work in requirement.csv.
const (
	live       = "live"
	deferrable = "deferrable"
)

// The bounds of a requirement.
const (
	maxAgents = 100_000
	maxAhead  = 1_000_000 // intervals from arrival until due
)

// WriteRequirement writes requirement.csv, complete: of live work per interval the
// contacts, load in erlangs, target share, agents wanted, and for 0, 1, 2... agents the
// contacts missed and the deferrable erlangs absorbed; of deferrable work the agents
// wanted when it is levelled, and what arrives as hours, contacts and intervals until it
// is due: 1.25 12 +4; 0.5 3 +8.
func WriteRequirement(w io.Writer, r schedule.Requirement) error {
	out := newWriter(w, r.Grid.Zone(), requirementColumns...)
	row := func(queue, work string, i int, open []float64, minimum float64) []string {
		cells := make([]string, len(requirementColumns))
		cells[reqQueue], cells[reqWork] = table.Guard(queue), work
		cells[reqStart], cells[reqEnd] = out.time(r.Grid.At(i)), out.time(r.Grid.At(i+1))
		cells[reqOpen], cells[reqMinimum] = figure(open[i], exact), figure(minimum, exact)
		return cells
	}
	for _, l := range r.Live {
		if len(l.Curves) != r.Grid.N || len(l.Open) != r.Grid.N {
			return fmt.Errorf("queue %s: the requirement does not cover every interval", l.Queue)
		}
		for i, c := range l.Curves {
			cells := row(l.Queue, live, i, l.Open, l.Minimum)
			cells[reqAgents] = strconv.Itoa(c.Mark)
			cells[reqContacts], cells[reqLoad], cells[reqTarget] = figure(c.Contacts, exact), figure(c.Load, exact), figure(c.Target, exact)
			cells[reqMissed], cells[reqAbsorb] = figures(c.Missed), figures(c.Absorb)
			out.row(cells...)
		}
	}
	for _, d := range r.Deferrable {
		due, err := dues(d, r.Grid.N)
		if err != nil {
			return err
		}
		for i := range r.Grid.N {
			cells := row(d.Queue, deferrable, i, d.Open, d.Minimum)
			cells[reqAgents], cells[reqDue] = figure(d.Level[i], exact), due[i]
			out.row(cells...)
		}
	}
	return out.close()
}

func figures(xs []float64) string {
	words := make([]string, len(xs))
	for i, x := range xs {
		words[i] = figure(x, exact)
	}
	return strings.Join(words, " ")
}

// dues writes the work that arrives in each interval.
func dues(d schedule.DeferrableRequirement, n int) ([]string, error) {
	if len(d.Open) != n || len(d.Level) != n {
		return nil, fmt.Errorf("queue %s: the requirement does not cover every interval", d.Queue)
	}
	items := make([][]string, n)
	for _, w := range d.Work {
		if w.Arrive < 0 || w.Arrive >= n || w.Due < w.Arrive {
			return nil, fmt.Errorf("queue %s: work that arrives in interval %d of %d and is due in %d", d.Queue, w.Arrive, n, w.Due)
		}
		items[w.Arrive] = append(items[w.Arrive], figure(w.Hours, exact)+" "+figure(w.Contacts, exact)+" +"+strconv.Itoa(w.Due-w.Arrive))
	}
	out := make([]string, n)
	for i, list := range items {
		out[i] = strings.Join(list, "; ")
	}
	return out, nil
}

// requirementRow is one interval as read.
type requirementRow struct {
	work    string
	open    float64
	minimum float64
	curve   schedule.Curve
	level   float64
	due     []schedule.Work // Due counted from arrival
}

// ReadRequirement reads what WriteRequirement wrote, people's edits included, to the
// last bit. Queues come in order of first appearance; all share one grid. Local
// times are of the zone. The error is a *fault.Error with all faults, or that of the disk.
func ReadRequirement(name string, r io.Reader, zone *time.Location) (schedule.Requirement, error) {
	columns := make([]table.Column, len(requirementColumns))
	for i, c := range requirementColumns {
		columns[i] = table.Column{Name: c, Required: i <= reqAgents}
	}
	t := table.NewReader(name, r, table.Layout{Strict: true, Rows: maxRows, Columns: columns})
	var queues byQueue[requirementRow]
	for t.Next() {
		row := interval[requirementRow]{line: t.Line(), value: readRequirementRow(t)}
		row.from, row.to = t.Span(reqStart, reqEnd, zone)
		queues.add(queueName(t, reqQueue), row)
	}
	if t.Err() == nil && t.Rows() == 0 {
		t.RejectRow(0, "no rows below the header: expected one for each queue and interval")
	}
	var out schedule.Requirement
	if t.Err() == nil {
		out = requirement(t, queues.queues)
	}
	if err := t.Err(); err != nil {
		return schedule.Requirement{}, err
	}
	return out, nil
}

func readRequirementRow(t *table.Reader) requirementRow {
	row := requirementRow{work: t.Cell(reqWork), open: t.Number(reqOpen, 0, 1), minimum: t.Number(reqMinimum, 0, maxAgents)}
	switch row.work {
	case live:
		mark := t.Number(reqAgents, 0, maxAgents)
		if mark != math.Trunc(mark) {
			t.Reject(reqAgents, "expected a whole number of agents, since the work is live", "")
		}
		row.curve = schedule.Curve{Mark: int(mark), Contacts: t.Number(reqContacts, 0, most), Load: t.Number(reqLoad, 0, most),
			Target: t.Number(reqTarget, 0, 1), Missed: t.Numbers(reqMissed, 0, most), Absorb: t.Numbers(reqAbsorb, 0, most)}
	case deferrable:
		row.level = t.Number(reqAgents, 0, maxAgents)
		row.due = readDue(t)
	default:
		t.Reject(reqWork, "expected live or deferrable", "")
	}
	return row
}

// readDue reads 1.25 12 +4; 0.5 3 +8.
func readDue(t *table.Reader) []schedule.Work {
	text := t.Cell(reqDue)
	if text == "" {
		return nil
	}
	var out []schedule.Work
	for item := range strings.SplitSeq(text, ";") {
		words := strings.Fields(item)
		if len(words) == 3 {
			hours, errHours := strconv.ParseFloat(words[0], 64)
			contacts, errContacts := strconv.ParseFloat(words[1], 64)
			ahead, errAhead := strconv.Atoi(words[2])
			if errHours == nil && errContacts == nil && errAhead == nil && hours >= 0 && hours <= most && contacts >= 0 && contacts <= most && ahead >= 0 && ahead <= maxAhead {
				out = append(out, schedule.Work{Due: ahead, Hours: hours, Contacts: contacts})
				continue
			}
		}
		t.Reject(reqDue, "expected work as hours, contacts and intervals until it is due, such as 1.25 12 +4; 0.5 3 +8", "")
		return nil
	}
	return out
}

func requirement(t *table.Reader, queues []*queueRows[requirementRow]) schedule.Requirement {
	var out schedule.Requirement
	for i, q := range queues {
		g := q.grid(t)
		if i == 0 {
			out.Grid = g
		}
		if !sameGrid(g, out.Grid) {
			t.RejectRow(q.rows[0].line, "queue %s covers other intervals than queue %s: expected the same for all", q.name, queues[0].name)
		}
		for _, r := range q.rows {
			if r.value.work != q.rows[0].value.work {
				t.RejectRow(r.line, "queue %s is live on one line and deferrable on another: expected one of them", q.name)
				break
			}
		}
		if q.rows[0].value.work == live {
			out.Live = append(out.Live, liveRequirement(q))
		} else {
			out.Deferrable = append(out.Deferrable, deferrableRequirement(q))
		}
	}
	return out
}

func sameGrid(a, b calendar.Grid) bool {
	return a.Start.Equal(b.Start) && a.Step == b.Step && a.N == b.N
}

func liveRequirement(q *queueRows[requirementRow]) schedule.LiveRequirement {
	l := schedule.LiveRequirement{Queue: q.name, Minimum: q.rows[0].value.minimum}
	for _, r := range q.rows {
		l.Open, l.Curves = append(l.Open, r.value.open), append(l.Curves, r.value.curve)
	}
	return l
}

func deferrableRequirement(q *queueRows[requirementRow]) schedule.DeferrableRequirement {
	d := schedule.DeferrableRequirement{Queue: q.name, Minimum: q.rows[0].value.minimum}
	for i, r := range q.rows {
		d.Open, d.Level = append(d.Open, r.value.open), append(d.Level, r.value.level)
		for _, w := range r.value.due {
			w.Arrive = i
			w.Due += i
			d.Work = append(d.Work, w)
		}
	}
	return d
}
