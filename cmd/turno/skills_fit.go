package main

import (
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"turno/internal/report/document"
	pages "turno/internal/report/people"
	"turno/plan/people"
	"turno/skills"
)

func assessCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "assess",
		Usage: "the scorecard of every person and channel, with the reasons",
		Description: `Shows how everybody fits every role, from 0 to 100 with the range that holds the truth in 8 of 10 cases, and whom
assessments rule out. With --agent it is the scorecard of one person: each competence with its weight, what is
known of it, and the reasons in words. What was not assessed is unknown: it widens the range and costs nothing.

  turno skills assess --sample moda
  turno skills assess --sample moda --agent l.trevisol --persona social --xlsx card.xlsx`,
		Flags: peopleFlags(personaFlag(), &cli.StringFlag{Name: "agent", Usage: "the person `ID`, of agents.csv or candidates.csv"}),
		Action: func(c *cli.Context) error {
			in, fits, err := fitted(c)
			if err != nil {
				return err
			}
			page, shown := pages.Assess(in, fits, words(in)), fits
			if id := c.String("agent"); id != "" || c.IsSet("persona") {
				personas, err := personasOf(c, in)
				if err != nil {
					return err
				}
				if shown, err = only(fits, id, personas); err != nil {
					return err
				}
				if id == "" {
					for i, p := range in.Skills.Personas {
						if !slices.Contains(personas, p.Name) {
							in.Skills.Personas[i].Name = ""
						}
					}
					in.Skills.Personas = slices.DeleteFunc(in.Skills.Personas, func(p skills.Persona) bool { return p.Name == "" })
					page = pages.Assess(in, shown, words(in))
				} else {
					page = pages.Scorecard(in, shown, words(in))
				}
			}
			return showPeople(c, sh, in, page, func(w io.Writer) error { return document.Fits(w, shown, in.Skills, in.Period.Start, words(in)) })
		},
	}
}

// only keeps the fits of one person, or of all, to the personas.
func only(fits []skills.Fit, id string, personas []string) ([]skills.Fit, error) {
	var out []skills.Fit
	var ids []string
	for _, f := range fits {
		if !slices.Contains(ids, f.Person) {
			ids = append(ids, f.Person)
		}
		if (id == "" || f.Person == id) && slices.Contains(personas, f.Persona) {
			out = append(out, f)
		}
	}
	if err := knownBy("agent", id, "anybody of agents.csv or candidates.csv", ids); err != nil {
		return nil, err
	}
	return out, nil
}

// mostMatches is how many people are shown of each role where nothing else is said.
const mostMatches = 15

func matchCommand(sh shell) *cli.Command {
	return &cli.Command{
		Name:  "match",
		Usage: "people and candidates ranked for a role, with how sure that is",
		Description: `Ranks those who serve a channel, the others of the team (transfers) and the candidates of candidates.csv for its role,
and says of each how likely they are above the median of those who serve it, what rules them out, and which
assessment would tell most. Years of experience are shown and weigh nothing.

  turno skills match --sample moda --persona messaging
  turno skills match --workspace . --most 10 --json`,
		Flags: peopleFlags(personaFlag(), &cli.IntFlag{Name: "most", Value: mostMatches, Usage: "show the best `N` of each role; 0 is all"}),
		Action: func(c *cli.Context) error {
			in, fits, err := fitted(c)
			if err != nil {
				return err
			}
			personas, err := personasOf(c, in)
			if err != nil {
				return err
			}
			if c.Int("most") < 0 {
				return usage("--most %d: expected 0 or more", c.Int("most"))
			}
			rankings := ranked(in, fits, personas)
			var all [][]people.Match
			for _, r := range rankings {
				all = append(all, r.Matches)
			}
			return showPeople(c, sh, in, pages.Match(rankings, c.Int("most"), words(in)), func(w io.Writer) error {
				return document.Matches(w, personas, all, words(in))
			})
		},
	}
}

// queuesOf checks the flag --queue: one, or all.
func queuesOf(c *cli.Context, names []string) ([]string, error) {
	name := c.String("queue")
	if name == "" {
		return names, nil
	}
	return []string{name}, knownBy("queue", name, "a queue of the workspace", names)
}
