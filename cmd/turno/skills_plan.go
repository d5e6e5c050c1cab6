package main

import (
	"errors"
	"io"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/report/document"
	pages "turno/internal/report/people"
	"turno/internal/workspace"
	"turno/plan"
	"turno/plan/people"
	"turno/skills"
)

// planFlags are those of the parts that look at a plan.
func planFlags(more ...cli.Flag) []cli.Flag {
	return peopleFlags(flags([]cli.Flag{
		seedFlag(), forecastFile(),
		rosterFlag("roster", "to look at instead of planning the period"),
	}, simulationFlags(), []cli.Flag{
		&cli.IntFlag{Name: "effort", Usage: "`N` rounds of improvement for every roster", DefaultText: "enough for a good roster"},
	}, more)...)
}

// planned is the plan of the period, or what becomes of the roster of --roster.
func planned(c *cli.Context, sh shell) (plan.Plan, []skills.Fit, error) {
	in, fits, err := fitted(c)
	if err != nil {
		return plan.Plan{}, nil, err
	}
	p, err := during(sh, func(report forecast.Progress) (plan.Plan, error) { return planOf(c, in, report) })
	return p, fits, err
}

func planOf(c *cli.Context, in plan.Input, report forecast.Progress) (plan.Plan, error) {
	if c.String("roster") != "" {
		ro, err := rosterOf(c, "roster", in, inHand)
		if err != nil {
			return plan.Plan{Input: in}, err
		}
		return around(c, in, ro, report)
	}
	var given plan.Given
	var err error
	if given.Forecast, given.Profiles, err = profilesOf(c, in, report); err != nil {
		return plan.Plan{Input: in}, err
	}
	return plan.BuildWith(c.Context, in, given, report)
}

func gapsCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "gaps",
		Usage: "by hour of the week: which channel and language lacks whom",
		Description: `Compares the requirement with the roster, queue by queue and hour by hour of the week, and names who comes close to
serving a queue that is short: who lacks the channel, who the language, and whom assessments keep off it.

  turno skills gaps --sample moda --from 2026-11-23
  turno skills gaps --workspace . --roster plan/roster.csv --json`,
		Flags: planFlags(),
		Action: func(c *cli.Context) error {
			p, _, err := planned(c, sh)
			if err != nil {
				return err
			}
			all := people.Gaps(p)
			return showPeople(c, sh, p.Input, pages.Gaps(all, words(p.Input)), func(w io.Writer) error { return document.Gaps(w, all) })
		},
	}
}

func trainCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "train",
		Usage: "whom to train in which channel first: value, hours, ramp-up, payback",
		Description: `Looks at every pair of a person and a channel that the person lacks. For the most promising ones the roster of the
period is improved with the person trained, by three searches, simulated, and compared with what the same searches
make of the team as it is; how far the searches differ says what of the worth is chance. A contact more in time is
worth skills: contact_worth of turno.yaml, by default what serving one costs.

  turno skills train --sample moda --from 2026-11-23
  turno skills train --workspace . --try 20 --json`,
		Flags: planFlags(&cli.IntFlag{Name: "try", Value: 8, Usage: "try the `N` most promising, 1 to 1000"}),
		Action: func(c *cli.Context) error {
			if n := c.Int("try"); n < 1 || n > 1000 {
				return usage("--try %d: expected 1 to 1000", n)
			}
			p, fits, err := planned(c, sh)
			if err != nil {
				return err
			}
			all, err := during(sh, func(report forecast.Progress) ([]people.Training, error) {
				return people.Train(c.Context, p, fits, people.TrainOptions{Most: c.Int("try"), Progress: report})
			})
			if err != nil {
				return err
			}
			in := p.Input
			return showPeople(c, sh, in, pages.Train(all, in.Currency, words(in)), func(w io.Writer) error { return document.Trainings(w, all, in.Currency) })
		},
	}
}

func hireCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "hire",
		Usage: "how many people of which profile, contract and hours, with the text of the search",
		Description: `For every queue that misses its target or its minimum: the contract whose shifts reach the missing hours, the fewest
people with whom the period planned and simulated again meets the target, and the text of a search that says
what this channel and this gap ask for.

  turno skills hire --sample moda --from 2026-11-23`,
		Flags: planFlags(&cli.IntFlag{Name: "most", Value: 12, Usage: "try at most `N` people for a queue, 1 to 50"}),
		Action: func(c *cli.Context) error {
			if n := c.Int("most"); n < 1 || n > 50 {
				return usage("--most %d: expected 1 to 50", n)
			}
			p, _, err := planned(c, sh)
			if err != nil {
				return err
			}
			all, err := during(sh, func(report forecast.Progress) ([]people.Hire, error) {
				return people.Recruit(c.Context, p, people.HireOptions{Most: c.Int("most"), Progress: report})
			})
			if err != nil {
				return err
			}
			in := p.Input
			return showPeople(c, sh, in, pages.Hire(all, in.Currency, words(in)), func(w io.Writer) error { return document.Hires(w, all, in.Currency, words(in)) })
		},
	}
}

func readyCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "ready",
		Usage: "go-live check of a channel or of new hours: people trained against the requirement",
		Description: `Before a queue goes live, or answers at other hours: the people who can serve it and may be at work, hour by hour of
the week, against what it asks, in heads and in contract hours; who of them is still in induction, and whose
certificate is about to expire.

  turno skills ready --sample banka
  turno skills ready --sample banka --queue chat-ru --hours "mon-sun 00:00-24:00"`,
		Flags: peopleFlags(forecastFile(), &cli.StringFlag{Name: "queue", Usage: "the queue `NAME`; all by default"},
			&cli.StringFlag{Name: "hours", Usage: "the queue's new `HOURS`, such as \"mon-fri 08:00-22:00; sat 09:00-14:00\""},
			&cli.BoolFlag{Name: "strict", Usage: "exit with 3 when a queue is not ready"}),
		Action: func(c *cli.Context) error { return readyAction(c, sh) },
	}
}

func readyAction(c *cli.Context, sh shell) error {
	in, fits, err := fitted(c)
	if err != nil {
		return err
	}
	names, err := queuesOf(c, queuesNamed(in))
	if err != nil {
		return err
	}
	var hours *calendar.Hours
	if s := c.String("hours"); s != "" {
		if len(names) != 1 {
			return usage("--hours: it is for one queue: expected --queue NAME beside it")
		}
		h, err := workspace.Hours(s)
		if err != nil {
			return usage("--hours %v", err)
		}
		hours = &h
	}
	p := plan.Plan{Input: in}
	all, err := during(sh, func(report forecast.Progress) (out []people.Ready, err error) {
		if p.Forecast, p.Profiles, err = profilesOf(c, in, report); err != nil {
			return nil, err
		}
		return readiness(c.Context, p, fits, names, hours)
	})
	if err != nil {
		return err
	}
	if err := showPeople(c, sh, in, pages.Ready(all, words(in)), func(w io.Writer) error { return document.Readiness(w, all, words(in)) }); err != nil {
		return err
	}
	for _, r := range all {
		if c.Bool("strict") && r.Verdict == people.NoGo {
			return exitError{exitStrict, errNotReady}
		}
	}
	return nil
}

func fairnessCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "fairness",
		Usage: "nights, weekends, hard contacts, premiums and grades between core and social teams",
		Description: `Compares what people carry and get, for 40 paid hours: between those who mostly answer posts and messages and those on
voice, chat and email, and between groups of agents.csv. Differences are split into what comes from contracts
and grades, and what lies between people of the same ones.

  turno skills fairness --sample volo
  turno skills fairness --workspace . --roster plan/roster.csv --xlsx fairness.xlsx`,
		Flags: planFlags(),
		Action: func(c *cli.Context) error {
			p, _, err := planned(c, sh)
			if err != nil {
				return err
			}
			f := people.Evenly(p)
			in := p.Input
			return showPeople(c, sh, in, pages.Fairness(f, in.Currency, words(in)), func(w io.Writer) error { return document.Fairness(w, f, in.Currency) })
		},
	}
}

var errNotReady = errors.New("a queue is not ready to go live")
