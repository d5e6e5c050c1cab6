package chart

import (
	"fmt"
	"image/color"
	"io"
	"slices"
	"strings"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"turno/forecast/calendar"
	"turno/internal/report/palette"
	"turno/schedule"
)

// The most of a roster that one picture shows, and the height of a person's row.
const (
	ganttDays = 7
	ganttRows = 80
	rowHeight = 0.17 * vg.Inch
)

// Gantt draws the first week of a roster: a person a row, by group and first start, in the
// colour of the queue that has the attention; breaks are gaps. Beyond eighty people the
// title says how many are shown.
func Gantt(w io.Writer, r schedule.Roster, team schedule.Team, queues []schedule.Queue, opt Options) error {
	if r.Grid.N == 0 {
		return fmt.Errorf("chart of the roster: it holds no interval")
	}
	t := opt.Words.T
	end := calendar.DateOf(r.Grid.Start).Add(ganttDays).In(r.Grid.Zone())
	rows, all := ganttOf(r, team, calendar.Earlier(end, r.Grid.End()))
	title := t("Who works when")
	if len(rows) < all {
		title = t("Who works when, %d of %d {person/people}", len(rows), all)
	}
	p := frame()
	p.X.Min, p.X.Max = float64(r.Grid.Start.Unix()), float64(calendar.Earlier(end, r.Grid.End()).Unix())
	p.Y.Min, p.Y.Max = 0, float64(max(1, len(rows)))
	p.X.Tick.Marker = days(r.Grid.Zone(), opt.Words)
	p.Y.Tick.Marker = plot.TickerFunc(func(_, _ float64) []plot.Tick {
		var out []plot.Tick
		for i, row := range rows {
			out = append(out, plot.Tick{Value: float64(len(rows)-i) - 0.5, Label: cut(row.name)})
		}
		return out
	})
	colors, legend := map[string]color.Color{}, []key{}
	for i, q := range queues {
		colors[q.Name] = palette.RGB(palette.Queue(i))
		if i < palette.Size() {
			legend = append(legend, key{name: cut(q.Name), color: colors[q.Name], area: true})
		}
	}
	p.Add(shifts{rows, colors})
	return renderHigh(w, p, title, legend, opt.Format, strip+0.5*vg.Inch+rowHeight*vg.Length(max(4, len(rows))))
}

// ganttRow is a person with the shifts shown.
type ganttRow struct {
	name, group string
	shifts      []schedule.Shift
}

// ganttOf lists who has a shift that starts before end, and how many these are.
func ganttOf(r schedule.Roster, team schedule.Team, end time.Time) (rows []ganttRow, all int) {
	of := map[string][]schedule.Shift{}
	for _, s := range r.Shifts {
		if s.Start.Before(end) {
			of[s.Agent] = append(of[s.Agent], s)
		}
	}
	for _, a := range team.Agents {
		if list := of[a.ID]; len(list) > 0 {
			name := a.Name
			if name == "" {
				name = a.ID
			}
			rows = append(rows, ganttRow{name, a.Group, list})
		}
	}
	slices.SortStableFunc(rows, func(a, b ganttRow) int {
		if a.group != b.group {
			return strings.Compare(a.group, b.group)
		}
		return a.shifts[0].Start.Compare(b.shifts[0].Start)
	})
	return rows[:min(len(rows), ganttRows)], len(rows)
}

// shifts draws the rows.
type shifts struct {
	rows   []ganttRow
	colors map[string]color.Color
}

// Plot implements plot.Plotter.
func (g shifts) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, row := range g.rows {
		low, high := y(float64(len(g.rows)-i)-0.86), y(float64(len(g.rows)-i)-0.14)
		fill := func(shade color.Color, from, to time.Time) {
			a, b := max(x(float64(from.Unix())), c.Min.X), min(x(float64(to.Unix())), c.Max.X)
			if a < b {
				c.FillPolygon(shade, []vg.Point{{X: a, Y: low}, {X: b, Y: low}, {X: b, Y: high}, {X: a, Y: high}})
			}
		}
		for _, s := range row.shifts {
			if s.OnCall != nil || len(s.Duties) == 0 {
				fill(faint, s.Start, s.End)
			}
			for _, d := range s.Duties {
				shade := color.Color(past)
				if len(d.Queues) > 0 && g.colors[d.Queues[0]] != nil {
					shade = g.colors[d.Queues[0]]
				}
				fill(shade, d.Start, d.End)
			}
		}
	}
}
