package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/report/chart"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/report/xlsx"
	"turno/internal/workspace"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/result"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/table"
	"turno/plan"
	"turno/plan/scenario"
)

func whatifCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "whatif",
		Usage: "what would happen if: scenarios beside the plan as it is",
		Description: `Reads a workspace and plans it as it is and once for each scenario: those under scenarios in turno.yaml, or one
that the flags tell, which may combine several changes. All meet the same customers in the simulation, so that the
differences are surer than the figures. With a campaign on the command line the options against it are looked for, too.
Where the flags name a campaign and no --from, its week is planned.

  turno whatif --sample moda
  turno whatif --sample moda --campaign queue=social-it,kind=post,start=2026-11-13T18:00,uplift=4,half-life=3h
  turno whatif --sample moda --set volume=1.2 --set wage=+3%
  turno whatif --sample moda --template crisis --uplift 5
  turno whatif --sample moda --sensitivity --chart tornado.svg`,
		Flags: flags(workspaceFlags(), whatifFlags(), simulationFlags(), []cli.Flag{
			&cli.IntFlag{Name: "effort", Usage: "`N` rounds of improvement of each roster", DefaultText: "enough for a good roster"},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON document instead of tables"},
		}),
		Action: func(c *cli.Context) error { return whatifAction(c, sh) },
	}
}

func whatifFlags() []cli.Flag {
	var templates []string
	for _, t := range scenario.Templates() {
		templates = append(templates, string(t))
	}
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "scenario", Usage: "only the scenario `NAME` of turno.yaml; may be repeated"},
		&cli.StringSliceFlag{Name: "campaign", Usage: "`WHAT` comes on top: queue=NAME,kind=post,start=TIME,uplift=4,half-life=3h, also end, rise, name; may be repeated"},
		&cli.StringSliceFlag{Name: "set", Usage: "`KEY=VALUE`, such as volume=1.2, aht.QUEUE=-10%, wage=+3%, shrinkage=12%, agents.CONTRACT=+2, target.QUEUE=80%/1h, hours.QUEUE=always; may be repeated"},
		&cli.StringFlag{Name: "template", Usage: "a ready-made scenario: `NAME` is " + strings.Join(templates, ", ")},
		&cli.StringFlag{Name: "queue", Usage: "the `QUEUE` of --template"},
		&cli.StringFlag{Name: "start", Usage: "the `TIME` at which --template begins"},
		&cli.StringFlag{Name: "uplift", Usage: "the peak `MULTIPLE` of the usual volume of --template"},
		&cli.StringFlag{Name: "roster", Usage: "`replanned` plans everybody anew, held keeps the roster of the base", DefaultText: "as each scenario says, or replanned"},
		&cli.BoolFlag{Name: "options", Usage: "look for options against the campaigns of all scenarios"},
		&cli.BoolFlag{Name: "sensitivity", Usage: "instead of scenarios, what moves cost and service most"},
		&cli.StringFlag{Name: "out", Usage: "also write the workbook of the plan as it is, with the scenarios as a sheet, to a `FILE` that ends in .xlsx"},
		&cli.StringFlag{Name: "chart", Usage: "with --sensitivity: draw it into a `FILE` that ends in .svg or .png"},
	}
}

func whatifAction(c *cli.Context, sh shell) error {
	if err := checkWhatif(c); err != nil {
		return err
	}
	in, all, err := loadScenarios(c)
	if err != nil {
		return err
	}
	if c.Bool("sensitivity") {
		return sensitivityAction(c, sh, in)
	}
	list, err := wanted(c, in, all)
	if err != nil {
		return err
	}
	told := flagged(c)
	outcome, err := during(sh, func(report forecast.Progress) (scenario.Comparison, error) {
		against := c.Bool("options") || told && !c.IsSet("options")
		return scenario.Run(c.Context, in, list, scenario.Options{Against: against, Progress: report})
	})
	if err != nil {
		return err
	}
	if name := c.String("out"); name != "" {
		if err := result.WriteTable(name, func(w io.Writer) error { return compared(w, outcome) }); err != nil {
			return err
		}
	}
	return show(c, sh, func(w io.Writer) error { return document.Whatif(w, outcome, words(in)) }, func(w io.Writer) error {
		return terminal.Whatif(w, outcome, tableOptions(sh, in))
	})
}

// compared is the workbook of the base with its scenarios.
func compared(w io.Writer, c scenario.Comparison) error {
	p := c.Base.Plan
	rows, err := table.RosterRows(p.Roster.Roster.Shifts, p.Input.Calendar.Zone)
	if err != nil {
		return err
	}
	return xlsx.Plan(w, p, xlsx.Options{Words: words(p.Input), Version: version, Rows: rows, Comparison: &c})
}

// flagged says whether flags tell a scenario of their own.
func flagged(c *cli.Context) bool {
	return c.IsSet("campaign") || c.String("template") != "" || c.IsSet("set")
}

