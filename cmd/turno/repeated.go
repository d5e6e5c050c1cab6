package main

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// repeated is the values of a flag that may be given several times. Unlike the library's
// lists it does not part a value at its commas.
type repeated []string

// Set adds a value of the command line.
func (r *repeated) Set(text string) error {
	*r = append(*r, text)
	return nil
}

// String is how the command-line library shows a default.
func (r *repeated) String() string { return strings.Join(*r, ", ") }

func repeatedFlag(name, usage string) cli.Flag {
	return &cli.GenericFlag{Name: name, Value: &repeated{}, Usage: usage}
}

// texts is the values of a repeated flag, in their order.
func texts(c *cli.Context, name string) []string {
	if r, ok := c.Generic(name).(*repeated); ok && r != nil {
		return *r
	}
	return nil
}
