package main

import (
	"io"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/schedule/staffing"
)

// blendFlags are those of staff --blend.
func blendFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "blend", Usage: "print how much other work the agents of a live queue can take, and its price in live service"},
		&cli.StringFlag{Name: "queue", Usage: "with --blend: the live queue `NAME`"},
		&cli.StringFlag{Name: "at", Usage: "with --blend: the interval at `TIME`; default: the greatest requirement"},
		&cli.IntFlag{Name: "extra", Usage: "with --blend: `N` agents more than the live work needs, 0 to 1000"},
	}
}

func onlyWithBlend(c *cli.Context) error {
	for _, f := range []string{"queue", "at", "extra"} {
		if c.IsSet(f) {
			return usage("--%s goes with --blend", f)
		}
	}
	return nil
}

// blendAction prints the curve of staff --blend.
func blendAction(c *cli.Context, sh shell) error {
	switch extra := c.Int("extra"); {
	case c.String("queue") == "":
		return usage("--blend is of one queue: expected --queue NAME")
	case c.IsSet("out"):
		return usage("--blend prints a curve and writes nothing: --out is not expected")
	case extra < 0 || extra > 1000:
		return usage("--extra %d: expected 0 to 1000", extra)
	}
	in, profiles, at, err := queueDemand(c, sh)
	if err != nil {
		return err
	}
	for _, q := range in.Queues {
		if q.Name == c.String("queue") && !q.Channel.Live() {
			return usage("--queue %s: its work may wait: expected a live queue, voice or chat", q.Name)
		}
	}
	curve, err := staffing.BlendCurves(c.Context, in.Period, in.Calendar, in.Demands(profiles), staffing.Options{Risk: in.Risk}, c.String("queue"), at, c.Int("extra"))
	if err != nil {
		return err
	}
	from, to := in.Period.At(at), in.Period.At(at+1)
	return show(c, sh, func(w io.Writer) error { return document.Blend(w, curve, from) }, func(w io.Writer) error {
		return terminal.Blend(w, curve, from, to, tableOptions(sh, in))
	})
}
