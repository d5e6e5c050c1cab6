package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/report/xlsx"
	"turno/internal/workspace/result"
	"turno/internal/workspace/value"
	"turno/plan"
	"turno/plan/cost"
	"turno/plan/lever"
	"turno/plan/scenario"
	"turno/schedule"
)

func exportCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "export",
		Usage: "a roster as a workbook for finance, or its cost lines as CSV",
		Description: `Reads a roster of the period, whoever made it, and writes it with forecast, requirement, hours and cost as a
workbook whose figures are formulas: a changed wage, premium or shrinkage on the sheet Inputs changes every total.
With --format csv it writes the cost lines, an agent and line a row, which add up to the same cent.

--set changes a value of the sheet Inputs by the name of its cell, with the roster and its simulated service as
they are: wage_CONTRACT, night_CONTRACT, saturday_, sunday_, holiday_, overtime_CONTRACT, premiums_CONTRACT (add or
highest), wage_of_AGENT, shrinkage_planned, shrinkage_unplanned, shrinkage (all of it, as planned), fte_hours.

  turno export --sample moda --roster plan-moda/roster.csv --out moda.xlsx
  turno export --sample moda --roster plan-moda/roster.csv --format csv
  turno export --workspace . --roster roster.csv --set shrinkage=14% --set wage_full=15.20 --out dearer.xlsx
  turno export --workspace . --roster roster.csv --scenarios --people assess,gaps,fairness --out plan.xlsx`,
		Flags: flags(workspaceFlags(), []cli.Flag{
			rosterFile("to export"),
			&cli.StringFlag{Name: "format", Value: "xlsx", Usage: "`FORMAT` is xlsx or csv"},
			&cli.StringSliceFlag{Name: "set", Usage: "`NAME=VALUE` changes a value of the sheet Inputs; may be given several times"},
			&cli.BoolFlag{Name: "scenarios", Usage: "plan the base and the scenarios of turno.yaml too, and put them side by side on a sheet"},
			&cli.IntFlag{Name: "searches", Value: usualSearches, Usage: "with --scenarios: " + searchesUsage},
			&cli.IntFlag{Name: "months", Usage: "add the size of the team for `N` whole months, 1 to 24, as a sheet (see turno plan --months)"},
			&cli.StringFlag{Name: "people", Usage: "add sheets of turno skills: `PARTS` is all, or some of " + strings.Join(peopleSheets, ",")},
			&cli.StringFlag{Name: "out", Usage: "write `FILE`; csv goes to the terminal without it"},
			forecastFile(), requirementFile(),
		}, simulationFlags()),
		Action: func(c *cli.Context) error { return exportAction(c, sh) },
	}
}

// exportAction is turno export.
func exportAction(c *cli.Context, sh shell) error {
	if err := checkExport(c); err != nil {
		return err
	}
	in, scenarios, err := loadScenarios(c, calendar.Date{})
	switch {
	case err != nil:
		return err
	case c.Bool("scenarios") && len(scenarios) == 0:
		return usage("--scenarios: turno.yaml tells none: expected some under scenarios")
	}
	changed, err := set(in, c.StringSlice("set"))
	if err != nil {
		return err
	}
	ro, err := rosterOf(c, "roster", in, inHand)
	if err != nil {
		return err
	}
	name := c.String("out")
	if c.String("format") == "csv" {
		return export(sh, name, func(w io.Writer) error { return result.WriteCost(w, changed, ro) })
	}
	p, err := during(sh, func(report forecast.Progress) (plan.Plan, error) { return around(c, in, ro, report) })
	if err != nil {
		return err
	}
	// Service and requirement are of the plan as it was made; what was set changes hours and money.
	p.Input, p.Cost = changed, cost.Of(changed.Team, ro.Shifts, changed.Calendar, changed.Currency)
	opt := xlsx.Options{Planned: &in.Team.Shrinkage}
	if c.Bool("scenarios") {
		if opt.Comparison, err = beside(c, sh, changed, scenarios); err != nil {
			return err
		}
	}
	if opt.Capacity, err = monthsAhead(c, sh, changed); err != nil {
		return err
	}
	asMade := p
	asMade.Input = in
	if opt.People, err = aboutPeople(c, sh, asMade); err != nil {
		return err
	}
	return export(sh, name, func(w io.Writer) error { return workbook(w, p, opt) })
}

