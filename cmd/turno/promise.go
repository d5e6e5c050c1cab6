package main

import (
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/plan"
	"turno/schedule"
	"turno/schedule/staffing"
)

// promiseShare is how often an announced time is to be kept.
const promiseShare = 0.95

// promiseFlags are those of hours --promise.
func promiseFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "promise", Usage: "print which response time is kept 95 % of the time, by hour, and what an automatic reply may say off hours"},
		rosterFlag("roster", "with --promise: by its people instead of those asked for"),
	}
}

// promiseAction prints what may be announced with the staffing that the flags name.
func promiseAction(c *cli.Context, sh shell) error {
	in, profiles, _, err := queueDemand(c, sh)
	if err != nil {
		return err
	}
	name := c.String("queue")
	var agents []float64
	if c.String("roster") != "" {
		if agents, err = supplied(c, in, profiles, name); err != nil {
			return err
		}
	}
	p, err := staffing.Promises(c.Context, in.Period, in.Calendar, in.Demands(profiles), staffing.Options{Risk: in.Risk}, name, agents, promiseShare, in.Seed)
	if err != nil {
		return err
	}
	q := in.Queues[slices.IndexFunc(in.Queues, func(q schedule.Queue) bool { return q.Name == name })]
	return show(c, sh, func(w io.Writer) error { return document.Promise(w, p, q.Promise, agents != nil) }, func(w io.Writer) error {
		return terminal.Promise(w, p, q.Promise, agents != nil, tableOptions(sh, in))
	})
}

// supplied is the effective agents that a roster gives a queue, after shrinkage.
func supplied(c *cli.Context, in plan.Input, profiles []forecast.Profile, queue string) ([]float64, error) {
	ro, err := rosterOf(c, "roster", in, inHand)
	if err != nil {
		return nil, err
	}
	r, _, err := in.Require(c.Context, profiles)
	if err != nil {
		return nil, err
	}
	for _, q := range in.Check(r, ro, nil).Coverage.Queues {
		if q.Queue == queue {
			return q.Supplied, nil
		}
	}
	return make([]float64, in.Period.N), nil
}
