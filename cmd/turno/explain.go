package main

import (
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/plan"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/roster"
	"turno/schedule/staffing"
)

func explainCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "explain",
		Usage: "why a queue is asked for so many agents at a time, and who was not there",
		Description: `Traces a requirement back through its formula to every input and where that comes from: volume and
risk, flush, kinds and handle times, pivots, load, target, the agents asked for and what one fewer or
one more would bring, and heads after shrinkage.

  turno explain --sample banka --queue voice-ru
  turno explain --workspace . --forecast results/forecast.csv --queue social-it --json

Without --at it explains the interval in which most agents are asked for.

With --roster it says of a roster instead who was on the queue then and who was not, which rule keeps each
of them away, and the cheapest changes that would help, each tried by planning again:

  turno explain --sample moda --roster plan-moda/roster.csv --queue chat-it --at 2026-11-12T10:00`,
		Flags: flags(workspaceFlags(), []cli.Flag{
			forecastFile(), requirementFile(),
			rosterFlag("roster", "to explain instead of the requirement"),
			&cli.StringFlag{Name: "queue", Required: true, Usage: "the queue `NAME`"},
			&cli.StringFlag{Name: "at", Usage: "the interval at `TIME`; default: the greatest requirement"},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON document instead of text"},
		}),
		Action: func(c *cli.Context) error {
			if c.String("roster") != "" {
				return explainRoster(c, sh)
			}
			if c.String("requirement") != "" {
				return usage("--requirement goes with --roster: a requirement cannot be traced from its file")
			}
			in, profiles, at, err := queueDemand(c, sh)
			if err != nil {
				return err
			}
			opt, name := staffing.Options{Risk: in.Risk}, c.String("queue")
			trace, err := staffing.Explain(c.Context, in.Period, in.Calendar, in.Demands(profiles), opt, name, at)
			if err != nil {
				return err
			}
			return show(c, sh, func(w io.Writer) error { return document.Trace(w, trace, in.Team.Shrinkage, words(in)) }, func(w io.Writer) error {
				return terminal.Trace(w, trace, in.Team.Shrinkage, tableOptions(sh, in))
			})
		},
	}
}

// explainRoster tells who was not on a queue at a moment, or in the interval in which it
// misses most, and what would help.
func explainRoster(c *cli.Context, sh shell) error {
	in, err := load(c)
	if err != nil {
		return err
	}
	if err := knownQueue(c, in); err != nil {
		return err
	}
	at, err := instant(c, "at", in.Period)
	if err != nil {
		return err
	}
	ro, err := rosterOf(c, "roster", in, inHand)
	if err != nil {
		return err
	}
	report, stop := startProgress(sh)
	requirement, futures, _, err := requirementOf(c, in, report)
	var t repair.Trouble
	if err == nil {
		judged := in.Check(requirement, ro, futures)
		if at < 0 {
			at = worst(judged.Coverage, c.String("queue"))
		}
		t, err = repair.At(c.Context, in.Case(requirement, roster.Result{Roster: ro}, judged, futures), c.String("queue"), in.Period.At(at), repair.Options{Repairs: 1})
	}
	stop()
	if err != nil {
		return err
	}
	return show(c, sh, func(w io.Writer) error { return document.Trouble(w, t, in.Currency, words(in)) }, func(w io.Writer) error {
		return terminal.Trouble(w, t, in.Currency, tableOptions(sh, in))
	})
}

// worst is the interval in which the queue is expected to miss most contacts.
func worst(cover schedule.Coverage, queue string) int {
	for _, q := range cover.Queues {
		if q.Queue == queue && len(q.Missed) > 0 {
			return slices.Index(q.Missed, slices.Max(q.Missed))
		}
	}
	return 0
}

// queueDemand reads the workspace, forecasts it, and finds the interval that --at names, or
// the one in which the queue asks for most agents.
func queueDemand(c *cli.Context, sh shell) (plan.Input, []forecast.Profile, int, error) {
	in, err := load(c)
	if err != nil {
		return in, nil, 0, err
	}
	if err := knownQueue(c, in); err != nil {
		return in, nil, 0, err
	}
	at, err := instant(c, "at", in.Period)
	if err != nil {
		return in, nil, 0, err
	}
	report, stop := startProgress(sh)
	_, profiles, err := profilesOf(c, in, report)
	stop()
	if err != nil || at >= 0 {
		return in, profiles, at, err
	}
	r, _, err := in.Require(c.Context, profiles)
	if err != nil {
		return in, nil, 0, err
	}
	var agents []float64
	if l, ok := r.LiveQueue(c.String("queue")); ok {
		for _, x := range l.Curves {
			agents = append(agents, float64(x.Mark))
		}
	} else if d, ok := r.DeferrableQueue(c.String("queue")); ok {
		agents = d.Level
	}
	if len(agents) == 0 {
		return in, profiles, 0, nil
	}
	return in, profiles, slices.Index(agents, slices.Max(agents)), nil
}

// knownQueue refuses a --queue that is none of the workspace's.
func knownQueue(c *cli.Context, in plan.Input) error {
	return knownBy("queue", c.String("queue"), "a queue of the workspace", queuesNamed(in))
}
