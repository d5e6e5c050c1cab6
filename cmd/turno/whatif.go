package main

import (
	"context"
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
	"turno/internal/workspace/result"
	"turno/internal/workspace/settings"
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
			jsonFlag(),
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
		&cli.StringFlag{Name: "mode", Usage: "`MODE` is replanned (everybody is planned anew) or held (the roster of the plan as it is meets the change)", DefaultText: "as each scenario says, or replanned"},
		&cli.IntFlag{Name: "searches", Value: usualSearches, Usage: searchesUsage},
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
	in, all, err := loadAsked(c)
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
		return scenario.Run(c.Context, in, list, scenario.Options{Against: against, Searches: c.Int("searches"), Progress: report})
	})
	if err != nil {
		return err
	}
	if name := c.String("out"); name != "" {
		p, err := during(sh, func(report forecast.Progress) (plan.Plan, error) { return asItIs(c.Context, outcome, report) })
		if err != nil {
			return err
		}
		if err := result.WriteTable(name, func(w io.Writer) error { return workbook(w, p, xlsx.Options{Comparison: &outcome}) }); err != nil {
			return err
		}
	}
	return show(c, sh, func(w io.Writer) error { return document.Whatif(w, outcome, words(in)) }, func(w io.Writer) error {
		return terminal.Whatif(w, outcome, tableOptions(sh, in))
	})
}

// asItIs is the base as turno plan makes it: by one search with all its effort.
func asItIs(ctx context.Context, c scenario.Comparison, report forecast.Progress) (plan.Plan, error) {
	base := c.Base.Plan
	return plan.BuildWith(ctx, base.Input, plan.Given{Forecast: base.Forecast, Profiles: base.Profiles}, report)
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
	if err := checkSearches(c); err != nil {
		return err
	}
	if c.Bool("sensitivity") && (flagged(c) || c.IsSet("scenario") || c.IsSet("out") || c.IsSet("options") || c.IsSet("mode") || c.IsSet("searches")) {
		return usage("--sensitivity: it looks at the plan as it is: expected no --scenario, --campaign, --template, --set, --options, --mode, --searches or --out beside it")
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

// loadAsked is the workspace with its scenarios; without --from it is the week of the campaign
// that the flags name, where that lies beyond.
func loadAsked(c *cli.Context) (plan.Input, []scenario.Scenario, error) {
	in, all, err := loadScenarios(c, calendar.Date{})
	if err != nil || c.IsSet("from") {
		return in, all, err
	}
	s, err := toldScenario(c, in)
	if err != nil {
		return in, all, nil // told when it is asked for
	}
	if start := firstStart(s); start.IsZero() || start.Before(in.Period.End()) {
		return in, all, nil
	}
	d := calendar.DateOf(firstStart(s).In(in.Calendar.Zone))
	return loadScenarios(c, d.Monday())
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
	var told []string
	for _, s := range all {
		told = append(told, s.Name)
		if slices.Contains(names, s.Name) || len(names) == 0 && !flagged(c) {
			list = append(list, s)
		}
	}
	for _, name := range names {
		if len(told) == 0 {
			return nil, usage("--scenario %q: turno.yaml tells no scenarios", name)
		}
		if err := knownBy("scenario", name, "a scenario of turno.yaml", told); err != nil {
			return nil, err
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
	return inMode(c, list)
}

// inMode lets --mode overrule whose roster meets the scenarios.
func inMode(c *cli.Context, list []scenario.Scenario) ([]scenario.Scenario, error) {
	mode := scenario.Mode(c.String("mode"))
	if mode == "" {
		return list, nil
	}
	if !slices.Contains(scenario.Modes(), mode) {
		return nil, usage("--mode %q: expected replanned or held", mode)
	}
	for i := range list {
		list[i].Mode = mode
	}
	return list, nil
}

// usualSearches is how often a scenario is planned: enough to tell what the searches differ by.
const usualSearches = 3

const searchesUsage = "plan everything `N` times, 1 to 20, by searches with other seeds that share the usual effort, so that the confidence holds their chance; 1 leaves it out"

func checkSearches(c *cli.Context) error {
	if n := c.Int("searches"); n < 1 || n > 20 {
		return usage("--searches %d: expected 1 to 20", n)
	}
	return nil
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
