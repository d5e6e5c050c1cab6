package main

import (
	"io"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/result"
	"turno/plan"
	"turno/schedule/simulate"
)

func simulateCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "simulate",
		Usage: "replay a roster: the service that customers really get",
		Description: `Replays a roster against many possible weeks of the forecast, contact by contact, and tells the share served
within each target with its confidence.

  turno simulate --sample moda --roster plan-moda/roster.csv
  turno simulate --workspace . --roster r/roster.csv --forecast r/forecast.csv --replications 400`,
		Flags: flags(workspaceFlags(), []cli.Flag{rosterFile("the roster.csv `FILE` to replay"), forecastFile()}, simulationFlags(), outputFlags()),
		Action: func(c *cli.Context) error {
			in, err := load(c)
			if err != nil {
				return err
			}
			if err := checkOut(c); err != nil {
				return err
			}
			ro, err := rosterOf(c, "roster", in)
			if err != nil {
				return err
			}
			report, stop := startProgress(sh)
			_, profiles, err := profilesOf(c, in, report)
			var service simulate.Result
			if err == nil {
				service, err = in.Simulate(c.Context, profiles, ro, report)
			}
			stop()
			if err != nil {
				return err
			}
			if err := writeOut(c, []result.File{
				{Name: "service.csv", Write: func(w io.Writer) error { return result.WriteService(w, service, in.Queues) }},
				{Name: planFile, Write: func(w io.Writer) error { return document.Service(w, service, in.Queues) }},
			}); err != nil {
				return err
			}
			if err := show(c, sh, func(w io.Writer) error { return document.Service(w, service, in.Queues) }, func(w io.Writer) error {
				return terminal.Service(w, service, in.Queues, tableOptions(sh, in))
			}); err != nil {
				return err
			}
			said(c, sh)
			return strict(c, plan.MissedTargets(service, in.Queues, in.Period))
		},
	}
}
