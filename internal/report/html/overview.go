package html

import (
	"strings"

	"github.com/shopspring/decimal"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
)

// tile is a figure that stands at the head of the page, and leads to its section.
type tile struct{ Name, Figure, Note, Class, Section string }

func (x *writer) tiles() []tile {
	s := x.sum
	var out []tile
	if t, ok := x.serviceTile(); ok {
		out = append(out, t)
	}
	if t, ok := x.coverageTile(); ok {
		out = append(out, t)
	}
	out = append(out, tile{x.T("People at work"), x.T("%d of %d", s.Planned, s.Agents), x.T("%s paid hours", x.Count(s.PaidHours)), "", "roster"})
	if s.Cost.IsPositive() {
		hourly := s.Cost.Div(decimal.NewFromFloat(max(s.PaidHours, 0.01)))
		out = append(out, tile{x.T("Cost, %s", x.plan.Input.Currency), x.Money(s.Cost), x.T("%s a paid hour", x.Money(hourly)), "", "cost"})
	}
	rules := tile{x.T("Hard rules"), x.T("all kept"), "", string(plan.Met), ""}
	if s.Broken > 0 {
		rules = tile{x.T("Hard rules"), x.T("%d broken", s.Broken), "", string(plan.Missed), "gaps"}
	}
	out = append(out, rules)
	if s.Requests > 0 {
		out = append(out, tile{x.T("Requests granted"), x.T("%d of %d", s.Granted, s.Requests), "", "", "requests"})
	}
	return out
}

// serviceTile counts the queues that reach their target in the simulation.
func (x *writer) serviceTile() (tile, bool) {
	met, of := 0, 0
	worst := plan.Met
	for _, q := range x.sum.Queues {
		switch q.Verdict {
		case "":
			continue
		case plan.Met:
			met++
		case plan.Missed:
			worst = plan.Missed
		case plan.Close:
			if worst == plan.Met {
				worst = plan.Close
			}
		}
		of++
	}
	return tile{x.T("Targets met"), x.T("%d of %d", met, of), x.T("queues, in the simulation"), string(worst), "service"}, of > 0
}

// coverageTile is how much of what is required lacks somebody.
func (x *writer) coverageTile() (tile, bool) {
	var needed, short float64
	for _, q := range x.sum.Queues {
		needed, short = needed+q.Hours.Needed, short+q.Hours.Short
	}
	note := x.T("of %s required (%s)", x.Count(needed), x.percent(short/max(needed, 0.01)))
	return tile{x.T("Agent-hours short"), x.Count(short), note, "", "coverage"}, needed > 0
}

// overview is the period day by day: what comes, who works and what results.
type overview struct {
	Forecasted bool
	Hours      []string
	Rows       []overviewRow
}

type overviewRow struct {
	ID, Day                     string // ID leads to the day's shifts; empty where nobody works
	Volume, Range, People, Paid string
	Needed, Short, Within       string
	Cells                       []heatCell // an hour of the local clock each, coloured by the queue that is furthest below its target
}

func (x *writer) overview() overview {
	var out overview
	grid := x.plan.Check.Coverage.Grid
	if grid.N == 0 || len(x.heats) == 0 {
		return out
	}
	first, last := hoursUsed(grid, x.used)
	out.Hours = hourNames(first, last)
	came := x.volumes(grid)
	out.Forecasted = came != nil
	people, paid := x.working()
	for _, d := range grid.Days() {
		row := overviewRow{Day: x.dayName(d.Date), People: x.Count(float64(len(people[d.Date]))), Paid: x.tenth(paid[d.Date])}
		if len(people[d.Date]) > 0 {
			row.ID = dayID(d.Date)
		}
		if t, ok := came[d.Date]; ok {
			row.Volume = x.Count(t.Mean)
			row.Range = x.between(t.Quantiles)
		}
		x.overviewHours(&row, d, first, last)
		out.Rows = append(out.Rows, row)
	}
	return out
}

