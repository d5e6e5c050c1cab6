package main

import (
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"turno/forecast/messages"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/result"
)

func measureCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "measure",
		Usage: "what a team did by an export: waits, flush, turns, closing rate, promise kept",
		Description: `Reads exports as import does and tells of every queue: volume, conversations and turns; the time to the
first reply, to each reply and from start to end, on all time and on open hours; the shares within targets and
promise of turno.yaml; flush rate, kinds, closings an agent hour, satisfaction, who went on elsewhere.

  turno measure --file tweets.csv.gz --layout twcs --workspace .
  turno measure --file tweets.csv.gz --layout twcs --queue AmazonHelp
  turno measure --file tickets.csv --layout zendesk --workspace . --out measured

Writes nothing into the workspace. With --out DIR it writes measures.csv, by queue and hour of the day.
Handle times that no export records are the gaps between an agent's replies while work waited.`,
		Flags: flags(exportFlags(), []cli.Flag{
			&cli.StringFlag{Name: "queue", Usage: "show the queue `NAME`, by the hour"},
			&cli.StringFlag{Name: "out", Usage: "write the results into `DIR`, which must be new or hold an earlier result"},
		}),
		Action: func(c *cli.Context) error { return measureAction(c, sh) },
	}
}

func measureAction(c *cli.Context, sh shell) error {
	if err := checkOut(c); err != nil {
		return err
	}
	x, err := takeIn(c, sh)
	if err != nil {
		return err
	}
	told := x.account()
	if err := oneOfQueues(c.String("queue"), told.Queues); err != nil {
		return err
	}
	if err := writeOut(c, []result.File{
		{Name: "measures.csv", Write: func(w io.Writer) error { return result.WriteMeasures(w, told.Queues) }},
		{Name: planFile, Write: func(w io.Writer) error { return document.Measured(w, told, x.words) }},
	}); err != nil {
		return err
	}
	err = show(c, sh, func(w io.Writer) error { return document.Measured(w, told, x.words) }, func(w io.Writer) error {
		return terminal.Measured(w, told, c.String("queue"), sh.tables(x.words))
	})
	said(c, sh)
	return err
}

// oneOfQueues refuses a --queue that was not measured.
func oneOfQueues(name string, queues []messages.Measures) error {
	names := make([]string, len(queues))
	for i := range queues {
		names[i] = queues[i].Queue
	}
	if name == "" || slices.Contains(names, name) {
		return nil
	}
	if near := fault.Closest(name, names); near != "" {
		return usage("--queue %q is not a queue of the export: did you mean %q?", name, near)
	}
	return usage("--queue %q is not a queue of the export: it has %s", name, listed(names))
}
