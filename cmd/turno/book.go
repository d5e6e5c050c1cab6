package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/urfave/cli/v2"

	"turno/internal/workspace/result"
	"turno/internal/workspace/table"
	"turno/plan"
	"turno/schedule"
)

// tableOrBook reads a roster from text or from a workbook, of which it says on stderr which
// rows were not taken as they stand. Unknown people are faults of a workbook
// here, with their cells; of text see ofTeam.
func tableOrBook(c *cli.Context, name string, f io.Reader, in plan.Input, kind rosterKind) (schedule.Roster, error) {
	b := bufio.NewReader(f)
	head, _ := b.Peek(4)
	switch {
	case !result.IsBook(head) && kind == lockedRows:
		return result.ReadLocks(name, b, in.Period)
	case !result.IsBook(head):
		return result.ReadRoster(name, b, in.Period)
	}
	known := result.Known{Leavers: kind == toldBefore, Agents: agentsOf(in), Queues: queuesNamed(in), Kinds: slices.Sorted(maps.Keys(in.Team.ShiftKinds))}
	for _, a := range in.Team.Agents {
		known.Names = append(known.Names, a.Name)
	}
	r, notes, err := result.ReadBook(name, b, in.Period, known, kind == lockedRows)
	for _, n := range notes {
		fmt.Fprintln(c.App.ErrWriter, rowNote(in, name, n))
	}
	return r, err
}

// rowNote words what was made of a row.
func rowNote(in plan.Input, name string, n table.RowNote) string {
	w := words(in)
	switch n.Kind {
	case table.RowMoved:
		return w.T("%s: sheet %s, row %d: the shift of %s on %s was moved; its breaks and duties went along", name, n.Sheet, n.Row, n.Agent, w.Moment(n.Start))
	case table.RowFitted:
		return w.T("%s: sheet %s, row %d: the shift of %s on %s has other times than its duties; the first and the last now reach to its ends", name, n.Sheet, n.Row, n.Agent, w.Moment(n.Start))
	}
	return w.T("%s: sheet %s, row %d: %s without times: taken as no shift", name, n.Sheet, n.Row, n.Agent)
}
