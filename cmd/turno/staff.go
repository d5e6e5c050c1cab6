package main

import (
	"io"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	pages "turno/internal/report/people"
	terminal "turno/internal/report/table"
	"turno/internal/workspace/result"
	"turno/plan/people"
	"turno/schedule"
	"turno/schedule/staffing"
)

func staffCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "staff",
		Usage: "volume to requirement: how many people, when, on which queue",
		Description: `Turns the forecast of a workspace into the requirement: live queues by their queueing model, deferrable
work (social, messaging, email) levelled over the time it may wait.

  turno staff --sample banka
  turno staff --workspace . --forecast results/forecast.csv --out results
  turno staff --sample banka --blend --queue voice-ru

Beside every queue stands what a spreadsheet would ask for; where somebody is in induction, the hours
that it takes stand by week, as planned shrinkage. --blend prints, for one live queue at one
time, how much deferrable work its agents can take, keeping how many idle, at what live service.
With --out DIR it writes forecast.csv and requirement.csv, which roster takes by --requirement.`,
		Flags: flags(periodFlags(), []cli.Flag{forecastFile()}, blendFlags(), outputFlags(), []cli.Flag{strictFlag()}),
		Action: func(c *cli.Context) error {
			if c.Bool("blend") {
				return blendAction(c, sh)
			}
			if err := onlyWithBlend(c); err != nil {
				return err
			}
			return staffAction(c, sh)
		},
	}
}

func staffAction(c *cli.Context, sh shell) error {
	in, err := load(c)
	if err != nil {
		return err
	}
	in, fits := in.Assess()
	if err := checkOut(c); err != nil {
		return err
	}
	report, stop := startProgress(sh)
	r, profiles, err := profilesOf(c, in, report)
	var requirement schedule.Requirement
	var found []schedule.Finding
	var naive []staffing.NaiveAgents
	if err == nil {
		requirement, found, err = in.Require(c.Context, profiles)
	}
	if err == nil {
		naive, err = staffing.Naive(in.Period, in.Calendar, in.Demands(profiles))
	}
	stop()
	if err != nil {
		return err
	}
	weeks := people.Inductions(in, fits, requirement)
	err = tell(c, sh, func(w io.Writer) error { return document.Requirement(w, requirement, naive, weeks) }, func(w io.Writer) error {
		opt := tableOptions(sh, in)
		if err := terminal.Requirement(w, requirement, naive, opt); err != nil {
			return err
		}
		if err := induction(w, weeks, opt); err != nil {
			return err
		}
		if err := terminal.Sources(w, in.Measured, opt); err != nil {
			return err
		}
		return terminal.Findings(w, found, opt)
	},
		result.File{Name: "forecast.csv", Write: func(w io.Writer) error { return result.WriteForecast(w, r.Volumes) }},
		result.File{Name: "requirement.csv", Write: func(w io.Writer) error { return result.WriteRequirement(w, requirement) }},
		result.File{Name: "work.csv", Write: func(w io.Writer) error { return result.WriteWork(w, profiles) }},
		findingsFile(found, nil, in))
	if err != nil {
		return err
	}
	return strict(c, found)
}

// induction shows what induction takes from the requirement, where somebody is in it.
func induction(w io.Writer, weeks []people.Week, opt terminal.Options) error {
	if len(weeks) == 0 {
		return nil
	}
	return terminal.People(w, pages.Induction(weeks, opt.Words), opt)
}
