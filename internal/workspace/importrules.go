package workspace

import (
	_ "embed"

	"turno/internal/workspace/settings"
)

// importText is the import.yaml that a workspace begins with.
//
//go:embed import.yaml
var importText string

// DefaultImport is what import.yaml says until somebody changes it.
func DefaultImport() settings.Import {
	i, err := settings.DecodeImport(importFile, []byte(importText))
	if err != nil {
		panic(err) // the text is ours
	}
	return i
}

// Used tells, by queue, which measured parameters turno.yaml leaves to measurement; nil where
// there is no turno.yaml yet.
func (in Intake) Used(measured settings.Measured) map[string][]string {
	if in.Settings == nil {
		return nil
	}
	set, err := settings.DecodeOver(measured, settingsFile, in.text)
	if err != nil || set.Measured == nil {
		return map[string][]string{}
	}
	return set.Measured
}
