package main

import (
	"time"

	"github.com/urfave/cli/v2"

	"turno/internal/workspace/value"
)

// span is the value of a flag that is a duration, written as in turno.yaml: 7d, 8h30m.
type span time.Duration

// Set reads the value of the command line; Go's own form, such as 500ms, is known as well.
func (s *span) Set(text string) error {
	if d, err := time.ParseDuration(text); err == nil && d >= 0 {
		*s = span(d)
		return nil
	}
	d, err := value.ParseDuration(text)
	*s = span(d)
	return err
}

// String is how the command-line library reads a duration and shows a default.
func (s *span) String() string {
	switch d := time.Duration(*s); {
	case d == 0:
		return ""
	case d%time.Second != 0:
		return d.String()
	default:
		return value.FormatDuration(d)
	}
}

// durationFlag is a flag whose value c.Duration gives; an absent one is the default.
func durationFlag(name string, absent time.Duration, usage string) cli.Flag {
	s := span(absent)
	return &cli.GenericFlag{Name: name, Value: &s, Usage: usage}
}
