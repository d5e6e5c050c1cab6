package main

import (
	"context"
	"errors"
	"io"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/plan"
	"turno/schedule"
)

func planCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "plan",
		Usage: "the whole walk: forecast, staff, roster, check, simulate",
		Description: `Reads a workspace (turno.yaml, history.csv, agents.csv; absences.csv, requests.csv and published.csv
where present), plans the week after the history and prints a summary. Of what turno publish has told people, shifts
before the period count towards its rules, and those within it are kept where service and rules allow.

With --out DIR it writes forecast.csv, requirement.csv, roster.csv, coverage.csv, service.csv, cost.csv, work.csv,
findings.json, plan.json, plan.xlsx, plan.html (the planner's page: open it in a browser, or print it), charts/
for slides, and a calendar per agent in ics/.

  turno plan --sample moda --out plan-moda

With --months N it plans the size of the team instead, by whole months from the long-range forecast: volume and full-time
people asked for (P50, P80 and P90) by queue, those there month by month (from and to, inductions, certificates and absences;
leavers and decided hires from capacity: in turno.yaml), the gap, whom to hire and when to decide, pay and budget. --out DIR then gets capacity.csv, capacity.xlsx with live
formulas, and plan.json.

  turno plan --workspace . --from 2026-11-23 --out black-friday
  turno plan --sample moda --months 12`,
		Flags: flags(workspaceFlags(), []cli.Flag{
			&cli.IntFlag{Name: "months", Usage: "plan the size of the team for `N` whole months, 1 to 24, instead of a roster"},
		}, outputFlags(), simulationFlags(), searchFlags(), repairFlags(), []cli.Flag{chartsFlag()}),
		Action: func(c *cli.Context) error {
			if c.IsSet("months") {
				return capacityAction(c, sh)
			}
			in, err := load(c)
			if err != nil {
				return err
			}
			if err := errors.Join(checkOut(c), checkCharts(c)); err != nil {
				return err
			}
			report, stop := startProgress(sh)
			p, err := plan.Build(c.Context, in, report)
			stop()
			if errors.Is(err, context.Canceled) {
				return stopped(c, sh, p)
			}
			if err != nil {
				return err
			}
			if err := writePlan(c, p); err != nil {
				return err
			}
			if err := show(c, sh, func(w io.Writer) error { return document.Plan(w, p, words(in)) }, func(w io.Writer) error {
				if err := terminal.Plan(w, p, tableOptions(sh, in)); err != nil {
					return err
				}
				return terminal.Sources(w, in.Measured, tableOptions(sh, in))
			}); err != nil {
				return err
			}
			said(c, sh)
			return strict(c, p.Findings)
		},
	}
}

// stopped says what a cancelled plan had reached, and writes it when asked to.
func stopped(c *cli.Context, sh shell, p plan.Plan) error {
	reached := worded("nothing was written")
	if c.Bool("keep-partial") && c.String("out") != "" && len(p.Roster.Roster.Shifts) > 0 {
		p.Roster.Stopped = true
		if err := writePlan(c, p); err != nil {
			return err
		}
		reached = worded("what was reached is in %s, marked as partial", c.String("out"))
	}
	return exitError{exitFailed, worded("stopped %s; %s", progressOf(p), reached)}
}

// progressOf tells in words how far a plan got.
func progressOf(p plan.Plan) error {
	switch {
	case p.Roster.Roster.Grid.N > 0:
		return worded("after %.0f %% of the roster search: %d {shift/shifts} for %d {agent/agents}, %d hard {rule/rules} broken",
			100*p.Roster.Done, len(p.Roster.Roster.Shifts), len(p.Input.Team.Agents), p.Check.Broken())
	case p.Requirement.Grid.N > 0:
		return worded("before the first roster; the requirement was ready")
	case len(p.Forecast.Volumes) > 0:
		return worded("after the forecast")
	}
	return worded("during the forecast")
}

// strict turns what is missed into exit code 3, where --strict asks for it.
func strict(c *cli.Context, findings []schedule.Finding) error {
	if !c.Bool("strict") {
		return nil
	}
	return unmet(findings)
}

func unmet(findings []schedule.Finding) error {
	broken, missed := 0, 0
	for _, f := range findings {
		switch {
		case f.Severity == schedule.Broken:
			broken++
		case f.Code == schedule.CodeTarget || f.Code == schedule.CodePromise || f.Code == schedule.CodeMinStaff || f.Code == schedule.CodeNobody:
			missed++
		}
	}
	if broken+missed == 0 {
		return nil
	}
	return exitError{exitStrict, worded("%d hard {rule/rules} broken, %d {target/targets} or minimums not met", broken, missed)}
}
