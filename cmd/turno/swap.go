package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"turno/forecast/calendar"
	"turno/internal/report/document"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/result"
	"turno/plan"
	"turno/plan/repair"
	"turno/schedule"
)

func swapCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "swap",
		Usage: "who could take a shift, or swap one of theirs for it",
		Description: `Reads a roster and lists who could take over the shift of --agent on --date, or swap one of their own that begins
within a week of it, the best first: no hard rule broken, no request lost, most customers served, least pay. What
breaks a rule is counted, and listed with its reason by --all.

  turno swap --workspace . --roster published --agent anna --date 2026-11-12
  turno swap --workspace . --roster published --agent anna --date 2026-11-12 --with bruno --out swapped.csv
  turno swap --workspace . --roster r.csv --agent anna --date 2026-11-12 --with bruno --for 2026-11-13 --out swapped.csv

--with looks at one person; --for says which of their shifts comes back, --for nothing that none does. --out writes the
roster after the best of what is left to a FILE.csv, which must break no hard rule unless --force. The service is what the
requirement expects; turno check follows work that may wait through its possible futures.`,
		Flags: flags(workspaceFlags(), []cli.Flag{
			rosterFile("that people have"),
			&cli.StringFlag{Name: "agent", Required: true, Usage: "`WHO` has the shift now"},
			&cli.StringFlag{Name: "date", Required: true, Usage: "the `DATE` on which it starts (YYYY-MM-DD)"},
			&cli.StringFlag{Name: "with", Usage: "look at one person, `WHO`"},
			&cli.StringFlag{Name: "for", Usage: "of --with, the shift that starts on this `DATE`, or nothing"},
			&cli.IntFlag{Name: "most", Value: 10, Usage: "list `N` of the possible"},
			&cli.BoolFlag{Name: "all", Usage: "list also what would break a rule, and which"},
			&cli.StringFlag{Name: "out", Usage: "write the roster after the swap to a `FILE`.csv"},
			&cli.BoolFlag{Name: "force", Usage: "write it although a hard rule is broken"},
			forecastFile(), requirementFile(),
			jsonFlag(),
		}),
		Action: func(c *cli.Context) error { return swapAction(c, sh) },
	}
}

func swapAction(c *cli.Context, sh shell) error {
	in, err := load(c)
	if err != nil {
		return err
	}
	if err := swapFlags(c, in); err != nil {
		return err
	}
	ro, err := rosterOf(c, "roster", in, inHand)
	if err != nil {
		return err
	}
	shift, err := shiftOf(c, "date", in, ro, c.String("agent"))
	if err != nil {
		return err
	}
	back, err := returned(c, in, ro)
	if err != nil {
		return err
	}
	s, _, err := standing(c, sh, in, ro)
	if err != nil {
		return err
	}
	offers, err := repair.Offers(c.Context, s, shift, c.String("with"))
	if err != nil {
		return err
	}
	offers = asked(c, offers, back)
	if c.String("with") == "" {
		return showOffers(c, sh, in, shift, offers)
	}
	return settle(c, sh, in, s, shift, offers)
}

// swapFlags looks at the flags before any work is done.
func swapFlags(c *cli.Context, in plan.Input) error {
	for _, flag := range []string{"agent", "with"} {
		name := c.String(flag)
		if err := knownBy(flag, name, "an agent of the team", agentsOf(in)); err != nil {
			return err
		}
	}
	switch {
	case c.String("with") == c.String("agent"):
		return usage("--with %s: expected somebody other than --agent", c.String("with"))
	case c.String("with") == "" && (c.IsSet("for") || c.IsSet("out") || c.IsSet("force")):
		return usage("--for, --out and --force are for one swap: expected --with WHO beside them")
	case c.Int("most") < 1 || c.Int("most") > 1000:
		return usage("--most %d: expected 1 to 1000", c.Int("most"))
	case c.IsSet("out"):
		return checkFile("out", c.String("out"), ".csv")
	}
	return nil
}

// shiftOf is the agent's shift that starts on the date of a flag.
func shiftOf(c *cli.Context, flag string, in plan.Input, ro schedule.Roster, agent string) (schedule.Shift, error) {
	date, err := calendar.ParseDate(c.String(flag))
	if err != nil {
		return schedule.Shift{}, usage("--%s %v", flag, err)
	}
	var days []string
	for _, s := range ro.Shifts {
		if s.Agent != agent {
			continue
		}
		d := calendar.DateOf(s.Start.In(in.Calendar.Zone))
		if d == date {
			return s, nil
		}
		days = append(days, d.String())
	}
	if len(days) == 0 {
		return schedule.Shift{}, usage("--%s %s: %s has no shift in this roster", flag, date, agent)
	}
	return schedule.Shift{}, usage("--%s %s: %s has no shift then: expected one of %s", flag, date, agent, listed(days))
}

// returned is the shift of --for; nil where the flag says nothing, or is not there.
func returned(c *cli.Context, in plan.Input, ro schedule.Roster) (*schedule.Shift, error) {
	if s := c.String("for"); s == "" || s == "nothing" {
		return nil, nil
	}
	s, err := shiftOf(c, "for", in, ro, c.String("with"))
	return &s, err
}

// asked keeps the offers that --for asks about.
func asked(c *cli.Context, offers []repair.Offer, back *schedule.Shift) []repair.Offer {
	if !c.IsSet("for") {
		return offers
	}
	var out []repair.Offer
	for _, o := range offers {
		if back == nil && o.Back == nil || back != nil && o.Back != nil && back.Start.Equal(o.Back.Start) {
			out = append(out, o)
		}
	}
	return out
}

func showOffers(c *cli.Context, sh shell, in plan.Input, shift schedule.Shift, offers []repair.Offer) error {
	return show(c, sh, func(w io.Writer) error { return document.Offers(w, shift, offers, in.Currency, words(in)) }, func(w io.Writer) error {
		opt := tableOptions(sh, in)
		opt.Most = c.Int("most")
		return terminal.Offers(w, shift, offers, c.Bool("all"), in.Currency, opt)
	})
}

// settle shows the best of one person's offers and writes the roster after it.
func settle(c *cli.Context, sh shell, in plan.Input, s repair.Standing, shift schedule.Shift, offers []repair.Offer) error {
	if len(offers) == 0 {
		return usage("--with %s: can serve no queue of the team, or --for is more than a week from the shift, or at the very same times: nothing to swap", c.String("with"))
	}
	best := offers[0]
	refused := !best.Legal() && !c.Bool("force")
	if name := c.String("out"); name != "" && !refused {
		after := s.After(shift, best)
		if err := result.WriteTable(name, func(w io.Writer) error { return result.WriteRoster(w, after) }); err != nil {
			return err
		}
	}
	err := show(c, sh, func(w io.Writer) error { return document.Offers(w, shift, offers, in.Currency, words(in)) }, func(w io.Writer) error {
		return terminal.Swap(w, shift, best, in.Currency, tableOptions(sh, in))
	})
	switch {
	case err != nil:
		return err
	case refused:
		return exitError{exitStrict, broken(c, len(best.Broken))}
	case c.String("out") != "" && !c.Bool("json"):
		fmt.Fprintf(sh.out, "\n%s\n", sh.words().T("The roster is in %s", c.String("out")))
	}
	return nil
}

// broken says that a swap would break rules.
func broken(c *cli.Context, rules int) error {
	if c.String("out") == "" {
		return worded("%d hard {rule/rules} would be broken", rules)
	}
	return worded("%d hard {rule/rules} would be broken; nothing was written (--force writes it all the same)", rules)
}
