package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/table"
	"turno/plan"
	"turno/plan/repair"
	"turno/schedule"
	"turno/schedule/roster"
)

// keeps says whether a base is to be kept but for what can no longer be worked.
func keeps(c *cli.Context) bool {
	named := c.String("base") != "" && c.String("base") != "none"
	return !c.Bool("afresh") && (named || c.String("absences") != "")
}

// baseOf settles what people were told: by --base, or by the published versions. A repair
// needs it, and may bring absences of its own.
func baseOf(c *cli.Context, in plan.Input) (plan.Input, error) {
	var err error
	switch name := c.String("base"); name {
	case "", "published":
		if keeps(c) {
			if err := wholly("base", in); err != nil {
				return in, err
			}
		}
	case "none":
		in.Base = schedule.Roster{}
		if c.Bool("afresh") || c.String("absences") != "" && keeps(c) {
			return in, usage("--base none: there is no roster to keep: expected --base FILE or --base published")
		}
	default:
		if in.Base, err = rosterOf(c, "base", in, toldBefore); err != nil {
			return in, err
		}
	}
	if c.Bool("afresh") && in.Base.Grid.N == 0 {
		return in, usage("--afresh: the workspace holds no published version of the period to keep to: expected --base FILE beside it, or neither")
	}
	for _, flag := range []string{"effort", "limit", "keep-partial"} {
		if c.IsSet(flag) && keeps(c) {
			return in, usage("--%s: it is for planning everybody anew, which --base and --absences do not: expected --afresh beside it, or without --%s", flag, flag)
		}
	}
	if n := c.Int("helpers"); n < 0 || n > 20 {
		return in, usage("--helpers %d: expected 0 to 20", n)
	} else if c.IsSet("helpers") && !keeps(c) {
		return in, usage("--helpers %d: it is for keeping a roster: expected --base or --absences beside it, and no --afresh", n)
	}
	if err != nil {
		return in, err
	}
	return withAbsences(c, in)
}

// withAbsences is the input with the absences of --absences besides those of absences.csv.
func withAbsences(c *cli.Context, in plan.Input) (plan.Input, error) {
	if c.String("absences") == "" {
		return in, nil
	}
	away, err := absencesOf(c, in)
	in.Team.Absences, in.Team.Meetings = besides(in.Team.Absences, away.Absences), besides(in.Team.Meetings, away.Meetings)
	return in, err
}

// toldAbsences says what the absences of --absences ask for next.
func toldAbsences(c *cli.Context, sh shell) {
	if name := c.String("absences"); name != "" && !c.Bool("json") {
		fmt.Fprintf(sh.out, "\n%s\n", sh.words().T("The absences of %[1]s are not in absences.csv: put them there for later plans; until then turno check and turno publish take --absences %[1]s", name))
	}
}

// wholly refuses a published roster that covers only a part of the period.
func wholly(flag string, in plan.Input) error {
	g := in.Base.Grid
	if g.N == 0 {
		return usage("--%s published: the workspace holds no published version of the period: turno publish makes one, or expected --%s FILE", flag, flag)
	}
	if g.N != in.Period.N {
		return usage("--%s published: versions cover %s to %s of the period %s to %s: expected --from and --weeks within that", flag,
			g.Start.Format("2006-01-02"), g.End().Add(-1).Format("2006-01-02"), in.Period.Start.Format("2006-01-02"), in.Period.End().Add(-1).Format("2006-01-02"))
	}
	return nil
}

// absencesOf reads the file of --absences.
func absencesOf(c *cli.Context, in plan.Input) (table.Away, error) {
	name := c.String("absences")
	f, err := open("absences", name)
	if err != nil {
		return table.Away{}, err
	}
	defer f.Close()
	return table.ReadAbsences(name, f, table.PeopleOptions{Zone: in.Calendar.Zone, Own: table.ZonesOf(in.Team.Agents), Agents: append([]string{}, agentsOf(in)...)})
}

// besides is what there was and what is new.
func besides[T comparable](old, more []T) []T {
	out := slices.Clone(old)
	for _, x := range more {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// standing is a roster of the workspace as repairs, swaps and differences take it.
func standing(c *cli.Context, sh shell, in plan.Input, ro schedule.Roster) (repair.Standing, []schedule.Finding, error) {
	var found []schedule.Finding
	s, err := during(sh, func(report forecast.Progress) (repair.Standing, error) {
		requirement, futures, own, err := requirementOf(c, in, report)
		found = own
		return repair.Standing{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: requirement, Futures: futures,
			Roster: ro, Currency: in.Currency, Seed: in.Seed}, err
	})
	return s, found, err
}

// repairAction is turno roster with a base that is to be kept.
func repairAction(c *cli.Context, sh shell, in plan.Input) error {
	base := in.Base
	for i, s := range base.Shifts { // --lock beside it: these stay whatever they could help
		for _, l := range in.Team.Locks {
			if l.Agent == s.Agent && l.Start.Equal(s.Start) {
				base.Shifts[i].Locked = true
			}
		}
	}
	s, found, err := standing(c, sh, in, base)
	if err != nil {
		return err
	}
	r, err := during(sh, func(report forecast.Progress) (repair.Replanned, error) {
		return repair.Replan(c.Context, s, repair.ReplanOptions{Helpers: c.Int("helpers"), Progress: report})
	})
	if err != nil {
		return err
	}
	in.Team.Locks = nil
	judged := in.Check(s.Requirement, r.Roster, s.Futures)
	troubles, err := during(sh, func(report forecast.Progress) ([]repair.Trouble, error) {
		return in.Explain(c.Context, s.Requirement, roster.Result{Roster: r.Roster}, judged, s.Futures, report)
	})
	if err != nil {
		return err
	}
	d := repair.Differ(s, r.Roster)
	o := outcome{in, s.Requirement, r.Roster, judged, plan.Join(found, nil, judged.Findings), troubles}
	return o.tell(c, sh, func(w io.Writer) error { return document.Replanned(w, r, d, in.Currency, words(in)) }, func(w io.Writer) error {
		return terminal.Replanned(w, r, d, in.Currency, tableOptions(sh, in))
	})
}
