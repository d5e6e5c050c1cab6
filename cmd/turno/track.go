package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace"
	"turno/internal/workspace/result"
	"turno/internal/workspace/table"
	"turno/plan"
	"turno/plan/track"
)

func trackCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "track",
		Usage: "a plan and what came of it: volume, handle time or shrinkage; and the rest of the week",
		Description: `Compares the forecast, requirement and roster of a results folder with what has come of the period since, in
agent-hours: how much of the difference is volume, how much the mix (posts to answer, replies each, kinds of
message), how much handle time, how much shrinkage. Then it updates the rest of the period by what came and
tells what is missed now and which levers still help.

  turno track --workspace . --results plan-moda
  turno track --workspace . --results plan-moda --day 2026-11-10 --absences sick.csv
  turno track --workspace . --results plan-moda --actual today.csv --json

What came is the part of history.csv (turno import brings it up to date) that lies in the period, or
--actual. With --out DIR it writes the updated forecast.csv and requirement.csv of the rest.`,
		Flags: flags([]cli.Flag{
			&cli.StringFlag{Name: "workspace", Value: ".", Usage: "the `DIR` with turno.yaml, history.csv and agents.csv"},
			&cli.StringFlag{Name: "sample", Usage: "a built-in world instead of a workspace: `NAME` is moda, volo or banka"},
			&cli.StringFlag{Name: "results", Required: true, Usage: "the results `DIR` of the plan, with forecast.csv, requirement.csv and roster.csv"},
			&cli.StringFlag{Name: "actual", Usage: "what came, as a history `FILE`, instead of history.csv"},
			&cli.StringFlag{Name: "absences", Usage: "who was and will be away that the roster did not know, a `FILE` as absences.csv; an empty one says nobody"},
			&cli.StringFlag{Name: "day", Usage: "compare only the `DATE`; default: all that has come"},
		}, repairFlags(), outputFlags(), []cli.Flag{strictFlag()}),
		Action: func(c *cli.Context) error { return trackAction(c, sh) },
	}
}

func trackAction(c *cli.Context, sh shell) error {
	if err := checkOut(c); err != nil {
		return err
	}
	in, err := trackInput(c)
	if err != nil {
		return err
	}
	r, err := track.Compare(in)
	if errors.Is(err, track.ErrNothing) {
		if day := c.String("day"); day != "" {
			return usage("--day %s: nothing that was planned has come of this day: leave --day out to compare all that has come", day)
		}
		return usage("%v", err)
	}
	if err != nil {
		return err
	}
	var rest *track.Rest
	if _, err = during(sh, func(p forecast.Progress) (track.Report, error) {
		ahead, left, err := track.Ahead(c.Context, in, r, p)
		if left {
			rest = &ahead
		}
		return r, err
	}); err != nil {
		return err
	}
	if err := tell(c, sh, func(w io.Writer) error { return document.Track(w, r, rest, words(in.Plan)) }, func(w io.Writer) error {
		return terminal.Track(w, r, rest, tableOptions(sh, in.Plan))
	}, trackFiles(rest)...); err != nil {
		return err
	}
	if rest != nil {
		return strict(c, rest.Check.Findings)
	}
	return nil
}

// trackFiles are the tables of the rest of the period.
func trackFiles(rest *track.Rest) []result.File {
	if rest == nil {
		return nil
	}
	return []result.File{
		{Name: "forecast.csv", Write: func(w io.Writer) error { return result.WriteForecast(w, rest.Volumes) }},
		{Name: "requirement.csv", Write: func(w io.Writer) error { return result.WriteRequirement(w, rest.Requirement) }},
		findingsFile(rest.Check.Findings, rest.Troubles, rest.Input),
	}
}