// checkWhatif refuses flags that do not go together.
func checkWhatif(c *cli.Context) error {
	for _, flag := range []string{"queue", "start", "uplift"} {
		if c.IsSet(flag) && c.String("template") == "" {
			return usage("--%s: it is for --template: expected that beside it", flag)
		}
	}
	if name := c.String("out"); name != "" {
		if err := checkFile("out", name, ".xlsx"); err != nil {
			return err
		}
	}
	if c.Bool("sensitivity") && (flagged(c) || c.IsSet("scenario") || c.IsSet("out") || c.IsSet("options") || c.IsSet("roster")) {
		return usage("--sensitivity: it looks at the plan as it is: expected no --scenario, --campaign, --template, --set, --options, --roster or --out beside it")
	}
	if name := c.String("chart"); name != "" {
		if !c.Bool("sensitivity") {
			return usage("--chart %s: it draws a sensitivity: expected --sensitivity beside it", name)
		}
		if chartFormat(name) == "" {
			return usage("--chart %s: expected a name that ends in .svg or .png", name)
		}
		return checkChart(c)
	}
	return nil
}

// loadScenarios is load with the scenarios of the workspace; without --from it is the week
// of the campaign that the flags name.
func loadScenarios(c *cli.Context) (plan.Input, []scenario.Scenario, error) {
	in, err := load(c)
	if err != nil {
		return in, nil, err
	}
	fsys, err := source(c)
	if err != nil {
		return in, nil, err
	}
	opt := workspace.Options{Weeks: c.Int("weeks"), Now: c.String("now"), From: calendar.DateOf(in.Period.Start)}
	if s, err := toldScenario(c, in); err == nil && !c.IsSet("from") {
		if start := firstStart(s); !start.IsZero() && !start.Before(in.Period.End()) {
			d := calendar.DateOf(start.In(in.Calendar.Zone))
			opt.From = d.Add(-(int(d.Weekday()) + 6) % 7)
		}
	}
	in, all, err := workspace.LoadScenarios(fsys, opt)
	if err != nil {
		return in, nil, err
	}
	in, err = adjust(c, in)
	return in, all, err
}

// firstStart is when the first campaign begins that the scenario adds.
func firstStart(s scenario.Scenario) (first time.Time) {
	for _, change := range s.Changes {
		start := time.Time{}
		switch x := change.(type) {
		case scenario.AddCampaign:
			start = x.Start
		case scenario.FromTemplate:
			start = x.Start
		}
		if !start.IsZero() && (first.IsZero() || start.Before(first)) {
			first = start
		}
	}
	return first
}

// toldScenario is the one that the flags tell.
func toldScenario(c *cli.Context, in plan.Input) (scenario.Scenario, error) {
	return settings.ScenarioFlags{
		Campaigns: c.StringSlice("campaign"), Sets: c.StringSlice("set"), Template: c.String("template"),
		Queue: c.String("queue"), Start: c.String("start"), Uplift: c.String("uplift"),
	}.Scenario(in)
}

// wanted are the scenarios that the flags ask for: their own, those named, or all.
func wanted(c *cli.Context, in plan.Input, all []scenario.Scenario) ([]scenario.Scenario, error) {
	var list []scenario.Scenario
	names := c.StringSlice("scenario")
	var known []string
	for _, s := range all {
		known = append(known, s.Name)
		if slices.Contains(names, s.Name) || len(names) == 0 && !flagged(c) {
			list = append(list, s)
		}
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, unknownScenario(name, known)
		}
	}
	if flagged(c) {
		s, err := toldScenario(c, in)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	if len(list) == 0 {
		return nil, usage("no scenario: expected some under scenarios in turno.yaml, or --campaign, --template or --set (turno whatif --help)")
	}
	return rostered(c, list)
}

// rostered lets --roster overrule how the scenarios are rostered.
func rostered(c *cli.Context, list []scenario.Scenario) ([]scenario.Scenario, error) {
	mode := scenario.Mode(c.String("roster"))
	if mode == "" {
		return list, nil
	}
	if !slices.Contains(scenario.Modes(), mode) {
		return nil, usage("--roster %s: expected replanned or held", mode)
	}
	for i := range list {
		list[i].Mode = mode
	}
	return list, nil
}

func unknownScenario(name string, known []string) error {
	hint := ""
	if near := fault.Closest(name, known); near != "" {
		hint = fmt.Sprintf(" (did you mean %q?)", near)
	}
	if len(known) == 0 {
		return usage("--scenario %q: turno.yaml tells no scenarios", name)
	}
	return usage("--scenario %q: expected one of %s%s", name, listed(known), hint)
}

// sensitivityAction is turno whatif --sensitivity.
func sensitivityAction(c *cli.Context, sh shell, in plan.Input) error {
	t, err := during(sh, func(report forecast.Progress) (scenario.Tornado, error) {
		return scenario.Sensitivity(c.Context, in, scenario.Options{Progress: report})
	})
	if err != nil {
		return err
	}
	if name := c.String("chart"); name != "" {
		if err := result.WriteTable(name, func(w io.Writer) error {
			return chart.Tornado(w, t, in.Currency, chart.Options{Format: chartFormat(name), Words: words(in)})
		}); err != nil {
			return err
		}
	}
	return show(c, sh, func(w io.Writer) error { return document.Sensitivity(w, t, in.Currency) }, func(w io.Writer) error {
		return terminal.Sensitivity(w, t, in.Currency, tableOptions(sh, in))
	})
}
