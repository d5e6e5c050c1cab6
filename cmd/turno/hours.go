package main

import (
	"io"
	"maps"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"turno/forecast/calendar"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/report/text"
	"turno/plan"
	"turno/plan/cost"
	"turno/schedule"
	"turno/schedule/staffing"
)

func hoursCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "hours",
		Usage: "announced hours against 24/7: cost, promise kept, backlog, customers lost",
		Description: `Staffs one queue for its announced opening hours, for shorter and longer ones and round the clock, and
compares what each costs and brings a week. Choices that no other beats are the frontier.

  turno hours --sample moda --queue social-it
  turno hours --workspace . --queue chat-it --json
  turno hours --sample moda --queue social-it --promise
  turno hours --workspace . --queue social-it --promise --roster plan/roster.csv

The promise is the queue's own, or its first target, on the clock on the wall. Cost is the wage of the
first contract with its night, weekend and holiday premiums, for effective hours after shrinkage.

--promise answers another question: which time to the first reply the staffing keeps for 95 % of
customers, by the hour in which they write, and what an automatic reply may say off hours.`,
		Flags: flags(workspaceFlags(), []cli.Flag{
			forecastFile(),
			&cli.StringFlag{Name: "queue", Required: true, Usage: "the queue `NAME`"},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON document instead of a table"},
		}, promiseFlags()),
		Action: func(c *cli.Context) error {
			if c.Bool("promise") {
				return promiseAction(c, sh)
			}
			if c.IsSet("roster") {
				return usage("--roster goes with --promise")
			}
			in, profiles, _, err := queueDemand(c, sh)
			if err != nil {
				return err
			}
			name := c.String("queue")
			list, err := staffing.Openings(c.Context, in.Period, in.Calendar, in.Demands(profiles), staffing.Options{Risk: in.Risk}, name, openingChoices(), hourlyCost(in))
			if err != nil {
				return err
			}
			promise := promised(in, name)
			return show(c, sh, func(w io.Writer) error {
				return document.Openings(w, name, list, promise, in.Currency, func(o staffing.Opening) string { return text.Catalogue{}.Hours(o.Hours) })
			}, func(w io.Writer) error {
				return terminal.Openings(w, name, list, promise, in.Currency, tableOptions(sh, in))
			})
		},
	}
}

// openingChoices are the hours compared with the announced ones.
func openingChoices() []calendar.Hours {
	daily := func(from, to int) calendar.Hours {
		return calendar.Daily(calendar.Span{From: calendar.Clock(from, 0), To: calendar.Clock(to, 0)})
	}
	office := daily(9, 18)
	office.Week[time.Saturday], office.Week[time.Sunday] = nil, nil
	return []calendar.Hours{office, daily(9, 18), daily(8, 20), daily(8, 22), daily(7, 24), calendar.Always()}
}

func promised(in plan.Input, queue string) time.Duration {
	for _, q := range in.Queues {
		if q.Name == queue && q.Promise != nil {
			return q.Promise.Within
		} else if q.Name == queue {
			return q.Targets[0].Within
		}
	}
	return 0
}

// hourlyCost is what an effective agent-hour costs in each interval: the pay of the first
// contract by name, premiums included, over the time that serves customers.
func hourlyCost(in plan.Input) []float64 {
	out := make([]float64, in.Period.N)
	names := slices.Sorted(maps.Keys(in.Team.Contracts))
	if len(names) == 0 {
		return out
	}
	contract := in.Team.Contracts[names[0]]
	contract.Pay.OvertimeAfter = 0
	team := schedule.Team{Agents: []schedule.Agent{{ID: "one", Contract: names[0]}}, Contracts: map[string]schedule.Contract{names[0]: contract}}
	for i := range out {
		shift := schedule.Shift{Agent: "one", Start: in.Period.At(i), End: in.Period.At(i + 1)}
		pay, _ := cost.Of(team, []schedule.Shift{shift}, in.Calendar, in.Currency).Total.Total.Float64()
		out[i] = pay / in.Period.Hours() / max(1-in.Team.Shrinkage.Share(), 1e-9)
	}
	return out
}
