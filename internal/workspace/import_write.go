package workspace

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"turno/forecast"
	"turno/forecast/messages"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/result"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/value"
)

// WriteImport writes the history, the measured parameters and, where there is none, the
// rules of import.yaml into the folder. Each file is written beside and moved into its
// place. It fails with the error of the disk.
func WriteImport(dir string, in Intake, history []forecast.Series, measured settings.Measured) error {
	data, err := historyCSV(history, in.Calendar.Zone)
	if err != nil {
		return err
	}
	name := cmp.Or(in.form, historyFile)
	if strings.HasSuffix(name, ".gz") {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		_, err = z.Write(data)
		if err = errors.Join(err, z.Close()); err != nil {
			return err
		}
		data = packed.Bytes()
	}
	files := []struct {
		name string
		data []byte
	}{{measuredFile, settings.EncodeMeasured(measured)}, {name, data}}
	if !in.Told {
		files = append(files, struct {
			name string
			data []byte
		}{importFile, []byte(importText)})
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, f := range files {
		if err := result.WriteTable(filepath.Join(dir, f.name), func(w io.Writer) error {
			_, err := w.Write(f.data)
			return err
		}); err != nil {
			return fmt.Errorf("writing %s: %w", f.name, err)
		}
	}
	return nil
}

// Fits checks that a history of a step, beginning where r's does, can join the stored one.
func (in Intake) Fits(r messages.Result, step time.Duration) error {
	if len(in.History) == 0 || len(r.History) == 0 {
		return nil
	}
	if strings.HasSuffix(in.form, ".xlsx") {
		return &fault.Error{Faults: []fault.Fault{{File: in.form, Expected: "an import cannot be joined with a workbook: expected " + historyFile + "; save the sheet as CSV (UTF-8)"}}}
	}
	stored := in.History[0].Grid
	if step != 0 && step != stored.Step {
		return &fault.Error{Faults: []fault.Fault{{File: "--step", Value: value.FormatDuration(step), Expected: "history.csv has intervals of " + value.FormatDuration(stored.Step) + ": expected the same"}}}
	}
	if stored.Step > time.Hour || r.History[0].Grid.Start.Sub(stored.Start)%stored.Step != 0 {
		return &fault.Error{Faults: []fault.Fault{{File: historyFile, Expected: "its intervals of " + value.FormatDuration(stored.Step) +
			" are not those of the import: expected intervals of an hour or less that begin with the hours of " + in.Calendar.Zone.String()}}}
	}
	return nil
}
