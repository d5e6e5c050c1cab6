package main

import (
	"io"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/result"
)

func peaksCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "peaks",
		Usage: "when volume peaks, and what stood out in the history",
		Description: `Tells of every queue the usual week by the hour with its recurring peaks, and what the history holds beyond
it: bursts and their shape, level shifts, gaps and outages, what campaigns brought, and how holidays count.

  turno peaks --sample moda
  turno peaks --history posts.csv --country IT --json

Reads a workspace, or a history file alone with the columns timestamp, queue and volume.`,
		Flags: flags(demandFlags(), []cli.Flag{
			&cli.StringFlag{Name: "queue", Usage: "show only the queue `NAME`"},
		}, outputFlags()),
		Action: func(c *cli.Context) error { return peaksAction(c, sh) },
	}
}

func peaksAction(c *cli.Context, sh shell) error {
	if err := checkOut(c); err != nil {
		return err
	}
	d, err := demandOf(c)
	if err != nil {
		return err
	}
	if err := checkQueue(c, d); err != nil {
		return err
	}
	r, err := during(sh, func(p forecast.Progress) (auto.Result, error) {
		return auto.Forecast(c.Context, d.Input, auto.Options{Progress: p})
	})
	if err != nil {
		return d.refused(err)
	}
	r = onlyQueue(r, c.String("queue"))
	var rhythms []forecast.Rhythm
	for _, s := range d.History {
		if name := c.String("queue"); name == "" || name == s.Queue {
			rhythms = append(rhythms, s.Rhythm(d.Calendar.Zone))
		}
	}
	if err := writeOut(c, []result.File{
		{Name: planFile, Write: func(w io.Writer) error { return document.Peaks(w, rhythms, r, d.words) }},
	}); err != nil {
		return err
	}
	err = show(c, sh, func(w io.Writer) error { return document.Peaks(w, rhythms, r, d.words) }, func(w io.Writer) error {
		return terminal.Peaks(w, rhythms, r, sh.tables(d.words))
	})
	said(c, sh)
	return err
}
