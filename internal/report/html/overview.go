package html

import (
	"strings"

	"turno/forecast"
	"turno/forecast/calendar"
)

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
	came := x.volumes()
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
func (x *writer) volumes() map[calendar.Date]forecast.Total {
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
	for _, t := range x.daily(all) {
		out[calendar.DateOf(all[0].Grid.At(t.First))] = t
	}
	return out
}

// longest is the days of which ranges are told: those of each take hundreds of sample paths.
const longest = 8 * 7

// daily adds volumes up by day, with their ranges where the period is not too long.
func (x *writer) daily(all []forecast.Volume) []forecast.Total {
	days := all[0].Grid.Days()
	if len(days) <= longest {
		return forecast.TotalsOf(all, forecast.Day, x.plan.Input.Seed)
	}
	out := make([]forecast.Total, len(days))
	for k, d := range days {
		out[k] = forecast.Total{First: d.First, N: d.N}
		for _, v := range all {
			for _, m := range v.Mean[d.First : d.First+d.N] {
				out[k].Mean += m
			}
		}
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
