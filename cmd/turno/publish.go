package main

import (
	"io"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"turno/forecast/calendar"
	"turno/internal/report/ics"
	terminal "turno/internal/report/table"
	"turno/internal/workspace"
	"turno/internal/workspace/result"
	"turno/plan"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/check"
)

func publishCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "publish",
		Usage: "tell people a roster: a numbered version in the workspace",
		Description: `Reads a roster of the period and writes it into the workspace as the next version: published/0001 with
roster.csv, version.json (number, period, when, what is promised, what changed since the version before) and a
calendar per person in ics/. Their events keep their UIDs and bear the version in which they last changed as
SEQUENCE, so that a calendar that was imported before is brought up to date; shifts that are gone are cancelled.

  turno publish --workspace . --roster results/roster.csv --freeze 7d

From then on the versions bear on every later plan: shifts before the period count towards its rules and fairness,
and people keep what they were told of the period where service and rules allow.

--freeze 7d promises every shift that starts within 7 days of the publication (--now). A later version that
changes one of them is refused, as is a roster that breaks a hard rule; both with exit code 3, and nothing is
written. --force publishes it all the same, for the day on which somebody falls ill; version.json says so.`,
		Flags: flags(workspaceFlags(), []cli.Flag{
			rosterFile("to publish"),
			absencesFlag(", as of turno roster --absences"),
			durationFlag("freeze", 0, "promise the shifts of so much `TIME` from now, such as 7d"),
			&cli.BoolFlag{Name: "force", Usage: "publish although a hard rule is broken or a promised shift is changed"},
			&cli.BoolFlag{Name: "json", Usage: "print version.json instead of tables"},
		}),
		Action: func(c *cli.Context) error { return publishAction(c, sh) },
	}
}

func publishAction(c *cli.Context, sh shell) error {
	if c.String("sample") != "" {
		return usage("--sample %s: a built-in world keeps no versions: turno init --sample %s --workspace DIR makes a folder of it", c.String("sample"), c.String("sample"))
	}
	in, err := load(c)
	if err != nil {
		return err
	}
	if in, err = withAbsences(c, in); err != nil {
		return err
	}
	ro, err := rosterOf(c, "roster", in, inHand)
	if err != nil {
		return err
	}
	dir := c.String("workspace")
	versions, err := workspace.ReadVersions(os.DirFS(dir), in.Calendar.Zone, in.Period.Start, in.Period.End())
	if err != nil {
		return err
	}
	told := workspace.Told(versions, in.Period)
	told.Shifts = in.Team.Recognised(told.Shifts)
	var edits []repair.Edit
	if told.Grid.N > 0 { // what nobody was told yet is no change
		edits = repair.Edits(in.Team, told, schedule.Roster{Grid: told.Grid, Shifts: startingIn(ro.Shifts, told.Grid)}, in.Calendar)
	}
	broken := brokenRules(in, ro)
	promised := promisesBroken(versions, edits)
	if !c.Bool("force") && len(broken)+len(promised) > 0 {
		return refuse(sh, in, broken, promised)
	}
	v := versionOf(c, in, ro, versions, edits)
	v.Forced = len(broken)+len(promised) > 0
	if v.Number > workspace.MaxVersions {
		return usage("--workspace %s: it holds %d versions, as many as can be: move old ones out of its folder published", dir, workspace.MaxVersions)
	}
	if err := c.Context.Err(); err != nil {
		return err
	}
	folder := workspace.VersionDir(v.Number)
	if err := result.WriteNew(filepath.Join(dir, filepath.FromSlash(folder)), versionFiles(in, ro, versions, v)); err != nil {
		return err
	}
	if err := show(c, sh, func(w io.Writer) error { return workspace.WriteVersion(w, v) }, func(w io.Writer) error {
		return terminal.Published(w, terminal.Publication{Number: v.Number, Against: v.Against, Folder: folder, From: v.From, To: v.To, Frozen: v.Frozen,
			Forced: v.Forced, Roster: ro, Edits: edits}, tableOptions(sh, in))
	}); err != nil {
		return err
	}
	toldAbsences(c, sh)
	return nil
}

