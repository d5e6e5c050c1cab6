// Package layout reads exports of other systems, row by row, into a collection of
// messages. A layout is one small file that says which columns mean what; those that are
// built in lie in the folder builtin. Text is read for the rules of the workspace alone: it
// is not kept, and no message of this package holds a cell of the export.
package layout

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"turno/internal/workspace/fault"
	"turno/internal/workspace/settings"
)

//go:embed builtin/*.yaml
var builtin embed.FS

// Names lists the layouts that are built in.
func Names() []string {
	entries, err := builtin.ReadDir("builtin")
	if err != nil {
		panic(err) // the folder is embedded
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".yaml")
	}
	return names
}

// Builtin is a layout by its name. The error is a *fault.Error of --layout.
func Builtin(name string) (settings.Layout, error) {
	if !slices.Contains(Names(), name) {
		return settings.Layout{}, &fault.Error{Faults: []fault.Fault{{File: "--layout", Value: name, Hint: fault.Closest(name, Names()),
			Expected: fmt.Sprintf("no layout of this name: expected %s, or a file of your own such as my-layout.yaml", strings.Join(Names(), ", "))}}}
	}
	data, err := builtin.ReadFile(path.Join("builtin", name+".yaml"))
	if err != nil {
		return settings.Layout{}, err
	}
	return settings.DecodeLayout(name+".yaml", data)
}
