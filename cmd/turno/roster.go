package main

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/report/xlsx"
	"turno/internal/workspace/result"
	"turno/plan"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/check"
	"turno/schedule/roster"
)

func rosterCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "roster",
		Usage: "requirement to who works when, with breaks and duties",
		Description: `Builds the best legal roster it can find. A hard rule is never broken: what cannot be covered is reported.

  turno roster --sample volo --out results
  turno roster --workspace . --requirement results/requirement.csv --lock results/roster.csv --out replanned
  turno roster --workspace . --base published --absences sick-today.csv --out repaired

Service is expected over possible futures of the forecast. With --requirement these are the workspace's own where it
forecasts the same, or those of --forecast; else they are figures at the mean volume, and the output says so.

--lock keeps the rows of a roster.csv, or of the sheet Roster of a workbook, whose locked column says yes, or all rows
where it has no such column. The other rows change only where service and rules ask for it; --base none forgets them.

  turno roster --workspace . --lock results/plan.xlsx --out replanned

Where the workspace holds a published version of the period (turno publish), people keep what they were told where
service and rules allow. --base FILE --afresh says so of another roster, --base none of none.

--base FILE, or --base published, changes as few people as may be: every shift stays but those that can no longer be
worked, by absence, availability, skill or because somebody left. Whose shift falls out is planned anew on that day;
then one helper after the other (2 at most, unless --helpers says otherwise) may be changed, on that day and at last
all week, as long as each step serves noticeably more customers or keeps a minimum. --absences FILE adds those
of a file to absences.csv.`,
		Flags: flags(workspaceFlags(), []cli.Flag{forecastFile(), requirementFile(),
			rosterFlag("lock", "whose locked shifts are kept as they are"),
			rosterFlag("base", "to keep but for what can no longer be worked; or published; none plans as if nobody had been told anything"),
			absencesFlag(": keep the base but for what can no longer be worked"),
			&cli.IntFlag{Name: "helpers", Value: 2, Usage: "`N` people at most who may be changed beside those whose shifts of the base fall out"},
			&cli.BoolFlag{Name: "afresh", Usage: "plan everybody anew, the base kept only where service and rules allow"},
		}, searchFlags(), repairFlags(), outputFlags(), []cli.Flag{strictFlag(), chartsFlag()}),
		Action: func(c *cli.Context) error { return rosterAction(c, sh) },
	}
}

func rosterAction(c *cli.Context, sh shell) error {
	in, err := load(c)
	if err != nil {
		return err
	}
	if err := errors.Join(checkOut(c), checkCharts(c)); err != nil {
		return err
	}
	if in, err = lock(c, in); err != nil {
		return err
	}
	if in, err = baseOf(c, in); err != nil {
		return err
	}
	if keeps(c) {
		return repairAction(c, sh, in)
	}
	report, stop := startProgress(sh)
	requirement, futures, found, err := requirementOf(c, in, report)
	var built roster.Result
	if err == nil {
		built, err = in.Roster(c.Context, requirement, report)
	}
	judged := in.Check(requirement, built.Roster, futures)
	var troubles []repair.Trouble
	if err == nil && c.Context.Err() == nil {
		troubles, err = in.Explain(c.Context, requirement, built, judged, futures, report)
	}
	stop()
	cancelled := c.Context.Err() != nil
	if err != nil && !cancelled {
		return err
	}
	why := document.Explanations(troubles, in.Currency, words(in))
	findings := plan.Join(found, built.Findings, judged.Findings)
	judged.Findings = findings // what only the optimiser knows is told with the rest
	if cancelled && !c.Bool("keep-partial") {
		p := plan.Plan{Input: in, Requirement: requirement, Roster: built, Check: judged}
		return stopped(c, sh, p)
	}
	o := outcome{in, requirement, built.Roster, judged, findings, troubles}
	if cancelled {
		if err := o.write(c); err != nil {
			return err
		}
		return exitError{exitFailed, worded("stopped after %.0f %% of the search; what was reached is in %s", 100*built.Done, c.String("out"))}
	}
	return o.tell(c, sh, func(w io.Writer) error { return document.Roster(w, built.Roster, why) }, func(w io.Writer) error {
		return terminal.Roster(w, built.Roster, in.Team, tableOptions(sh, in))
	})
}

// lock adds the shifts of --lock to those that must stay. The others of the file are what
// people were told, unless --base says so: they change where service and rules ask for it.
func lock(c *cli.Context, in plan.Input) (plan.Input, error) {
	if c.String("lock") == "" {
		return in, nil
	}
	r, err := rosterOf(c, "lock", in, lockedRows)
	if err != nil {
		return in, err
	}
	if free := slices.ContainsFunc(r.Shifts, func(s schedule.Shift) bool { return !s.Locked }); free && c.String("base") == "" {
		in.Base = r
	}
	for _, s := range r.Shifts {
		if s.Locked && in.Period.Contains(s.Start) {
			in.Team.Locks = append(in.Team.Locks, s)
		}
	}
	return in, nil
}

func rosterFiles(c *cli.Context, in plan.Input, r schedule.Requirement, ro schedule.Roster, judged check.Report, findings []schedule.Finding, troubles []repair.Trouble) []result.File {
	files := []result.File{
		{Name: "requirement.csv", Write: func(w io.Writer) error { return result.WriteRequirement(w, r) }},
		{Name: "roster.csv", Write: func(w io.Writer) error { return result.WriteRoster(w, ro) }},
		{Name: "coverage.csv", Write: func(w io.Writer) error { return result.WriteCoverage(w, judged.Coverage) }},
		findingsFile(findings, troubles, in),
		{Name: planFile, Write: func(w io.Writer) error {
			return document.Roster(w, ro, document.Explanations(troubles, in.Currency, words(in)))
		}},
	}
	p := judgedPlan(in, r, ro, judged, findings, troubles)
	files = append(files, result.File{Name: "plan.xlsx", Write: func(w io.Writer) error { return workbook(w, p, xlsx.Options{}) }})
	return slices.Concat(files, pictures(c, p), calendars(in, ro, draft(in)))
}

func isCancelled(err error) bool { return errors.Is(err, context.Canceled) }
