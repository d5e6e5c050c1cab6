package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"turno/internal/workspace/fault"
)

// The exit codes, as every command's help says.
const (
	exitDone   = 0 // done, and said what is missed
	exitFailed = 1 // failed or cancelled
	exitInput  = 2 // the command line or an input file is wrong
	exitStrict = 3 // a hard rule or a target is not met (check, and any command with --strict)
)

// version is stamped by the linker.
var version = "0.1.0"

// exitError ends a command with a code.
type exitError struct {
	code int
	err  error
}

func (e exitError) Error() string { return e.err.Error() }
func (e exitError) Unwrap() error { return e.err }

// usage is a wrong command line.
func usage(format string, args ...any) error {
	return exitError{exitInput, fmt.Errorf(format, args...)}
}

// run executes one command line and gives the exit code.
func run(ctx context.Context, args []string, sh shell) int {
	sh.lang = new(string)
	app := newApp(sh)
	err := app.RunContext(ctx, args)
	if err == nil {
		return exitDone
	}
	var exit exitError
	var input *fault.Error
	switch {
	case errors.As(err, &exit):
		if msg := sh.said(exit.err); msg != "" {
			fmt.Fprintln(sh.err, "turno:", msg)
		}
		return exit.code
	case errors.As(err, &input):
		fmt.Fprintln(sh.err, input.Error())
		return exitInput
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(sh.err, "turno:", sh.words().T("stopped; nothing was written"))
	default:
		fmt.Fprintln(sh.err, "turno:", err)
	}
	return exitFailed
}

func newApp(sh shell) *cli.App {
	commands := []*cli.Command{
		initCommand(sh), importCommand(sh), measureCommand(sh), trackCommand(sh),
		forecastCommand(sh), peaksCommand(sh), backtestCommand(sh), staffCommand(sh), rosterCommand(sh), checkCommand(sh), simulateCommand(sh), planCommand(sh),
		referenceCommand(sh), explainCommand(sh), hoursCommand(sh), publishCommand(sh), swapCommand(sh), diffCommand(sh),
		exportCommand(sh), skillsCommand(sh),
		whatifCommand(sh),
	}
	for _, c := range commands {
		finish(sh, c)
	}
	return &cli.App{
		Name: "turno", Usage: "plan the people of a social-care team: forecast, staff, roster, simulate",
		Version: version, Commands: commands, Metadata: map[string]any{metaLang: sh.lang}, Writer: sh.out, ErrWriter: sh.err,
		Suggest: true, OnUsageError: onUsage, HideHelpCommand: true,
		DisableSliceFlagSeparator: true, // the name of a file may hold a comma
		CommandNotFound:           nil,
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return unknownCommand(c)
			}
			return cli.ShowAppHelp(c)
		},
		ExitErrHandler: func(*cli.Context, error) {}, // run says it
	}
}

// finish gives a command, and its parts, what all commands have.
func finish(sh shell, c *cli.Command) {
	for _, part := range c.Subcommands {
		part.HelpName = "turno " + c.Name + " " + part.Name
		finish(sh, part)
	}
	c.OnUsageError = onUsage
	if len(c.Subcommands) == 0 {
		c.Flags = append(c.Flags, langFlag())
		c.Before = chosen(sh, complete(c))
	}
	c.Description = strings.TrimSpace(c.Description) + "\n\nExit codes: 0 done (and said what is missed); 1 failed or cancelled; 2 the command line or an input\nfile is wrong; 3 a hard rule or a target is not met (check, and any command with --strict)."
}

func unknownCommand(c *cli.Context) error {
	var names []string
	for _, k := range c.App.Commands {
		names = append(names, k.Name)
	}
	name := c.Args().First()
	if near := fault.Closest(name, names); near != "" {
		return usage("%q is not a command: did you mean %q? (turno --help lists them)", name, near)
	}
	return usage("%q is not a command: expected one of %s", name, strings.Join(names, ", "))
}

// onUsage turns a fault of the flag parser into exit code 2.
func onUsage(c *cli.Context, err error, _ bool) error {
	msg := err.Error()
	if name, ok := strings.CutPrefix(msg, "flag provided but not defined: -"); ok {
		var names []string
		for _, f := range c.Command.Flags {
			names = append(names, f.Names()...)
		}
		name = strings.TrimLeft(name, "-")
		if near := fault.Closest(name, names); near != "" {
			return usage("--%s is not a flag of %s: did you mean --%s?", name, c.Command.Name, near)
		}
		return usage("--%s is not a flag of %s (turno %s --help lists them)", name, c.Command.Name, c.Command.Name)
	}
	return usage("%s (turno %s --help)", msg, c.Command.Name)
}

// complete refuses what noStray does, and a command without its required flags. The library
// would print all of the help and end with exit code 1.
func complete(c *cli.Command) cli.BeforeFunc {
	var needed []*cli.StringFlag
	for _, f := range c.Flags {
		if s, ok := f.(*cli.StringFlag); ok && s.Required {
			s.Required = false
			needed = append(needed, s)
		}
	}
	return func(c *cli.Context) error {
		if err := noStray(c); err != nil {
			return err
		}
		var missing []string
		for _, f := range needed {
			if !c.IsSet(f.Name) {
				missing = append(missing, fmt.Sprintf("--%s is missing: expected %s", f.Name, strings.ReplaceAll(f.Usage, "`", "")))
			}
		}
		if len(missing) > 0 {
			return usage("%s (turno %s --help)", strings.Join(missing, "; "), c.Command.Name)
		}
		return nil
	}
}

// noStray refuses arguments without a flag, and with them any flag that follows.
func noStray(c *cli.Context) error {
	if c.Args().Present() {
		return usage("%q is not expected: turno %s takes named flags only, such as --workspace DIR", c.Args().First(), c.Command.Name)
	}
	return nil
}
