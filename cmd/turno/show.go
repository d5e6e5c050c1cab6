package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	terminal "turno/internal/report/table"
	"turno/internal/report/text"
	"turno/plan"
	"turno/schedule"
)

// show prints the JSON document where --json asks for it, else the tables for people.
func show(c *cli.Context, sh shell, document, tables func(io.Writer) error) error {
	if c.Bool("json") {
		return document(sh.out)
	}
	return tables(sh.out)
}

// said names the results folder once it is written.
func said(c *cli.Context, sh shell) {
	if dir := c.String("out"); dir != "" && !c.Bool("json") {
		fmt.Fprintf(sh.out, "\n%s\n", sh.words().T("Results are in %s", dir))
	}
}

// atMean says what was judged at the mean volume alone, lest its service be taken for what
// busy days bring.
func atMean(c *cli.Context, sh shell, in plan.Input, found []schedule.Finding) {
	for _, f := range found {
		if f.Code == schedule.CodeMeanVolume && !c.Bool("json") {
			fmt.Fprintf(sh.out, "\n%s\n", words(in).Finding(f))
		}
	}
}

func words(in plan.Input) text.Catalogue {
	return text.English(in.Calendar.Zone, in.Period.Start.Year()).In(in.Language)
}

func tableOptions(sh shell, in plan.Input) terminal.Options {
	return sh.tables(words(in))
}

// tables is how tables look on this shell.
func (sh shell) tables(words text.Catalogue) terminal.Options {
	return terminal.Options{Words: words, Color: sh.color, Width: sh.width}
}
