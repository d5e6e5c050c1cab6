package main

import (
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/result"
	"turno/schedule/staffing"
)

func referenceCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "reference",
		Usage: "compare the queueing models with known figures",
		Description: `Computes every case of a table by the models that turno staffs with, and prints id, value, expected
and whether it is within its tolerance. Without --cases the table is the one turno is tested with.

  turno reference
  turno reference --cases mine.csv --json

The table has the columns id, model, params, metric, value, rel_tol and source; params are key=value
joined by semicolons, lists by |, such as lambda_per_h=200;aht_s=180;n=14;T_s=20. Exits with 1 when a
case misses or names a model that turno does not have.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "cases", Usage: "a CSV `FILE` of cases instead of the built-in table"},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON document instead of tables"},
		},
		Action: func(c *cli.Context) error {
			cases, err := referenceCases(c)
			if err != nil {
				return err
			}
			verdicts, err := staffing.Verify(c.Context, cases)
			if err != nil {
				return err
			}
			if err := show(c, sh, func(w io.Writer) error { return document.Reference(w, verdicts) }, func(w io.Writer) error {
				return terminal.Reference(w, verdicts, sh.tables(sh.words()))
			}); err != nil {
				return err
			}
			for _, v := range verdicts {
				if !v.OK {
					return exitError{exitFailed, worded("not every case is within its tolerance")}
				}
			}
			return nil
		},
	}
}

func referenceCases(c *cli.Context) ([]staffing.Case, error) {
	name := c.String("cases")
	if name == "" {
		return result.ReadReference("reference.csv", strings.NewReader(staffing.ReferenceCSV))
	}
	f, err := open("cases", name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return result.ReadReference(name, f)
}
