package main

import (
	"errors"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/result"
)

func forecastCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "forecast",
		Usage: "history in, volume out, with a range for every hour",
		Description: `Forecasts every queue of a workspace, or of a history file alone:

  turno forecast --history posts.csv --horizon 168h
  turno forecast --history tweets.csv --columns timestamp=time,queue=brand,volume=count --json
  turno forecast --sample moda --from 2026-11-23 --explain --chart charts
  turno forecast --workspace . --horizon 8904h --by month

Reads a history with the columns timestamp, queue and volume (comma, semicolon or tab; gz too).
--explain tells, day by day and for one interval, how the mean comes about: level x season x
holiday x campaign x burst x rest. With --out DIR it writes forecast.csv, which staff and simulate
take by --forecast, and choice.json, which --choice takes: it saves choosing the methods again.`,
		Flags: flags(workspaceFlags(), historyFlags(), []cli.Flag{
			horizonFlag(),
			&cli.StringFlag{Name: "by", Usage: "show totals by `PERIOD`: hour, day, week or month; default: by the length of the forecast"},
			&cli.StringFlag{Name: "queue", Usage: "show only the queue `NAME`"},
			&cli.BoolFlag{Name: "explain", Usage: "tell how the mean comes about"},
			&cli.StringFlag{Name: "at", Usage: "with --explain: the interval at `TIME`; default: the busiest"},
			&cli.StringFlag{Name: "choice", Usage: "forecast by the methods of a choice.json `FILE` instead of choosing"},
			&cli.StringFlag{Name: "so-far", Usage: "update the forecast by the hours of it that have come, in a history `FILE`"},
			&cli.StringFlag{Name: "chart", Usage: "draw fan charts into `DIR` (SVG and PNG, one per queue), or one into FILE.svg or FILE.png"},
		}, outputFlags()),
		Action: func(c *cli.Context) error { return forecastAction(c, sh) },
	}
}

func forecastAction(c *cli.Context, sh shell) error {
	by, err := periodOf(c)
	if err != nil {
		return err
	}
	if err := errors.Join(checkOut(c), checkChart(c)); err != nil {
		return err
	}
	d, err := demandOf(c)
	if err != nil {
		return err
	}
	opt, err := forecastOptions(c)
	if err != nil {
		return err
	}
	at, err := instant(c, "at", d.Future)
	if err != nil {
		return err
	}
	if err := checkQueue(c, d); err != nil {
		return err
	}
	r, err := during(sh, func(p forecast.Progress) (auto.Result, error) {
		opt.Progress = p
		return auto.Forecast(c.Context, d.Input, opt)
	})
	if err != nil {
		return d.refused(err)
	}
	if r, err = updated(c, d, r); err != nil {
		return err
	}
	if err := writeForecast(c, d, r, by); err != nil {
		return err
	}
	shown := onlyQueue(r, c.String("queue"))
	if err := writeCharts(c, sh, d, shown); err != nil {
		return err
	}
	err = show(c, sh, func(w io.Writer) error {
		return document.Forecast(w, shown, document.ForecastOptions{Words: d.words, By: by, Components: c.Bool("explain")})
	}, func(w io.Writer) error { return forecastTables(w, c, sh, d, shown, by, at) })
	said(c, sh)
	return err
}

// writeForecast writes the results folder of a forecast.
func writeForecast(c *cli.Context, d demand, r auto.Result, by forecast.Period) error {
	return writeOut(c, []result.File{
		{Name: "forecast.csv", Write: func(w io.Writer) error { return result.WriteForecast(w, r.Volumes) }},
		{Name: "choice.json", Write: func(w io.Writer) error { return result.WriteChoice(w, r.Choices) }},
		{Name: planFile, Write: func(w io.Writer) error {
			return document.Forecast(w, r, document.ForecastOptions{Words: d.words, By: by, Components: true})
		}},
	})
}

func forecastTables(w io.Writer, c *cli.Context, sh shell, d demand, r auto.Result, by forecast.Period, at int) error {
	opt := terminal.ForecastOptions{Options: sh.tables(d.words), By: by}
	if err := terminal.Forecast(w, r, opt); err != nil || !c.Bool("explain") {
		return err
	}
	return terminal.Explain(w, r, at, opt.Options)
}

// forecastOptions are the options of a forecast by its flags.
func forecastOptions(c *cli.Context) (auto.Options, error) {
	name := c.String("choice")
	if name == "" {
		return auto.Options{}, nil
	}
	f, err := open("choice", name)
	if err != nil {
		return auto.Options{}, err
	}
	defer f.Close()
	choices, err := result.ReadChoice(name, f)
	return auto.Options{Choice: choices}, err
}

// periodOf is the period of --by; empty where the flag is not given.
func periodOf(c *cli.Context) (forecast.Period, error) {
	by := forecast.Period(c.String("by"))
	if by != "" && !slices.Contains(forecast.Periods(), by) {
		return "", usage("--by %q: expected hour, day, week or month", by)
	}
	return by, nil
}

// onlyQueue is the part of a result about one queue; no name means all of them.
func onlyQueue(r auto.Result, name string) auto.Result {
	if name == "" {
		return r
	}
	out := auto.Result{}
	for i, v := range r.Volumes {
		if v.Queue == name {
			out.Volumes, out.Methods = append(out.Volumes, v), append(out.Methods, r.Methods[i])
		}
	}
	out.Choices = kept(r.Choices, func(c auto.Choice) bool { return c.Queue == name })
	out.Notes = kept(r.Notes, func(n forecast.Note) bool { return n.Queue == name })
	out.Campaigns = kept(r.Campaigns, func(e forecast.CampaignEffect) bool { return e.Queue == name })
	out.Bursts = kept(r.Bursts, func(b forecast.BurstShape) bool { return b.Queue == name })
	return out
}

func kept[T any](list []T, keep func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool { return !keep(x) })
}

func queueNames(series []forecast.Series) []string {
	names := make([]string, len(series))
	for i, s := range series {
		names[i] = s.Queue
	}
	return names
}

// checkQueue refuses a --queue that the history does not have.
func checkQueue(c *cli.Context, d demand) error {
	name, names := c.String("queue"), queueNames(d.History)
	if name == "" || slices.Contains(names, name) {
		return nil
	}
	if near := fault.Closest(name, names); near != "" {
		return usage("--queue %q is not a queue of the history: did you mean %q?", name, near)
	}
	return usage("--queue %q is not a queue of the history: it has %s", name, listed(names))
}

// inputError makes what the forecaster says of a history an error of the input.
func inputError(file string, err error) error {
	var exit exitError
	if errors.As(err, &exit) || isCancelled(err) {
		return err
	}
	return usage("%s: %v", file, err)
}
