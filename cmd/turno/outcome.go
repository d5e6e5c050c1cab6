package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	terminal "turno/internal/report/table"
	"turno/plan"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/check"
)

// outcome is a roster with all that is told of it.
type outcome struct {
	in          plan.Input
	requirement schedule.Requirement
	roster      schedule.Roster
	judged      check.Report
	findings    []schedule.Finding // those of judged and all others
	troubles    []repair.Trouble
}

// write writes the results folder.
func (o outcome) write(c *cli.Context) error {
	return writeOut(c, rosterFiles(c, o.in, o.requirement, o.roster, o.judged, o.findings, o.troubles))
}

// tell writes the results folder, shows the document or, after head, what the check says, and ends as
// --strict asks.
func (o outcome) tell(c *cli.Context, sh shell, document, head func(io.Writer) error) error {
	if err := o.write(c); err != nil {
		return err
	}
	err := show(c, sh, document, func(w io.Writer) error {
		if err := head(w); err != nil {
			return err
		}
		fmt.Fprintln(w)
		return terminal.Check(w, o.judged, terminal.Explained{Troubles: o.troubles, Currency: o.in.Currency}, tableOptions(sh, o.in))
	})
	if err != nil {
		return err
	}
	atMean(c, sh, o.in, o.findings)
	said(c, sh)
	toldAbsences(c, sh)
	return strict(c, o.findings)
}