// trackInput reads the plan, and what came.
func trackInput(c *cli.Context) (track.Input, error) {
	var in track.Input
	fsys, err := source(c)
	if err != nil {
		return in, err
	}
	before, err := workspace.ReadIntake(fsys, time.UTC)
	if err != nil {
		return in, err
	}
	zone := before.Calendar.Zone
	if in.Volumes, err = fromResults(c, "forecast.csv", zone, result.ReadForecast); err != nil {
		return in, err
	}
	if in.Requirement, err = fromResults(c, "requirement.csv", zone, result.ReadRequirement); err != nil {
		return in, err
	}
	g := in.Requirement.Grid
	from, days := calendar.DateOf(g.Start.In(zone)), calendar.DateOf(g.End().In(zone)).Sub(calendar.DateOf(g.Start.In(zone)))
	if !from.In(zone).Equal(g.Start) || days%7 != 0 {
		return in, usage("--results %s: its requirement covers %d days: expected whole weeks, as turno plan writes them", c.String("results"), days)
	}
	if in.Plan, err = workspace.Load(fsys, workspace.Options{From: from, Weeks: days / 7, Actual: &in.Actual}); err != nil {
		return in, err
	}
	if in.Plan, err = adjust(c, in.Plan); err != nil {
		return in, err
	}
	if in.Roster, err = rosterAt(c, "results", filepath.Join(c.String("results"), "roster.csv"), in.Plan, toldBefore); err != nil {
		return in, err
	}
	return in, happened(c, &in)
}

// happened reads what came and who was away.
func happened(c *cli.Context, in *track.Input) error {
	if name := c.String("actual"); name != "" {
		f, err := open("actual", name)
		if err != nil {
			return err
		}
		defer f.Close()
		if in.Actual, err = table.ReadHistory(name, f, table.HistoryOptions{Zone: in.Plan.Calendar.Zone}); err != nil {
			return err
		}
		for _, s := range in.Actual {
			if step := in.Plan.History[0].Grid.Step; s.Grid.Step != step {
				return usage("--actual %s: its intervals are %v long: expected %v, as in history.csv", name, s.Grid.Step, step)
			}
			if err := planHas(name, s, in.Plan); err != nil {
				return err
			}
		}
	}
	if c.String("absences") != "" {
		away, err := absencesOf(c, in.Plan)
		if err != nil {
			return err
		}
		in.Absences, in.Absent = away.Absences, true
	}
	if s := c.String("day"); s != "" {
		day, err := calendar.ParseDate(s)
		if err != nil {
			return usage("--day %v", err)
		}
		in.From, in.To = day.In(in.Plan.Calendar.Zone), day.Add(1).In(in.Plan.Calendar.Zone)
	}
	return nil
}

// planHas checks that a series of --actual is of a queue and kinds of message that the plan
// has.
func planHas(file string, s forecast.Series, in plan.Input) error {
	var queues, kinds []string
	for _, q := range in.Queues {
		queues = append(queues, q.Name)
	}
	if err := known(fmt.Sprintf("--actual %s: %q", file, s.Queue), "a queue of turno.yaml", s.Queue, queues); err != nil {
		return err
	}
	for _, stream := range in.Streams[s.Queue] {
		if stream.Kind != "" {
			kinds = append(kinds, string(stream.Kind))
		}
	}
	for _, k := range s.Kinds {
		if k.Kind == "" || len(kinds) == 0 {
			continue
		}
		if err := known(fmt.Sprintf("--actual %s: %q", file, k.Kind), "a kind of message of "+s.Queue+" in turno.yaml", string(k.Kind), kinds); err != nil {
			return err
		}
	}
	return nil
}

// fromResults reads a table of the results folder.
func fromResults[T any](c *cli.Context, file string, zone *time.Location, read func(string, io.Reader, *time.Location) (T, error)) (T, error) {
	var none T
	dir := c.String("results")
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return none, usage("--results %s: expected the results folder of a plan", dir)
	}
	name := filepath.Join(dir, file)
	f, err := open("results", name)
	if err != nil {
		return none, err
	}
	defer f.Close()
	return read(name, f, zone)
}
