package main

import (
	"errors"
	"io"
	"time"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/report/text"
	"turno/internal/workspace/result"
	"turno/internal/workspace/table"
)

func forecastCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "forecast",
		Usage: "history in, volume out, with a range for every hour",
		Description: `Forecasts every queue of a workspace, or of a history file alone:

  turno forecast --history posts.csv --horizon 168h
  turno forecast --history tweets.csv --columns timestamp=time,queue=brand,volume=count --json
  turno forecast --sample moda --from 2026-11-23

Reads a history with the columns timestamp, queue and volume (comma, semicolon or tab; gz too).
With --out DIR it writes forecast.csv, which staff and simulate take by --forecast.`,
		Flags: flags(workspaceFlags(), historyFlags(), []cli.Flag{
			&cli.DurationFlag{Name: "horizon", Value: 7 * 24 * time.Hour, Usage: "with --history: how far ahead, such as 168h, up to 8904h"},
		}, outputFlags()),
		Action: func(c *cli.Context) error {
			if err := checkOut(c); err != nil {
				return err
			}
			if c.String("history") != "" {
				return forecastHistory(c, sh)
			}
			in, err := load(c)
			if err != nil {
				return err
			}
			r, err := during(sh, func(p forecast.Progress) (auto.Result, error) { return in.Forecast(c.Context, p) })
			if err != nil {
				return err
			}
			return forecastDone(c, sh, r, words(in))
		},
	}
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

func forecastHistory(c *cli.Context, sh shell) error {
	for _, name := range []string{"workspace", "sample", "from", "weeks", "now"} {
		if c.IsSet(name) {
			return usage("--%s has no meaning with --history: the forecast begins where the history ends", name)
		}
	}
	series, cal, err := readHistory(c)
	if err != nil {
		return err
	}
	future, err := ahead(series, c.Duration("horizon"))
	if err != nil {
		return err
	}
	r, err := during(sh, func(p forecast.Progress) (auto.Result, error) {
		return auto.Forecast(c.Context, auto.Input{History: series, Calendar: cal, Future: future}, auto.Options{Progress: p})
	})
	if err != nil {
		return inputError(c.String("history"), err)
	}
	return forecastDone(c, sh, r, text.English(cal.Zone, future.Start.Year()))
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
	series, err := table.ReadHistory(name, f, table.HistoryOptions{Zone: z, Columns: columns, Queue: stem(name)})
	return series, cal, err
}

// ahead is the grid of the horizon: it begins where the longest history ends.
func ahead(series []forecast.Series, horizon time.Duration) (calendar.Grid, error) {
	const most = 371 * 24 * time.Hour // 53 weeks
	step := series[0].Grid.Step
	if horizon < step || horizon > most || horizon%step != 0 {
		return calendar.Grid{}, usage("--horizon %v: expected a multiple of the history's %v, up to %v", horizon, step, most)
	}
	end := series[0].Grid.End()
	for _, s := range series {
		if s.Grid.End().After(end) {
			end = s.Grid.End()
		}
	}
	return calendar.Grid{Start: end, Step: step, N: int(horizon / step)}, nil
}

// inputError makes what the forecaster says of a history an error of the input.
func inputError(file string, err error) error {
	var exit exitError
	if errors.As(err, &exit) || isCancelled(err) {
		return err
	}
	return usage("%s: %v", file, err)
}

func forecastDone(c *cli.Context, sh shell, r auto.Result, w text.Catalogue) error {
	files := []result.File{
		{Name: "forecast.csv", Write: func(out io.Writer) error { return result.WriteForecast(out, r.Volumes) }},
		{Name: planFile, Write: func(out io.Writer) error { return document.Forecast(out, r, w) }},
	}
	if err := writeOut(c, files); err != nil {
		return err
	}
	err := show(c, sh, func(out io.Writer) error { return document.Forecast(out, r, w) }, func(out io.Writer) error {
		return terminal.Forecast(out, r, terminal.Options{Words: w, Color: sh.color})
	})
	said(c, sh)
	return err
}
