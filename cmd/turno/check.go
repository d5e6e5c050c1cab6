package main

import (
	"errors"
	"io"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/result"
	"turno/schedule/roster"
)

func checkCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "check",
		Usage: "judge any roster: rules broken, coverage missed",
		Description: `Reads a roster.csv, whoever made it, and says which rules it breaks, what it covers and which requests it
grants. Exits with 3 when a hard rule is broken or a target is not met.

Work that may wait is followed through possible futures of the forecast, for a week that is busier than
expected spoils more than a quiet one makes good. With --requirement the work comes as that file expects it,
unless --forecast says how uncertain it is.

  turno check --sample moda --roster plan-moda/roster.csv
  turno check --workspace . --roster roster.csv --requirement results/requirement.csv --forecast results/forecast.csv`,
		Flags: flags(workspaceFlags(), []cli.Flag{rosterFile("the roster.csv `FILE` to judge"), forecastFile(), requirementFile()}, repairFlags(), outputFlags(), []cli.Flag{chartsFlag()}),
		Action: func(c *cli.Context) error {
			in, err := load(c)
			if err != nil {
				return err
			}
			if err := errors.Join(checkOut(c), checkCharts(c)); err != nil {
				return err
			}
			ro, err := rosterOf(c, "roster", in)
			if err != nil {
				return err
			}
			report, stop := startProgress(sh)
			requirement, futures, found, err := requirementOf(c, in, report)
			if err != nil {
				stop()
				return err
			}
			judged := in.Check(requirement, ro, futures)
			troubles, err := in.Explain(c.Context, requirement, roster.Result{Roster: ro}, judged, futures, report)
			stop()
			if err != nil {
				return err
			}
			why := document.Explanations(troubles, in.Currency, words(in))
			if err := writeOut(c, append(pictures(c, judgedPlan(in, requirement, ro, judged, judged.Findings, troubles)), []result.File{
				{Name: "coverage.csv", Write: func(w io.Writer) error { return result.WriteCoverage(w, judged.Coverage) }},
				findingsFile(judged.Findings, troubles, in),
				{Name: planFile, Write: func(w io.Writer) error { return document.Check(w, judged, why, words(in)) }},
			}...)); err != nil {
				return err
			}
			if err := show(c, sh, func(w io.Writer) error { return document.Check(w, judged, why, words(in)) }, func(w io.Writer) error {
				return terminal.Check(w, judged, terminal.Explained{Troubles: troubles, Currency: in.Currency}, tableOptions(sh, in))
			}); err != nil {
				return err
			}
			said(c, sh)
			return unmet(append(found, judged.Findings...))
		},
	}
}
