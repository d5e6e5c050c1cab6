package html

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/simulate"
)

// cover is the heat-map of one queue: a day a row, an hour of the local clock a column.
type cover struct {
	Queue           swatch
	Words           string
	Required, Given string // paths over a box of Width by 100
	Width           int
	Top             string // agents at its upper edge
	Days            []dayMark
	Hours           []string
	Rows            []heatRow
	Late            bool // the numbers are contacts that are late, not shares
}

// dayMark is where a day begins along the box, and how long it is.
type dayMark struct {
	X, N  int
	Words string
}

type heatRow struct {
	Day    string
	Cells  []heatCell
	Within string // share within target on the day
	Short  string
}

// heatCell is one hour: its intervals' classes, the share served within the target and all
// of it in words. An hour in which nothing is asked or supplied is empty.
type heatCell struct {
	Parts []string
	Share string
	Below bool // the first target
	Words string
}

func (x *writer) cover() []cover {
	var out []cover
	for _, h := range x.heats {
		out = append(out, h.cover())
	}
	return out
}

// coverage is that of every queue with what the simulation says of it.
func (x *writer) coverage() []*heat {
	grid := x.plan.Check.Coverage.Grid
	if grid.N == 0 {
		return nil
	}
	var out []*heat
	for i, c := range x.plan.Check.Coverage.Queues {
		h := &heat{writer: x, grid: grid, QueueCoverage: c}
		if i < len(x.plan.Service.Queues) {
			h.simulated = &x.plan.Service.Queues[i]
		}
		_, deferrable := x.plan.Requirement.DeferrableQueue(c.Queue)
		h.late = deferrable && h.simulated == nil
		if q := x.plan.Input.Queues; i < len(q) && len(q[i].Targets) > 0 {
			h.target = q[i].Targets[0].Share
		}
		out = append(out, h)
	}
	return out
}

// heat is the coverage of one queue with what the simulation says of it.
type heat struct {
	*writer
	schedule.QueueCoverage
	grid      calendar.Grid
	simulated *simulate.Service
	late      bool // without a simulation of work that may wait: contacts are told that fall due and are late
	target    float64
}

func (h *heat) used(i int) bool { return h.Required[i] > 0.005 || h.Supplied[i] > 0.005 }

func (h *heat) cover() cover {
	out := cover{Queue: h.swatch(h.Queue), Width: h.grid.N, Late: h.late}
	first, last := hoursUsed(h.grid, h.used)
	out.Hours = hourNames(first, last)
	b := h.plan.Check.Coverage.Balance(h.QueueCoverage)
	out.Words = h.T("%s agent-hours short, %s more than required", h.tenth(b.Short), h.tenth(b.Over))
	out.Required, out.Given, out.Top = h.outline()
	for _, d := range h.grid.Days() {
		words := h.dayName(d.Date)
		out.Days = append(out.Days, dayMark{d.First, d.N, words})
		out.Rows = append(out.Rows, h.row(d, words, first, last))
	}
	return out
}

// hoursUsed are the first and the last hour of the local clock in which any interval is used.
func hoursUsed(g calendar.Grid, used func(int) bool) (first, last int) {
	first = 23
	for i := range g.N {
		if used(i) {
			hour := g.At(i).Hour()
			first, last = min(first, hour), max(last, hour)
		}
	}
	return first, last
}

func hourNames(first, last int) []string {
	var out []string
	for hour := first; hour <= last; hour++ {
		out = append(out, fmt.Sprintf("%02d", hour))
	}
	return out
}

// span lists n intervals from the first.
func span(first, n int) []int {
	out := make([]int, n)
	for k := range out {
		out[k] = first + k
	}
	return out
}

