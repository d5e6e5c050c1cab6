package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	terminal "turno/internal/report/table"
	"turno/internal/report/text"
	"turno/internal/workspace/result"
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

// tell ends a command: it writes the results folder, of which the document is plan.json, shows
// the document or the tables, and names the folder.
func tell(c *cli.Context, sh shell, document, tables func(io.Writer) error, files ...result.File) error {
	if err := writeOut(c, append(files, result.File{Name: planFile, Write: document})); err != nil {
		return err
	}
	if err := show(c, sh, document, tables); err != nil {
		return err
	}
	said(c, sh)
	return nil
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