// startingIn are the shifts that start within the grid.
func startingIn(shifts []schedule.Shift, g calendar.Grid) []schedule.Shift {
	var out []schedule.Shift
	for _, s := range shifts {
		if g.Contains(s.Start) {
			out = append(out, s)
		}
	}
	return out
}

// brokenRules is what the check says of the hard rules; what the roster covers is not
// looked at.
func brokenRules(in plan.Input, ro schedule.Roster) []schedule.Finding {
	in.Team.Locks = nil
	var out []schedule.Finding
	for _, f := range check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: schedule.Requirement{Grid: in.Period}, Roster: ro}).Findings {
		if f.Severity == schedule.Broken {
			out = append(out, f)
		}
	}
	return out
}

// promisesBroken are the edits of shifts that a version has promised.
func promisesBroken(versions []workspace.Version, edits []repair.Edit) []repair.Edit {
	var out []repair.Edit
	for _, e := range edits {
		for _, s := range []schedule.Shift{e.Before, e.After} {
			if v, ok := workspace.Covering(versions, s.Start); ok && s.Start.Before(v.Frozen) {
				out = append(out, e)
				break
			}
		}
	}
	return out
}

// refuse says why a roster is not published.
func refuse(sh shell, in plan.Input, broken []schedule.Finding, promised []repair.Edit) error {
	if err := terminal.Refused(sh.err, broken, promised, tableOptions(shell{}, in)); err != nil {
		return err
	}
	return exitError{exitStrict, worded("not published: %d hard {rule/rules} broken, %d promised {shift/shifts} changed; --force publishes it all the same", len(broken), len(promised))}
}

// versionOf is the next version.
func versionOf(c *cli.Context, in plan.Input, ro schedule.Roster, versions []workspace.Version, edits []repair.Edit) workspace.Version {
	v := workspace.Version{Number: 1, From: in.Period.Start, To: in.Period.End(), Now: in.Now, Seed: in.Seed, Shifts: ro.Shifts}
	for _, o := range versions {
		v.Number = max(v.Number, o.Number+1)
		if o.From.Before(v.To) && o.To.After(v.From) {
			v.Against = o.Number
			if o.Frozen.After(v.Frozen) { // what was promised stays so
				v.Frozen = o.Frozen
			}
		}
	}
	if d := c.Duration("freeze"); d > 0 && in.Now.Add(d).After(v.Frozen) {
		v.Frozen = in.Now.Add(d)
	}
	for _, e := range edits {
		v.Changes = append(v.Changes, workspace.VersionChange{Agent: e.Agent, Kind: string(e.Kind), With: e.With, Before: spanOf(e.Before), After: spanOf(e.After)})
	}
	return v
}

func spanOf(s schedule.Shift) *workspace.VersionSpan {
	if s.Start.IsZero() {
		return nil
	}
	return &workspace.VersionSpan{Start: s.Start, End: s.End}
}

// versionFiles are the files of a version's folder.
func versionFiles(in plan.Input, ro schedule.Roster, versions []workspace.Version, v workspace.Version) []result.File {
	files := []result.File{
		{Name: "roster.csv", Write: func(w io.Writer) error { return result.WriteRoster(w, ro) }},
		{Name: "version.json", Write: func(w io.Writer) error { return workspace.WriteVersion(w, v) }},
	}
	opt := draft(in)
	opt.Sequence = v.Number
	for k, o := range versions { // what people were told of this period once that version was out
		told := workspace.Told(versions[:k+1], in.Period)
		opt.Told = append(opt.Told, ics.Version{Sequence: o.Number, At: o.Now, Shifts: in.Team.Recognised(told.Shifts)})
	}
	return append(files, calendars(in, ro, opt)...)
}
