package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"turno/forecast"
	"turno/forecast/calendar"
	pages "turno/internal/report/people"
	"turno/plan"
	"turno/plan/people"
	"turno/skills"
)

// peopleSheets are the parts of turno skills that may stand in the workbook of a roster, in the
// order of its sheets.
var peopleSheets = []string{"assess", "match", "gaps", "train", "hire", "ready", "fairness"}

// peopleParts are the parts that --people names.
func peopleParts(c *cli.Context) ([]string, error) {
	said := c.String("people")
	switch said {
	case "":
		return nil, nil
	case "all":
		return peopleSheets, nil
	}
	var parts []string
	for name := range strings.SplitSeq(said, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(peopleSheets, name) {
			return nil, known(fmt.Sprintf("--people %q", name), "a part of turno skills", name, append([]string{"all"}, peopleSheets...))
		}
		parts = append(parts, name)
	}
	return parts, nil
}

// aboutPeople are the pages that --people asks for, of the roster that p holds.
func aboutPeople(c *cli.Context, sh shell, p plan.Plan) ([]pages.Page, error) {
	parts, err := peopleParts(c)
	if err != nil || len(parts) == 0 {
		return nil, err
	}
	in, fits := p.Input.Assess()
	p.Input = in
	return during(sh, func(report forecast.Progress) (out []pages.Page, err error) {
		for _, name := range peopleSheets {
			if !slices.Contains(parts, name) {
				continue
			}
			page, err := pageOf(c.Context, name, p, fits, report)
			if err != nil {
				return nil, err
			}
			out = append(out, page)
		}
		return out, nil
	})
}

// pageOf is what a part of turno skills shows where its own flags say nothing.
func pageOf(ctx context.Context, name string, p plan.Plan, fits []skills.Fit, report forecast.Progress) (pages.Page, error) {
	in, w := p.Input, words(p.Input)
	switch name {
	case "assess":
		return pages.Assess(in, fits, w), nil
	case "match":
		return pages.Match(ranked(in, fits, usedPersonas(in)), mostMatches, w), nil
	case "gaps":
		return pages.Gaps(people.Gaps(p), w), nil
	case "train":
		all, err := people.Train(ctx, p, fits, people.TrainOptions{Progress: report})
		return pages.Train(all, in.Currency, w), err
	case "hire":
		all, err := people.Recruit(ctx, p, people.HireOptions{Progress: report})
		return pages.Hire(all, in.Currency, w), err
	case "ready":
		all, err := readiness(ctx, p, fits, queuesNamed(in), nil)
		return pages.Ready(all, w), err
	}
	return pages.Fairness(people.Evenly(p), in.Currency, w), nil
}

// ranked ranks people for personas.
func ranked(in plan.Input, fits []skills.Fit, personas []string) (out []pages.Ranking) {
	for _, name := range personas {
		out = append(out, pages.Ranking{Persona: name, Matches: people.Matches(in, fits, name)})
	}
	return out
}

// readiness asks of each queue whether it can go live, at other hours where they are given.
func readiness(ctx context.Context, p plan.Plan, fits []skills.Fit, names []string, hours *calendar.Hours) (out []people.Ready, err error) {
	for _, name := range names {
		r, err := people.GoLive(ctx, p, fits, name, hours)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func queuesNamed(in plan.Input) []string {
	var names []string
	for _, q := range in.Queues {
		names = append(names, q.Name)
	}
	return names
}
