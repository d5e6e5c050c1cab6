package main

import (
	"time"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/internal/report/text"
	"turno/internal/workspace/table"
	"turno/internal/workspace/value"
)

// week is how far ahead is forecast where nothing is said.
const week = 7 * 24 * time.Hour

// longest is how far ahead anything is forecast: 53 weeks.
const longest = 371 * 24 * time.Hour

// demand is what the commands about volume work on: what the forecaster is asked, from a
// workspace or from a history file alone.
type demand struct {
	auto.Input
	file  string // of --history; empty for a workspace
	words text.Catalogue
}

// demandFlags choose the demand.
func demandFlags() []cli.Flag {
	return flags([]cli.Flag{
		&cli.StringFlag{Name: "workspace", Value: ".", Usage: "the `DIR` with turno.yaml and history.csv"},
		&cli.StringFlag{Name: "sample", Usage: "a built-in world instead of a workspace: `NAME` is moda, volo or banka"},
	}, historyFlags())
}

// historyFlags describe a history file that needs no workspace.
func historyFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "history", Usage: "a history `FILE`, instead of a workspace"},
		&cli.StringFlag{Name: "columns", Usage: "what its columns are called, `timestamp=time,queue=brand,volume=count`"},
		&cli.StringFlag{Name: "zone", Value: "UTC", Usage: "the time `ZONE` in which its local times are read"},
		&cli.StringFlag{Name: "country", Usage: "the `CODE` of the country whose public holidays count, such as IT"},
	}
}

func horizonFlag() cli.Flag {
	return durationFlag("horizon", week, "how far ahead (`TIME`), such as 7d or 168h, up to 371d (53 weeks)")
}

// demandOf reads the demand that the flags name. With --history the forecast begins where
// the history ends; in a workspace it covers the period, or --horizon from its start.
func demandOf(c *cli.Context) (demand, error) {
	if c.String("history") != "" {
		return historyDemand(c)
	}
	for _, name := range []string{"columns", "zone", "country"} {
		if c.IsSet(name) {
			return demand{}, usage("--%s has no meaning without --history: turno.yaml says it", name)
		}
	}
	if c.IsSet("horizon") && c.IsSet("weeks") {
		return demand{}, usage("--horizon and --weeks both say how far ahead: expected one of them")
	}
	in, err := load(c)
	if err != nil {
		return demand{}, err
	}
	asked, err := in.Demand()
	if err != nil {
		return demand{}, usage("%v", err)
	}
	if c.IsSet("horizon") {
		if asked.Future, err = stretch(asked.Future.Start, asked.Future.Step, c.Duration("horizon")); err != nil {
			return demand{}, err
		}
	}
	return demand{Input: asked, words: words(in)}, nil
}

func historyDemand(c *cli.Context) (demand, error) {
	for _, name := range []string{"workspace", "sample", "from", "weeks", "now"} {
		if c.IsSet(name) {
			return demand{}, usage("--%s has no meaning with --history: the forecast begins where the history ends", name)
		}
	}
	series, cal, err := readHistory(c)
	if err != nil {
		return demand{}, err
	}
	horizon := c.Duration("horizon")
	if horizon == 0 && !c.IsSet("horizon") {
		horizon = week // of a command that does not ask how far
	}
	future, err := stretch(lastEnd(series), series[0].Grid.Step, horizon)
	if err != nil {
		return demand{}, err
	}
	return demand{
		Input: auto.Input{History: series, Calendar: cal, Future: future},
		file:  c.String("history"), words: text.English(cal.Zone, future.Start.Year()).In(c.String("lang")),
	}, nil
}

// readHistory reads the file of --history with the calendar of --zone and --country.
func readHistory(c *cli.Context) ([]forecast.Series, *calendar.Calendar, error) {
	z, err := zone(c.String("zone"))
	if err != nil {
		return nil, nil, err
	}
	cal, err := calendar.New(z, c.String("country"), nil)
	if err != nil {
		return nil, nil, usage("--%v", err)
	}
	columns, err := table.ParseColumns(c.String("columns"))
	if err != nil {
		return nil, nil, usage("--columns %v", err)
	}
	name := c.String("history")
	f, err := open("history", name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	series, err := table.ReadHistory(name, f, table.HistoryOptions{Zone: z, Columns: columns})
	return series, cal, err
}

// stretch is the grid of a horizon.
func stretch(start time.Time, step, horizon time.Duration) (calendar.Grid, error) {
	if horizon < step || horizon > longest || horizon%step != 0 {
		return calendar.Grid{}, usage("--horizon %s: expected a multiple of the history's %s, up to %s", value.FormatDuration(horizon), value.FormatDuration(step), value.FormatDuration(longest))
	}
	return calendar.Grid{Start: start, Step: step, N: int(horizon / step)}, nil
}

func lastEnd(series []forecast.Series) time.Time {
	end := series[0].Grid.End()
	for _, s := range series {
		if s.Grid.End().After(end) {
			end = s.Grid.End()
		}
	}
	return end
}

// refused makes what the forecaster says of a history file an error of the input.
func (d demand) refused(err error) error {
	if d.file == "" || err == nil {
		return err
	}
	return inputError(d.file, err)
}