// overviewHours fills in what is required, lacks and results on a day, and its cells.
func (x *writer) overviewHours(row *overviewRow, d calendar.Day, first, last int) {
	var needed, short, of, hit float64
	for _, h := range x.heats {
		b := x.plan.Check.Coverage.BalanceOf(h.QueueCoverage, d.First, d.N)
		needed, short = needed+b.Needed, short+b.Short
		o, m := h.tally(span(d.First, d.N))
		of, hit = of+o, hit+m
	}
	row.Needed, row.Short, row.Within = x.tenth(needed), x.tenth(short), "–"
	if of > 0 {
		row.Within = x.percent(hit / of)
	}
	row.Cells = make([]heatCell, max(0, last-first+1))
	byHour := make([][]int, len(row.Cells))
	for _, i := range span(d.First, d.N) {
		if x.used(i) {
			k := x.plan.Check.Coverage.Grid.At(i).Hour() - first
			byHour[k] = append(byHour[k], i)
		}
	}
	for k, list := range byHour {
		if len(list) > 0 {
			row.Cells[k] = x.overviewCell(row.Day, list)
		}
	}
}

// overviewCell is an hour of all queues, in the colour of the one that is furthest below its
// target.
func (x *writer) overviewCell(day string, list []int) heatCell {
	grid := x.plan.Check.Coverage.Grid
	lines := []string{day + " " + x.clocks(grid.At(list[0]), grid.At(list[len(list)-1]+1))}
	below := 0.0
	for _, h := range x.heats {
		var need, have float64
		for _, i := range list {
			need, have = need+h.Required[i]/float64(len(list)), have+h.Supplied[i]/float64(len(list))
		}
		if of, hit := h.tally(list); of >= fewest {
			share := max(0, hit/of)
			below = max(below, h.target-share)
			lines = append(lines, x.T("%s: %s in time, %s agents of %s", h.Queue, x.percent(share), x.tenth(have), x.tenth(need)))
		} else if need >= 0.005 || have >= 0.005 {
			lines = append(lines, x.T("%s: %s agents of %s", h.Queue, x.tenth(have), x.tenth(need)))
		}
	}
	return heatCell{Parts: []string{missing(below)}, Words: strings.Join(lines, "\n")}
}

// fewest is the contacts of an hour below which its share in time says nothing.
const fewest = 0.5

// missing is the class of an hour in which a share is so far below the one wanted: u1 to u3
// to 10 points, to 25 and beyond.
func missing(below float64) string {
	switch {
	case below < 0.005:
		return "fine"
	case below <= 0.1:
		return "u1"
	case below <= 0.25:
		return "u2"
	}
	return "u3"
}

// used says whether any queue asks for or gets agents in an interval.
func (x *writer) used(i int) bool {
	for _, h := range x.heats {
		if h.used(i) {
			return true
		}
	}
	return false
}

// volumes is what comes to all queues, by day; nil without a forecast.
func (x *writer) volumes(grid calendar.Grid) map[calendar.Date]forecast.Total {
	var all []forecast.Volume
	for _, p := range x.plan.Profiles {
		if p.Volume.Grid.N == 0 {
			return nil
		}
		all = append(all, p.Volume)
	}
	if len(all) == 0 {
		return nil
	}
	out := map[calendar.Date]forecast.Total{}
	for _, t := range forecast.TotalsOf(all, forecast.Day, x.plan.Input.Seed) {
		out[calendar.DateOf(all[0].Grid.At(t.First))] = t
	}
	return out
}

// working is who has a shift that starts on each date, and their paid hours.
func (x *writer) working() (people map[calendar.Date]map[string]bool, paid map[calendar.Date]float64) {
	people, paid = map[calendar.Date]map[string]bool{}, map[calendar.Date]float64{}
	for _, s := range x.plan.Roster.Roster.Shifts {
		d := calendar.DateOf(s.Start.In(x.zone))
		if people[d] == nil {
			people[d] = map[string]bool{}
		}
		people[d][s.Agent] = true
		paid[d] += s.PaidHours().Hours()
	}
	return people, paid
}

// between is a range of counts by its quantiles; empty where there are none.
func (x *writer) between(quantiles []float64) string {
	if len(quantiles) < 2 {
		return ""
	}
	return x.Count(quantiles[0]) + " – " + x.Count(quantiles[len(quantiles)-1])
}
