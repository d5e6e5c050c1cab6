package main

import (
	"time"

	"github.com/urfave/cli/v2"
)

// The flags that several commands share. A command lists the groups it takes, so that a
// flag means the same everywhere.

// workspaceFlags are those of commands in which anything is random.
func workspaceFlags() []cli.Flag {
	return append(periodFlags(), seedFlag())
}

func seedFlag() cli.Flag {
	return &cli.Uint64Flag{Name: "seed", Usage: "`N` for everything random", DefaultText: "the workspace's"}
}

// periodFlags are those of all commands that read a period of a workspace.
func periodFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "workspace", Value: ".", Usage: "the `DIR` with turno.yaml, history.csv and agents.csv"},
		&cli.StringFlag{Name: "sample", Usage: "a built-in world instead of a workspace: `NAME` is moda, volo or banka"},
		&cli.StringFlag{Name: "from", Usage: "first `DATE` to plan (YYYY-MM-DD); default: the day after the history"},
		&cli.IntFlag{Name: "weeks", Value: 1, Usage: "`N` weeks to plan, 1 to 52"},
		&cli.StringFlag{Name: "now", Usage: "the `TIME` that stamps results; default: the end of the history"},
	}
}

func outputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "out", Usage: "write the results into `DIR`, which must be new or hold an earlier result"},
		jsonFlag(),
	}
}

func jsonFlag() cli.Flag {
	return &cli.BoolFlag{Name: "json", Usage: "print one JSON document instead of tables"}
}

func strictFlag() cli.Flag {
	return &cli.BoolFlag{Name: strictName, Usage: "exit with 3 when a hard rule or a target is not met"}
}

// strictName is the flag by which a command judges what it tells.
const strictName = "strict"

func searchFlags() []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "effort", Usage: "`N` rounds of improvement", DefaultText: "enough for a good roster"},
		durationFlag("limit", 0, "stop the search after this `TIME` at the latest, such as 60s"),
		&cli.BoolFlag{Name: "keep-partial", Usage: "when stopped by Ctrl-C, write what was reached, marked as partial"},
	}
}

func repairFlags() []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "repairs", Value: 5, Usage: "say why gaps are there, and look for what would help with the `N` gravest, 0 to 100; 0 does neither"},
	}
}

func simulationFlags() []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "replications", Usage: "`N` simulated periods", DefaultText: "the workspace's, or 100"},
	}
}

func forecastFile() cli.Flag {
	return &cli.StringFlag{Name: "forecast", Usage: "take the volume from a forecast.csv `FILE` instead of forecasting"}
}

func requirementFile() cli.Flag {
	return &cli.StringFlag{Name: "requirement", Usage: "take the requirement from a requirement.csv `FILE` instead of computing it"}
}

// absencesFlag names absences that absences.csv does not hold yet.
func absencesFlag(usage string) cli.Flag {
	return &cli.StringFlag{Name: "absences", Usage: "the absences of this `FILE` too, besides absences.csv" + usage}
}

// rosterFlag names a roster that is read, in any of its forms.
func rosterFlag(name, usage string) *cli.StringFlag {
	return &cli.StringFlag{Name: name, Usage: "the roster `FILE` (roster.csv or .xlsx) " + usage}
}

// rosterFile is the roster that a command must be told: a file's or the published one.
func rosterFile(usage string) cli.Flag {
	f := rosterFlag("roster", usage+"; or published")
	f.Required = true
	return f
}

func flags(groups ...[]cli.Flag) []cli.Flag {
	var all []cli.Flag
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

// ceiling is the limit flag, checked.
func ceiling(c *cli.Context) (time.Duration, error) {
	d := c.Duration("limit")
	if d < 0 || c.IsSet("limit") && d == 0 {
		return 0, usage("--limit %v: expected a time above 0, such as 60s", d)
	}
	return d, nil
}
