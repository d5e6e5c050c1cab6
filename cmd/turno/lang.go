package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"turno/internal/report/text"
	"turno/internal/workspace/value"
)

// metaLang is where the application keeps the language of what people read.
const metaLang = "lang"

func langFlag() cli.Flag {
	return &cli.StringFlag{Name: "lang", Usage: "the `LANGUAGE` of what people read: en, it or ru", DefaultText: "the workspace's, or en"}
}

// chosen looks at --lang before anything else is done.
func chosen(sh shell, next cli.BeforeFunc) cli.BeforeFunc {
	return func(c *cli.Context) error {
		if c.IsSet("lang") {
			tag, err := value.ParseSpoken(c.String("lang"))
			if err != nil {
				return usage("--lang %v", err)
			}
			speak(c, tag)
		}
		return next(c)
	}
}

// speak is the language of --lang, or else the workspace's; from now on it is used.
func speak(c *cli.Context, workspace string) string {
	tag := workspace
	if c.IsSet("lang") {
		tag = c.String("lang")
	}
	if lang, ok := c.App.Metadata[metaLang].(*string); ok && lang != nil {
		*lang = tag
	}
	return tag
}

// words is the catalogue for what has no time in it.
func (sh shell) words() text.Catalogue {
	c := text.English(time.UTC, 0)
	if sh.lang != nil {
		return c.In(*sh.lang)
	}
	return c
}

// wordedError is an error that people read in their language: what was done and not, but nothing
// about a command line or a file.
type wordedError struct {
	phrase string
	args   []any // a worded error among them is said in the same language
}

func worded(phrase string, args ...any) error { return wordedError{phrase, args} }

func (p wordedError) Error() string { return p.in(text.English(time.UTC, 0)) }

func (p wordedError) in(words text.Catalogue) string {
	args := make([]any, len(p.args))
	for i, a := range p.args {
		if args[i] = a; a != nil {
			if inner, ok := a.(wordedError); ok {
				args[i] = inner.in(words)
			}
		}
	}
	phrase := p.phrase
	return words.T(phrase, args...)
}

// said is an error in the language that was asked for, as far as it is worded.
func (sh shell) said(err error) string {
	if p, ok := errors.AsType[wordedError](err); ok {
		return p.in(sh.words())
	}
	return fmt.Sprint(err)
}

// stage is what a step of a long call is called.
func (sh shell) stage(name string) string {
	words := sh.words()
	switch name {
	case "forecast":
		return words.T("forecast")
	case "roster":
		return words.T("roster")
	case "simulate":
		return words.T("simulation")
	case "repairs":
		return words.T("repairs")
	case "replan":
		return words.T("replanning")
	case "back-test":
		return words.T("back-test")
	case "scenarios":
		return words.T("scenarios")
	case "capacity":
		return words.T("capacity")
	case "overrides":
		return words.T("overrides")
	}
	return name
}
