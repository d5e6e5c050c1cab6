package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/result"
	"turno/internal/workspace/value"
	"turno/plan"
	"turno/schedule"
	"turno/schedule/simulate"
)

func simulateCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "simulate",
		Usage: "replay a roster: the service that customers really get",
		Description: `Replays a roster against many possible weeks of the forecast, contact by contact, and tells the share served
within each target with its confidence.

  turno simulate --sample moda --roster plan-moda/roster.csv
  turno simulate --workspace . --roster r/roster.csv --forecast r/forecast.csv --precision 0.5%
  turno simulate --workspace . --roster r/roster.csv --records contacts.csv

With --out DIR it writes service.csv, and service-intervals.csv with every queue by the interval. --records
writes every turn of one replication: who came when, who answered, what became of it.`,
		Flags: flags(workspaceFlags(), []cli.Flag{rosterFile("to replay"), forecastFile()}, simulationFlags(), []cli.Flag{
			&cli.StringFlag{Name: "precision", Usage: "go on until the confidence of every target reaches at most this `SHARE` to either side, such as 0.5%; --replications (2000) is the most"},
			&cli.StringSliceFlag{Name: "backlog", Usage: "posts that wait on a deferrable queue at the start, as `QUEUE=N`; default: what the time before would leave"},
			&cli.StringFlag{Name: "records", Usage: "write the turns of one replication to a `FILE`.csv"},
		}, outputFlags(), []cli.Flag{strictFlag()}),
		Action: func(c *cli.Context) error { return simulateAction(c, sh) },
	}
}

func simulateAction(c *cli.Context, sh shell) error {
	in, err := load(c)
	if err != nil {
		return err
	}
	opt, err := simulationOf(c, in)
	if err != nil {
		return err
	}
	if err := errors.Join(checkOut(c), checkRecords(c)); err != nil {
		return err
	}
	backlog, err := backlogOf(c, in.Queues)
	if err != nil {
		return err
	}
	ro, err := rosterOf(c, "roster", in, inHand)
	if err != nil {
		return err
	}
	report, stop := startProgress(sh)
	_, profiles, err := profilesOf(c, in, report)
	world := simulate.Input{Grid: in.Period, Calendar: in.Calendar, Queues: in.Queues, Profiles: profiles, Team: in.Team, Roster: ro, Backlog: backlog}
	var service simulate.Result
	if err == nil {
		opt.Progress = report
		service, err = simulate.Run(c.Context, world, opt)
	}
	stop()
	if err != nil {
		return err
	}
	if err := writeRecords(c, sh, world, opt.Seed); err != nil {
		return err
	}
	if err := tell(c, sh, func(w io.Writer) error { return document.Service(w, service, in.Queues) }, func(w io.Writer) error {
		return terminal.Service(w, service, in.Queues, tableOptions(sh, in))
	},
		result.File{Name: "service.csv", Write: func(w io.Writer) error { return result.WriteService(w, service, in.Queues) }},
		result.File{Name: "service-intervals.csv", Write: func(w io.Writer) error { return result.WriteServiceCourse(w, in.Period, service) }}); err != nil {
		return err
	}
	return strict(c, plan.MissedTargets(service, in.Queues, in.Period))
}

// mostPrecise is how many replications --precision may take where nothing else is said.
const mostPrecise = 2000

// simulationOf is how often and how precisely to replay.
func simulationOf(c *cli.Context, in plan.Input) (simulate.Options, error) {
	opt := simulate.Options{Replications: in.Replications, Seed: in.Seed}
	if !c.IsSet("precision") {
		return opt, nil
	}
	p, err := value.ParseShare(c.String("precision"))
	if err != nil || p <= 0 || p >= 1 {
		return opt, usage("--precision %q: expected a share above 0%% and below 100%%, such as 0.5%%", c.String("precision"))
	}
	opt.Precision = p
	if !c.IsSet("replications") {
		opt.Replications = mostPrecise
	}
	return opt, nil
}

// backlogOf reads the queues' waiting posts of --backlog.
func backlogOf(c *cli.Context, queues []schedule.Queue) (map[string]int, error) {
	backlog := map[string]int{}
	for _, s := range c.StringSlice("backlog") {
		name, number, _ := strings.Cut(s, "=")
		k := slices.IndexFunc(queues, func(q schedule.Queue) bool { return q.Name == name && !q.Channel.Live() })
		n, err := strconv.Atoi(number)
		_, twice := backlog[name]
		if k < 0 || err != nil || n < 0 || n > 1_000_000 || twice {
			return nil, usage("--backlog %q: expected a deferrable queue once and how many posts wait there, such as social=120", s)
		}
		backlog[name] = n
	}
	return backlog, nil
}

// checkRecords refuses a file of --records that cannot be written, before any work is done.
func checkRecords(c *cli.Context) error {
	if !c.IsSet("records") {
		return nil
	}
	return checkFile("records", c.String("records"), ".csv")
}

// writeRecords writes the turns of the first replication into the file of --records.
func writeRecords(c *cli.Context, sh shell, world simulate.Input, seed uint64) error {
	name := c.String("records")
	if name == "" {
		return nil
	}
	records, err := simulate.Records(c.Context, world, seed, 0)
	if err != nil {
		return err
	}
	if err := result.WriteTable(name, func(w io.Writer) error { return result.WriteRecords(w, records, world.Grid.Zone()) }); err != nil {
		return err
	}
	if !c.Bool("json") {
		fmt.Fprintln(sh.err, sh.words().T("%d {turn/turns} are in %s", len(records), name))
	}
	return nil
}
