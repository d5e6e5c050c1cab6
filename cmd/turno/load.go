package main

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"turno/forecast/calendar"
	"turno/internal/workspace"
	"turno/plan"
	"turno/plan/scenario"
	"turno/samples"
)

const maxWeeks = 52

// load reads the workspace or sample that the flags name into the input of a plan.
func load(c *cli.Context) (plan.Input, error) {
	in, _, err := loadScenarios(c, calendar.Date{})
	return in, err
}

// loadScenarios is load with the scenarios of the workspace. The period begins on --from or
// else, unless it is zero, on the date.
func loadScenarios(c *cli.Context, from calendar.Date) (plan.Input, []scenario.Scenario, error) {
	fsys, err := source(c)
	if err != nil {
		return plan.Input{}, nil, err
	}
	opt := workspace.Options{Weeks: c.Int("weeks"), Now: c.String("now"), From: from}
	if opt.Weeks == 0 && !c.IsSet("weeks") {
		opt.Weeks = 1 // a command that plans no period
	}
	if opt.Weeks < 1 || opt.Weeks > maxWeeks {
		return plan.Input{}, nil, usage("--weeks %d: expected 1 to %d", opt.Weeks, maxWeeks)
	}
	if s := c.String("from"); s != "" {
		if opt.From, err = calendar.ParseDate(s); err != nil {
			return plan.Input{}, nil, usage("--from %v", err)
		}
	}
	in, scenarios, err := workspace.LoadScenarios(fsys, opt)
	if err != nil {
		return plan.Input{}, nil, err
	}
	in, err = adjust(c, in)
	return in, scenarios, err
}

// adjust lets the flags of the command overrule the workspace.
func adjust(c *cli.Context, in plan.Input) (plan.Input, error) {
	if c.IsSet("seed") {
		in.Seed = c.Uint64("seed")
	}
	if c.IsSet("replications") {
		in.Replications = c.Int("replications")
		if in.Replications < 2 || in.Replications > 100000 {
			return in, usage("--replications %d: expected 2 to 100000", in.Replications)
		}
	}
	if c.IsSet("effort") {
		in.Effort = c.Int("effort")
		if in.Effort < 1 || in.Effort > 1_000_000 {
			return in, usage("--effort %d: expected 1 to 1000000 rounds", in.Effort)
		}
	}
	in.Repairs = c.Int("repairs")
	if in.Repairs < 0 || in.Repairs > 100 {
		return in, usage("--repairs %d: expected 0 to 100", in.Repairs)
	}
	in.Language = speak(c, in.Language)
	var err error
	in.Limit, err = ceiling(c)
	return in, err
}

// source is the file system that the flags name: a folder or an embedded sample.
func source(c *cli.Context) (fs.FS, error) {
	if name := c.String("sample"); name != "" {
		if c.IsSet("workspace") {
			return nil, usage("--sample and --workspace name two worlds: expected one of them")
		}
		fsys, err := samples.Open(name)
		if err != nil {
			return nil, usage("--sample: %v", err)
		}
		return fsys, nil
	}
	dir := c.String("workspace")
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return nil, usage("--workspace %s: no such folder (turno init --sample moda --workspace DIR makes one)", dir)
	case !info.IsDir():
		return nil, usage("--workspace %s: expected a folder, found a file", dir)
	}
	return os.DirFS(dir), nil
}

// open reads a file that a flag names.
func open(flag, name string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, usage("--%s %s: no such file", flag, name)
	case info.IsDir():
		return nil, usage("--%s %s: expected a file, found a folder", flag, name)
	}
	return os.Open(name)
}

// zone is the location that a flag names.
func zone(name string) (*time.Location, error) {
	z, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, usage("--zone %q: expected an IANA time zone such as Europe/Rome%s", name, meant(name, workspace.Zones()))
	}
	return z, nil
}

// instant is the interval of the grid that holds the time of a flag; -1 where the flag is
// not given.
func instant(c *cli.Context, flag string, g calendar.Grid) (int, error) {
	s := c.String(flag)
	if s == "" {
		return -1, nil
	}
	t, err := workspace.Time(s, g.Zone())
	if err != nil {
		return -1, usage("--%s %v", flag, err)
	}
	if !g.Contains(t) {
		return -1, usage("--%s %s: expected a time within the forecast, %s to %s", flag, s, g.Start.Format("2006-01-02 15:04"), g.End().Format("2006-01-02 15:04"))
	}
	return g.Index(t), nil
}

// listed shows the first of a list of names.
func listed(names []string) string {
	const most = 8
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}
