package main

import (
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"turno/internal/report/people"
	terminal "turno/internal/report/table"
	"turno/internal/report/xlsx"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/result"
	"turno/plan"
	"turno/skills"
)

func skillsCommand(sh shell) *cli.Command {
	parts := []*cli.Command{
		assessCommand(sh), matchCommand(sh), gapsCommand(sh), trainCommand(sh), hireCommand(sh), readyCommand(sh), fairnessCommand(sh),
	}
	return &cli.Command{
		Name:  "skills",
		Usage: "who suits which channel, and what to do about the gap: assess, match, gaps, train, hire, ready, fairness",
		Description: `Reads a workspace with assessments.csv (or assessments.xlsx) and candidates.csv where present. docs/WORKSPACE.md
says how assessments become pace, slots and level in the plan.

  turno skills assess --sample moda --agent m.lovisolo
  turno skills match --sample moda --persona messaging
  turno skills train --sample moda --from 2026-11-23
  turno skills ready --sample banka --queue chat-ru --hours "mon-sun 00:00-24:00"

Each command has its own --help, prints a table or --json, and writes a sheet with --xlsx FILE.`,
		Subcommands: parts,
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return cli.ShowSubcommandHelp(c)
			}
			return unknownPart(c.Args().First(), parts)
		},
	}
}

// unknownPart answers the name of no part of a command.
func unknownPart(name string, parts []*cli.Command) error {
	var names []string
	for _, p := range parts {
		names = append(names, p.Name)
	}
	if near := fault.Closest(name, names); near != "" {
		return usage("%q is not a part of turno skills: did you mean %q?", name, near)
	}
	return usage("%q is not a part of turno skills: expected one of %s", name, strings.Join(names, ", "))
}

// peopleFlags are those of every part.
func peopleFlags(more ...cli.Flag) []cli.Flag {
	return flags(workspaceFlags(), more, []cli.Flag{
		&cli.BoolFlag{Name: "json", Usage: "print one JSON document instead of tables"},
		&cli.StringFlag{Name: "xlsx", Usage: "write the page as a sheet of the new workbook `FILE`"},
	})
}

// fitted reads the workspace and fits its people.
func fitted(c *cli.Context) (plan.Input, []skills.Fit, error) {
	if err := checkBook(c); err != nil {
		return plan.Input{}, nil, err
	}
	in, err := load(c)
	if err != nil {
		return in, nil, err
	}
	in, fits := in.Assess()
	return in, fits, nil
}

// checkBook refuses a workbook that cannot be written, or that is there already.
func checkBook(c *cli.Context) error {
	name := c.String("xlsx")
	if name == "" {
		return nil
	}
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return usage("--xlsx %s: there is such a file already: expected a new name", name)
	}
	return checkFile("xlsx", name, ".xlsx")
}

// showPeople prints the page or the document, and writes the sheet where one is asked for.
func showPeople(c *cli.Context, sh shell, in plan.Input, page people.Page, doc func(io.Writer) error) error {
	if name := c.String("xlsx"); name != "" {
		if err := result.WriteTable(name, func(w io.Writer) error {
			return xlsx.People(w, plan.Plan{Input: in}, []people.Page{page}, xlsx.Options{Words: words(in), Version: version})
		}); err != nil {
			return err
		}
	}
	return show(c, sh, doc, func(w io.Writer) error { return terminal.People(w, page, tableOptions(sh, in)) })
}

// personaOf checks the flag --persona: one, or all that channels of the team ask for.
func personasOf(c *cli.Context, in plan.Input) ([]string, error) {
	var all, used []string
	for _, p := range in.Skills.Personas {
		all = append(all, p.Name)
		for _, q := range in.Queues {
			if p.Decides() && q.Channel == p.Channel && !slices.Contains(used, p.Name) {
				used = append(used, p.Name)
			}
		}
	}
	switch name := c.String("persona"); {
	case name == "":
		return used, nil
	case name == "all":
		return all, nil
	case !slices.Contains(all, name):
		if near := fault.Closest(name, all); near != "" {
			return nil, usage("--persona %s: no such persona: did you mean %s?", name, near)
		}
		return nil, usage("--persona %s: expected one of %s, or all", name, strings.Join(all, ", "))
	default:
		return []string{name}, nil
	}
}

func personaFlag() cli.Flag {
	return &cli.StringFlag{Name: "persona", Usage: "the role `NAME`: social, messaging, chat, video, voice, email, community, triage, or all", DefaultText: "those of the team's queues"}
}
