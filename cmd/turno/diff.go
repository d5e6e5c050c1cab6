package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	"turno/internal/report/html"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/result"
	"turno/plan/repair"
)

func diffCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "diff",
		Usage: "what changes from one roster to another, person by person",
		Description: `Reads two rosters of the period and says what changes from the first to the second: per person in words (a shift
added, taken away, moved, on other queues, breaks moved, handed on or swapped), and what it comes to: shifts, paid
hours, pay, hard rules broken, and for every queue the share expected within the target. --html FILE also writes a
page with both versions of every shift that differs.

  turno diff --workspace . --roster published --other replanned/roster.csv
  turno diff --sample moda --roster a/roster.csv --other b/roster.csv --requirement a/requirement.csv --json

--roster published is the roster that turno publish wrote of the period.`,
		Flags: flags(periodFlags(), []cli.Flag{
			rosterFile("before"),
			&cli.StringFlag{Name: "other", Required: true, Usage: "the roster `FILE` (roster.csv or .xlsx) after; or published"},
			forecastFile(), requirementFile(),
			&cli.StringFlag{Name: "html", Usage: "write the differences as a page into this `FILE`.html"},
			jsonFlag(),
		}),
		Action: func(c *cli.Context) error {
			in, err := load(c)
			if err != nil {
				return err
			}
			if err := checkPage(c); err != nil {
				return err
			}
			before, err := rosterOf(c, "roster", in, toldBefore)
			if err != nil {
				return err
			}
			after, err := rosterOf(c, "other", in, toldBefore)
			if err != nil {
				return err
			}
			s, _, err := standing(c, sh, in, before)
			if err != nil {
				return err
			}
			d := repair.Differ(s, after)
			if err := writePage(c, sh, func(w io.Writer) error { return html.Difference(w, d, in, html.Options{Words: words(in)}) }); err != nil {
				return err
			}
			return show(c, sh, func(w io.Writer) error { return document.Difference(w, d, in.Currency, words(in)) }, func(w io.Writer) error {
				return terminal.Difference(w, d, in.Currency, tableOptions(sh, in))
			})
		},
	}
}

// checkPage refuses a file of --html that cannot be written, before any work is done.
func checkPage(c *cli.Context) error {
	if !c.IsSet("html") {
		return nil
	}
	return checkFile("html", c.String("html"), ".html")
}

// writePage writes the page that --html asks for.
func writePage(c *cli.Context, sh shell, write func(io.Writer) error) error {
	name := c.String("html")
	if name == "" {
		return nil
	}
	if err := result.WriteTable(name, write); err != nil {
		return err
	}
	if !c.Bool("json") {
		fmt.Fprintln(sh.err, sh.words().T("The page is in %s", name))
	}
	return nil
}
