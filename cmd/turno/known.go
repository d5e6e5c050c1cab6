package main

import (
	"fmt"
	"slices"

	"turno/internal/workspace/fault"
)

// known refuses a name that is none of those there are: said is what the command line says,
// such as --queue "posts", and what it is not.
func known(said, what, name string, names []string) error {
	if slices.Contains(names, name) {
		return nil
	}
	return usage("%s is not %s: expected one of %s%s", said, what, listed(names), meant(name, names))
}

// knownBy is known for the value of a flag; an absent one is known.
func knownBy(flag, name, what string, names []string) error {
	if name == "" {
		return nil
	}
	return known(fmt.Sprintf("--%s %q", flag, name), what, name, names)
}

// meant is the name that was likely meant, in brackets; empty where none is near.
func meant(name string, names []string) string {
	if near := fault.Closest(name, names); near != "" {
		return fmt.Sprintf(" (did you mean %q?)", near)
	}
	return ""
}