func (h *heat) row(d calendar.Day, words string, first, last int) heatRow {
	row := heatRow{Day: words, Cells: make([]heatCell, max(0, last-first+1))}
	byHour := make([][]int, len(row.Cells))
	all := span(d.First, d.N)
	for _, i := range all {
		if h.used(i) {
			k := h.grid.At(i).Hour() - first
			byHour[k] = append(byHour[k], i)
		}
	}
	for k, list := range byHour {
		if len(list) > 0 {
			row.Cells[k] = h.cell(list, words)
		}
	}
	row.Within, _ = h.share(all)
	row.Short = h.tenth(h.plan.Check.Coverage.BalanceOf(h.QueueCoverage, d.First, d.N).Short)
	return row
}

// cell is an hour's intervals.
func (h *heat) cell(list []int, day string) heatCell {
	var c heatCell
	lines := make([]string, 0, len(list)+1)
	for _, i := range list {
		c.Parts = append(c.Parts, shade(h.Supplied[i], h.Required[i]))
		lines = append(lines, h.T("%s: %s agents of %s", h.clock(h.grid.At(i)), h.tenth(h.Supplied[i]), h.tenth(h.Required[i])))
	}
	share, value := h.share(list)
	c.Share = strings.TrimSuffix(share, " %")
	c.Below = value < h.target && !h.late
	first, last := h.grid.At(list[0]), h.grid.At(list[len(list)-1]+1)
	head := h.T("%s, %s %s", h.Queue, day, h.clocks(first, last))
	switch {
	case h.late && share == "":
		head = h.T("%s: nothing due is late", head)
	case h.late:
		head = h.T("%s: %s contacts due are late", head, share)
	case !math.IsNaN(value):
		head = h.T("%s: %s within target", head, share)
	}
	c.Words = head + "\n" + strings.Join(lines, "\n")
	return c
}

// tally counts the contacts of intervals and those of them within the first target: of the
// simulation, else of the formulas.
func (h *heat) tally(list []int) (of, hit float64) {
	for _, i := range list {
		switch {
		case h.simulated == nil || i >= len(h.simulated.Within):
			of += h.Contacts[i]
			hit += h.Contacts[i] - h.Missed[i]
		case !math.IsNaN(h.simulated.Within[i]):
			of += h.simulated.Arrivals[i]
			hit += h.simulated.Arrivals[i] * h.simulated.Within[i]
		}
	}
	return of, hit
}

// share is the share of contacts within the first target over the intervals, a dash where
// nothing comes. Without a simulation, of work that may wait, it is the number of contacts
// that fall due and are late.
func (h *heat) share(list []int) (string, float64) {
	of, hit := h.tally(list)
	switch late := of - hit; {
	case h.late && late < 0.05:
		return "", 0
	case h.late:
		return h.tenth(late), 0
	case of <= 0:
		return "–", math.NaN()
	}
	return h.percent(hit / of), hit / of
}

// shade is the class of an interval: u3 to u1 short by 30, 15 or 5 % of what is required
// or more, o1 to o3 over by 20, 50 or 100 %, ok between.
func shade(supplied, required float64) string {
	switch d := (supplied - required) / math.Max(required, 0.5); {
	case d <= -0.30:
		return "u3"
	case d <= -0.15:
		return "u2"
	case d <= -0.05:
		return "u1"
	case d >= 1:
		return "o3"
	case d >= 0.5:
		return "o2"
	case d >= 0.2:
		return "o1"
	}
	return "ok"
}

// outline draws what is required and what is supplied as steps.
func (h *heat) outline() (required, supplied, top string) {
	most := 1.0
	for i := range h.grid.N {
		most = math.Max(most, math.Max(h.Required[i], h.Supplied[i]))
	}
	steps := func(values []float64) string {
		var b strings.Builder
		last := "100"
		b.WriteString("M0 100")
		for i, v := range values {
			if y := place(100 - 100*v/most); y != last {
				b.WriteString("H" + strconv.Itoa(i) + "V" + y)
				last = y
			}
		}
		b.WriteString("H" + strconv.Itoa(len(values)) + "V100")
		return b.String()
	}
	return steps(h.Required), steps(h.Supplied), h.tenth(most)
}

// place is a coordinate with at most one decimal.
func place(v float64) string {
	return strconv.FormatFloat(math.Round(10*v)/10, 'f', -1, 64)
}
