package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/result"
	"turno/plan"
	"turno/plan/cost"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/roster"
)

func checkCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "check",
		Usage: "judge any roster: rules broken, coverage missed, what it costs",
		Description: `Reads a roster.csv, or the sheet Roster of a workbook (plan.xlsx) as a planner left it, and says which rules it
breaks, each with its cheapest repair, what it covers, what it costs, and which requests it grants.

It is compared with --base FILE: by default with the roster.csv of the results folder that it lies in, or else with the
published version of the period; --base none compares it with nothing.

Work that may wait is followed through possible futures of the forecast, for a week that is busier than
expected spoils more than a quiet one makes good. With --requirement these are the workspace's own where it
forecasts the same, or those of --forecast; else the work comes as the file expects it, and the output says so.

  turno check --sample moda --roster plan-moda/plan.xlsx
  turno check --workspace . --roster roster.csv --requirement results/requirement.csv --forecast results/forecast.csv`,
		Flags: flags(workspaceFlags(), []cli.Flag{rosterFile("to judge"),
			rosterFlag("base", "to compare it with; or published, or none"),
			absencesFlag(", as of turno roster --absences"),
			forecastFile(), requirementFile()}, repairFlags(), outputFlags(), []cli.Flag{chartsFlag()}),
		Action: func(c *cli.Context) error { return checkAction(c, sh) },
	}
}

func checkAction(c *cli.Context, sh shell) error {
	in, err := load(c)
	if err != nil {
		return err
	}
	if err := errors.Join(checkOut(c), checkCharts(c)); err != nil {
		return err
	}
	if in, err = withAbsences(c, in); err != nil {
		return err
	}
	ro, err := rosterOf(c, "roster", in, inHand)
	if err != nil {
		return err
	}
	base, against, err := comparedWith(c, in)
	if err != nil {
		return err
	}
	s, found, err := standing(c, sh, in, ro)
	if err != nil {
		return err
	}
	v, err := during(sh, func(report forecast.Progress) (verdict, error) { return judge(c, in, s, base, against, report) })
	if err != nil {
		return err
	}
	doc := func(w io.Writer) error { return document.Check(w, v.document(in), words(in)) }
	shown := judgedPlan(in, s.Requirement, ro, v.Report, v.Report.Findings, v.Why.Troubles)
	if err := writeOut(c, append(pictures(c, shown), []result.File{
		{Name: "coverage.csv", Write: func(w io.Writer) error { return result.WriteCoverage(w, v.Report.Coverage) }},
		findingsFile(v.Report.Findings, v.Why.Troubles, in),
		{Name: planFile, Write: doc},
	}...)); err != nil {
		return err
	}
	if err := show(c, sh, doc, func(w io.Writer) error { return terminal.Judged(w, v.Verdict, tableOptions(sh, in)) }); err != nil {
		return err
	}
	atMean(c, sh, in, found)
	said(c, sh)
	return unmet(append(found, v.Report.Findings...))
}

// verdict is what check says, for any form of it.
type verdict struct{ terminal.Verdict }

func (v verdict) document(in plan.Input) document.Verdict {
	return document.Verdict{
		Report: v.Report, Explanations: document.Explanations(v.Why.Troubles, in.Currency, words(in)), Mendings: v.Why.Mendings,
		Currency: in.Currency, Cost: v.Cost, Hours: v.Hours, Against: v.Against, Changed: v.Changed,
	}
}

// judge checks the roster, explains and prices it and compares it with the base.
func judge(c *cli.Context, in plan.Input, s repair.Standing, base schedule.Roster, against string, report forecast.Progress) (v verdict, err error) {
	v.Report = in.Check(s.Requirement, s.Roster, s.Futures)
	v.Why.Currency, v.Against = in.Currency, against
	bill := cost.Of(in.Team, s.Roster.Shifts, in.Calendar, in.Currency).Total
	v.Cost, v.Hours = bill.Total, bill.PaidHours.InexactFloat64()
	if base.Grid.N > 0 {
		from := s
		from.Roster = base
		d := repair.Differ(from, s.Roster)
		v.Changed = &d
	}
	if v.Why.Mendings, err = s.Mend(c.Context, v.Report.Findings, base, in.Repairs); err != nil {
		return v, err
	}
	v.Why.Troubles, err = in.Explain(c.Context, s.Requirement, roster.Result{Roster: s.Roster}, v.Report, s.Futures, report)
	return v, err
}

// comparedWith is the roster of --base, that of the results folder in which the judged one
// lies, or the published one, with its name; an empty grid is none.
func comparedWith(c *cli.Context, in plan.Input) (schedule.Roster, string, error) {
	switch name := c.String("base"); name {
	case "none":
		return schedule.Roster{}, "", nil
	case "published":
		err := wholly("base", in)
		return in.Base, name, err
	case "":
	default:
		r, err := rosterOf(c, "base", in, toldBefore)
		return r, name, err
	}
	dir := filepath.Dir(c.String("roster"))
	beside := filepath.Join(dir, "roster.csv")
	if _, err := os.Stat(filepath.Join(dir, planFile)); err == nil && !sameFile(beside, c.String("roster")) {
		if r, err := rosterAt(c, "roster", beside, in, toldBefore); err == nil {
			return r, beside, nil
		}
	}
	if in.Base.Grid.N == in.Period.N {
		return in.Base, "published", nil
	}
	return schedule.Roster{}, "", nil
}

// sameFile says whether both names are of one file, or the first of none.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return true
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
