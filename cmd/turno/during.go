package main

import (
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
)

// What --during of a back-test may name.
const (
	duringCampaigns = "campaigns"
	duringHolidays  = "holidays"
)

// outsideOf lists everything but the hours that --during names, per queue: a campaign
// until five half-lives after its end, a holiday from midnight to midnight.
func outsideOf(c *cli.Context, d demand) ([]backtest.Exclusion, error) {
	what := c.String("during")
	if what == "" {
		return nil, nil
	}
	if what != duringCampaigns && what != duringHolidays {
		return nil, usage("--during %q: expected campaigns or holidays", what)
	}
	var out []backtest.Exclusion
	found := false
	for _, s := range d.History {
		inside := d.holidays(s)
		if what == duringCampaigns {
			inside = d.campaigns(s)
		}
		found = found || len(inside) > 0
		for _, w := range others(inside, s.Grid.Start, s.Grid.End()) {
			out = append(out, backtest.Exclusion{Queue: s.Queue, Span: w})
		}
	}
	if !found {
		return nil, usage("--during %s: the history holds none that are known (see turno.yaml, --country)", what)
	}
	return out, nil
}

// campaigns lists when campaigns and events with a known effect acted on a queue.
func (d demand) campaigns(s forecast.Series) []calendar.Window {
	var out []calendar.Window
	for _, c := range d.Campaigns {
		end := c.Start.Add(c.Rise)
		if c.End.After(end) {
			end = c.End
		}
		end = end.Add(min(5*c.HalfLife, 28*24*time.Hour))
		if c.Touches(s.Queue) && c.Start.Before(s.Grid.End()) && end.After(s.Grid.Start) {
			out = append(out, calendar.Window{From: c.Start, To: end})
		}
	}
	return out
}

// holidays lists the public holidays within a queue's history.
func (d demand) holidays(s forecast.Series) []calendar.Window {
	var out []calendar.Window
	for _, day := range s.Grid.Days() {
		if d.Calendar.Holiday(day.Date) != "" {
			out = append(out, calendar.Window{From: s.Grid.At(day.First), To: s.Grid.At(day.First + day.N)})
		}
	}
	return out
}

// others is what lies between the windows within [from, to).
func others(inside []calendar.Window, from, to time.Time) []calendar.Window {
	slices.SortFunc(inside, func(a, b calendar.Window) int { return a.From.Compare(b.From) })
	var out []calendar.Window
	for _, w := range inside {
		if w.From.After(from) {
			out = append(out, calendar.Window{From: from, To: w.From})
		}
		if w.To.After(from) {
			from = w.To
		}
	}
	if from.Before(to) {
		out = append(out, calendar.Window{From: from, To: to})
	}
	return out
}