// checkExport refuses flags that do not go together, before any work is done.
func checkExport(c *cli.Context) error {
	format, name := c.String("format"), c.String("out")
	switch {
	case format != "xlsx" && format != "csv":
		return usage("--format %q: expected xlsx or csv", format)
	case format == "xlsx" && name == "":
		return usage("--out is missing: expected the FILE to write the workbook to, such as --out plan.xlsx")
	}
	for _, flag := range []string{"scenarios", "months", "people", "forecast", "requirement", "replications"} {
		if format == "csv" && c.IsSet(flag) {
			return usage("--%s: it is for the workbook: expected --format xlsx beside it", flag)
		}
	}
	if c.IsSet("searches") && !c.Bool("scenarios") {
		return usage("--searches: it is for scenarios: expected --scenarios beside it")
	}
	_, err := peopleParts(c)
	ending := "." + format
	if name == "" {
		ending = "" // to the terminal
	}
	return errors.Join(checkMonths(c), checkSearches(c), err, checkFile("out", name, ending))
}

// export writes a file, whole or not at all, or to the terminal where none is named.
func export(sh shell, name string, write func(io.Writer) error) error {
	var out bytes.Buffer
	if err := write(&out); err != nil {
		return err
	}
	if name == "" {
		_, err := sh.out.Write(out.Bytes())
		return err
	}
	if err := result.WriteTable(name, func(w io.Writer) error { _, err := w.Write(out.Bytes()); return err }); err != nil {
		return usage("--out %s: %v: expected a file that may be written", name, err)
	}
	fmt.Fprintln(sh.out, sh.words().T("Wrote %s", name))
	return nil
}

// beside is the scenarios of turno.yaml beside the base, with the values that were set.
func beside(c *cli.Context, sh shell, changed plan.Input, list []scenario.Scenario) (*scenario.Comparison, error) {
	out, err := during(sh, func(report forecast.Progress) (scenario.Comparison, error) {
		return scenario.Run(c.Context, changed, list, scenario.Options{Searches: c.Int("searches"), Progress: report})
	})
	return &out, err
}

// around is the plan around a roster that stands: all but the roster is made anew, or taken
// from --forecast and --requirement.
func around(c *cli.Context, in plan.Input, ro schedule.Roster, report forecast.Progress) (plan.Plan, error) {
	given := plan.Given{Roster: &ro}
	var err error
	if given.Forecast, given.Profiles, err = profilesOf(c, in, report); err != nil {
		return plan.Plan{}, err
	}
	if name := c.String("requirement"); name != "" {
		r, err := requirementFrom(name, in)
		if err != nil {
			return plan.Plan{}, err
		}
		given.Requirement = &r
	}
	return plan.BuildWith(c.Context, in, given, report)
}

// set changes values of the input by the names of their cells, all faults at once.
func set(in plan.Input, changes []string) (plan.Input, error) {
	var wrong []error
	for _, change := range changes {
		name, text, cut := strings.Cut(change, "=")
		if !cut {
			wrong = append(wrong, usage("--set %q: expected NAME=VALUE, such as shrinkage=12%%", change))
			continue
		}
		out, err := setOne(in, strings.TrimSpace(name), strings.TrimSpace(text))
		if err != nil {
			wrong = append(wrong, usage("--set %s: %v", change, err))
			continue
		}
		in = out
	}
	if len(wrong) > 0 {
		return in, exitError{exitInput, errors.Join(wrong...)}
	}
	return in, nil
}

func setOne(in plan.Input, name, text string) (plan.Input, error) {
	l, there := lever.Named(in, name)
	if !there {
		return in, known(fmt.Sprintf("%q", name), "a value of the sheet Inputs", name, lever.Known(in))
	}
	x, err := valueOf(l, text)
	if err != nil {
		return in, err
	}
	return l.Set(in, x)
}

// valueOf reads a lever's value as people write it.
func valueOf(l lever.Lever, text string) (decimal.Decimal, error) {
	switch l.Kind {
	case lever.Share:
		x, err := value.ParsePremium(text)
		return decimal.NewFromFloat(x).Round(6), err
	case lever.Hours:
		d, err := value.ParseDuration(text)
		return decimal.NewFromFloat(d.Hours()), err
	case lever.Switch:
		switch text {
		case "add":
			return decimal.Zero, nil
		case "highest":
			return decimal.NewFromInt(1), nil
		}
		return decimal.Zero, errors.New("expected add or highest")
	}
	x, err := decimal.NewFromString(text)
	if err != nil || x.Exponent() < -6 || len(text) > 20 {
		return decimal.Zero, errors.New("expected an hour's wage such as 14.50, without a currency sign")
	}
	return x, nil
}
